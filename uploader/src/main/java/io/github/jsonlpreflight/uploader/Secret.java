package io.github.jsonlpreflight.uploader;

/**
 * A text that nobody may see: an API token, or a presigned URL. Only {@link #reveal} gives it away;
 * it prints as a placeholder wherever it lands by mistake. Immutable and safe to share.
 */
public final class Secret {
  private static final String REDACTED = "[redacted]";

  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Wraps a text that must not be empty. */
  public static Secret of(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("a secret must not be blank");
    }
    return new Secret(text);
  }

  /** Returns the text itself. Whoever calls this answers for where it goes. */
  public String reveal() {
    return text;
  }

  /** Returns a text with every occurrence of this secret replaced by a placeholder. */
  String removeFrom(String other) {
    return other.replace(text, REDACTED);
  }

  /** Returns what tells two secrets apart without giving either away. */
  String fingerprint() {
    return Digests.sha256Hex(text).substring(0, 16);
  }

  @Override
  public String toString() {
    return REDACTED;
  }
}
