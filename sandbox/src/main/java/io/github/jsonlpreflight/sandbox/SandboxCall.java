package io.github.jsonlpreflight.sandbox;

/** The calls of the service's API, so that a fault can be aimed at one of them. */
public enum SandboxCall {
  /** {@code POST datasets}. */
  CREATE_DATASET,
  /** {@code GET datasets/{dataset_id}}. */
  DATASET,
  /** {@code PATCH datasets/{dataset_id}}. */
  SET_SCHEMA,
  /** {@code GET datasets/{dataset_id}/upload-url/{filename}}. */
  UPLOAD_URL,
  /** {@code GET datasets/{dataset_id}/imports/{import_id}}. */
  IMPORT
}
