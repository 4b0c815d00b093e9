package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.uploader.RunStatus;

/** How a command ends. After a signal the Java runtime ends it with 130 or 143 by itself. */
final class ExitCode {
  static final int OK = 0;
  static final int INVALID = 1;
  static final int USAGE = 2;
  static final int UNUSABLE = 3;
  static final int SERVICE = 4;
  static final int PAUSED = 5;
  static final int UNDECIDED = 6;
  static final int LOCKED = 7;
  static final int FAULT = 70;
  static final int INTERRUPTED = 130;

  /** As a shell says it of a program that {@code SIGPIPE} has ended. */
  static final int READER_GONE = 141;

  private ExitCode() {}

  static int of(ErrorCode code) {
    return switch (code) {
      case INPUT_UNREADABLE,
          UTF_16_OR_32,
          LATIN_1,
          COMPRESSED,
          COMPRESSION_DAMAGED,
          DECOMPRESSION_LIMIT,
          BINARY,
          JSON_ARRAY,
          PRETTY_PRINTED,
          SEVERAL_VALUES_ON_A_LINE,
          TRAILING_COMMA,
          CSV,
          HTML,
          XML,
          GIT_LFS_POINTER,
          PYTHON_VALUES,
          JSON5,
          NOTHING_TO_UPLOAD,
          RECORD_OVER_LIMIT,
          SCHEMA_BROKEN,
          SOURCE_CHANGED,
          RUN_FILE_BROKEN,
          OUTPUT_UNWRITABLE,
          RUN_MISMATCH ->
          UNUSABLE;
      case SERVICE_FAILED, TOKEN_REFUSED -> SERVICE;
      case SCHEMA_PENDING -> PAUSED;
      case RUN_LOCKED -> LOCKED;
    };
  }

  static int of(RunStatus status) {
    return switch (status) {
      case COMPLETE -> OK;
      case PARTIAL -> INVALID;
      case FAILED -> SERVICE;
      case PAUSED -> PAUSED;
      case UNDECIDED -> UNDECIDED;
      case INTERRUPTED -> INTERRUPTED;
    };
  }
}
