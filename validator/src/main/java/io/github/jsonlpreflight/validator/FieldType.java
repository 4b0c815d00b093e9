package io.github.jsonlpreflight.validator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of a dataset's fields, as the service documents them. */
enum FieldType {
  TEXT,
  IMAGE_URL,
  AUDIO_URL,
  VIDEO_URL,
  METADATA,
  TASK_GROUP_ID;

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isAddress() {
    return this == IMAGE_URL || this == AUDIO_URL || this == VIDEO_URL;
  }

  boolean allowsEnding(String path) {
    String lowerCase = path.toLowerCase(Locale.ROOT);
    return endings().isEmpty() || endings().stream().anyMatch(lowerCase::endsWith);
  }

  /** Returns the endings that the service's own tools expect of an address; empty for any. */
  List<String> endings() {
    return switch (this) {
      case AUDIO_URL -> List.of(".aac", ".m4a", ".mp3", ".wav");
      case VIDEO_URL -> List.of(".mp4", ".webm", ".mov");
      case TEXT, IMAGE_URL, METADATA, TASK_GROUP_ID -> List.of();
    };
  }

  static Optional<FieldType> byId(String id) {
    return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
  }

  static String ids() {
    return Arrays.stream(values()).map(FieldType::id).collect(Collectors.joining(", "));
  }
}
