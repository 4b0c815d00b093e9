package io.github.jsonlpreflight.cli.doctor;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.JsonOutput;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Shows what was found. */
public final class CheckOutput {
  /** Where the further lines of a finding begin. */
  private static final int FURTHER_IN = 10;

  private CheckOutput() {}

  /** Shows it to people, or as JSON. */
  public static void show(List<Check> checks, OutputOptions output, Console console) {
    if (output.isJson()) {
      json(checks, console);
    } else {
      text(checks, console);
    }
    console.out().flush();
  }

  private static void text(List<Check> checks, Console console) {
    for (Check check : checks) {
      String state =
          switch (check.state()) {
            case OK -> console.green("ok     ");
            case WARNING -> console.yellow("note   ");
            case NOT_OK -> console.red("not ok ");
          };
      console.line(state + " " + check.what() + ": " + check.finding(), FURTHER_IN);
      if (check.advice() != null) {
        console.line("        " + check.advice(), FURTHER_IN);
      }
    }
  }

  private static void json(List<Check> checks, Console console) {
    try (JsonGenerator json = JsonOutput.to(console.out())) {
      json.writeStartArray();
      for (Check check : checks) {
        json.writeStartObject();
        json.writeStringProperty("check", check.what());
        json.writeStringProperty("state", check.state().id());
        json.writeStringProperty("finding", check.finding());
        json.writeStringProperty("advice", check.advice());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeRaw('\n');
    }
  }
}
