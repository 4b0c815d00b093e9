package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctValuesTest {
  private final DistinctValues distinct = new DistinctValues();

  private boolean differ(String array, int count) {
    return distinct.differ((array + "\n").getBytes(UTF_8), 0, count);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 1]",
        "[1, 1.0]",
        "[100, 1e2]",
        "[100, 1E+2]",
        "[0.5, 5e-1]",
        "[0.50, 0.5]",
        "[0, -0]",
        "[0, 0.0e7]",
        "[1200, 12e2]",
        "[-1, -1.0]",
        "[true, true]",
        "[false, false]",
        "[null, null]",
        "[\"a\", \"a\"]",
        "[\"a\", \"\\u0061\"]",
        "[1e10, 10000000000]",
        "[1e-10, 0.0000000001]",
        "[\"\\/\", \"/\"]",
        "[\"\u0080\", \"\\u0080\"]",
        "[\"\u07ff\", \"\\u07ff\"]",
        "[\"\u0800\", \"\\u0800\"]",
        "[\"\uffff\", \"\\uffff\"]",
        "[\"\ud800\udc00\", \"\\ud800\\udc00\"]",
        "[\"\\n\", \"\\u000a\"]",
        "[\"é\", \"\\u00e9\"]",
        "[\"日\", \"\\u65E5\"]",
        "[\"😀\", \"\\ud83d\\ude00\"]",
        "[[1, 2], [1,2]]",
        "[[], [ ]]",
        "[{}, { }]",
        "[{\"a\": 1, \"b\": [2]}, {\"b\":[2.0],\"a\":1}]",
      })
  void neverTellsEqualValuesApart(String array) {
    assertThat(differ(array, 2)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1, 2]",
        "[1, 10]",
        "[1, -1]",
        "[1, 0.1]",
        "[10, 0.1]",
        "[101, 11]",
        "[1e2, 1e-2]",
        "[1e10, 1e11]",
        "[1e10, 0]",
        "[1, true]",
        "[0, false]",
        "[0, null]",
        "[true, false]",
        "[null, false]",
        "[1, \"1\"]",
        "[\"\", null]",
        "[\"a\", \"b\"]",
        "[\"ab\", \"ba\"]",
        "[\"a\", [\"a\"]]",
        "[[1, 2], [2, 1]]",
        "[[1], [[1]]]",
        "[[], {}]",
        "[{\"a\": 1, \"b\": 2}, {\"a\": 2, \"b\": 1}]",
        "[{\"a\": 1}, {\"b\": 1}]",
        "[{\"a\": 1}, {\"a\": 1, \"b\": 1}]",
        "[{\"a\": {\"b\": 1}}, {\"b\": {\"a\": 1}}]",
      })
  void tellsDifferentValuesApart(String array) {
    assertThat(differ(array, 2)).isTrue();
  }

  @Test
  void comparesEachWithEveryOther() {
    assertThat(differ("[1, 2, 3, 4]", 4)).isTrue();
    assertThat(differ("[1, 2, 3, 1]", 4)).isFalse();
    assertThat(differ("[1e10, 1e12, 0, 2, true]", 5)).isTrue();
    assertThat(differ("[1e10, 1e12, 0, 2, 1e12]", 5)).isFalse();
    assertThat(differ("[]", 0)).isTrue();
  }

  @Test
  void forgetsTheArrayBefore() {
    assertThat(differ("[1, 2]", 2)).isTrue();
    assertThat(differ("[2, 1]", 2)).isTrue();
  }

  @Test
  void doesNotKnowOfMoreThanItCompares() {
    assertThat(differ(numbers(DistinctValues.MAX_ELEMENTS), DistinctValues.MAX_ELEMENTS)).isTrue();
    assertThat(differ(numbers(DistinctValues.MAX_ELEMENTS + 1), DistinctValues.MAX_ELEMENTS + 1))
        .isFalse();
  }

  private static String numbers(int count) {
    return IntStream.range(0, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(",", "[", "]"));
  }

  @Test
  void readsAnArrayThatStandsAnywhere() {
    byte[] record = "{\"a\": [1, 1], \"b\": [1, 2]}\n".getBytes(UTF_8);
    assertThat(distinct.differ(record, 6, 2)).isFalse();
    assertThat(distinct.differ(record, 19, 2)).isTrue();
  }
}
