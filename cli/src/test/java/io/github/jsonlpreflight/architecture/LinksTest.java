package io.github.jsonlpreflight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link from one page of the project to another leads to what is there. */
final class LinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static Stream<String> pages() throws IOException {
    List<String> pages = new ArrayList<>(List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md"));
    for (String folder : List.of("docs", "samples/data", "jmh")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        files
            .filter(
                file -> file.toString().endsWith(".md") && !file.toString().contains("/target/"))
            .map(file -> ROOT.relativize(file).toString())
            .sorted()
            .forEach(pages::add);
      }
    }
    return pages.stream();
  }

  @Test
  void looksAtThePagesAndTheirLinks() throws IOException {
    assertThat(pages()).hasSizeGreaterThan(30).contains("docs/recipes/huge-file.md");
    assertThat(Page.read(ROOT.resolve("README.md")).links).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void leadsToAFileAndAHeadingThatAreThere(String name) throws IOException {
    Path file = ROOT.resolve(name);
    Page page = Page.read(file);

    for (String link : page.links) {
      URI uri = URI.create(link);
      if (uri.isAbsolute()) {
        continue; // nothing here reaches into the internet
      }
      Path target = uri.getPath().isEmpty() ? file : file.resolveSibling(uri.getPath()).normalize();
      assertThat(target).as(link).exists().startsWith(ROOT);
      if (uri.getFragment() != null) {
        assertThat(Page.read(target).anchors).as(link).contains(uri.getFragment());
      }
    }
    assertThat(page.html).as("links in HTML, which nobody follows here").isEmpty();
  }

  /** What of a page has to do with links. */
  private static final class Page extends AbstractVisitor {
    private final List<String> links = new ArrayList<>();
    private final Set<String> anchors = new LinkedHashSet<>();
    private final List<String> html = new ArrayList<>();

    /** Names headings as GitHub does, and counts those that are called the same. */
    private final IdGenerator ids = IdGenerator.builder().build();

    static Page read(Path file) throws IOException {
      Page page = new Page();
      Parser.builder().build().parse(Files.readString(file)).accept(page);
      return page;
    }

    @Override
    public void visit(Link link) {
      links.add(link.getDestination());
      visitChildren(link);
    }

    @Override
    public void visit(Image image) {
      links.add(image.getDestination());
      visitChildren(image);
    }

    @Override
    public void visit(Heading heading) {
      anchors.add(ids.generateId(textOf(heading)));
      visitChildren(heading);
    }

    @Override
    public void visit(HtmlInline inline) {
      addHtml(inline.getLiteral());
    }

    @Override
    public void visit(HtmlBlock block) {
      addHtml(block.getLiteral());
    }

    private void addHtml(String text) {
      if (text.contains("href") || text.contains("src")) {
        html.add(text);
      }
    }

    private static String textOf(Node heading) {
      StringBuilder text = new StringBuilder();
      heading.accept(
          new AbstractVisitor() {
            @Override
            public void visit(Text part) {
              text.append(part.getLiteral());
            }

            @Override
            public void visit(Code part) {
              text.append(part.getLiteral());
            }
          });
      return text.toString();
    }
  }
}
