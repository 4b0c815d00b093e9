package io.github.jsonlpreflight.sandbox;

/** A fault of one PUT, which has passed the check of its signature by then. */
sealed interface PutFault {

  /** The object is stored, then the connection is cut. */
  record ReplyLost() implements PutFault {}

  /** The connection is cut, and nothing stored. */
  record Cut() implements PutFault {}

  /** S3 refuses with an error of its own, and stores nothing. */
  record Refused(int status, String code) implements PutFault {}
}
