package io.github.jsonlpreflight.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimilarNamesTest {
  private static final List<String> FIELDS = List.of("review_text", "stars", "url");
  private static final List<String> CODES =
      List.of("minLength", "maxLength", "maxItems", "json-array", "130", "3");

  @ParameterizedTest(name = "{0} may mean {1}")
  @CsvSource({
    "reveiw_text, review_text",
    "reviewText, review_text",
    "Review Text, review_text",
    "review-text, review_text",
    "review_txt, review_text",
    "star, stars",
    "satrs, stars",
    "ulr, url",
  })
  void guessesAMisspeltName(String written, String meant) {
    assertThat(SimilarNames.mostSimilar(written, FIELDS)).contains(meant);
  }

  @ParameterizedTest(name = "{0} means something else")
  @CsvSource({"id", "summary", "stripes", "x", "text"})
  void leavesOtherNamesAlone(String written) {
    assertThat(SimilarNames.mostSimilar(written, FIELDS)).isEmpty();
  }

  @Test
  void isNotSlowOnANameThatIsNoName() {
    assertThat(SimilarNames.mostSimilar("a".repeat(1 << 20), List.of("b".repeat(1 << 20))))
        .isEmpty();
  }

  @Test
  void putsTheMostAlikeFirst() {
    assertThat(SimilarNames.of("mixlength", CODES)).containsExactly("minLength", "maxLength");
    assertThat(SimilarNames.of("maxLenght", CODES)).containsExactly("maxLength", "minLength");
    assertThat(SimilarNames.of("jsonarray", CODES)).containsExactly("json-array");
  }

  @Test
  void takesNoNumberForAnother() {
    assertThat(SimilarNames.of("131", CODES)).isEmpty();
  }

  @Test
  void findsNoneWhereNothingIsAlike() {
    assertThat(SimilarNames.of("zebra", CODES)).isEmpty();
    assertThat(SimilarNames.of("", CODES)).isEmpty();
  }

  @Test
  void saysWhatMayHaveBeenMeant() {
    assertThat(SimilarNames.meant("mixlength", CODES))
        .isEqualTo("; did you mean minLength, or maxLength?");
    assertThat(SimilarNames.meant("zebra", CODES)).isEmpty();
  }
}
