package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.cli.explain.Explanation;
import io.github.jsonlpreflight.cli.explain.ExplanationOutput;
import io.github.jsonlpreflight.cli.explain.Explanations;
import io.github.jsonlpreflight.cli.options.SimilarNames;
import io.github.jsonlpreflight.cli.options.Usage;
import io.github.jsonlpreflight.jsonl.Messages;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    description = "Say what a rule, policy, note, error or exit code means, and how to mend it.")
final class ExplainCommand implements Callable<Integer> {
  /** The forms in which explanations are printed. */
  enum Form {
    text,
    json
  }

  /** Every code, for completion. */
  static final class Codes implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      try {
        return Explanations.load().all().stream().map(Explanation::code).iterator();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "CODE",
      arity = "0..*",
      completionCandidates = Codes.class,
      description = "What to explain, as results name it. Without one all are listed.")
  private List<String> codes = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "How it is printed: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Form form;

  private ExplainCommand() {}

  @Override
  public Integer call() throws IOException {
    Explanations page = Explanations.load();
    List<Explanation> chosen = codes.isEmpty() ? page.all() : choose(page);
    PrintWriter out = spec.commandLine().getOut();
    switch (form) {
      case json -> ExplanationOutput.json(chosen, out);
      case text -> {
        if (codes.isEmpty()) {
          ExplanationOutput.list(chosen, out);
        } else {
          chosen.forEach(entry -> ExplanationOutput.show(entry, out));
        }
      }
    }
    out.flush();
    return ExitCode.OK;
  }

  private List<Explanation> choose(Explanations page) {
    List<Explanation> chosen = new ArrayList<>();
    for (String code : codes) {
      chosen.add(page.find(code).orElseThrow(() -> Usage.error(spec, unknown(code, page.all()))));
    }
    return chosen;
  }

  private static String unknown(String code, List<Explanation> all) {
    List<String> meant = SimilarNames.of(code, all.stream().map(Explanation::code).toList());
    return "Nothing here is called '"
        + Messages.printable(code)
        + "'; "
        + (meant.isEmpty()
            ? "preflight explain lists what is"
            : "did you mean " + String.join(" or ", meant) + "?");
  }
}
