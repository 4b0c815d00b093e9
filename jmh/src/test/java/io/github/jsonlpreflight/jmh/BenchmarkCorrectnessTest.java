package io.github.jsonlpreflight.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is timed is right: every benchmark sees every record, and says of each what is true. */
class BenchmarkCorrectnessTest {
  /** Nine fields and three nested ones with a name each, two tags, and the brackets. */
  private static final long TOKENS_PER_RECORD = 9 + 3 + 7 + 3 + 2 + 2 + 2 + 2;

  /** Five fields with a name each, and the brackets. */
  private static final long TOKENS_PER_SMALL_RECORD = 5 + 5 + 2;

  @ParameterizedTest
  @EnumSource
  void bareScanPullsEveryToken(Shape shape) {
    BareScanBenchmark benchmark = new BareScanBenchmark();
    benchmark.shape = shape;
    benchmark.setUp();
    long tokens =
        benchmark.data().records()
            * (shape == Shape.SMALL ? TOKENS_PER_SMALL_RECORD : TOKENS_PER_RECORD);

    assertThat(benchmark.parserPerRecord()).isEqualTo(tokens);
    assertThat(benchmark.oneParser()).isEqualTo(tokens);
  }

  /** Every preset's trials, since the longest one has those of the others. */
  static Collection<Trial> trials() {
    return Preset.FULL.trials();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trials")
  void findsWhatIsInvalid(Trial trial) throws IOException {
    if (trial.benchmark().startsWith("Networknt")) {
      networkntFindsWhatIsInvalid(trial);
    } else if (trial.benchmark().startsWith("Validator")) {
      validatorFindsWhatIsInvalid(trial);
    }
  }

  private static void networkntFindsWhatIsInvalid(Trial trial) {
    NetworkntBenchmark benchmark = new NetworkntBenchmark();
    benchmark.shape = Shape.valueOf(trial.parameter("shape"));
    benchmark.schema = ReviewSchema.valueOf(trial.parameter("schema"));
    benchmark.invalidOneIn = Integer.parseInt(trial.parameter("invalidOneIn"));
    benchmark.setUp();

    int valid = benchmark.validateTrees();

    assertThat(benchmark.data().records() - valid).isEqualTo(benchmark.data().invalid());
  }

  private static void validatorFindsWhatIsInvalid(Trial trial) throws IOException {
    ValidatorBenchmark benchmark = new ValidatorBenchmark();
    benchmark.shape = Shape.valueOf(trial.parameter("shape"));
    benchmark.schema = ReviewSchema.valueOf(trial.parameter("schema"));
    benchmark.threads = Integer.parseInt(trial.parameter("threads"));
    benchmark.invalidOneIn = Integer.parseInt(trial.parameter("invalidOneIn"));
    benchmark.setUp();

    ValidationSummary summary = benchmark.validateSource();

    assertThat(summary.records()).isEqualTo(benchmark.data().records());
    assertThat(summary.invalid()).isEqualTo(benchmark.data().invalid());
    assertThat(summary.totals().bytes()).isEqualTo(ReviewData.BYTES);
  }

  @ParameterizedTest
  @EnumSource
  void passFindsEveryRecord(Shape shape) throws IOException {
    RecordPassBenchmark benchmark = new RecordPassBenchmark();
    benchmark.shape = shape;
    benchmark.setUp();
    int records = ReviewData.of(shape).records();

    PassTotals totals = benchmark.findRecords();

    assertThat(totals)
        .isEqualTo(new PassTotals(records, 0, records, ReviewData.BYTES, false, true, true));
  }

  @Test
  void planHoldsEveryRecord() throws IOException {
    ChunkPlanBenchmark benchmark = new ChunkPlanBenchmark();
    benchmark.setUp();
    try {
      Manifest manifest = benchmark.planUnchecked();

      assertThat(manifest.chunks()).hasSize(17);
      assertThat(manifest.chunks().stream().mapToLong(Chunk::bytes).sum())
          .isEqualTo(ReviewData.BYTES);
      assertThat(manifest.chunks().stream().mapToLong(Chunk::records).sum())
          .isEqualTo(ReviewData.of(Shape.REVIEW).records());
    } finally {
      benchmark.tearDown();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyWaySendsEveryByteOfACompressedFile(CompressedChunksBenchmark.Way way)
      throws IOException, NoSuchAlgorithmException {
    for (CompressedChunksBenchmark.Format format : CompressedChunksBenchmark.Format.values()) {
      CompressedChunksBenchmark benchmark = new CompressedChunksBenchmark();
      benchmark.way = way;
      benchmark.format = format;
      benchmark.sends = 2;
      benchmark.setUp();
      try {
        assertThat(benchmark.send()).isEqualTo(2L * ReviewData.BYTES);
      } finally {
        benchmark.tearDown();
      }
    }
  }
}
