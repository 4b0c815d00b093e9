package io.github.jsonlpreflight.jsonl;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A run that cannot go on, with its code and, where there is one, the place in the source.
 *
 * <p>Data that is wrong is a value ({@code RecordVerdict}), a caller's mistake an {@link
 * IllegalArgumentException}, the machine's trouble an {@link java.io.IOException}; this is what is
 * left. The message is fit for a user's eyes and never holds a secret.
 */
public final class PreflightException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final long NO_POSITION = -1;

  private final ErrorCode code;
  private final long lineNumber;
  private final long byteOffset;

  /** Makes an exception without a place. */
  public PreflightException(ErrorCode code, String message) {
    this(code, message, null);
  }

  /** Makes an exception without a place, with the cause. */
  public PreflightException(ErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.lineNumber = NO_POSITION;
    this.byteOffset = NO_POSITION;
  }

  /**
   * Makes an exception about one place of the source.
   *
   * @param lineNumber the physical line, from 1
   * @param byteOffset the offset in bytes, from 0
   */
  public PreflightException(ErrorCode code, String message, long lineNumber, long byteOffset) {
    super(message);
    this.code = code;
    this.lineNumber = lineNumber;
    this.byteOffset = byteOffset;
  }

  private PreflightException(
      ErrorCode code, String message, @Nullable Throwable cause, long byteOffset) {
    super(message, cause);
    this.code = code;
    this.lineNumber = NO_POSITION;
    this.byteOffset = byteOffset;
  }

  /** Makes an exception about a byte of the source whose line is not known. */
  static PreflightException atByte(
      ErrorCode code, String message, long byteOffset, @Nullable Throwable cause) {
    return new PreflightException(code, message, cause, byteOffset);
  }

  /** Returns what happened. */
  public ErrorCode code() {
    return code;
  }

  /** Returns the physical line at fault, counted from 1, where there is one. */
  public OptionalLong lineNumber() {
    return lineNumber == NO_POSITION ? OptionalLong.empty() : OptionalLong.of(lineNumber);
  }

  /** Returns the byte offset at fault, counted from 0, where there is one. */
  public OptionalLong byteOffset() {
    return byteOffset == NO_POSITION ? OptionalLong.empty() : OptionalLong.of(byteOffset);
  }
}
