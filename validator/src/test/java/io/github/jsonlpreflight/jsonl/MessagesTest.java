package io.github.jsonlpreflight.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("fault 13: what is shown of data")
class MessagesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "plain", "café – 日本語 «x»", "😀👍🏽", "tab-less, no break space\u00A0"})
  void leavesVisibleTextAlone(String text) {
    assertThat(Messages.printable(text)).isSameAs(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0000, \\u0000",
    "001B, \\u001b",
    "000A, \\u000a",
    "000D, \\u000d",
    "0009, \\u0009",
    "007F, \\u007f",
    "009B, \\u009b",
    "200B, \\u200b",
    "200E, \\u200e",
    "202E, \\u202e",
    "2028, \\u2028",
    "2029, \\u2029",
    "2066, \\u2066",
    "FEFF, \\ufeff",
    "D83D, \\ud83d",
    "DE00, \\ude00",
    "FFFF, \\uffff",
    "E0001, \\udb40\\udc01"
  })
  void escapesWhatCannotBeSeen(String codePoint, String escaped) {
    String text = new String(Character.toChars(Integer.parseInt(codePoint, 16)));
    assertThat(Messages.printable(text)).isEqualTo(escaped);
    assertThat(Messages.printable("😀é" + text + "😀é")).isEqualTo("😀é" + escaped + "😀é");
  }

  @Test
  void cutsByCodePointsAndShowsIt() {
    assertThat(Messages.printable("😀😀😀", 3)).isEqualTo("😀😀😀");
    assertThat(Messages.printable("😀😀😀😀", 3)).isEqualTo("😀😀😀…");
    assertThat(Messages.printable("a\nb", 2)).isEqualTo("a\\u000a…");
    assertThat(Messages.printable("abc", 0)).isEqualTo("…");
  }
}
