/** Cuts a JSON Lines file into chunks at record boundaries, without copying it. */
module io.github.jsonlpreflight.chunker {
  requires transitive io.github.jsonlpreflight.validator;
  requires static transitive org.jspecify;
  requires tools.jackson.core;

  exports io.github.jsonlpreflight.chunker;
}
