package io.github.jsonlpreflight.sandbox;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The types of a dataset schema's fields, each with the rule for its values. */
enum FieldType {
  TEXT,
  IMAGE_URL,
  AUDIO_URL("aac|m4a|mp3|wav"),
  VIDEO_URL("mp4|webm|mov"),
  METADATA,
  TASK_GROUP_ID;

  /** Scheme, authority and path; a path or query may hold what a strict URI would escape. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "[A-Za-z][A-Za-z0-9+.-]*://([^/?#\\s]+)((?:/[^?#\\p{Cntrl}]*)?)([?#]\\P{Cntrl}*)?");

  private static final Pattern HOST =
      Pattern.compile("(?:[^@]*@)?(?:\\[[0-9A-Fa-f:.]+]|[^@:\\[\\]]+)(?::\\d*)?");

  private final @Nullable Pattern ending;

  FieldType() {
    ending = null;
  }

  FieldType(String endings) {
    ending = Pattern.compile("\\.(?:" + endings + ")\\z", Pattern.CASE_INSENSITIVE);
  }

  static @Nullable FieldType of(String wireName) {
    for (FieldType type : values()) {
      if (type.wireName().equals(wireName)) {
        return type;
      }
    }
    return null;
  }

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what is wrong with a value, or null if nothing is. */
  @Nullable String reject(JsonNode value, int maxCodePoints) {
    return switch (this) {
      case TEXT -> isTooLong(value, maxCodePoints) ? "Value exceeds maximum length" : null;
      case IMAGE_URL, AUDIO_URL, VIDEO_URL -> isAddress(value) ? null : "Value is not a valid URL";
      case METADATA, TASK_GROUP_ID -> null;
    };
  }

  private static boolean isTooLong(JsonNode value, int maxCodePoints) {
    if (!value.isString()) {
      return false;
    }
    String text = value.stringValue();
    return text.codePointCount(0, text.length()) > maxCodePoints;
  }

  private boolean isAddress(JsonNode value) {
    if (value.isNull()) {
      return true;
    }
    if (!value.isString()) {
      return false;
    }
    String text = value.stringValue();
    if (text.isBlank()) {
      return true;
    }
    Matcher address = ADDRESS.matcher(text);
    return address.matches()
        && HOST.matcher(address.group(1)).matches()
        && (ending == null || ending.matcher(address.group(2)).find());
  }
}
