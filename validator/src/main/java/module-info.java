/** Reads JSON Lines and judges every record against a schema. */
module io.github.jsonlpreflight.validator {
  requires com.github.luben.zstd_jni;
  requires com.networknt.schema;
  requires re2j;
  requires static transitive org.jspecify;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports io.github.jsonlpreflight.jsonl;
  exports io.github.jsonlpreflight.validator;
}
