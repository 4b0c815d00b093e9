package io.github.jsonlpreflight.validator;

/** What kind of schema a document is. */
public enum SchemaKind {
  /** The dataset service's own: {@code {"strict": …, "fields": …}}. */
  DATASET,
  /** A JSON Schema, of draft 2020-12, 2019-09, 7, 6 or 4. */
  JSON_SCHEMA
}
