package io.github.jsonlpreflight.uploader;

/** What is known after one PUT. */
enum PutVerdict {
  /** The storage says that it has the bytes. */
  ACKED,
  /** The storage may have the bytes, or not. */
  UNKNOWN,
  /** This PUT has stored nothing, and the same URL may be tried again soon. */
  BUSY,
  /** This PUT has stored nothing, because the URL is past its time. */
  EXPIRED,
  /** This PUT has stored nothing, and no other to this URL will. */
  REFUSED
}
