package io.github.jsonlpreflight.validator;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one record from Jackson's token stream into a tree, and says on the way what is no JSON,
 * past a limit, or read differently by different readers. It does not recurse. Safe to share.
 */
final class RecordParser {
  static final int MAX_NUMBER_LENGTH = 1000;
  static final int MAX_NAME_LENGTH = 50_000;

  /**
   * Every decimal number of so many digits comes back from a 64-bit float unchanged (IEEE 754),
   * unless it is too large for one or too near to zero: that takes an exponent or more characters.
   */
  private static final int SAFE_DIGITS = 15;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .build())
          .build();

  private static final JsonFactory JSON_WITHOUT_NAME_TABLE =
      JSON.rebuild().disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES).build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final int maxDepth;
  private final boolean numbersAreCompared;
  private final long maxTreeBytes;
  private final JsonFactory json;

  /**
   * Makes a parser.
   *
   * @param numbersAreCompared whether a number that no {@link BigDecimal} holds is past a limit;
   *     otherwise it is only known to be a number
   * @param maxTreeBytes how much memory a tree may take
   */
  RecordParser(int maxDepth, boolean numbersAreCompared, long maxTreeBytes) {
    this(maxDepth, numbersAreCompared, maxTreeBytes, JSON);
  }

  private RecordParser(
      int maxDepth, boolean numbersAreCompared, long maxTreeBytes, JsonFactory json) {
    this.maxTreeBytes = maxTreeBytes;
    this.json = json;
    this.maxDepth = maxDepth;
    this.numbersAreCompared = numbersAreCompared;
  }

  /**
   * Returns the parser for records whose names collide: it looks no name up, and takes longer for
   * all others.
   */
  RecordParser withoutNameTable() {
    return new RecordParser(maxDepth, numbersAreCompared, maxTreeBytes, JSON_WITHOUT_NAME_TABLE);
  }

  /**
   * Returns the record as a tree, or null if it is no JSON or past a limit: the findings say why.
   *
   * @throws TreeTooLargeException if there is too little memory for its tree
   * @throws NamesCollideException if only {@link #withoutNameTable} can read it
   */
  @Nullable JsonNode parse(byte[] bytes, int from, int lineEnd, Findings findings) {
    int to = withoutTrailingSpace(bytes, from, lineEnd);
    String flaw = JsonFaults.ofBytes(bytes, from, to);
    if (flaw != null) {
      findings.violation(new Violation(null, flaw, "parse", "", ""));
      return null;
    }
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes, from, to - from)) {
      TreeWeight weight = new TreeWeight(bytes, from, to, maxTreeBytes);
      return new Tree(parser, findings, weight).read();
    } catch (ArrayIndexOutOfBoundsException e) {
      throw new NamesCollideException(e); // Jackson's table, by some seeds, before it would refuse
    } catch (StreamConstraintsException e) {
      if (JsonFaults.isAboutNameTable(e)) {
        throw new NamesCollideException(e);
      }
      findings.violation(new Violation(null, JsonFaults.reason(e), "limit", "", ""));
    } catch (JacksonException e) {
      findings.violation(
          JsonFaults.isLoneSurrogateInName(e)
              ? new Violation(
                  null,
                  "Field name holds half a surrogate pair, and cannot be read",
                  Policy.LONE_SURROGATE.id(),
                  "",
                  "")
              : new Violation(null, JsonFaults.reason(e), "parse", "", ""));
    }
    return null;
  }

  /** A carriage return before the newline would be taken for a part of a string left open. */
  private static int withoutTrailingSpace(byte[] bytes, int from, int lineEnd) {
    int to = lineEnd;
    while (to > from && (bytes[to - 1] == '\r' || bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) {
      to--;
    }
    return to;
  }

  /** The tree of a record takes more memory than it may. */
  static final class TreeTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long treeBytes;

    TreeTooLargeException(long treeBytes) {
      super("a tree of " + treeBytes + " bytes", null, false, /* writableStackTrace= */ false);
      this.treeBytes = treeBytes;
    }

    /** Returns how many bytes it takes at least. */
    long treeBytes() {
      return treeBytes;
    }
  }

  /** Many names of a record have the same hash. */
  static final class NamesCollideException extends RuntimeException {
    private static final long serialVersionUID = 1;

    NamesCollideException(RuntimeException cause) {
      super(cause);
    }
  }

  /** Builds the tree of one record. */
  private final class Tree {
    private final JsonParser parser;
    private final Findings findings;
    private final TreeWeight weight;
    private final Deque<JsonNode> open = new ArrayDeque<>();
    private @Nullable JsonNode root;
    private @Nullable String name;

    /** The top-level field that the parser is in, for the findings. */
    private @Nullable String topLevelField;

    Tree(JsonParser parser, Findings findings, TreeWeight weight) {
      this.weight = weight;
      this.parser = parser;
      this.findings = findings;
    }

    @Nullable JsonNode read() {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (root != null && open.isEmpty()) {
          findings.violation(
              new Violation(null, "Invalid JSON: several values on one line", "parse", "", ""));
          return null;
        }
        if (!take(token)) {
          return null;
        }
      }
      if (root == null) {
        findings.violation(
            new Violation(null, "Invalid JSON: there is no value on the line", "parse", "", ""));
      }
      return root;
    }

    private boolean take(JsonToken token) {
      switch (token) {
        case START_OBJECT -> {
          weight.object();
          return open(NODES.objectNode());
        }
        case START_ARRAY -> {
          weight.array();
          return open(NODES.arrayNode());
        }
        case END_OBJECT, END_ARRAY -> open.pop();
        case PROPERTY_NAME -> name(parser.currentName());
        case VALUE_STRING -> add(NODES.stringNode(text()));
        case VALUE_TRUE, VALUE_FALSE -> addShared(NODES.booleanNode(token == JsonToken.VALUE_TRUE));
        case VALUE_NULL -> addShared(NODES.nullNode());
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(number(token));
        case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
            throw new IllegalStateException("JSON text has no " + token);
      }
      return true;
    }

    private boolean open(JsonNode container) {
      if (open.size() >= maxDepth) {
        findings.violation(
            new Violation(
                topLevelField,
                "Nested deeper than the " + maxDepth + " levels set by maxDepth",
                "limit",
                place(),
                ""));
        return false;
      }
      add(container);
      open.push(container);
      return true;
    }

    private void addShared(JsonNode node) {
      weight.shared();
      add(node);
    }

    private void name(String read) {
      weight.member(read);
      name = read;
      if (open.size() == 1) {
        topLevelField = read;
      }
      if (((ObjectNode) open.element()).has(read)) {
        findings.policy(
            Policy.DUPLICATE_KEY,
            topLevelField,
            this::place,
            "Field stands twice: " + Reasons.shown(read));
      }
    }

    private String text() {
      if (!weight.hasRoomForAnyText()) {
        weight.beforeText(parser.currentTokenLocation().getByteOffset());
      }
      String text = parser.getString();
      weight.text(text);
      if (hasLoneSurrogate(text)) {
        findings.policy(
            Policy.LONE_SURROGATE, topLevelField, this::place, "Value holds half a surrogate pair");
      }
      return text;
    }

    private JsonNode number(JsonToken token) {
      String digits = parser.getString();
      weight.number(digits);
      boolean safe = digits.length() <= SAFE_DIGITS && !hasExponent(digits);
      if (!safe && !findings.isOff(Policy.PRECISION)) {
        checkPrecision(digits);
      }
      try {
        return token == JsonToken.VALUE_NUMBER_INT
            ? NODES.numberNode(parser.getBigIntegerValue())
            : NODES.numberNode(new BigDecimal(digits));
      } catch (NumberFormatException e) {
        if (numbersAreCompared) {
          findings.violation(
              "limit",
              () ->
                  new Violation(
                      topLevelField,
                      "Number's exponent is too large to be compared",
                      "limit",
                      place(),
                      ""));
        }
        return NODES.numberNode(BigDecimal.ZERO);
      }
    }

    private void checkPrecision(String digits) {
      if (!survivesFloat(digits)) {
        findings.policy(
            Policy.PRECISION,
            topLevelField,
            this::place,
            "Number changes when a 64-bit float holds it");
      }
    }

    private void add(JsonNode node) {
      JsonNode parent = open.peek();
      if (parent == null) {
        root = node;
      } else if (parent instanceof ArrayNode array) {
        array.add(node);
      } else if (parent instanceof ObjectNode object && name != null) {
        // Where a field stands twice, the first one is judged and the second one reported.
        object.putIfAbsent(name, node);
      }
    }

    private String place() {
      return parser.streamReadContext().pathAsPointer().toString();
    }
  }

  private static boolean hasExponent(String digits) {
    return digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0;
  }

  /**
   * Tells whether a number is a 64-bit float's exact value, or comes back from the nearest one when
   * that is written with as few digits as tell it from its neighbours.
   */
  static boolean survivesFloat(String digits) {
    double nearest = Double.parseDouble(digits);
    if (Double.isInfinite(nearest)) {
      return false;
    }
    BigDecimal number;
    try {
      number = new BigDecimal(digits).stripTrailingZeros();
    } catch (NumberFormatException e) {
      return false; // an exponent beyond that of BigDecimal is beyond a float's
    }
    // Java 17 writes some floats with more digits than they need, so few digits are not compared.
    boolean fewDigits = number.precision() <= SAFE_DIGITS && Math.abs(nearest) >= Double.MIN_NORMAL;
    return fewDigits
        || number.compareTo(new BigDecimal(Double.toString(nearest))) == 0
        || number.compareTo(new BigDecimal(nearest)) == 0;
  }

  private static boolean hasLoneSurrogate(String text) {
    boolean highBefore = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLowSurrogate(c) != highBefore) {
        return true;
      }
      highBefore = Character.isHighSurrogate(c);
    }
    return highBefore;
  }
}
