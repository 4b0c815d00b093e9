package io.github.jsonlpreflight.jmh;

import static io.github.jsonlpreflight.jmh.ReviewSchema.FLAT;
import static io.github.jsonlpreflight.jmh.ReviewSchema.RICH;
import static io.github.jsonlpreflight.jmh.Shape.ESCAPED;
import static io.github.jsonlpreflight.jmh.Shape.REVIEW;
import static io.github.jsonlpreflight.jmh.Shape.SHUFFLED;

import java.util.List;

/**
 * What is aimed at: the speed of one trial as a multiple of another's. A ratio moves less from
 * machine to machine than a speed does.
 *
 * @param what the goal in words
 * @param least the least ratio that meets the goal
 */
record Goal(String what, Trial of, Trial against, double least) {
  private static final Trial RICH_VALID = Trial.validator(REVIEW, RICH, 1, 0);
  private static final Trial FLAT_VALID = Trial.validator(REVIEW, FLAT, 1, 0);

  /** The goals that a run inside one process can show. */
  static final List<Goal> ALL =
      List.of(
          new Goal("rich schema, against the bare scan", RICH_VALID, Trial.bareScan(REVIEW), 1.3),
          new Goal("flat schema, against the bare scan", FLAT_VALID, Trial.bareScan(REVIEW), 1.5),
          new Goal(
              "rich schema, against networknt on trees",
              RICH_VALID,
              Trial.networknt(REVIEW, RICH, 0),
              6),
          new Goal(
              "flat schema, against networknt on trees",
              FLAT_VALID,
              Trial.networknt(REVIEW, FLAT, 0),
              2.8),
          new Goal(
              "two threads, against one", Trial.validator(REVIEW, RICH, 2, 0), RICH_VALID, 1.9),
          new Goal(
              "0.1 % of the records invalid, against none",
              Trial.validator(REVIEW, RICH, 1, 1000), RICH_VALID, 1 / 1.1),
          new Goal(
              "every record invalid, against networknt on trees",
              Trial.validator(REVIEW, RICH, 1, 1),
              Trial.networknt(REVIEW, RICH, 1),
              0.9),
          new Goal(
              "shuffled fields, against the bare scan of the same",
              Trial.validator(SHUFFLED, RICH, 1, 0),
              Trial.bareScan(SHUFFLED),
              0.9),
          new Goal(
              "escapes throughout, against the bare scan of the same",
              Trial.validator(ESCAPED, RICH, 1, 0),
              Trial.bareScan(ESCAPED),
              0.7));
}
