package io.github.jsonlpreflight.profiler;

import java.io.StringWriter;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Texts as JSON has them. */
final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /** Returns a JSON string, with its quotes. */
  static String quoted(String text) {
    StringWriter written = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), written)) {
      json.writeString(text);
    }
    return written.toString();
  }

  /** Returns a name as it is where it can be no part of a path's syntax, else quoted. */
  static String word(String name) {
    boolean isPlain =
        !name.isEmpty()
            && name.codePoints()
                .noneMatch(
                    c -> c <= ' ' || c == '.' || c == '[' || c == ']' || c == '"' || c == '\\');
    return isPlain ? name : quoted(name);
  }
}
