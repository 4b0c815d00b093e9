package io.github.jsonlpreflight.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jsonlpreflight.chunker.ChunkFolderReport.Finding;
import io.github.jsonlpreflight.chunker.ChunkFolderReport.Kind;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkFolderReportTest {
  @TempDir Path folder;

  private Manifest split() throws IOException {
    Path source = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n3\n4\n");
    return Plans.splitWithout(folder, source, Plans.maxRecords(1), Set.of());
  }

  @Test
  void findsNothingInAFolderThatIsWhole() throws IOException {
    Manifest manifest = split();
    Files.writeString(folder.resolve("b-00001.jsonl"), "another file's");
    Files.writeString(folder.resolve("a-1.jsonl"), "not named as a chunk is");
    Files.delete(folder.resolve("a.jsonl"));

    ChunkFolderReport report = ChunkFolderReport.of(folder);
    assertThat(report.findings()).isEmpty();
    assertThat(report.manifest().digest()).isEqualTo(manifest.digest());
  }

  @Test
  void findsWhatIsMissingOrOtherOrTooMuch() throws IOException {
    Manifest manifest = split();
    Files.delete(folder.resolve("a-00001.jsonl"));
    Files.writeString(folder.resolve("a-00002.jsonl"), "22\n");
    Files.writeString(folder.resolve("a-00004.jsonl"), "5\n");
    Files.writeString(folder.resolve("a-00005.jsonl"), "6\n");
    Files.writeString(folder.resolve("a-00006.jsonl" + WholeFile.TEMPORARY_ENDING), "7\n");

    assertThat(ChunkFolderReport.of(folder).findings())
        .containsExactly(
            new Finding("a-00001.jsonl", Kind.MISSING, "it is missing"),
            new Finding("a-00002.jsonl", Kind.WRONG_SIZE, "it has 3 bytes, and should have 2"),
            new Finding(
                "a-00004.jsonl",
                Kind.WRONG_HASH,
                "it has other bytes: its SHA-256 is "
                    + Sha256.of("5\n")
                    + ", and should be "
                    + manifest.chunks().get(3).sha256()),
            new Finding(
                "a-00005.jsonl", Kind.NOT_IN_MANIFEST, "it is not of this manifest, by its name"),
            new Finding(
                "a-00006.jsonl" + WholeFile.TEMPORARY_ENDING,
                Kind.NOT_IN_MANIFEST,
                "it is not of this manifest, by its name"));
  }

  @Test
  void needsAManifest() {
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> ChunkFolderReport.of(folder))
        .withMessage("There is no manifest.json in " + folder + " to verify it by")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE));
  }
}
