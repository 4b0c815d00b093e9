package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionsTest {
  private static final List<String> NAMES =
      List.of("minLength", "maxLength", "maxItems", "json-array", "130", "3");

  @Test
  void putTheMostAlikeFirst() {
    assertThat(Suggestions.of("mixlength", NAMES)).containsExactly("minLength", "maxLength");
    assertThat(Suggestions.of("jsonarray", NAMES)).containsExactly("json-array");
  }

  @Test
  void areNoneWhereNothingIsAlike() {
    assertThat(Suggestions.of("zebra", NAMES)).isEmpty();
    assertThat(Suggestions.of("131", NAMES)).isEmpty();
    assertThat(Suggestions.of("", NAMES)).isEmpty();
  }
}
