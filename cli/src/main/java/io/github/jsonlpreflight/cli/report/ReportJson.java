package io.github.jsonlpreflight.cli.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.SerializableString;
import tools.jackson.core.io.CharacterEscapes;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * A report as JSON that may stand inside an HTML page: pure ASCII, and without the three characters
 * by which HTML could see anything but text in it.
 */
public final class ReportJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
                  .characterEscapes(new HtmlEscapes())
                  .build())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private ReportJson() {}

  /** Returns a report as JSON. */
  public static String of(Report report) {
    return MAPPER.writeValueAsString(report);
  }

  /** Returns what a validation found as JSON that {@link #readValidation} reads again. */
  public static byte[] of(Report.Validation validation) {
    return MAPPER.writeValueAsString(validation).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns what a validation found, as it was kept; empty if it is not there or is damaged. */
  public static Optional<Report.Validation> readValidation(Path file) throws IOException {
    try {
      return Optional.ofNullable(
          MAPPER.readValue(Files.readAllBytes(file), Report.Validation.class));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (JacksonException | NullPointerException e) {
      return Optional.empty(); // somebody has edited it; the report says that it is gone
    }
  }

  /** Escapes what HTML reads: an end of the script, a comment, an entity. */
  private static final class HtmlEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;

    private final int[] ascii = standardAsciiEscapesForJSON();

    HtmlEscapes() {
      for (char c : new char[] {'<', '>', '&', '\u007f'}) {
        ascii[c] = ESCAPE_STANDARD;
      }
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ascii;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return null;
    }
  }
}
