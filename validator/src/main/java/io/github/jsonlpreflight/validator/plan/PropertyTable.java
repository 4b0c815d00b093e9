package io.github.jsonlpreflight.validator.plan;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The properties that a schema names. Records of a file mostly have them in the same order, so the
 * next one is guessed before it is looked up.
 */
final class PropertyTable {
  static final int NOT_HERE = -1;
  static final int UNREADABLE = -2;

  /**
   * A property.
   *
   * @param name its name
   * @param node its schema, or null where the schema only asks for it to be there
   */
  record Property(String name, @Nullable Node node) {}

  /** No name begins like this. */
  private static final byte[] NEVER_WRITTEN = {0};

  private final byte[][] quoted;
  private final @Nullable Node[] nodes;
  private final Map<String, Integer> byName = new HashMap<>();

  PropertyTable(List<Property> properties) {
    quoted = new byte[properties.size()][];
    nodes = new Node[properties.size()];
    for (int i = 0; i < quoted.length; i++) {
      String name = properties.get(i).name();
      quoted[i] = isWrittenAsItIs(name) ? quoted(name) : NEVER_WRITTEN;
      nodes[i] = properties.get(i).node();
      byName.put(name, i);
    }
  }

  /** Tells whether a name may stand between quotes without an escape. */
  private static boolean isWrittenAsItIs(String name) {
    return name.codePoints().noneMatch(PropertyTable::isEscaped);
  }

  private static boolean isEscaped(int c) {
    boolean isHalfPair = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return c < ' ' || c == '"' || c == '\\' || isHalfPair;
  }

  private static byte[] quoted(String name) {
    return ('"' + name + '"').getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a name; returns the property's index, {@link #NOT_HERE} or {@link #UNREADABLE}.
   *
   * @param expected the index of the property that stands there if the order is the usual one
   */
  int read(Scan scan, int expected) {
    if (expected < quoted.length && scan.isName(quoted[expected])) {
      return expected;
    }
    int start = scan.at;
    if (!scan.name()) {
      return UNREADABLE;
    }
    int length = scan.at - start;
    if (scan.textHasNoEscapes()) {
      for (int i = 0; i < quoted.length; i++) {
        if (quoted[i].length == length && isAt(scan.bytes, start, quoted[i])) {
          return i;
        }
      }
      return NOT_HERE;
    }
    Integer found = byName.get(scan.text());
    return found == null ? NOT_HERE : found;
  }

  private static boolean isAt(byte[] bytes, int start, byte[] quoted) {
    // Names of one length differ early or late; the middle is looked at last.
    int last = quoted.length - 2;
    return bytes[start + last] == quoted[last]
        && Arrays.equals(bytes, start, start + quoted.length, quoted, 0, quoted.length);
  }

  boolean hasNode(int property) {
    return nodes[property] != null;
  }

  /** Returns a property's schema, or another one where it has none of its own. */
  Node node(int property, Node otherwise) {
    Node node = nodes[property];
    return node == null ? otherwise : node;
  }
}
