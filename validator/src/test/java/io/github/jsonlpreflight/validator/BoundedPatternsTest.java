package io.github.jsonlpreflight.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Seeded;
import io.github.jsonlpreflight.validator.BoundedPatterns.BoundedPattern;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedPatternsTest {
  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "-",
          "é",
          "😀",
          ".",
          ".",
          "\\d",
          "\\D",
          "\\w",
          "\\W",
          "\\s",
          "\\S",
          "\\.",
          "\\n",
          "\\t",
          "\\x41",
          "\\u00e9",
          "[ab]",
          "[^ab]",
          "[a-f0-9]",
          "[^\\s]",
          "[\\S\\n]",
          "[\\w-]",
          "[-_]",
          "[😀é]",
          "[^😀]",
          "[^é]",
          "[$^]",
          "[\\D]",
          "^",
          "$",
          "\\A",
          "\\z",
          " ",
          "[ -~]",
          "[&]",
          "[\\u0000-\\u001f]",
          "(?:)",
          "()");

  private static final List<String> QUANTIFIERS =
      List.of("", "", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,}", "{0}", "*?", "+?", "??");

  private static final List<String> PIECES =
      List.of(
          "a", "b", "A", "-", "_", "0", "9", " ", "\n", "\r", "\t", "\u000b", "\f", "\u0085",
          "\u2028", "\u2029", "\u00a0", "é", "e\u0301", "😀", "😁", "٣", "\ud83d", "\ude00", "^",
          "$", ".", "\u0000", "\ufeff", "\uffff");

  static String pattern(Seeded random, int depth) {
    StringBuilder pattern = new StringBuilder();
    for (int i = random.between(depth > 0 ? 1 : 0, 4); i > 0; i--) {
      if (depth > 0 && random.onceIn(3)) {
        pattern.append(random.oneOf(List.of("(", "(?:", "(?<n" + random.between(0, 99_999) + ">")));
        pattern.append(pattern(random, depth - 1)).append(')');
      } else {
        pattern.append(random.oneOf(ATOMS));
      }
      pattern.append(random.oneOf(QUANTIFIERS));
      if (random.onceIn(8)) {
        pattern.append('|');
      }
    }
    return pattern.toString();
  }

  static String text(Seeded random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.between(0, 7); i > 0; i--) {
      text.append(random.oneOf(PIECES));
    }
    return text.toString();
  }

  static List<Seeded> seeds() {
    return Seeded.seeds(12).toList();
  }

  @DisplayName("fault 18: the linear engine finds what the JDK's finds")
  @ParameterizedTest
  @MethodSource("seeds")
  void meansTheSameToBothEngines(Seeded random) {
    int translated = 0;
    for (int i = 0; i < 600; i++) {
      String regex = pattern(random, 2).replace("$", "\\z").replace("[\\z^]", "[$^]");
      Pattern jdk;
      try {
        jdk = Pattern.compile(regex);
      } catch (PatternSyntaxException e) {
        continue;
      }
      String linear = LinearSyntax.translated(regex);
      if (linear == null) {
        continue;
      }
      translated++;
      com.google.re2j.Pattern re2 = com.google.re2j.Pattern.compile(linear);
      for (int k = 0; k < 25; k++) {
        String text = text(random);
        assertThat(re2.matcher(text).find())
            .as("%s, for RE2/J %s, in \"%s\"", regex, linear, text)
            .isEqualTo(jdk.matcher(text).find());
      }
    }
    assertThat(translated).isGreaterThan(300);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?=a)",
        "(?!a)",
        "(?<=a)",
        "(?<!a)",
        "(?>a)",
        "(?i)a",
        "(?i:a)",
        "(a)\\1",
        "(?<n>a)\\k<n>",
        "a++",
        "a*+",
        "a?+",
        "a{1}+",
        "\\bA",
        "\\B",
        "\\p{L}",
        "\\P{L}",
        "\\pL",
        "[\\p{L}]",
        "\\h",
        "\\v",
        "\\R",
        "\\X",
        "\\G",
        "\\Z",
        "\\Q.\\E",
        "\\x{1F600}",
        "\\ud83d\\ude00",
        "\\01",
        "\\cA",
        "[a[b]]",
        "[a&&b]",
        "[^a&&[b]]",
        "[a-z&&[^b]]",
        "a{1001}",
        "(a{100}){100}",
        "^*",
        "(?:^)*",
        "x{0,2000}",
        "\\0101"
      })
  void leavesAloneWhatTheEnginesReadInDifferentWays(String regex) {
    Assertions.assertDoesNotThrow(() -> Pattern.compile(regex));
    boolean isHarmless = regex.equals("(?:^)*");
    assertThat(LinearSyntax.translated(regex) == null).isNotEqualTo(isHarmless);
    assertThat(BoundedPatterns.compiled(regex).alwaysEnds()).isEqualTo(isHarmless);
  }

  @DisplayName("fault 18: patterns that would match for ever")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "^(.*a){25}$",
        "^(a+)+$",
        "^(a|a)*$",
        "^(a|aa)+$",
        "(a*)*c",
        "^(([a-z])+.)+[A-Z]([a-z])+$",
        "^(a?){40}a{40}$c",
        "(x+x+)+y"
      })
  void endsWithAnyText(String regex) {
    BoundedPattern pattern = BoundedPatterns.compiled(regex);
    assertThat(pattern.alwaysEnds()).isTrue();
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(pattern.matches("a".repeat(60) + "!")).isFalse();
          assertThat(pattern.matches("x".repeat(20_000) + "!")).isFalse();
          assertThat(pattern.matches("a".repeat(50_000) + "\n!")).isFalse();
        });
  }

  @Test
  void readsADollarAsTheVeryEnd() {
    assertThat(BoundedPatterns.compiled("^a$").matches("a\n")).isFalse();
    assertThat(BoundedPatterns.compiled("[$]").matches("$")).isTrue();
  }
}
