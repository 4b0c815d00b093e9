package io.github.jsonlpreflight.validator.duplicates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordDigestTest {
  /** FIPS 180-4's own example. */
  @Test
  void isTheBeginningOfSha256() {
    assertThat(digest("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
  }

  @ParameterizedTest
  @ValueSource(strings = {"abc\r", " abc", "\tabc \t", "\r abc\r\r", "abc\n"})
  void leavesOutWhiteSpaceAroundTheValue(String record) {
    assertThat(digest(record)).isEqualTo(digest("abc"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a bc", "abc\u000b", "\u00a0abc", "ABC", "ab", "abc\0", ""})
  void takesEverythingElse(String record) {
    assertThat(digest(record)).isNotEqualTo(digest("abc"));
  }

  @Test
  void takesOnlyTheRecord() {
    byte[] bytes = "x abc x".getBytes(UTF_8);
    RecordDigest digest = new RecordDigest();
    digest.digest(bytes, 0, 1);
    digest.digest(bytes, 1, 6);
    assertThat(hex(digest)).isEqualTo(digest("abc"));
    assertThat(bytes).asString(UTF_8).isEqualTo("x abc x");
  }

  private static String digest(String record) {
    byte[] bytes = record.getBytes(UTF_8);
    RecordDigest digest = new RecordDigest();
    digest.digest(bytes, 0, bytes.length);
    return hex(digest);
  }

  private static String hex(RecordDigest digest) {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(digest.high()) + hex.toHexDigits(digest.low());
  }
}
