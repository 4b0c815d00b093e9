package io.github.jsonlpreflight.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReviewDataTest {
  private static final ReviewData DATA = ReviewData.withInvalidOneIn(0);

  @Test
  void hasTheExactSizeThatScoresAreMadeFrom() {
    assertThat(DATA.bytes()).hasSize(ReviewData.MEGABYTES * 1_000_000).endsWith('}', '\n');
    assertThat(ReviewData.withInvalidOneIn(10).bytes()).hasSize(ReviewData.BYTES);
  }

  @Test
  void isTheSameOnEveryMachine() throws NoSuchAlgorithmException {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(DATA.bytes());

    assertThat(HexFormat.of().formatHex(hash))
        .isEqualTo("407b006b12cce4fab4e829c24cda0bb25246693955a7b9a74f5d96b856fa83fd");
  }

  @Test
  void hasRecordsAsLongAsThoseOfTheGoals() {
    assertThat((double) ReviewData.BYTES / DATA.records()).isCloseTo(655, within(5.0));
  }

  @Test
  void hasOneOddWordInEight() {
    String text = new String(DATA.bytes(), 0, 1_000_000, UTF_8);
    long words = Stream.of(text.split(" ")).count();
    long odd =
        Stream.of(text.split(" "))
            .filter(word -> word.contains("\\") || word.chars().anyMatch(c -> c > '~'))
            .count();

    assertThat((double) odd / words).isCloseTo(0.12, within(0.01));
  }

  @Test
  void knowsWhereEachRecordStands() {
    for (int i = 0; i < DATA.records(); i++) {
      assertThat(DATA.bytes()[DATA.start(i)]).isEqualTo((byte) '{');
      assertThat(DATA.bytes()[DATA.end(i) - 1]).isEqualTo((byte) '}');
      assertThat(DATA.bytes()[DATA.end(i)]).isEqualTo((byte) '\n');
    }
    assertThat(DATA.end(DATA.records() - 1)).isEqualTo(ReviewData.BYTES - 1);
  }

  @Test
  void spoilsAsManyRecordsAsAsked() {
    ReviewData data = ReviewData.withInvalidOneIn(100);

    assertThat(data.invalid()).isCloseTo(data.records() / 100, within(1));
    assertThat(DATA.invalid()).isZero();
    assertThat(ReviewData.withInvalidOneIn(1).invalid()).isCloseTo(DATA.records(), within(1500));
  }
}
