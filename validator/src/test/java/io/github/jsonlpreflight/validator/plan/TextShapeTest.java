package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Seeded;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextShapeTest {
  private static final List<String> PARTS =
      List.of(
          "a", "b", "-", ".", "[ab]", "[a-c]", "[^a]", "[0-9]", "\\d", "\\w", "\\.", "\\-", "\\\\",
          "[\\w.-]", "[a-]", "[-a]", "[--a]", "[^^]", "[a^]", "[+-/]", "[\\d-x]", "[\\]a]", "[ab",
          "]", "}", "(a)", "a|b", "[a&&b]", "[[a]", "\\s", "\\b", "\\$", "$", "^", "é", "[]a]",
          "[b-a]", "[a-\\d]", "&", " ", "#", "\t", "\n");

  private static final List<String> COUNTS =
      List.of(
          "", "", "", "?", "*", "+", "{2}", "{1,3}", "{2,}", "{0}", "{,2}", "{3,1}", "??", "*+",
          "{1}?");

  private static final String CHARACTERS = "aabbc019-_.\\$^]& #+/x\t\n\r\0\u007f";

  static Stream<Seeded> seeds() {
    return Seeded.seeds(3000);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fitsOnlyWhatTheJdkMatches(Seeded random) {
    StringBuilder text = new StringBuilder(random.onceIn(20) ? "" : "^");
    for (int i = random.between(0, 4); i > 0; i--) {
      text.append(random.oneOf(PARTS)).append(random.oneOf(COUNTS));
    }
    String expression = text.append(random.onceIn(20) ? "" : "$").toString();
    Pattern pattern = compiled(expression);
    if (pattern == null) {
      return; // the authority has refused the schema before
    }
    TextShape shape = TextShape.of(expression);
    for (int i = 0; shape != null && i < 40; i++) {
      String candidate = candidate(random);
      boolean fits = shape.fits(candidate.getBytes(US_ASCII), 0, candidate.length());
      // JDK's dollar also stands before a last line end; the shape need not know.
      assertThat(fits)
          .as("%s on '%s'", expression, candidate)
          .isIn(false, pattern.matcher(candidate).find());
      assertThat(
              fits || !pattern.matcher(candidate).matches() || candidate.matches("(?s).*[\n\r].*"))
          .as("%s misses '%s'", expression, candidate)
          .isTrue();
    }
  }

  private static @Nullable Pattern compiled(String expression) {
    try {
      return Pattern.compile(expression);
    } catch (PatternSyntaxException e) {
      return null;
    }
  }

  private static String candidate(Seeded random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.between(0, 6); i > 0; i--) {
      text.append(CHARACTERS.charAt(random.between(0, CHARACTERS.length() - 1)));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^R-[0-9]{6,}$",
        "^batch-[0-9]{5,}$",
        "^[a-z]+$",
        "^$",
        "^.{1,3}$",
        "^[^@]+@[^@]+$",
        "^\\d{4}-\\d{2}$",
        "^a?b$",
        "^[A-Z]{2}\\.$"
      })
  void knowsCommonShapes(String expression) {
    assertThat(TextShape.of(expression)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^[a-c]$", "^[a-a]$", "^[+-/]$", "^[!-~]$", "^[~-\u007f]$", "^[a-]$", "^[-a]$", "^[^a-c]$",
        "^[\\w.-]$", "^[\\]a]$", "^\\w$", "^\\d$", "^.$", "^\u007f$", "^[\u007f]$", "^\\\u007f$"
      })
  void takesTheCharactersThatTheJdkTakes(String expression) {
    Pattern pattern = Pattern.compile(expression);
    for (char c = 0; c < 0x80; c++) {
      if (c != '\n' && c != '\r') {
        assertThat(shape(expression).fits(new byte[] {(byte) c}, 0, 1))
            .as("%s on character %d", expression, (int) c)
            .isEqualTo(pattern.matcher(String.valueOf(c)).matches());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "^",
        "$",
        "a",
        "^a",
        "a$",
        "^a|b$",
        "^(a)$",
        "^a*a$",
        "^a?b?a$",
        "^[ab]+b$",
        "^a\\$",
        "^\\s$",
        "^\\D$",
        "^a*?$",
        "^a++$",
        "^é$",
        "^\\p{L}$",
        "^[é]$",
        "^\u0080$",
        "^\\\u0080$",
        "^[\u0080]$",
        "^[a-\u0080]$",
        "^[a-[b]]$",
        "^[a$",
        "^[a-$",
        "^[]$",
        "^a{99999}$",
        "^a{x}$"
      })
  void leavesOthersAlone(String expression) {
    assertThat(TextShape.of(expression)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"^a+$", "^a*$", "^[a-z]{1,}$", "^[^b]+b?$", "^.*$", "^\\w+-?$"})
  void fitsNoTextThatTheJdkCannotReadForItsLength(String expression) {
    String text = "a".repeat(2_000_000);
    assertThat(Pattern.compile(expression).matcher(text).find()).isTrue();
    assertThat(shape(expression).fits(text.getBytes(US_ASCII), 0, text.length())).isTrue();
  }

  @Test
  void looksAtItsPartOfTheBytesOnly() {
    byte[] bytes = "aab".getBytes(US_ASCII);
    assertThat(shape("^a+$").fits(bytes, 0, 2)).isTrue();
    assertThat(shape("^ab$").fits(bytes, 1, 3)).isTrue();
    assertThat(shape("^aab$").fits(bytes, 0, 2)).isFalse();
  }

  private static TextShape shape(String expression) {
    return Objects.requireNonNull(TextShape.of(expression));
  }
}
