package io.github.jsonlpreflight.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceFingerprintTest {
  private static final Instant SOME_TIME = Instant.parse("2026-03-04T05:06:07.123456Z");

  @TempDir Path folder;
  private Path source;
  private SourceFingerprint fingerprint;

  @BeforeEach
  void takeFingerprint() throws IOException {
    source = Files.writeString(folder.resolve("source.jsonl"), "{}\n");
    Files.setLastModifiedTime(source, FileTime.from(SOME_TIME));
    fingerprint = SourceFingerprint.of(source);
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "a.jsonl, a",
    "a.ndjson, a",
    "a.json, a",
    "A.JSONL, A",
    "a.NdJson, a",
    ".JSON, .JSON",
    "a, a",
    "a.txt, a.txt",
    "a.jsonl.jsonl, a.jsonl",
    "a.json.ndjson, a.json",
    ".jsonl, .jsonl",
    ".json, .json",
    "x.y.jsonl, x.y",
    "jsonl, jsonl",
    "'two words .jsonl', 'two words '",
    "'a b#?.jsonl', 'a b#?'",
    "отзывы😀.jsonl, отзывы😀",
    "..jsonl, .",
    "a.jsonl.gz, a",
    "a.NDJSON.Zst, a",
    "a.json.gz, a",
    "a.gz, a.gz",
    "a.zst, a.zst",
    ".jsonl.gz, .jsonl.gz",
    ".gz, .gz",
    "a.jsonl.gz.gz, a.jsonl.gz.gz",
  })
  @DisplayName("fault 21: a name loses its ending and nothing else")
  void stemIsTheNameWithoutItsEnding(String name, String stem) {
    assertThat(new SourceFingerprint(name, 0, Instant.EPOCH, null, Compression.NONE).stem())
        .isEqualTo(stem);
  }

  @Test
  void knowsNoStreamAgain() {
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> SourceFingerprint.ofStream("std\nin", 3).requireUnchanged(source))
        .withMessage(
            source + " has changed since it was read: it was no file but a stream, std\\u000ain");
  }

  @Test
  void holdsTheNameWithoutItsFolder() {
    assertThat(fingerprint.name()).isEqualTo("source.jsonl");
    assertThat(fingerprint.bytes()).isEqualTo(3);
    assertThat(fingerprint.lastModified()).isEqualTo(SOME_TIME);
  }

  @Test
  void acceptsTheSameFileUnderAnotherName() throws IOException {
    Path renamed = Files.move(source, folder.resolve("renamed.jsonl"));

    assertThatCode(() -> fingerprint.requireUnchanged(renamed)).doesNotThrowAnyException();
  }

  @Test
  void acceptsAnyFileKeyWhereNoneWasKnown() {
    SourceFingerprint withoutKey =
        new SourceFingerprint("source.jsonl", 3, SOME_TIME, null, Compression.NONE);

    assertThatCode(() -> withoutKey.requireUnchanged(source)).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("fault 16: growth is a change")
  void noticesAnotherSize() throws IOException {
    Files.writeString(source, "{}\n", StandardOpenOption.APPEND);
    Files.setLastModifiedTime(source, FileTime.from(SOME_TIME));

    assertChanged("it had 3 bytes and has 6");
  }

  @Test
  @DisplayName("fault 16: an edit that keeps the size is a change")
  void noticesAnotherTime() throws IOException {
    Files.setLastModifiedTime(source, FileTime.from(SOME_TIME.plusMillis(1)));

    assertChanged(
        "it was last written at 2026-03-04T05:06:07.123456Z and now at"
            + " 2026-03-04T05:06:07.124456Z");
  }

  @Test
  @DisplayName("fault 16: another file of the same size and time is a change")
  void noticesAnotherFileInItsPlace() throws IOException {
    assumeThat(fingerprint.fileKey()).isNotNull();
    Path other = Files.writeString(folder.resolve("other.jsonl"), "[]\n");
    Files.setLastModifiedTime(other, FileTime.from(SOME_TIME));
    Files.move(other, source, StandardCopyOption.REPLACE_EXISTING);

    assertChanged("another file has taken its place");
  }

  @Test
  @DisplayName("fault 15: a file that has vanished is a change")
  void noticesThatTheFileIsGone() throws IOException {
    Files.delete(source);

    assertChanged("it is no longer there");
  }

  private void assertChanged(String change) {
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> fingerprint.requireUnchanged(source))
        .withMessage(source + " has changed since it was read: " + change)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
  }
}
