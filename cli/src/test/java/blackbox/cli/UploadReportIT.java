package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What {@code report.html} of a run directory shows, however a start has ended: read, measured and
 * operated in a browser, since a run that needs a person's decision is when people open it.
 */
final class UploadReportIT extends AgainstTheSandbox {
  private static final String DATASET = "reviews";
  private static final int RECORDS = 9;

  /** Texts with less than WCAG 2.2's 4.5 to 1 between their colour and what they stand on. */
  private static final String FAINT_TEXTS =
      """
      (() => {
        const parts = (color) => color.match(/[\\d.]+/g).map(Number);
        const light = (color) => {
          const [r, g, b] = parts(color).map((part) =>
            (part /= 255) <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
          return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const ground = (element) => {
          for (let at = element; at; at = at.parentElement) {
            const color = getComputedStyle(at).backgroundColor;
            if (parts(color)[3] !== 0) return color;
          }
          return "rgb(255, 255, 255)";
        };
        const faint = [];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const element = texts.currentNode.parentElement;
          const text = texts.currentNode.data.trim();
          if (text === "" || !element.checkVisibility() || element.closest("script")) continue;
          const style = getComputedStyle(element);
          const ink = element.closest("svg") ? style.fill : style.color;
          const [less, more] = [light(ink), light(ground(element))].sort((a, b) => a - b);
          const contrast = (more + 0.05) / (less + 0.05);
          if (!(contrast >= 4.5)) faint.push(text + ": " + contrast.toFixed(1));
        }
        return faint;
      })()
      """;

  private Browser page;

  @BeforeEach
  void openBrowser() throws Exception {
    page = Browser.start(Browser.findOrSkip(), Files.createDirectory(work.resolve("profile")));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      lines.add(i == 4 ? "{\"txet\":\"no. 4\"}" : "{\"text\":\"no. " + i + "\"}");
    }
    Files.write(work.resolve("data.jsonl"), lines);
  }

  @AfterEach
  void closeBrowser() {
    if (page != null) {
      page.close();
    }
  }

  @Test
  void paused() throws Exception {
    sandbox.createDataset(DATASET, null);

    upload(5);

    assertThat(answer()).isEqualTo("The upload is paused with 0 of 9 records in the dataset");
    assertThat(statuses()).containsExactly("planned", "planned", "planned");
    looksRight("paused");
  }

  @Test
  void pausedAndThenFinished() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    sandbox.faults().showStatusNext(100_000, "processing");
    upload(5, "--poll-timeout", "0.5");
    assertThat(statuses()).containsExactly("processing", "planned", "planned");
    sandbox.faults().clear();

    upload(1);

    assertThat(answer()).isEqualTo("All is done, and 8 of 9 records are in the dataset");
    assertThat(statuses()).containsExactly("complete", "complete", "complete");
    looksRight("finished");
  }

  @Test
  void failedAndThenContinued() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    sandbox.faults().failNextImports(1, "File could not be parsed as JSONL");
    upload(4);
    assertThat(answer()).isEqualTo("The upload has failed with 0 of 9 records in the dataset");
    assertThat(statuses()).containsExactly("failed", "planned", "planned");
    looksRight("failed");

    upload(4, "--on-failed", "continue");

    assertThat(statuses()).containsExactly("failed", "complete", "complete");
    looksRight("continued");
  }

  @Test
  void undecidedAndThenLanded() throws Exception {
    sandbox.createDataset(DATASET, SCHEMA);
    sandbox.faults().shortenNextUploadUrls(100, Duration.ofSeconds(1));
    sandbox.faults().holdNextObjectEvents(100);
    sandbox.faults().loseNextPutReplies(100);
    upload(6, "--poll-timeout", "1");
    assertThat(answer())
        .isEqualTo("A person has to decide: 0 of 9 records are known to be in the dataset");
    assertThat(page.evaluate("document.querySelector('.next').innerText").stringValue())
        .as("the advice is whole")
        .endsWith("Without either, running again asks the service once more");
    assertThat(statuses()).containsExactly("held", "planned", "planned");
    looksRight("undecided");

    upload(6, "--poll-timeout", "1", "--on-ambiguous", "landed");

    assertThat(statuses()).containsExactly("confirmed", "held", "planned");
    looksRight("landed");
  }

  /** Uploads in chunks of three records, and opens the report. */
  private void upload(int exitCode, String... more) throws Exception {
    String what = "data.jsonl --schema schema.json --on-invalid skip --max-records 3";
    Program.Result result = program.run(uploadOf(what, DATASET, more));
    assertThat(result.exitCode()).as(result.output()).isEqualTo(exitCode);
    page.resize(1200, 900);
    page.show("screen", "light");
    page.open(work.resolve("data.jsonl.preflight/report.html").toRealPath().toUri());
  }

  private String answer() throws Exception {
    return page.evaluate("document.querySelector('.answer span + span').innerText").stringValue();
  }

  private List<String> statuses() throws Exception {
    JsonNode cells =
        page.evaluate(
            "[...document.querySelectorAll('[aria-labelledby=chunks] .tag')].map(t => t.innerText)");
    return cells.valueStream().map(JsonNode::stringValue).toList();
  }

  /** Looks at the page in both schemes, on a phone and on paper. */
  private void looksRight(String name) throws Exception {
    for (String scheme : new String[] {"light", "dark"}) {
      page.show("screen", scheme);
      assertThat(page.evaluate(FAINT_TEXTS).valueStream())
          .as(name + ", hard to read in " + scheme)
          .isEmpty();
      page.picture(name + "-" + scheme);
    }
    page.resize(400, 900);
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt())
        .as("width on a phone")
        .isLessThanOrEqualTo(400);
    assertThat(
            page.evaluate(
                    "[...document.querySelectorAll('.scroll')]"
                        + ".filter(box => box.scrollWidth > box.clientWidth)"
                        + ".map(box => box.scrollWidth + ': ' + box.innerText)")
                .valueStream())
        .as("tables to push aside on a phone")
        .isEmpty();
    page.picture(name + "-phone");
    page.resize(1200, 900);
    page.show("print", "light");
    page.picture(name + "-print");
    page.show("screen", "light");
    assertThat(page.complaints()).isEmpty();
    assertThat(page.requests()).hasSize(1);
  }
}
