package io.github.jsonlpreflight.validator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The types of a dataset's fields, as the service documents them. */
public enum FieldType {
  /** Text. */
  TEXT,
  /** The address of an image. */
  IMAGE_URL,
  /** The address of a sound. */
  AUDIO_URL,
  /** The address of a film. */
  VIDEO_URL,
  /** What belongs to the record and is not shown. */
  METADATA,
  /** What records of one task group have in common. */
  TASK_GROUP_ID;

  /** Returns the type as it stands in a dataset's schema, for instance {@code image_url}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Tells whether values of this type are addresses. */
  public boolean isAddress() {
    return this == IMAGE_URL || this == AUDIO_URL || this == VIDEO_URL;
  }

  /**
   * Tells whether a string that is not blank is a value of this type that neither the rules nor a
   * policy object to. A few addresses that are valid, with strange white space in them, are refused
   * here; none that is refused there passes.
   */
  public boolean suits(String text) {
    return !isAddress() || DatasetRules.isWebAddress(this, text);
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
