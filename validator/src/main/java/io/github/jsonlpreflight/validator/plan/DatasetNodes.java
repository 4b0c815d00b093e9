package io.github.jsonlpreflight.validator.plan;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The fields of a dataset's schema, with the policies for what the service leaves open: what one
 * may warn of passes with a {@link Remark}.
 */
final class DatasetNodes {
  /** So many digits survive a 64-bit float, whatever they are. */
  private static final int SAFE_DIGITS = 15;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final Set<Remark.Kind> passing;
  private final boolean mayBeBlank;
  private final int maxLength;
  private final Node anyPrecise;

  /**
   * Makes the nodes of a schema.
   *
   * @param passing what passes with a remark
   * @param mayBeBlank whether nothing is to be said of blank values
   * @param maxLength of a value, in code points
   */
  DatasetNodes(Set<Remark.Kind> passing, boolean mayBeBlank, int maxLength) {
    this.passing = passing;
    this.mayBeBlank = mayBeBlank;
    this.maxLength = maxLength;
    this.anyPrecise =
        passing.contains(Remark.Kind.ANY_PRECISION) ? Node.ANYTHING : new PreciseNode();
  }

  /** Any value without a number that a 64-bit float may change. */
  private static final class PreciseNode extends Node {
    private final ObjectRule objects =
        new ObjectRule(
            /* id= */ 1, // the record itself has the other rule
            /* properties= */ List.of(),
            /* minProperties= */ 0,
            /* maxProperties= */ Integer.MAX_VALUE,
            /* patterns= */ List.of(),
            this,
            /* names= */ null);

    private final ArrayRule arrays =
        new ArrayRule(0, Integer.MAX_VALUE, new Node[0], this, false, null, 0, Integer.MAX_VALUE);

    @Override
    int judge(Scan scan) {
      return switch (scan.bytes[scan.at]) {
        case '{' -> objects.judge(scan);
        case '[' -> arrays.judge(scan);
        case '"', 't', 'f', 'n' -> ANYTHING.judge(scan);
        default -> {
          boolean isSafe =
              scan.number() && !scan.numberHasExponent() && scan.numberDigits() <= SAFE_DIGITS;
          yield isSafe ? Verdict.VALID : Verdict.UNKNOWN;
        }
      };
    }
  }

  /** Reads a value of which only the type is of interest, and remarks on it. */
  private int remark(Scan scan, String field, Remark.Kind kind) {
    byte first = scan.bytes[scan.at];
    if (!passing.contains(kind) || anyPrecise.judge(scan) != Verdict.VALID) {
      return Verdict.UNKNOWN;
    }
    scan.remarks.add(
        new Remark(
            field,
            switch (first) {
              case '{' -> NODES.objectNode();
              case '[' -> NODES.arrayNode();
              case '"' -> NODES.stringNode("");
              case 't', 'f' -> NODES.booleanNode(first == 't');
              case 'n' -> NODES.nullNode();
              default -> NODES.numberNode(0);
            }));
    return Verdict.VALID;
  }

  /** A field that is not in the schema. */
  Node unknownField() {
    return new Node() {
      @Override
      Node forProperty(String name) {
        return unknownField(name);
      }

      @Override
      int judge(Scan scan) {
        return Verdict.UNKNOWN; // no value of a property
      }
    };
  }

  private Node unknownField(String name) {
    return new Node() {
      @Override
      int judge(Scan scan) {
        return remark(scan, name, Remark.Kind.UNKNOWN_FIELD);
      }
    };
  }

  /** A field that holds text. */
  Node text(String field) {
    return new Node() {
      @Override
      int judge(Scan scan) {
        return switch (scan.bytes[scan.at]) {
          case '"' -> {
            if (!scan.string() || scan.textCodePoints() > maxLength) {
              yield Verdict.UNKNOWN;
            }
            yield mayBeBlank || hasVisible(scan) ? Verdict.VALID : blank(scan, field);
          }
          case '{', '[' -> remark(scan, field, Remark.Kind.NESTED_VALUE);
          case 'n' -> remark(scan, field, Remark.Kind.NULL_VALUE);
          default -> remark(scan, field, Remark.Kind.TEXT_TYPE);
        };
      }
    };
  }

  private int blank(Scan scan, String field) {
    if (!passing.contains(Remark.Kind.BLANK_VALUE)) {
      return Verdict.UNKNOWN;
    }
    scan.remarks.add(new Remark(field, NODES.stringNode(scan.text())));
    return Verdict.VALID;
  }

  /** Tells whether a text has a character that is no white space; nearly always it is the first. */
  private static boolean hasVisible(Scan scan) {
    byte[] b = scan.bytes;
    int i = scan.textStart;
    while (i < scan.textEnd) {
      if (b[i] == '\\') {
        byte kind = b[i + 1];
        if (kind == '"' || kind == '\\' || kind == '/') {
          return true;
        }
        if (kind == 'u' && isVisible(Scan.hex4(b, i + 2))) {
          return true;
        }
        i += kind == 'u' ? 6 : 2;
      } else if (b[i] > ' ' || (b[i] < 0 && beginsVisible(b[i] & 0xFF, b[i + 1] & 0xFF))) {
        return true;
      } else {
        i++;
      }
    }
    return false;
  }

  /**
   * Only these code points, and U+0085, are white space beyond ASCII, now and since Unicode 6.3.
   */
  private static boolean isVisible(int unit) {
    return unit > ' '
        && unit != 0x85
        && unit != 0xA0
        && unit != 0x1680
        && (unit < 0x2000 || unit > 0x205F)
        && unit != 0x3000;
  }

  /**
   * Tells the same of two bytes that white space may begin with; continuation bytes are skipped.
   */
  private static boolean beginsVisible(int first, int second) {
    return switch (first) {
      case 0xC2 -> second != 0x85 && second != 0xA0;
      case 0xE1 -> second != 0x9A;
      case 0xE2 -> second != 0x80 && second != 0x81;
      case 0xE3 -> second != 0x80;
      default -> first >= 0xC2;
    };
  }

  /**
   * A field that holds an address.
   *
   * @param endings what its path may end in; empty for anything
   */
  Node address(String field, List<String> endings) {
    TextTest hasEnding = (bytes, from, to) -> hasEnding(bytes, from, to, endings);
    return new Node() {
      @Override
      int judge(Scan scan) {
        if (scan.bytes[scan.at] == 'n') {
          return remark(scan, field, Remark.Kind.NULL_VALUE);
        }
        boolean isAddress =
            scan.bytes[scan.at] == '"'
                && scan.string()
                && scan.textCodePoints() <= maxLength
                && scan.fits(Formats::isHttpUri);
        if (!isAddress) {
          return Verdict.UNKNOWN;
        }
        return scan.fits(hasEnding) ? Verdict.VALID : ending(scan, field);
      }
    };
  }

  private int ending(Scan scan, String field) {
    if (!passing.contains(Remark.Kind.ADDRESS_ENDING)) {
      return Verdict.UNKNOWN;
    }
    scan.remarks.add(new Remark(field, NODES.stringNode(scan.text())));
    return Verdict.VALID;
  }

  private static boolean hasEnding(byte[] bytes, int from, int to, List<String> endings) {
    if (endings.isEmpty()) {
      return true;
    }
    int pathEnd = from;
    while (pathEnd < to && bytes[pathEnd] != '?' && bytes[pathEnd] != '#') {
      pathEnd++;
    }
    int path = Formats.afterHttpScheme(bytes, from, to);
    while (path < pathEnd && bytes[path] != '/') {
      path++;
    }
    for (String ending : endings) {
      if (pathEnd - path >= ending.length() && endsWith(bytes, pathEnd, ending)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWith(byte[] bytes, int end, String lowerCaseEnding) {
    for (int i = 0; i < lowerCaseEnding.length(); i++) {
      int b = bytes[end - lowerCaseEnding.length() + i];
      boolean upperCase = b >= 'A' && b <= 'Z';
      if ((upperCase ? b + 32 : b) != lowerCaseEnding.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
