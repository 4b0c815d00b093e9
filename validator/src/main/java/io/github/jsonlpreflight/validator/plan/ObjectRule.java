package io.github.jsonlpreflight.validator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a schema asks of objects. */
final class ObjectRule {
  /** A schema that names more properties is not known. */
  static final int MAX_PROPERTIES = 10_000;

  /**
   * A property that the schema names.
   *
   * @param name its name
   * @param node its schema, or null where the schema only asks for it to be there
   * @param isRequired whether it must be there
   */
  record Property(String name, @Nullable Node node, boolean isRequired) {}

  /**
   * A schema for the properties whose names match.
   *
   * @param pattern what names match
   * @param node the schema
   */
  record PatternProperty(Predicate<String> pattern, Node node) {}

  private final int id;
  private final List<Property> properties;
  private final long[] required;
  private final int minProperties;
  private final int maxProperties;
  private final List<PatternProperty> patterns;
  private final Node additional;
  private final @Nullable Node names;

  /**
   * Makes a rule.
   *
   * @param id a small number that no other rule of the plan has
   * @param additional the schema of the properties that the schema does not name and no pattern
   *     matches
   * @param names the schema of all names, or null
   */
  ObjectRule(
      int id,
      List<Property> properties,
      int minProperties,
      int maxProperties,
      List<PatternProperty> patterns,
      Node additional,
      @Nullable Node names) {
    this.id = id;
    this.properties = List.copyOf(properties);
    this.required = new long[properties.size() / Long.SIZE + 1];
    for (int i = 0; i < properties.size(); i++) {
      if (properties.get(i).isRequired()) {
        int number = i + 1; // as the layout numbers them
        required[number / Long.SIZE] |= 1L << number;
      }
    }
    this.minProperties = minProperties;
    this.maxProperties = maxProperties;
    this.patterns = List.copyOf(patterns);
    this.additional = additional;
    this.names = names;
  }

  int id() {
    return id;
  }

  /** Returns the properties that the schema names, which a layout numbers from 1 on. */
  List<Property> properties() {
    return properties;
  }

  int judge(Scan scan) {
    if (!scan.enter()) {
      return Verdict.UNKNOWN;
    }
    Layout layout = scan.layout(this);
    int seen = scan.openSeen(layout.seenWords());
    int since = scan.names();
    int count = 0;
    int property = Layout.START;
    while (true) {
      int next = layout.readFamiliar(scan, property);
      if (next == Layout.UNFAMILIAR) {
        next = layout.read(scan, property, since);
        if (next == Layout.CLOSED) {
          break;
        }
        if (next < 0) {
          return next == Layout.FORBIDDEN ? Verdict.INVALID : Verdict.UNKNOWN;
        }
      }
      property = next;
      if (layout.isNumbered(property) && !scan.see(seen, property)) {
        return Verdict.UNKNOWN; // it is there twice
      }
      count++;
      scan.next();
      int verdict = layout.node(property).judge(scan);
      if (verdict != Verdict.VALID) {
        return verdict;
      }
    }
    scan.leave();
    scan.forgetNames(since);
    boolean hasRequired = scan.closeSeen(seen, required);
    return hasRequired && count >= minProperties && count <= maxProperties
        ? Verdict.VALID
        : Verdict.INVALID;
  }

  /** Judges a name that was read to its end, and stands behind it if it is valid. */
  int judgeName(Scan scan, int nameStart) {
    if (names == null) {
      return Verdict.VALID;
    }
    scan.at = nameStart;
    return names.judge(scan);
  }

  /** Returns the schema of a property that the schema names. */
  Node nodeFor(Property property) {
    return nodeFor(property.name(), property.node());
  }

  /** Returns the schema of a property that the schema does not name. */
  Node nodeFor(String name) {
    return nodeFor(name, null);
  }

  private Node nodeFor(String name, @Nullable Node own) {
    List<Node> nodes = new ArrayList<>();
    if (own != null) {
      nodes.add(own);
    }
    for (PatternProperty pattern : patterns) {
      if (pattern.pattern().test(name)) {
        nodes.add(pattern.node());
      }
    }
    if (nodes.isEmpty()) {
      return additional.forProperty(name);
    }
    Node first = nodes.get(0);
    List<Node> others = nodes.subList(1, nodes.size());
    return others.isEmpty() ? first : new CombinedNode(first, List.of(CombinedNode.allOf(others)));
  }
}
