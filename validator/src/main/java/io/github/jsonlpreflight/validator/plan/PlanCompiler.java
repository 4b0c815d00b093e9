package io.github.jsonlpreflight.validator.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Compiles a document: its schema objects, each once, and the references between them. What is not
 * known of an object becomes {@link Node#NOT_KNOWN}, for that object only; a word of the draft that
 * was not read is not known, never guessed.
 */
final class PlanCompiler {
  /** Words that let a plan judge by one part of a schema where the authority looks at all. */
  private static final Set<String> BYWAYS = Set.of("anyOf", "oneOf", "not", "if", "contains");

  /** References whose target depends on the way by which they were reached. */
  private static final Set<String> DYNAMIC = Set.of("$dynamicRef", "$recursiveRef");

  /** Formats that the authority checks by recursion, so that a long text may overflow its stack. */
  private static final Set<String> DEEP_FORMATS =
      Set.of(
          "hostname",
          "idn-hostname",
          "json-pointer",
          "regex",
          "relative-json-pointer",
          "uri-template");

  /** Shorter texts never do. */
  private static final int MAX_DEEP_FORMAT_BYTES = 500;

  private final JsonNode document;
  private final Authority authority;
  private final References targets;
  private boolean hasByways;
  private boolean isUnsafe;
  private final Map<String, RefNode> references = new HashMap<>();
  private final List<String> unknown = new ArrayList<>();
  private final Map<RefNode, Long> sizes = new HashMap<>();
  private final Circles circles = new Circles();
  private long wordCount;
  private int objectRules;
  private int maxBytes = Integer.MAX_VALUE;

  PlanCompiler(JsonNode document, Authority authority) {
    this.document = document;
    this.authority = authority;
    this.targets = new References(document, authority.keywords());
  }

  Node compile() {
    hasByways = hasMember(document, BYWAYS);
    if (targets.hasInnerBase()) {
      unknown.add("the document has parts with identifiers of their own");
      return Node.NOT_KNOWN;
    }
    if (hasByways && hasMember(document, DYNAMIC)) {
      unknown.add("the document has dynamic references, and ways around them");
      return Node.NOT_KNOWN;
    }
    circles.enter("#");
    Node root = compile(document, "");
    if (circles.exist()) {
      unknown.add("the document has parts that refer to themselves without end");
      return Node.NOT_KNOWN;
    }
    return isUnsafe ? Node.NOT_KNOWN : root;
  }

  private static boolean hasMember(JsonNode node, Set<String> names) {
    for (String name : node.propertyNames()) {
      if (names.contains(name)) {
        return true;
      }
    }
    for (JsonNode child : node) {
      if (hasMember(child, names)) {
        return true;
      }
    }
    return false;
  }

  /** Returns how many words a value may meet, those behind references each time they are met. */
  long words() {
    return wordCount;
  }

  /** Returns what is not known, each with its place. */
  List<String> unknown() {
    return unknown;
  }

  /** Returns how long a record may be, in bytes, for what is known of the schema to hold. */
  int maxBytes() {
    return maxBytes;
  }

  /** Returns how the schema refers to itself. */
  Recursion recursion() {
    return new Recursion(document, targets);
  }

  /** Compiles a schema that stands at a place. */
  Node compile(JsonNode schema, String place) {
    if (schema.isBoolean()) {
      return schema.booleanValue() ? Node.ANYTHING : Node.NOTHING;
    }
    if (!schema.isObject()) {
      return notKnown(place, "is no schema");
    }
    addWords(1L + schema.size());
    SchemaWords words = new SchemaWords(schema, place, authority.keywords());
    Node node = new SchemaCompiler(this, authority, words).compile();
    String left = words.firstUnread();
    return left == null ? node : notKnown(place + "/" + left, "is not known");
  }

  /** Compiles what is for something inside of the value that the schema around it is for. */
  <T> T inner(Supplier<T> compilation) {
    String referrer = circles.enter(Circles.NOBODY);
    T compiled = compilation.get();
    circles.enter(referrer);
    return compiled;
  }

  /** Takes down what is not known. */
  Node notKnown(String place, String why) {
    unknown.add("#" + place + " " + why);
    return Node.NOT_KNOWN;
  }

  /** Compiles what a reference refers to, once for all who do. */
  Node reference(String reference, String place) {
    circles.refer(reference);
    RefNode known = references.get(reference);
    if (known != null) {
      addWords(sizes.getOrDefault(known, 0L));
      return known;
    }
    References.Target target = targets.find(reference);
    if (target == null) {
      return notKnown(place, "refers to something that a plan does not find");
    }
    RefNode node = new RefNode();
    references.put(reference, node);
    long before = wordCount;
    String referrer = circles.enter(reference);
    node.resolve(compile(target.schema(), target.place()));
    circles.enter(referrer);
    sizes.put(node, wordCount - before);
    return node;
  }

  private void addWords(long more) {
    // References to references double with every step, so the sum may be beyond any number.
    wordCount = Math.min(wordCount + more, Integer.MAX_VALUE);
  }

  /** Returns a small number that no other object rule has. */
  int nextObjectRule() {
    return objectRules++;
  }

  /** Compiles a pattern. On a way that the plan need not go, the authority may give up on one. */
  Predicate<String> pattern(String regex, String place) {
    Authority.TextPattern pattern = authority.pattern(regex);
    if (hasByways && !pattern.alwaysEnds() && TextShape.of(regex) == null) {
      unknown.add(
          "#" + place + " has a pattern that may take long, in a schema with ways around it");
      isUnsafe = true;
    }
    return pattern::matches;
  }

  /** Takes down that a format is checked, which the authority may give up on likewise. */
  void useFormat(String name, String place) {
    if (hasByways && DEEP_FORMATS.contains(name)) {
      unknown.add(
          "#"
              + place
              + "/format is one that long texts overflow, so that records of more than "
              + MAX_DEEP_FORMAT_BYTES
              + " bytes are not known");
      maxBytes = MAX_DEEP_FORMAT_BYTES;
    }
  }
}
