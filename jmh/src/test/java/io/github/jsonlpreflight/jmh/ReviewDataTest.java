package io.github.jsonlpreflight.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReviewDataTest {
  private static final ReviewData DATA = ReviewData.of(Shape.REVIEW);

  @ParameterizedTest
  @EnumSource
  void hasTheExactSizeThatScoresAreMadeFrom(Shape shape) {
    assertThat(ReviewData.of(shape).bytes()).hasSize(64_000_000).endsWith('}', '\n');
    assertThat(ReviewData.of(shape, 10).bytes()).hasSize(ReviewData.BYTES);
  }

  @Test
  void isTheSameOnEveryMachine() throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(DATA.bytes());

    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("651905325911e915d6ee8bdc06892ca4321168b083ec3e45b5db70c090a95091");
  }

  @ParameterizedTest
  @CsvSource({
    "REVIEW, 655, 5",
    "SHUFFLED, 655, 5",
    "ASCII, 620, 20",
    "ESCAPED, 2500, 300",
    "SHORT_TEXT, 300, 20",
    "SMALL, 100, 10",
    "LARGE, 100000, 5000",
  })
  void hasRecordsOfTheLengthThatItsNameStandsFor(Shape shape, double bytes, double within) {
    assertThat((double) ReviewData.BYTES / ReviewData.of(shape).records())
        .isCloseTo(bytes, within(within));
  }

  @Test
  void hasOneOddWordInEight() {
    assertThat(oddWords(text(DATA))).isCloseTo(0.12, within(0.01));
  }

  @Test
  void hasNoOddWordInAscii() {
    assertThat(oddWords(text(ReviewData.of(Shape.ASCII)))).isZero();
  }

  @Test
  void hasMoreThanHalfOfItsBytesInEscapesWhereTheShapeSaysSo() {
    String text = text(ReviewData.of(Shape.ESCAPED));
    long escapes = Pattern.compile("\\\\u[0-9a-f]{4}").matcher(text).results().count();

    assertThat(6.0 * escapes / text.length()).isBetween(0.7, 0.9);
    assertThat(text).contains("\\ud83d\\udc4d").matches("\\p{ASCII}+");
  }

  @Test
  void hasManyOrdersOfFieldsWhereTheShapeSaysSo() {
    assertThat(firstFields(Shape.SHUFFLED)).hasSize(9);
    assertThat(firstFields(Shape.REVIEW)).containsExactly("id");
  }

  private static Stream<String> firstFields(Shape shape) {
    return text(ReviewData.of(shape))
        .lines()
        .map(record -> record.substring(2, record.indexOf('"', 2)))
        .distinct();
  }

  @ParameterizedTest
  @EnumSource
  void knowsWhereEachRecordStands(Shape shape) {
    ReviewData data = ReviewData.of(shape);

    assertThat(IntStream.range(0, data.records()).boxed())
        .allMatch(
            i ->
                data.bytes()[data.start(i)] == '{'
                    && data.bytes()[data.end(i) - 1] == '}'
                    && data.bytes()[data.end(i)] == '\n');
    assertThat(data.end(data.records() - 1)).isEqualTo(ReviewData.BYTES - 1);
  }

  @Test
  void spoilsAsManyRecordsAsAsked() {
    ReviewData data = ReviewData.of(Shape.REVIEW, 100);

    assertThat(data.invalid()).isCloseTo(data.records() / 100, within(1));
    assertThat(DATA.invalid()).isZero();
    ReviewData all = ReviewData.of(Shape.REVIEW, 1);
    assertThat(all.invalid()).as("all but the last, which fills").isEqualTo(all.records() - 1);
  }

  private static String text(ReviewData data) {
    return new String(data.bytes(), 0, data.end(data.records() / 16), UTF_8);
  }

  private static double oddWords(String text) {
    long words = Stream.of(text.split(" ")).count();
    long odd =
        Stream.of(text.split(" "))
            .filter(word -> word.contains("\\") || word.chars().anyMatch(c -> c > '~'))
            .count();
    return (double) odd / words;
  }
}
