package blackbox.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.RecordRange;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.Violation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cuts the sample data as a user of the library would, who sees its public types alone. */
class CutTheSampleTest {
  private static final Path SAMPLES = Path.of("..", "samples", "data");
  private static final Path REVIEWS = SAMPLES.resolve("reviews.jsonl");
  private static final ChunkLimits BY_250 = ChunkLimits.builder().maxChunkRecords(250).build();

  @TempDir Path folder;

  @Test
  void cutsAThousandReviewsIntoFourFiles() throws IOException {
    Manifest manifest;
    try (ChunkPlanner planner = ChunkPlanner.splittingInto(folder, REVIEWS, BY_250, null)) {
      manifest = planner.planUnchecked(ReadOptions.defaults());
    }

    assertThat(manifest.chunks())
        .extracting(Chunk::name, Chunk::firstLine, Chunk::lastLine, Chunk::records)
        .containsExactly(
            tuple("reviews-00001.jsonl", 1L, 250L, 250L),
            tuple("reviews-00002.jsonl", 251L, 500L, 250L),
            tuple("reviews-00003.jsonl", 501L, 750L, 250L),
            tuple("reviews-00004.jsonl", 751L, 1000L, 250L));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Chunk chunk : manifest.chunks()) {
      assertThat(folder.resolve(chunk.name())).hasSize(chunk.bytes());
      assertThat(Files.readAllLines(folder.resolve(chunk.name()))).hasSize(250);
      all.writeBytes(Files.readAllBytes(folder.resolve(chunk.name())));
    }
    assertThat(all.toByteArray()).isEqualTo(Files.readAllBytes(REVIEWS));
  }

  @Test
  void leavesOutTheReviewsThatAreInvalid() throws IOException {
    RecordSchema schema =
        RecordSchema.parse(
            "reviews.schema.json", Files.readAllBytes(SAMPLES.resolve("reviews.schema.json")));
    Path manifestFile = folder.resolve("manifest.json");

    Manifest planned = planValid(schema, manifestFile);

    assertThat(planned.chunks()).extracting(Chunk::records).containsExactly(250L, 250L, 250L, 247L);
    assertThat(planned.chunks())
        .extracting(Chunk::ranges)
        .extracting(List::size)
        .as("one more for each record left out")
        .containsExactly(2, 2, 1, 2);
    Manifest manifest = Manifest.read(manifestFile);
    assertThat(manifest.chunks()).isEqualTo(planned.chunks());
    assertThat(manifest.rulesDigest()).hasValue(schema.digest());
    List<SkippedRecord> skipped = new ArrayList<>();
    Manifest.forEachSkipped(manifestFile, skipped::add);
    assertThat(skipped)
        .extracting(s -> s.place().lineNumber(), s -> s.reasons().get(0).field())
        .containsExactly(tuple(137L, "product_name"), tuple(421L, "image_url"), tuple(803L, null));
    assertThat(bytesOf(manifest, skipped)).isEqualTo(Files.size(REVIEWS));
  }

  private static Manifest planValid(RecordSchema schema, Path manifestFile) throws IOException {
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(manifestFile, REVIEWS, BY_250, schema.digest())) {
      return planner.finish(
          RecordValidator.create(schema)
              .validate(
                  JsonlSource.file(REVIEWS),
                  (record, verdict) -> {
                    if (verdict instanceof RecordVerdict.Invalid invalid) {
                      planner.skip(record, reasons(invalid.violations()));
                    } else {
                      planner.add(record);
                    }
                    return true;
                  })
              .totals());
    }
  }

  private static List<SkippedRecord.Reason> reasons(List<Violation> violations) {
    return violations.stream()
        .map(violation -> new SkippedRecord.Reason(violation.field(), violation.reason()))
        .toList();
  }

  private static long bytesOf(Manifest manifest, List<SkippedRecord> skipped) {
    return manifest.chunks().stream().mapToLong(Chunk::bytes).sum()
        + skipped.stream().mapToLong(record -> record.place().length() + 1).sum();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "blank-lines.jsonl",
    "bom.jsonl",
    "crlf.jsonl",
    "no-final-newline.jsonl",
    "unicode-separators.jsonl",
    "bare-cr.jsonl",
    "bom-in-the-middle.jsonl",
  })
  void readsBackEveryRecordOfTheFramingSamples(String name) throws IOException {
    Path source = SAMPLES.resolve("framing").resolve(name);
    try (ChunkPlanner planner =
            ChunkPlanner.dry(source, ChunkLimits.builder().maxChunkRecords(1).build(), null);
        ChunkReader reader = ChunkReader.open(source)) {
      Manifest manifest = planner.planUnchecked(ReadOptions.defaults());

      assertThat(manifest.chunks()).hasSize((int) manifest.totals().records()).isNotEmpty();
      for (Chunk chunk : manifest.chunks()) {
        RecordRange range = chunk.ranges().get(0);
        byte[] sent = reader.read(chunk).readAllBytes();
        reader.forEachRecord(
            range,
            record -> {
              assertThat(record.contentOffset()).isEqualTo(range.offset());
              assertThat(record.lineNumber()).isEqualTo(chunk.firstLine());
              assertThat(sent).startsWith(record.copyBytes()).endsWith('\n');
              assertThat(sent).hasSize((int) record.length() + 1);
              return true;
            });
      }
    }
  }
}
