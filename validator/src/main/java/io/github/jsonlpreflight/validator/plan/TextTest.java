package io.github.jsonlpreflight.validator.plan;

/** A test of a string that looks at its bytes; what it lets pass, the authority lets pass too. */
@FunctionalInterface
interface TextTest {
  /** Tells whether the UTF-8 in {@code [from, to)} passes for certain. */
  boolean fits(byte[] bytes, int from, int to);
}
