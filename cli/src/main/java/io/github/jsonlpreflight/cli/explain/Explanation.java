package io.github.jsonlpreflight.cli.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be said of one rule or code. Texts are plain, one line a paragraph.
 *
 * @param code its name, as results show it
 * @param group the heading that it stands under
 * @param meaning what it means
 * @param schema a schema under which {@link #record} shows it, or null
 * @param record a record that shows it, or null
 * @param example a file or part of one that shows it, or null
 * @param mend what to do about it, or null where there is nothing to do
 * @param setBy which options or parts of a schema set it, or null
 * @param spans parts of the texts that are code, and are read and copied as a whole
 */
public record Explanation(
    String code,
    String group,
    String meaning,
    @Nullable String schema,
    @Nullable String record,
    @Nullable String example,
    @Nullable String mend,
    @Nullable String setBy,
    List<String> spans) {
  public Explanation {
    spans = List.copyOf(spans);
  }

  /** Returns the first sentence of the meaning. */
  String summary() {
    int end = meaning.indexOf(". ");
    return end < 0 ? meaning : meaning.substring(0, end + 1);
  }
}
