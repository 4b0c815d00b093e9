package io.github.jsonlpreflight.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ExplanationsTest {
  @Test
  void areFoundInAnyLetterCase() throws IOException {
    assertThat(Explanations.load().find("MAXLENGTH")).map(Explanation::code).contains("maxLength");
    assertThat(Explanations.load().find("clock_skew"))
        .map(Explanation::code)
        .contains("CLOCK_SKEW");
    assertThat(Explanations.load().find("no such")).isEmpty();
  }

  @Test
  void areReadFromThePagesForm() {
    String page =
        """
        # Title

        Text.

        ## One

        ### a

        First `x`
        line. See [b](c.md).

        Second.

        ```json
        {}
        ```

        ```jsonl
        1
        ```

        ```text
        t
          u
        ```

        **Mend:** do
        it.

        **Set by:** `--x`

        ## Two

        ### b

        M.
        """;

    assertThat(Explanations.parse(page).all())
        .containsExactly(
            new Explanation(
                "a",
                "One",
                "First x line. See b.\nSecond.",
                "{}",
                "1",
                "t\n  u",
                "do it.",
                "--x",
                List.of("x", "--x")),
            new Explanation("b", "Two", "M.", null, null, null, null, null, List.of()));
  }
}
