package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the plan of a dataset accepts by itself, and with which remark. */
class DatasetNodesTest {
  private static final int MAX_LENGTH = 24;
  private static final Set<Remark.Kind> ALL_BUT_PRECISION =
      EnumSet.complementOf(EnumSet.of(Remark.Kind.ANY_PRECISION));

  /** Returns the value's kind where there is a remark, "fine" where there is none, or "unknown". */
  private static String judge(String record, Set<Remark.Kind> passing) {
    RecordPlan plan =
        RecordPlan.ofDataset(
            List.of(
                new RecordPlan.Field("t", /* isAddress= */ false, List.of()),
                new RecordPlan.Field("a", /* isAddress= */ true, List.of()),
                new RecordPlan.Field(
                    "image", /* isAddress= */ true, List.of(".jpg", ".webp", ".zap"))),
            /* strict= */ false,
            /* mayBeBlank= */ false,
            passing,
            MAX_LENGTH,
            /* maxDepth= */ 3);
    byte[] bytes = record.getBytes(UTF_8);
    RecordPlan.Shortcut shortcut = plan.shortcut();
    if (!shortcut.accepts(bytes, 0, bytes.length)) {
      return "unknown";
    }
    List<Remark> remarks = shortcut.remarks();
    assertThat(remarks).hasSizeLessThan(2);
    return remarks.isEmpty() ? "fine" : remarks.get(0).value().toString();
  }

  private static String judgeField(String field, String value) {
    return judge("{\"" + field + "\":" + value + "}", ALL_BUT_PRECISION);
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "\"a\"",
        "\" a\"",
        "\"!\"",
        "\" \\\"\"",
        "\"\\\\\"",
        "\"\\n\\/\"",
        "\"\\u0021\"",
        "\"\\t\\u0041\"",
        "\"\\u0020\\u00e9\"",
        "\"\u00e9\"",
        "\" \u2003\u00e9\"",
        "\"\ud83d\ude00\"",
        "\"123456789012345678901234\"",
      })
  void seesWhereATextHasACharacter(String value) {
    assertThat(judgeField("t", value)).isEqualTo("fine");
    assertThat(judge("{\"t\":" + value + "}", Set.of())).isEqualTo("fine");
  }

  @ParameterizedTest(name = "{index}")
  @ValueSource(
      strings = {
        "\"\"",
        "\" \"",
        "\"  \"",
        "\"\\n\\t\"",
        "\"\\u0020\\u0009\"",
        "\"\u00a0\"",
        "\"\\u2000\\u205f\\u3000\"",
        "\"\u2000\u3000\"",
      })
  void remarksOnATextThatHasNone(String value) {
    assertThat(judgeField("t", value)).isNotEqualTo("fine").startsWith("\"");
    assertThat(judge("{\"t\":" + value + "}", Set.of())).isEqualTo("unknown");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"1234567890123456789012345\", unknown",
        "\"a, unknown",
        "7, 0",
        "true, true",
        "false, false",
        "null, null",
        "`[1, \"a\", null]`, []",
        "`{\"b\": {\"c\": 1.5}}`, {}",
        "123456789012345, 0",
        "-0.12345678901234, 0",
        "1234567890123456, unknown",
        "1e2, unknown",
        "[1e2], unknown",
        "[[[1]]], unknown",
      })
  void remarksOnOtherTypesWhereNoNumberIsChanged(String value, String judged) {
    assertThat(judgeField("t", value)).isEqualTo(judged);
    assertThat(judge("{\"t\":" + value + "}", Set.of())).isEqualTo("unknown");
  }

  @Test
  void letsAnyNumberPassWhereTheirPrecisionIsNothing() {
    assertThat(judge("{\"t\":1e2}", EnumSet.allOf(Remark.Kind.class))).isEqualTo("0");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"http://x.yz/a.jpg\", fine",
        "\"https://x.yz/a.JPG\", fine",
        "\"https://x.yz/a.ZAP\", fine",
        "\"http://x.yz/.webp?b.png\", fine",
        "\"http://x.yz/a.webp#b\", fine",
        "\"http:\\/\\/x.yz/a.jpg\", fine",
        "\"http://x.yz/a.jpgz\", \"http://x.yz/a.jpgz\"",
        "\"http://x.yz/a.png\", \"http://x.yz/a.png\"",
        "\"http://x.yz/a.JPZ\", \"http://x.yz/a.JPZ\"",
        "\"http://x.yz/a?b.jpg\", \"http://x.yz/a?b.jpg\"",
        "\"http://x.yz/a#b.jpg\", \"http://x.yz/a#b.jpg\"",
        "\"http://x.jpg\", \"http://x.jpg\"",
        "\"http://x.jpg/\", \"http://x.jpg/\"",
        "\"http://x.yz/12345678.jpg\", fine",
        "\"http://x.yz/123456789.jpg\", unknown",
        "null, null",
        "7, unknown",
        "\"a.jpg\", unknown",
      })
  void looksAtTheEndOfAnAddressesPath(String value, String judged) {
    assertThat(judgeField("image", value)).isEqualTo(judged);
    assertThat(judge("{\"image\":" + value + "}", Set.of()))
        .isEqualTo(judged.equals("fine") ? "fine" : "unknown");
    if (!value.equals("null") && !judged.equals("unknown")) {
      assertThat(judgeField("a", value)).as("any ending").isEqualTo("fine");
    }
  }

  @Test
  void remarksOnFieldsThatTheSchemaDoesNotName() {
    assertThat(judgeField("other", "{\"b\":[1]}")).isEqualTo("{}");
    assertThat(judge("{\"other\":1}", Set.of())).isEqualTo("unknown");
  }

  @Test
  void knowsNoPlanForVeryManyFields() {
    assertThat(planOf(ObjectRule.MAX_PROPERTIES).unknown()).isEmpty();
    RecordPlan plan = planOf(ObjectRule.MAX_PROPERTIES + 1);
    assertThat(plan.unknown()).containsExactly("more fields than a plan knows");
    assertThat(plan.shortcut().accepts("{}".getBytes(UTF_8), 0, 2)).isFalse();
  }

  private static RecordPlan planOf(int fields) {
    return RecordPlan.ofDataset(
        IntStream.range(0, fields)
            .mapToObj(i -> new RecordPlan.Field("f" + i, /* isAddress= */ false, List.of()))
            .toList(),
        /* strict= */ true,
        /* mayBeBlank= */ true,
        Set.of(),
        MAX_LENGTH,
        /* maxDepth= */ 3);
  }
}
