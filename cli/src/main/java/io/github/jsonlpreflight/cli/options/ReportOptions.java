package io.github.jsonlpreflight.cli.options;

import io.github.jsonlpreflight.cli.files.ReportFile;
import io.github.jsonlpreflight.cli.files.StandardOutput;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whether a report is written beside the results. */
public final class ReportOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "Also write a report there: one HTML page that needs no other file.")
  private @Nullable Path file;

  private ReportOptions() {}

  /** Returns where the report goes, or null where none is asked for. */
  public @Nullable Path file() {
    return file;
  }

  /** Begins the report's file, or returns null where none is asked for. */
  public @Nullable ReportFile begin() throws IOException {
    return file == null ? null : ReportFile.create(file);
  }

  /** Adds the file that is written. */
  public void addTo(CommandFiles files) throws IOException {
    if (file != null && StandardOutput.is(file)) {
      throw Usage.error(spec, "--report needs a file: standard output is for the results");
    }
    files.writes("--report", file);
  }
}
