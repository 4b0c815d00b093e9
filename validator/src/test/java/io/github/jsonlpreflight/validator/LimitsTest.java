package io.github.jsonlpreflight.validator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.MemoryShares;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.RecordVerdict.Invalid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("limits of memory: verdicts that follow from the heap's limit alone")
final class LimitsTest {
  /** As Java counts a heap of 64 MiB, and what it leaves for a record and for a tree. */
  private static final MemoryShares SMALL = new MemoryShares(62L << 20);

  private static final int RECORD = (38 << 20) / 5;
  private static final long TREE = SMALL.treeBytes();

  private static final String ANY = "{\"type\": \"object\"}";
  private static final String NUMBERS =
      "{\"properties\": {\"n\": {\"items\": {\"type\": \"integer\"}}}}";

  /** Its records lack something, so that the authority judges them all. */
  private static final String SLOW = "{\"required\": [\"zz\"]}";

  private static RecordValidator validator(String schema, MemoryShares memory, int threads) {
    return RecordValidator.create(
        RecordSchema.parse("schema", schema.getBytes(UTF_8)),
        ValidatorOptions.builder()
            .reading(ReadOptions.builder().memory(memory).threads(threads).build())
            .build());
  }

  private static RecordVerdict judge(String schema, String record) {
    return validator(schema, SMALL, 2).validate(record.getBytes(UTF_8));
  }

  private static String reasonOfLimit(RecordVerdict verdict) {
    assertThat(verdict).isInstanceOf(Invalid.class);
    List<Violation> violations = ((Invalid) verdict).violations();
    assertThat(violations).extracting(Violation::keyword).containsExactly("limit");
    return violations.get(0).reason();
  }

  @Test
  void namesTheHeapWhereItSetsTheLimitOfARecord() {
    String record = "{\"a\":\"" + "x".repeat(RECORD) + "\"}";
    assertThat(reasonOfLimit(judge(ANY, record)))
        .isEqualTo(
            "Record of 7969185 bytes is over the 7969177-byte limit set by Java's heap of 62 MiB;"
                + " there is room for it with java -Xmx66m");
  }

  @ParameterizedTest
  @DisplayName("fault 12: a tree that does not fit is not built")
  @ValueSource(strings = {"1000,", "[],", "{},", "\"\",", "[0],", "{\"k\":0},"})
  void refusesATreeThatDoesNotFit(String element) {
    int count = (6 << 20) / element.length();
    String record = "{\"a\":[" + element.repeat(count) + "0]}";
    assertThat(reasonOfLimit(judge(SLOW, record)))
        .startsWith(
            "Record of "
                + record.length()
                + " bytes takes more memory than the "
                + TREE
                + " bytes that Java's heap of 62 MiB leaves for judging one; try java -Xmx");
  }

  @Test
  @DisplayName("fault 12: a text that does not fit is not read")
  void refusesATextThatDoesNotFit() {
    String record = "{\"a\":\"" + "x".repeat((int) TREE / 5 + 1) + "\"}";
    assertThat(reasonOfLimit(judge(SLOW, record))).contains("leaves for judging one");
    assertThat(judge(ANY, record)).isInstanceOf(RecordVerdict.Valid.class);
  }

  @Test
  @DisplayName("fault 12: what the plan accepts needs no tree, whatever stood before")
  void acceptsWhatThePlanAcceptsInAnyCase() throws IOException {
    String large = "{\"n\":[" + "1,".repeat(1 << 20) + "1]}\n";
    String bad = "{\"n\":[\"x\"]}\n";
    for (int threads : new int[] {1, 2, 3}) {
      for (String before : List.of("", large, bad.repeat(100), bad.repeat(5000))) {
        String file = before + large + bad + large;
        List<Boolean> valid = new ArrayList<>();
        validator(NUMBERS, SMALL, threads)
            .validate(
                JsonlSource.stream("-", new ByteArrayInputStream(file.getBytes(UTF_8))),
                (record, verdict) -> valid.add(verdict instanceof RecordVerdict.Valid));
        assertThat(valid.subList(valid.size() - 3, valid.size()))
            .containsExactly(true, false, true);
      }
    }
  }

  @Test
  @DisplayName("fault 20: every violation of a record counts, the first ones are described")
  void countsTheViolationsThatAreNotHeld() {
    Invalid verdict =
        (Invalid) judge(NUMBERS, "{\"n\":[" + "\"x\",".repeat(20_000) + "\"x\"],\"n\":0}");
    assertThat(verdict.violations()).hasSize(MoreFindings.MAX_HELD);
    assertThat(verdict.more().violations())
        .isEqualTo(Map.of("type", 20_002L - MoreFindings.MAX_HELD));
    assertThat(verdict.violations().get(0).keyword()).isEqualTo("duplicate-key");
    assertThat(verdict.violations().get(999).instanceLocation()).isEqualTo("/n/998");
  }

  @Test
  @DisplayName("fault 20: warnings are counted in the same way")
  void countsTheWarningsThatAreNotHeld() {
    String fields =
        IntStream.range(0, 5000).mapToObj(i -> ",\"k" + i + "\":1").collect(Collectors.joining());
    RecordVerdict verdict =
        judge(
            "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"}}}",
            "{\"a\":\"x\"" + fields + "}");
    assertThat(verdict).isInstanceOf(RecordVerdict.Valid.class);
    assertThat(verdict.warnings()).hasSize(MoreFindings.MAX_HELD);
    assertThat(verdict.more().warnings()).isEqualTo(Map.of("unknown-field", 4000L));
  }

  @Test
  @DisplayName("fault 20: findings with long texts are held as far as their texts have room")
  void holdsFewerLongFindings() {
    String name = "n".repeat(40_000);
    String members =
        IntStream.range(0, 100)
            .mapToObj(i -> "\"" + name + i + "\":1")
            .collect(Collectors.joining(","));
    Invalid verdict =
        (Invalid) judge("{\"additionalProperties\":{\"type\":\"string\"}}", "{" + members + "}");
    assertThat(verdict.violations()).hasSizeBetween(2, 8);
    assertThat(verdict.violations().size() + verdict.more().violationCount()).isEqualTo(100);
  }

  @ParameterizedTest
  @DisplayName("fault 20: a block with too many findings is handed over bit by bit")
  @ValueSource(ints = {1, 2, 5})
  void handsOverBitByBit(int threads) throws IOException {
    // Invalid, valid with a warning, valid: in one block more findings than have room there.
    String three = "{}\n{\"a\":\"x\",\"b\":1}\n{\"a\":\"y\"}\n";
    int times = 20_000;
    String schema = "{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"}}}";
    List<String> seen = new ArrayList<>();
    ValidationSummary summary =
        validator(schema, SMALL, threads)
            .validate(
                JsonlSource.stream(
                    "-", new ByteArrayInputStream(three.repeat(times).getBytes(UTF_8))),
                (record, verdict) -> {
                  assertThat(record.recordIndex()).isEqualTo(seen.size());
                  return seen.add(
                      verdict.match(
                          valid -> "valid " + valid.warnings().size(),
                          invalid -> "invalid " + invalid.violations().size()));
                });
    assertThat(seen).hasSize(3 * times);
    for (int i = 0; i < seen.size(); i += 3) {
      assertThat(seen.subList(i, i + 3)).containsExactly("invalid 1", "valid 1", "valid 0");
    }
    assertThat(summary.invalid()).isEqualTo(times);
  }

  @ParameterizedTest
  @DisplayName("fault 9: names with the same hash are no limit, and a fault among them is found")
  @ValueSource(ints = {10, 12})
  void readsNamesWithTheSameHash(int bits) {
    String members =
        IntStream.range(0, 1 << bits)
            .mapToObj(
                i ->
                    IntStream.range(0, bits)
                        .mapToObj(bit -> (i >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":1")))
            .collect(Collectors.joining(","));
    Invalid slow = (Invalid) judge(SLOW, "{" + members + "}");
    assertThat(slow.violations()).extracting(Violation::keyword).containsExactly("required");
    Invalid twice =
        (Invalid) judge(ANY, "{" + members + "," + members.substring(0, 2 * bits + 4) + "}");
    assertThat(twice.violations()).extracting(Violation::keyword).containsExactly("duplicate-key");
  }

  /** Jackson adds up what stands behind the twelfth byte of a name, in whatever order. */
  @Test
  @DisplayName("fault 9: names that collide in Jackson's table are no limit either")
  void readsNamesThatCollideInJacksonsTable() {
    List<String> names = List.of("");
    for (String part : List.of("aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff", "gggg")) {
      names =
          names.stream()
              .flatMap(
                  name ->
                      IntStream.rangeClosed(0, name.length() / 4)
                          .mapToObj(i -> name.substring(0, 4 * i) + part + name.substring(4 * i)))
              .toList();
    }
    assertThat(names).doesNotHaveDuplicates().hasSize(5_040);
    String members =
        names.stream()
            .map(name -> "\"0123456789ab" + name + "\":1")
            .collect(Collectors.joining(","));
    Invalid slow = (Invalid) judge(SLOW, "{" + members + "}");
    assertThat(slow.violations()).extracting(Violation::keyword).containsExactly("required");
    byte[] second = ("{}\n{" + members + "}\n{}\n").getBytes(UTF_8);
    Invalid amongOthers =
        (Invalid) validator(SLOW, SMALL, 2).validate(second, 3, second.length - 4);
    assertThat(amongOthers.violations())
        .extracting(Violation::keyword)
        .as("nothing behind the record is read")
        .containsExactly("required");
  }

  @Test
  @DisplayName("errors of one branch of the schema that are too many to be held are a limit")
  void limitsTheErrorsOfABranch() {
    String schema =
        "{\"anyOf\":[{\"properties\":{\"n\":{\"items\":{\"type\":\"null\"}}}},{\"type\":\"null\"}]}";
    RecordVerdict verdict = judge(schema, "{\"n\":[" + "true,".repeat(60_000) + "true]}");
    assertThat(reasonOfLimit(verdict))
        .isEqualTo("Too much to check: more than 39845 errors in one branch of the schema");
  }
}
