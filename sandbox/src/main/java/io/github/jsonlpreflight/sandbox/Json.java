package io.github.jsonlpreflight.sandbox;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON in and out. */
final class Json {
  /** Decimals, since a double would turn 1e400 into an infinity that no schema knows. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private Json() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static String write(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /** Returns the object that a text is, or null if it is anything else. */
  static @Nullable ObjectNode readObject(String text) {
    return read(text) instanceof ObjectNode object ? object : null;
  }

  /** Returns the value that a text is, or null if it is none. */
  static @Nullable JsonNode read(String text) {
    try {
      JsonNode value = MAPPER.readTree(text);
      return value.isMissingNode() ? null : value;
    } catch (JacksonException | NumberFormatException e) {
      // Jackson lets the latter out for an exponent past the range of an int.
      return null;
    }
  }

  /** Decodes strictly: the usual decoders put a replacement in place of what they cannot read. */
  static @Nullable String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
