package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DoctorCommandTest {
  @TempDir private Path folder;

  private int exitCode;

  private JsonNode doctor(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of("doctor", "--format", "json"));
    all.addAll(List.of(arguments));
    if (!all.contains("--run-dir")) {
      all.addAll(List.of("--run-dir", folder.toString()));
    }
    exitCode =
        Program.whole(new PrintWriter(out), new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    assertThat(err).hasToString("");
    return JsonMapper.shared().readTree(out.toString());
  }

  private static JsonNode check(JsonNode report, String name) {
    for (JsonNode finding : report) {
      if (finding.path("check").asString().equals(name)) {
        return finding;
      }
    }
    throw new AssertionError("no check " + name + " in " + report);
  }

  private Path token(String token) throws IOException {
    return Files.writeString(folder.resolve("token"), token);
  }

  @Test
  void looksAtTheMachineAlone() {
    JsonNode report = doctor("--run-dir", folder.resolve("not/there/yet").toString());

    assertThat(exitCode).isZero();
    assertThat(report.findValuesAsString("check"))
        .containsExactly("java", "space", "flush", "service");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void asksTheServiceAndChangesNothing() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      sandbox.createDataset(
          "d",
          "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"},\"b\":{\"type\":\"text\"}}}");
      JsonNode report =
          doctor(
              "--dataset",
              "d",
              "--base-url",
              sandbox.baseUrl().toString(),
              "--token-file",
              token(sandbox.token()).toString());

      assertThat(exitCode).isZero();
      assertThat(check(report, "token").path("state").asString()).isEqualTo("ok");
      assertThat(check(report, "dataset").path("finding").asString())
          .contains("0 datapoints, 0 imports");
      assertThat(check(report, "schema").path("finding").asString()).isEqualTo("2 fields");
      assertThat(check(report, "clock").path("state").asString()).isEqualTo("ok");
      assertThat(sandbox.imports("d")).isEmpty();
    }
  }

  @Test
  void saysThatTheTokenIsRefusedAndWhatToDo() throws IOException {
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      JsonNode report =
          doctor(
              "--dataset",
              "d",
              "--base-url",
              sandbox.baseUrl().toString(),
              "--token-file",
              token("planted-secret").toString());

      assertThat(exitCode).isEqualTo(1);
      JsonNode service = check(report, "service");
      assertThat(service.path("state").asString()).isEqualTo("not-ok");
      assertThat(service.path("advice").asString()).contains("new token");
      assertThat(report.toString()).doesNotContain("planted-secret");
    }
  }
}
