package io.github.jsonlpreflight.validator.plan;

import org.jspecify.annotations.Nullable;

/** What a schema asks of arrays. */
final class ArrayRule {
  /** So many elements are compared with each other as they come; more are looked at again. */
  private static final int MAX_COMPARED = 64;

  private final int minItems;
  private final int maxItems;
  private final Node[] first;
  private final Node others;
  private final boolean unique;
  private final @Nullable Node contained;
  private final int minContains;
  private final int maxContains;

  /**
   * Makes a rule.
   *
   * @param first the schemas of the first elements, one by one
   * @param others the schema of all elements behind them
   * @param contained what some elements are to be, or null
   */
  ArrayRule(
      int minItems,
      int maxItems,
      Node[] first,
      Node others,
      boolean unique,
      @Nullable Node contained,
      int minContains,
      int maxContains) {
    this.minItems = minItems;
    this.maxItems = maxItems;
    this.first = first;
    this.others = others;
    this.unique = unique;
    this.contained = contained;
    this.minContains = minContains;
    this.maxContains = maxContains;
  }

  int judge(Scan scan) {
    if (!scan.enter()) {
      return Verdict.UNKNOWN;
    }
    int arrayStart = scan.at - 1;
    boolean mayRepeat = false;
    int items = 0;
    int found = 0;
    int since = scan.names();
    boolean more = scan.next() != ']';
    while (more) {
      if (scan.next() == 0) {
        return Verdict.UNKNOWN;
      }
      int start = scan.at;
      int verdict = (items < first.length ? first[items] : others).judge(scan);
      if (verdict != Verdict.VALID) {
        return verdict;
      }
      if (contained != null) {
        int match = rejudge(contained, scan, start);
        if (match == Verdict.UNKNOWN) {
          return Verdict.UNKNOWN;
        }
        found += match == Verdict.VALID ? 1 : 0;
      }
      if (unique && !mayRepeat) {
        mayRepeat = !isNew(scan, since, items, start);
      }
      items++;
      int separator = scan.next();
      more = separator == ',';
      if (more) {
        scan.at++;
      } else if (separator != ']') {
        return Verdict.UNKNOWN;
      }
    }
    scan.leave();
    scan.forgetNames(since);
    if (mayRepeat && !scan.distinct.differ(scan.bytes, arrayStart, items)) {
      return Verdict.UNKNOWN;
    }
    boolean countsFit =
        items >= minItems
            && items <= maxItems
            && (contained == null || (found >= minContains && found <= maxContains));
    return countsFit ? Verdict.VALID : Verdict.INVALID;
  }

  /** Judges a value again that was read to its end, and stands behind it in any case. */
  private static int rejudge(Node node, Scan scan, int start) {
    int after = scan.at;
    long mark = scan.mark();
    scan.back(start, mark);
    int verdict = node.judge(scan);
    scan.back(after, mark);
    return verdict;
  }

  /**
   * Tells whether an element differs from all before it, as can be seen at once of values that are
   * equal if and only if their bytes are.
   */
  private static boolean isNew(Scan scan, int since, int items, int start) {
    byte kind = scan.bytes[start];
    boolean comparable =
        switch (kind) {
          case '"' -> scan.textHasNoEscapes();
          case '{', '[' -> false;
          case 't', 'f', 'n' -> true;
          default -> scan.numberIsInteger() && scan.bytes[start] != '-';
        };
    return comparable && items < MAX_COMPARED && scan.isNewPart(since, start, scan.at);
  }
}
