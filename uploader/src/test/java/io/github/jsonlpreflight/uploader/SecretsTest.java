package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.jsonlpreflight.chunker.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  private static void requireClean(String where, String text) {
    assertThat(text)
        .as(where)
        .doesNotContain(FakeWorld.TOKEN)
        .doesNotContain(FakeService.SIGNATURE);
  }

  @Test
  @DisplayName("fault 36: neither token nor URL is in any file, message or text of a run")
  void leavesNoSecretAnywhere() throws IOException {
    CapturedLog.take();
    FakeWorld world = new FakeWorld(folder);
    Manifest manifest = world.plan(8, 2);
    String echo =
        "{\"error\":{\"detail\":\"Token %s at https://b.example/x?X-Amz-Signature=%s\"}}"
            .formatted(FakeWorld.TOKEN, FakeService.SIGNATURE);
    String quoted =
        FakeService.s3Error("SignatureDoesNotMatch", "X-Amz-Signature=" + FakeService.SIGNATURE);
    List<String> texts = new ArrayList<>();
    for (FakeService.Fault fault :
        List.of(
            FakeService.answers(401, echo),
            FakeService.answers(400, echo),
            FakeService.answers(200, FakeWorld.TOKEN))) {
      for (int i = 0; i < 9; i++) {
        world.service.polls.add(fault);
      }
      texts.add(trace(catchThrowable(() -> world.run(manifest))));
      world.service.polls.clear();
    }
    world.service.puts.add(FakeService.answers(403, quoted));
    texts.add(trace(catchThrowable(() -> world.run(manifest))));
    RunResult result = world.run(manifest);
    assertThat(result.status()).isEqualTo(RunStatus.COMPLETE);

    texts.forEach(text -> requireClean("an exception", text));
    world.told.forEach(text -> requireClean("the listener", text));
    assertThat(CapturedLog.take())
        .as("everything is logged")
        .anyMatch(line -> line.startsWith("WARN"))
        .anyMatch(line -> line.contains("journal: UrlGranted"))
        .allSatisfy(line -> requireClean("the log", line));
    requireClean("the journal", world.journalText());
    requireClean(
        "texts", result + " " + world.serviceOptions + " " + RunReport.read(world.directory));
    try (var files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        requireClean(file.toString(), Files.readString(file));
      }
    }
  }

  private static String trace(Throwable thrown) {
    assertThat(thrown).isNotNull();
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }

  @Test
  void keepsTheUrlInAFileForTheOwnerOnlyWhileItIsNeeded() throws IOException {
    FakeWorld world = new FakeWorld(folder);
    Manifest manifest = world.plan(2, 2);
    Path sidecar = world.directory.uploadUrl(1);
    List<String> modes = new ArrayList<>();
    world.service.puts.add(
        effect -> {
          modes.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(sidecar)));
          modes.add(Files.readString(sidecar, StandardCharsets.UTF_8).substring(0, 14));
          return effect.take();
        });
    world.run(manifest);
    assertThat(modes).containsExactly("rw-------", "https://bucket");
    assertThat(sidecar).doesNotExist();
  }

  @Test
  void printsAsAPlaceholder() {
    Secret secret = Secret.of("abc");
    assertThat(secret).hasToString("[redacted]");
    assertThat(secret.reveal()).isEqualTo("abc");
    assertThat(secret.fingerprint()).hasSize(16).doesNotContain("abc");
  }
}
