package io.github.jsonlpreflight.jsonl;

import java.util.Locale;

/** Why a run cannot go on. {@link #id()} is stable and meant for programs. */
public enum ErrorCode {
  /** The input is missing, is no file that can be read, or may not be read. */
  INPUT_UNREADABLE,
  /** The input is UTF-16 or UTF-32. */
  UTF_16_OR_32,
  /** The input is Latin-1 or a relative of it, not UTF-8. */
  LATIN_1,
  /** The input is compressed in a way that is not read here. */
  COMPRESSED,
  /** The input is compressed, and what it is compressed to is cut short or was changed. */
  COMPRESSION_DAMAGED,
  /** The input decompresses to more than a limit allows. */
  DECOMPRESSION_LIMIT,
  /** The input is no text. */
  BINARY,
  /** The input is one JSON array instead of lines. */
  JSON_ARRAY,
  /** The input's values span several lines each. */
  PRETTY_PRINTED,
  /** The input's lines hold several values each. */
  SEVERAL_VALUES_ON_A_LINE,
  /** The input's lines end in commas. */
  TRAILING_COMMA,
  /** The input is a table of separated values: CSV or TSV. */
  CSV,
  /** The input is an HTML page. */
  HTML,
  /** The input is XML. */
  XML,
  /** The input is what Git keeps of a file that Git LFS holds. */
  GIT_LFS_POINTER,
  /** The input's lines are Python's own spelling of its values. */
  PYTHON_VALUES,
  /** The input is JSON5, or JSON with comments. */
  JSON5,
  /** The input has no record that could be sent. */
  NOTHING_TO_UPLOAD,
  /** A record alone is larger than a chunk may be. */
  RECORD_OVER_LIMIT,
  /** The schema breaks the rules of its kind. */
  SCHEMA_BROKEN,
  /** The dataset has no schema yet; it may get one. */
  SCHEMA_PENDING,
  /** The source is not what it was when the plan was made. */
  SOURCE_CHANGED,
  /** A manifest or another file of a run cannot be used. */
  RUN_FILE_BROKEN,
  /** A file or folder could not be written. */
  OUTPUT_UNWRITABLE,
  /** The run directory belongs to another file, dataset or plan. */
  RUN_MISMATCH,
  /** Another run holds the run directory's lock. */
  RUN_LOCKED,
  /** The service or the network failed after every retry. */
  SERVICE_FAILED,
  /** The service refused the token. */
  TOKEN_REFUSED;

  /** Returns the name as it stands in messages and documents, for instance {@code json-array}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
