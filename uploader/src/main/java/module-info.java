/** Sends chunks through presigned URLs, exactly once, and merges the answers. */
module io.github.jsonlpreflight.uploader {
  requires com.fasterxml.jackson.annotation;
  requires transitive io.github.jsonlpreflight.chunker;
  requires org.slf4j;
  requires software.amazon.awssdk.http;
  requires software.amazon.awssdk.http.apache5;
  requires static software.amazon.awssdk.awscore;
  requires static software.amazon.awssdk.core;
  requires static software.amazon.awssdk.services.s3;
  requires static transitive org.jspecify;
  requires tools.jackson.core;
  requires tools.jackson.databind;

  exports io.github.jsonlpreflight.uploader;

  // The journal's records are read and written by their components.
  opens io.github.jsonlpreflight.uploader to
      tools.jackson.databind;
}
