/** Shows what the fields of a JSON Lines source hold, and suggests a dataset's schema. */
module io.github.jsonlpreflight.profiler {
  requires transitive io.github.jsonlpreflight.validator;
  requires static transitive org.jspecify;
  requires datasketches.java;
  requires tools.jackson.core;

  exports io.github.jsonlpreflight.profiler;
}
