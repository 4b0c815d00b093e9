package io.github.jsonlpreflight.chunker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes as a manifest's file, sealed or not: a manifest that adds up, or no manifest. */
class ManifestFuzzTest {

  @TempDir static Path folder;

  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({
    "{\"format\":\"preflight-manifest\"",
    "\"version\":1",
    "\"source\":{",
    "\"name\":\"",
    "\"bytes\":",
    "\"last_modified\":\"2026-01-01T00:00:00Z\"",
    "\"file_key\":null",
    "\"rules_sha256\":",
    "\"max_chunk_bytes\":",
    "\"max_chunk_records\":",
    "\"skipped\":[{",
    "\"reasons\":[{",
    "\"skipped_count\":",
    "\"totals\":{",
    "\"lines\":",
    "\"blank_lines\":",
    "\"records\":",
    "\"byte_order_mark\":false",
    "\"chunks\":[{",
    "\"index\":",
    "\"first_line\":",
    "\"last_line\":",
    "\"sha256\":\"",
    "\"newline_added\":true",
    "\"ranges\":[[0,1,1,1,0]]",
    "\"digest\":\"",
    "-1",
    "9223372036854775807",
    "1e999",
    "\"../x\"",
    "[[",
    "]]"
  })
  void isAManifestOrIsRefused(byte[] content) throws IOException {
    Path file = Files.write(folder.resolve("manifest.json"), content);
    refuseOrReadTwiceAlike(file);
    SealedText.write(file, new String(content, ISO_8859_1));
    refuseOrReadTwiceAlike(file);
  }

  private static void refuseOrReadTwiceAlike(Path file) throws IOException {
    try {
      Manifest manifest = Manifest.read(file);
      assertThat(manifest.digest()).isEqualTo(Manifest.read(file).digest());
      assertThat(manifest.source().name()).doesNotContain("/");
      long[] skipped = {0};
      Manifest.forEachSkipped(file, record -> skipped[0]++);
    } catch (PreflightException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.RUN_FILE_BROKEN);
      assertThat(e.getMessage()).doesNotContain("\n");
    }
  }
}
