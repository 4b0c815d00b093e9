package io.github.jsonlpreflight.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFileTest {
  @TempDir Path folder;

  @Test
  void isAsLongAsAskedAndARecordMoreAtMost() throws IOException {
    Path file = folder.resolve("reviews.jsonl");

    int invalid = DataFile.write(file, 3_000_000, Shape.REVIEW, 0);

    assertThat(invalid).isZero();
    assertThat(Files.size(file)).isBetween(3_000_000L, 3_002_000L);
    assertThat(Files.readString(file)).endsWith("}\n");
  }

  @Test
  void holdsTheSameRecordsAsTheDataInMemory() throws IOException {
    Path file = folder.resolve("reviews.jsonl");
    DataFile.write(file, 2_000_000, Shape.SHUFFLED, 3);
    byte[] written = Files.readAllBytes(file);

    assertThat(ReviewData.of(Shape.SHUFFLED, 3).bytes()).startsWith(written);
  }

  @Test
  void saysHowManyRecordsAreInvalid() throws IOException {
    Path file = folder.resolve("reviews.jsonl");

    int invalid = DataFile.write(file, 100_000, Shape.SMALL, 10);

    List<String> records = Files.readAllLines(file);
    assertThat(invalid).isEqualTo((records.size() + 4) / 10);
  }
}
