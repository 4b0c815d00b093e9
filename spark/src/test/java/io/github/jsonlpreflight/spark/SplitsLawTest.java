package io.github.jsonlpreflight.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What splits have, one behind the other, is what one pass over each file has: the bytes of every
 * record, its line, its index and its offset, and the totals.
 */
class SplitsLawTest {
  private static final int ROUNDS_A_SEED = 5;

  private static final List<String> BEGINNINGS = List.of("", "\n", " \r\n", "\uFEFF", "\uFEFF\n");

  private static final List<String> LINES =
      List.of(
          "",
          "",
          " \t ",
          "{\"a\":1}",
          " {\"a\":1} ",
          "[1]",
          "x",
          "a\rb",
          "\uFEFF{}",
          "\"\u2028\u0085 é\"",
          "{\"text\":\"%s\"}".formatted("longer than most splits ".repeat(4)));

  private static final List<String> LINE_ENDS = List.of("\n", "\n", "\r\n");

  private static final RecordValidator ANYTHING =
      RecordValidator.create(
          RecordSchema.parse(
              "schema.json", "{\"type\":\"object\"}".getBytes(StandardCharsets.UTF_8)),
          ValidatorOptions.builder()
              .reading(ReadOptions.builder().threads(1).blockBytes(1000).build())
              .build());

  private final Configuration conf = new Configuration();

  @TempDir Path folder;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void readInSplitsAsInOnePass(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS_A_SEED; round++) {
      List<HadoopFile> files = new ArrayList<>();
      for (int i = random.nextInt(1, 4); i > 0; i--) {
        files.add(write(folder.resolve(round + "-" + i + ".jsonl"), random));
      }
      long splitBytes = random.nextInt(3) == 0 ? random.nextInt(1, 5) : random.nextInt(1, 400);

      List<Split> splits = Splits.of(files, splitBytes, conf);
      List<Split> placed = SplitCounts.place(splits, counted -> counts(counted, random));

      Map<Integer, List<Split>> byFile = Splits.byFile(placed);
      assertThat(byFile).hasSameSizeAs(files);
      for (int i = 0; i < files.size(); i++) {
        List<String> expected = new ArrayList<>();
        ValidationSummary one = judge(JsonlSource.file(local(files.get(i))), expected);
        List<String> found = new ArrayList<>();
        List<ValidationSummary> parts = new ArrayList<>();
        for (Split split : byFile.getOrDefault(i, List.of())) {
          parts.add(split.read(conf, source -> judge(source, found)));
        }

        String which = "round %d, file %d in splits of %d bytes".formatted(round, i, splitBytes);
        assertThat(found).as(which).isEqualTo(expected);
        assertThat(parts.stream().reduce(ValidationSummary::then)).as(which).contains(one);
      }
    }
  }

  /** Splits are counted in any order: they know nothing of each other. */
  private List<SplitCounts.Count> counts(List<Split> splits, SplittableRandom random)
      throws IOException {
    SplitCounts.Count[] counts = new SplitCounts.Count[splits.size()];
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(random.nextLong()));
    for (int i : order) {
      counts[i] = SplitCounts.Count.of(splits.get(i), ReadOptions.defaults(), conf);
    }
    return List.of(counts);
  }

  private static ValidationSummary judge(JsonlSource source, List<String> records)
      throws IOException {
    return ANYTHING.validate(
        source,
        (record, verdict) -> {
          records.add(
              record.lineNumber()
                  + " "
                  + record.recordIndex()
                  + " "
                  + record.place().byteOffset()
                  + " "
                  + new String(record.copyBytes(), StandardCharsets.ISO_8859_1));
          return true;
        });
  }

  private HadoopFile write(Path file, SplittableRandom random) throws IOException {
    // Whatever follows a good record is judged record by record.
    StringBuilder text = new StringBuilder();
    if (random.nextInt(8) > 0) {
      text.append(oneOf(BEGINNINGS, random)).append("{\"a\":1}\n");
    }
    for (int i = text.isEmpty() ? 0 : random.nextInt(40); i > 0; i--) {
      text.append(oneOf(LINES, random)).append(oneOf(LINE_ENDS, random));
    }
    if (random.nextInt(2) == 0) {
      text.append("{\"a\":\"no newline\"}");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    boolean isCompressed = random.nextInt(6) == 0;
    try (OutputStream out =
        isCompressed
            ? new GZIPOutputStream(Files.newOutputStream(file))
            : Files.newOutputStream(file)) {
      out.write(bytes);
    }
    var path = new org.apache.hadoop.fs.Path(file.toUri());
    return HadoopFile.look(
        file.toString(),
        FileSystem.getLocal(conf).getFileStatus(path),
        ReadOptions.defaults(),
        conf);
  }

  private static String oneOf(List<String> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Path local(HadoopFile file) {
    return Path.of(file.path().toUri());
  }
}
