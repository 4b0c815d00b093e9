package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.testkit.Seeded;
import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The plan against the authority, over random schemas and records that are made for them: what the
 * plan accepts is valid, with the warnings that the plan's remarks lead to.
 *
 * <p>{@code -Dpreflight.differential.pairs=N} tries so many pairs of a schema and a record of each
 * kind of schema, and {@code -Dpreflight.differential.seed=S} begins at another seed. A failure
 * names its seed: that one with {@code pairs=1} brings it back.
 */
@DisplayName("plan accepts ⇒ the authority finds the record valid and has the same warnings")
class PlanDifferentialTest {
  private static final long PAIRS = Long.getLong("preflight.differential.pairs", 60_000);
  private static final long FIRST_SEED = Long.getLong("preflight.differential.seed", 0);
  private static final int RECORDS_A_SCHEMA = 60;
  private static final Path SAMPLES = Path.of("..", "samples", "data");

  /** What was tried, and what came of it. */
  private static final class Tally {
    long pairs;
    long accepted;
    long valid;
    long schemas;
    long refusedSchemas;

    double share() {
      return valid == 0 ? 1 : (double) accepted / valid;
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d pairs of %,d schemas (%,d more were no schemas); %,d valid, of"
              + " which the plan accepts %.2f %%",
          pairs,
          schemas,
          refusedSchemas,
          valid,
          100 * share());
    }
  }

  @Test
  void holdsForRandomJsonSchemas() {
    Tally tally = run(RandomSchema::of);
    assertThat(tally.refusedSchemas).as("a fifth are no schemas").isLessThan(tally.schemas / 3 + 2);
    assertThat(PAIRS < 1000 || tally.share() > 0.5).as(tally::toString).isTrue();
  }

  @Test
  void holdsForRandomDatasetSchemasAndPolicies() {
    Tally tally = run(RandomDataset::schema);
    assertThat(tally.refusedSchemas).isZero();
  }

  private static Tally run(Function<Seeded, String> schemas) {
    Tally tally = new Tally();
    for (long seed = FIRST_SEED; tally.pairs < PAIRS; seed++) {
      Seeded random = Seeded.of(seed);
      String document = schemas.apply(random);
      RecordSchema schema;
      try {
        schema = RecordSchema.parse("schema.json", document.getBytes(UTF_8));
      } catch (PreflightException e) {
        tally.refusedSchemas++;
        continue;
      }
      tally.schemas++;
      ValidatorOptions options =
          ValidatorOptions.builder()
              .policies(RandomDataset.policies(random))
              .maxDepth(
                  random.onceIn(2) ? random.between(1, 6) : ValidatorOptions.DEFAULT_MAX_DEPTH)
              .build();
      Pair pair =
          new Pair(
              schema,
              options,
              "seed "
                  + seed
                  + ", schema "
                  + document
                  + ", "
                  + options.policies()
                  + ", maxDepth "
                  + options.maxDepth());
      JsonNode biased = JsonMapper.shared().readTree(document);
      for (int i = 0; i < RECORDS_A_SCHEMA; i++) {
        byte[] record =
            schema.dataset() == null
                ? RandomRecord.of(random, biased)
                : RandomDataset.record(random, biased);
        pair.compare(record, tally);
      }
    }
    System.out.println(tally);
    return tally;
  }

  /** Read block by block, the plan finds where records end; alone, it is told. */
  @Test
  void givesRecordsOfASourceTheVerdictsThatTheyHaveAlone() throws IOException {
    int compared = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + PAIRS / 200; seed++) {
      Seeded random = Seeded.of(seed);
      String document = RandomSchema.of(random);
      RecordSchema schema;
      try {
        schema = RecordSchema.parse("schema.json", document.getBytes(UTF_8));
      } catch (PreflightException e) {
        continue;
      }
      ReadOptions reading =
          ReadOptions.builder()
              .blockBytes(random.between(1, 700))
              .maxRecordBytes(random.onceIn(4) ? random.between(1, 80) : 1 << 20)
              .threads(random.between(1, 3))
              .build();
      ValidatorOptions options = ValidatorOptions.builder().reading(reading).build();
      RecordJudge authority = new RecordJudge(schema, options);
      JsonNode biased = JsonMapper.shared().readTree(document);
      ByteArrayOutputStream source = new ByteArrayOutputStream();
      List<RecordVerdict> alone = new ArrayList<>();
      for (int i = random.between(1, 60); i > 0; i--) {
        byte[] record = random.onceIn(9) ? new byte[0] : RandomRecord.of(random, biased);
        for (byte[] line : lines(record)) {
          source.writeBytes(line);
          source.write('\n');
          if (!new String(line, ISO_8859_1).isBlank()) {
            alone.add(
                line.length > reading.maxRecordBytes()
                    ? RecordWorker.overLimit(line.length, reading)
                    : authority.judge(line, 0, line.length));
          }
        }
      }
      byte[] bytes = source.toByteArray();
      int end = random.onceIn(2) ? bytes.length : Math.max(bytes.length - 1, 0);
      List<RecordVerdict> together = new ArrayList<>();
      try {
        RecordValidator.create(schema, options)
            .validate(
                JsonlSource.stream("source", new ByteArrayInputStream(bytes, 0, end)),
                (record, verdict) -> together.add(verdict));
      } catch (PreflightException e) {
        continue; // it looks like something else
      }
      assertThat(together).as("seed %d, schema %s", seed, document).isEqualTo(alone);
      compared += together.size();
    }
    assertThat(compared).isGreaterThan((int) (PAIRS / 50));
  }

  private static List<byte[]> lines(byte[] record) {
    List<byte[]> lines = new ArrayList<>();
    for (String line : new String(record, ISO_8859_1).split("\n", -1)) {
      lines.add(line.getBytes(ISO_8859_1));
    }
    return lines;
  }

  /** Every code point of the base plane as a value, as it is and escaped, and two together. */
  @Test
  void neverTakesABlankValueForAnother() {
    String document = "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"}}}";
    Pair pair =
        new Pair(
            RecordSchema.parse("schema.json", document.getBytes(UTF_8)),
            ValidatorOptions.defaults(),
            document);
    Tally tally = new Tally();
    for (int c = ' ' + 1; c < Character.MIN_SURROGATE; c++) {
      String shown = c == '"' || c == '\\' ? "\\" + (char) c : String.valueOf((char) c);
      String escaped = String.format(Locale.ROOT, "\\u%04x", c);
      for (String value : List.of(shown, escaped, " " + shown, "\\u2003\u2003" + shown)) {
        pair.compare(("{\"a\":\"" + value + "\"}").getBytes(UTF_8), tally);
      }
    }
    assertThat(tally.share()).as(tally::toString).isGreaterThan(0.99);
  }

  /** A schema under both judges. */
  private static final class Pair {
    private final RecordJudge authority;
    private final RecordPlan.Shortcut plan;
    private final String name;

    Pair(RecordSchema schema, ValidatorOptions options, String name) {
      this.authority = new RecordJudge(schema, options);
      this.plan = Plans.of(schema, options).shortcut();
      this.name = name;
    }

    void compare(byte[] record, Tally tally) {
      tally.pairs++;
      boolean accepted = plan.accepts(record, 0, record.length);
      RecordVerdict verdict = authority.judge(record, 0, record.length);
      boolean valid = verdict instanceof RecordVerdict.Valid;
      tally.accepted += accepted ? 1 : 0;
      tally.valid += valid ? 1 : 0;
      if (accepted && !verdict.equals(authority.valid(plan.remarks()))) {
        fail(
            "%s%nrecord %s%nin bytes %s%nverdict %s",
            name, new String(record, UTF_8), HexFormat.of().formatHex(record), verdict);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"reviews.schema.json", "reviews.json-schema.json"})
  void acceptsTheSampleRecords(String schema) throws IOException {
    Pair pair =
        new Pair(
            RecordSchema.parse(schema, Files.readAllBytes(SAMPLES.resolve(schema))),
            ValidatorOptions.defaults(),
            schema);
    Tally tally = new Tally();
    for (String line : Files.readAllLines(SAMPLES.resolve("reviews.jsonl"))) {
      pair.compare(line.getBytes(UTF_8), tally);
    }
    assertThat(tally.share()).as(tally::toString).isGreaterThanOrEqualTo(0.999);
  }
}
