package io.github.jsonlpreflight.cli.profile;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.WordWrap;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.profiler.ProfileOptions;
import io.github.jsonlpreflight.profiler.Profiler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class ProfileTextTest {
  private static final String RECORDS =
      "{\"name_of_a_product\":\"kettle\",\"picture\":\"https://cdn.example.com/1.jpg\"}\n"
          .repeat(9);

  private static List<String> shown(Function<PrintWriter, Console> terminal) throws IOException {
    Profiler profiler = Profiler.create(ProfileOptions.defaults());
    profiler.read(
        JsonlSource.stream(
            "p", new ByteArrayInputStream(RECORDS.getBytes(StandardCharsets.UTF_8))));
    StringWriter text = new StringWriter();
    new ProfileText(
            ShownProfile.of(List.of("p"), Map.of(), profiler.profile()),
            terminal.apply(new PrintWriter(text)))
        .print(/* withSuggestion= */ false);
    return text.toString().lines().toList();
  }

  private static Function<PrintWriter, Console> wide(int columns) {
    WordWrap lines = WordWrap.at(() -> columns, List.of());
    return out -> new Console(out, out, false, lines, lines);
  }

  @Test
  void leavesOutColumnsThatATerminalHasNoRoomFor() throws IOException {
    assertThat(shown(wide(70)))
        .contains("  field                in  type    min  max  distinct  looks like")
        .contains("  name_of_a_product  100%  string    6    6         1")
        .contains(
            "  min to max: length of strings in characters; no room for p95, p99,", "      median");
  }

  @Test
  void hasEveryColumnWhereThereIsRoomOrNoTerminal() throws IOException {
    String headings =
        "  field                in  type    min  median  p95  p99  max  distinct  looks like";

    assertThat(shown(wide(120))).contains(headings);
    assertThat(shown(out -> new Console(out, out, false)))
        .contains(headings)
        .contains("  min to max: length of strings in characters");
  }
}
