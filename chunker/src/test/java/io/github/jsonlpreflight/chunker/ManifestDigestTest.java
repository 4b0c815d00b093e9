package io.github.jsonlpreflight.chunker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestDigestTest {
  private static final String TEXT = "{\"a\":1}\n{\"a\":1}\n{\"a\":1}\n";

  @TempDir Path folder;
  private Path source;
  private String digest;

  @BeforeEach
  void prepare() throws IOException {
    source = Files.writeString(folder.resolve("source.jsonl"), TEXT);
    digest = Plans.plan(source, Plans.maxRecords(2)).digest();
  }

  @Test
  void isASha256() {
    assertThat(digest).matches("[0-9a-f]{64}");
  }

  @Test
  void staysTheSameForTheSameCut() throws IOException {
    assertThat(Plans.plan(source, Plans.maxRecords(2)).digest()).isEqualTo(digest);
    assertThat(Plans.plan(source, Plans.maxBytes(16)).digest())
        .as("other limits that come to the same")
        .isEqualTo(digest);
    Files.setLastModifiedTime(source, FileTime.from(Instant.EPOCH));
    assertThat(Plans.plan(source, Plans.maxRecords(2)).digest())
        .as("a file that was only touched")
        .isEqualTo(digest);
    assertThat(Plans.plan(Files.copy(source, folder.resolve("b.jsonl")), Plans.maxRecords(2)))
        .as("a copy of the file")
        .returns(digest, Manifest::digest);
  }

  @Test
  void changesWithTheBytes() throws IOException {
    Files.writeString(source, TEXT.replaceFirst("1", "2"));

    assertThat(Plans.plan(source, Plans.maxRecords(2)).digest()).isNotEqualTo(digest);
  }

  @Test
  void changesWithBytesThatAreNotSent() throws IOException {
    Files.writeString(source, TEXT + "\n");

    assertThat(Plans.plan(source, Plans.maxRecords(2)).digest()).isNotEqualTo(digest);
  }

  @Test
  void changesWithTheCuts() throws IOException {
    assertThat(Plans.plan(source, Plans.maxRecords(1)).digest()).isNotEqualTo(digest);
    assertThat(Plans.plan(source, Plans.maxRecords(3)).digest()).isNotEqualTo(digest);
  }

  @Test
  void changesWithTheRecordsThatAreSkipped() throws IOException {
    ChunkLimits limits = Plans.maxRecords(2);
    String withoutFirst = Plans.planWithout(source, limits, Set.of(1L)).digest();
    String withoutSecond = Plans.planWithout(source, limits, Set.of(2L)).digest();
    String withoutThird = Plans.planWithout(source, limits, Set.of(3L)).digest();

    // The three records are alike, so the chunk's bytes are too; its lines are not.
    assertThat(Set.of(digest, withoutFirst, withoutSecond, withoutThird)).hasSize(4);
  }
}
