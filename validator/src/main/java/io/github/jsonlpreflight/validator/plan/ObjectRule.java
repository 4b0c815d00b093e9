package io.github.jsonlpreflight.validator.plan;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a schema asks of objects. */
final class ObjectRule {
  /** So many properties have a bit each in a long; objects with more are not known. */
  static final int MAX_PROPERTIES = Long.SIZE;

  /**
   * A schema for the properties whose names match.
   *
   * @param pattern what names match
   * @param node the schema
   */
  record PatternProperty(Predicate<String> pattern, Node node) {}

  private final PropertyTable properties;
  private final long required;
  private final int minProperties;
  private final int maxProperties;
  private final PatternProperty[] patterns;
  private final Node additional;
  private final @Nullable Node names;

  /**
   * Makes a rule.
   *
   * @param required a bit for each property of the table that must be there
   * @param additional the schema of the properties that are in no table and match no pattern
   * @param names the schema of all names, or null
   */
  ObjectRule(
      PropertyTable properties,
      long required,
      int minProperties,
      int maxProperties,
      PatternProperty[] patterns,
      Node additional,
      @Nullable Node names) {
    this.properties = properties;
    this.required = required;
    this.minProperties = minProperties;
    this.maxProperties = maxProperties;
    this.patterns = patterns;
    this.additional = additional;
    this.names = names;
  }

  int judge(Scan scan) {
    if (!scan.enter()) {
      return Verdict.UNKNOWN;
    }
    int since = scan.names();
    long seen = 0;
    int count = 0;
    int expected = 0;
    boolean more = scan.next() != '}';
    while (more) {
      if (scan.next() != '"') {
        return Verdict.UNKNOWN;
      }
      int nameStart = scan.at;
      int property = properties.read(scan, expected);
      if (property == PropertyTable.UNREADABLE) {
        return Verdict.UNKNOWN;
      }
      boolean isNew = property >= 0 ? (seen & 1L << property) == 0 : scan.isNewName(since);
      if (!isNew) {
        return Verdict.UNKNOWN;
      }
      if (property >= 0) {
        seen |= 1L << property;
        expected = property + 1;
      }
      count++;
      int verdict = judgeProperty(scan, property, nameStart);
      if (verdict != Verdict.VALID) {
        return verdict;
      }
      int separator = scan.next();
      more = separator == ',';
      if (more) {
        scan.at++;
      } else if (separator != '}') {
        return Verdict.UNKNOWN;
      }
    }
    scan.leave();
    scan.forgetNames(since);
    boolean fits =
        (seen & required) == required && count >= minProperties && count <= maxProperties;
    return fits ? Verdict.VALID : Verdict.INVALID;
  }

  private int judgeProperty(Scan scan, int property, int nameStart) {
    if (patterns.length == 0 && names == null) {
      if (!scan.colon()) {
        return Verdict.UNKNOWN;
      }
      return (property >= 0 ? properties.node(property, additional) : additional).judge(scan);
    }
    return judgeByName(scan, property, nameStart);
  }

  /** The slow way: the name itself is judged, and the value by every schema that it has. */
  private int judgeByName(Scan scan, int property, int nameStart) {
    int afterName = scan.at;
    long mark = scan.mark();
    if (names != null) {
      scan.back(nameStart, mark);
      int verdict = names.judge(scan);
      if (verdict != Verdict.VALID) {
        return verdict;
      }
    }
    scan.back(nameStart, mark);
    if (!scan.name()) {
      return Verdict.UNKNOWN;
    }
    String name = scan.text();
    scan.back(afterName, mark);
    if (!scan.colon()) {
      return Verdict.UNKNOWN;
    }
    int valueStart = scan.at;
    boolean matched = property >= 0 && properties.hasNode(property);
    int verdict = matched ? properties.node(property, additional).judge(scan) : Verdict.VALID;
    for (PatternProperty pattern : patterns) {
      if (verdict == Verdict.VALID && pattern.pattern().test(name)) {
        matched = true;
        scan.back(valueStart, mark);
        verdict = pattern.node().judge(scan);
      }
    }
    return matched ? verdict : additional.judge(scan);
  }
}
