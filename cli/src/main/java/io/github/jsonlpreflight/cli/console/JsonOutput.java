package io.github.jsonlpreflight.cli.console;

import java.io.OutputStream;
import java.io.Writer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON to what stays open behind it: a command's results, or a spool. */
public final class JsonOutput {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private JsonOutput() {}

  public static JsonGenerator to(Writer out) {
    return JSON.createGenerator(ObjectWriteContext.empty(), out);
  }

  public static JsonGenerator to(OutputStream out) {
    return JSON.createGenerator(ObjectWriteContext.empty(), out);
  }
}
