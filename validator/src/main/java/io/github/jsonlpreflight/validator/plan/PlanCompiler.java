package io.github.jsonlpreflight.validator.plan;

import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Compiles JSON Schemas. What it does not know of a schema object becomes {@link Node#NOT_KNOWN},
 * for that object only; a word that is none of the draft's is not known either, never guessed.
 */
final class PlanCompiler {
  /** Words that say nothing about a value in any draft. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$comment",
          "$defs",
          "definitions",
          "title",
          "description",
          "default",
          "examples",
          "deprecated");

  /** Names by which other parts are found: inside of these a pointer counts from elsewhere. */
  private static final Set<String> IDENTIFIERS = Set.of("$id", "id");

  /** Only at the root: elsewhere it may change the draft. */
  private static final String DRAFT = "$schema";

  /** Words that let a plan judge by one part of a schema where the authority looks at all. */
  private static final Set<String> BYWAYS = Set.of("anyOf", "oneOf", "not", "if", "contains");

  private final JsonNode document;
  private final Set<String> keywords;
  private final boolean refStandsAlone;
  private final Function<String, Predicate<String>> patterns;
  private boolean hasByways;
  private boolean isUnsafe;
  private final Map<String, RefNode> references = new HashMap<>();
  private final List<String> unknown = new ArrayList<>();
  private final Map<RefNode, Long> sizes = new HashMap<>();
  private final Circles circles = new Circles();
  private long wordCount;
  private int objectRules;

  /**
   * Makes a compiler.
   *
   * @param keywords the words of the schema's draft
   * @param refStandsAlone whether the draft ignores what stands beside a {@code $ref}
   * @param patterns compiles a regular expression as the authority does
   */
  PlanCompiler(
      JsonNode document,
      Set<String> keywords,
      boolean refStandsAlone,
      Function<String, Predicate<String>> patterns) {
    this.document = document;
    this.keywords = keywords;
    this.refStandsAlone = refStandsAlone;
    this.patterns = patterns;
  }

  Node compile() {
    hasByways = hasMember(document, BYWAYS);
    if (hasInnerIdentifier(document, /* isRoot= */ true)) {
      unknown.add("the document has parts with identifiers of their own");
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

  /**
   * Tells whether a pattern is one that the authority always gets to the end of, or that a plan
   * never passes by: on a way that the plan need not go, it may take too many steps.
   */
  private boolean isSafe(String pattern) {
    return !hasByways || TextShape.of(pattern) != null;
  }

  /** Returns how many words a value may meet, those behind references each time they are met. */
  long words() {
    return wordCount;
  }

  /** Returns what is not known, each with its place. */
  List<String> unknown() {
    return unknown;
  }

  private static boolean hasInnerIdentifier(JsonNode node, boolean isRoot) {
    for (Entry<String, JsonNode> member : node.properties()) {
      boolean identifies =
          !isRoot && IDENTIFIERS.contains(member.getKey()) && member.getValue().isString();
      if (identifies || hasInnerIdentifier(member.getValue(), /* isRoot= */ false)) {
        return true;
      }
    }
    for (JsonNode element : node) {
      if (node.isArray() && hasInnerIdentifier(element, /* isRoot= */ false)) {
        return true;
      }
    }
    return false;
  }

  private Node compile(JsonNode schema, String place) {
    if (schema.isBoolean()) {
      return schema.booleanValue() ? Node.ANYTHING : Node.NOTHING;
    }
    if (!schema.isObject()) {
      return notKnown(place, "is no schema");
    }
    addWords(1L + schema.size());
    Words words = new Words(schema, place);
    Node node = words.compile();
    String left = words.firstUnread();
    return left == null ? node : notKnown(place + "/" + left, "is not known");
  }

  /** Compiles a schema for something inside of the value that the schema around it is for. */
  private Node compileInner(JsonNode schema, String place) {
    String referrer = circles.enter(Circles.NOBODY);
    Node node = compile(schema, place);
    circles.enter(referrer);
    return node;
  }

  private Node notKnown(String place, String why) {
    unknown.add("#" + place + " " + why);
    return Node.NOT_KNOWN;
  }

  private Node reference(String reference, String place) {
    if (!reference.startsWith("#") || (reference.length() > 1 && reference.charAt(1) != '/')) {
      return notKnown(place, "refers by a name");
    }
    circles.refer(reference);
    RefNode known = references.get(reference);
    if (known != null) {
      addWords(sizes.getOrDefault(known, 0L));
      return known;
    }
    String pointer =
        URLDecoder.decode(reference.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    JsonNode target = document.at(JsonPointer.compile(pointer));
    if (target.isMissingNode()) {
      return notKnown(place, "refers to nothing");
    }
    RefNode node = new RefNode();
    references.put(reference, node);
    long before = wordCount;
    String referrer = circles.enter(reference);
    node.resolve(compile(target, pointer));
    circles.enter(referrer);
    sizes.put(node, wordCount - before);
    return node;
  }

  private void addWords(long more) {
    // References to references double with every step, so the sum may be beyond any number.
    wordCount = Math.min(wordCount + more, Integer.MAX_VALUE);
  }

  /** Reads the words of one schema object, and knows which it has not read. */
  private final class Words {
    private final Map<String, JsonNode> unread = new LinkedHashMap<>();
    private final String place;
    private boolean failed;

    Words(JsonNode schema, String place) {
      this.place = place;
      for (Entry<String, JsonNode> member : schema.properties()) {
        if (!ANNOTATIONS.contains(member.getKey())) {
          unread.put(member.getKey(), member.getValue());
        }
      }
      if (place.isEmpty()) {
        unread.keySet().removeAll(IDENTIFIERS);
        unread.remove(DRAFT);
      }
    }

    @Nullable String firstUnread() {
      return unread.isEmpty() ? null : unread.keySet().iterator().next();
    }

    Node compile() {
      List<CombinedNode.Part> parts = new ArrayList<>();
      JsonNode reference = take("$ref");
      if (reference != null) {
        Node target = reference(reference.asString(), place + "/$ref");
        if (refStandsAlone) {
          return target; // with anything unread beside it the object is not known
        }
        parts.add(CombinedNode.allOf(List.of(target)));
      }
      boolean hasConstantsOnly = parts.isEmpty() && unread.size() == 1;
      Node base = new TypeNode(types(), objects(), arrays(), strings(), numbers());
      Node constants = constants();
      if (constants != null && hasConstantsOnly) {
        base = constants;
      } else if (constants != null) {
        parts.add(CombinedNode.allOf(List.of(constants)));
      }
      addCombinations(parts);
      if (failed) {
        return notKnown(place, "has a value that is not known");
      }
      return parts.isEmpty() ? base : new CombinedNode(base, parts);
    }

    private @Nullable JsonNode take(String word) {
      return keywords.contains(word) ? unread.remove(word) : null;
    }

    private @Nullable Node takeNode(String word) {
      JsonNode schema = take(word);
      return schema == null ? null : PlanCompiler.this.compile(schema, place + "/" + word);
    }

    private @Nullable Node takeInner(String word) {
      JsonNode schema = take(word);
      return schema == null ? null : compileInner(schema, place + "/" + word);
    }

    private List<Node> takeInnerNodes(String word) {
      String referrer = circles.enter(Circles.NOBODY);
      List<Node> nodes = takeNodes(word);
      circles.enter(referrer);
      return nodes;
    }

    private List<Node> takeNodes(String word) {
      JsonNode schemas = take(word);
      List<Node> nodes = new ArrayList<>();
      if (schemas != null) {
        for (int i = 0; i < schemas.size(); i++) {
          nodes.add(PlanCompiler.this.compile(schemas.get(i), place + "/" + word + "/" + i));
        }
      }
      return nodes;
    }

    private int takeCount(String word, int otherwise) {
      JsonNode count = take(word);
      if (count == null) {
        return otherwise;
      }
      if (!count.isInt() || count.intValue() < 0) {
        failed = true;
        return otherwise;
      }
      return count.intValue();
    }

    private @Nullable BigDecimal takeNumber(String word) {
      JsonNode number = take(word);
      if (number == null) {
        return null;
      }
      if (!number.isNumber()) {
        failed = true; // in draft 4 the exclusive bounds are booleans
        return null;
      }
      return number.decimalValue();
    }

    private int types() {
      JsonNode type = take("type");
      if (type == null) {
        return TypeNode.EVERY_TYPE;
      }
      if (!type.isArray()) {
        return type(type.asString(""));
      }
      int types = 0;
      for (JsonNode one : type) {
        types |= type(one.asString(""));
      }
      return types;
    }

    private int type(String name) {
      return switch (name) {
        case "null" -> TypeNode.NULL;
        case "boolean" -> TypeNode.BOOLEAN;
        case "string" -> TypeNode.STRING;
        case "integer" -> TypeNode.INTEGER;
        case "number" -> TypeNode.NUMBER;
        case "object" -> TypeNode.OBJECT;
        case "array" -> TypeNode.ARRAY;
        default -> {
          failed = true;
          yield 0;
        }
      };
    }

    private @Nullable NumberRule numbers() {
      BigDecimal minimum = takeNumber("minimum");
      BigDecimal above = takeNumber("exclusiveMinimum");
      BigDecimal maximum = takeNumber("maximum");
      BigDecimal below = takeNumber("exclusiveMaximum");
      BigDecimal multipleOf = takeNumber("multipleOf");
      if (minimum == null
          && above == null
          && maximum == null
          && below == null
          && multipleOf == null) {
        return null;
      }
      boolean exclusiveLow = above != null && (minimum == null || above.compareTo(minimum) >= 0);
      boolean exclusiveHigh = below != null && (maximum == null || below.compareTo(maximum) <= 0);
      return new NumberRule(
          exclusiveLow ? above : minimum,
          exclusiveLow,
          exclusiveHigh ? below : maximum,
          exclusiveHigh,
          multipleOf);
    }

    private @Nullable StringRule strings() {
      int minLength = takeCount("minLength", 0);
      int maxLength = takeCount("maxLength", Integer.MAX_VALUE);
      JsonNode pattern = take("pattern");
      JsonNode format = take("format");
      requireSafe(pattern == null ? null : pattern.asString(""));
      if (minLength == 0 && maxLength == Integer.MAX_VALUE && pattern == null && format == null) {
        return null;
      }
      TextTest formatTest = format == null ? null : Formats.byName(format.asString(""));
      if (format != null && formatTest == null) {
        formatTest = (bytes, from, to) -> false; // only the authority knows it
        unknown.add("#" + place + "/format is not known");
      }
      return new StringRule(
          minLength,
          maxLength,
          pattern == null ? null : TextShape.of(pattern.asString("")),
          pattern == null ? null : patterns.apply(pattern.asString("")),
          formatTest);
    }

    private @Nullable ArrayRule arrays() {
      int minItems = takeCount("minItems", 0);
      int maxItems = takeCount("maxItems", Integer.MAX_VALUE);
      JsonNode unique = take("uniqueItems");
      List<Node> first = takeInnerNodes("prefixItems");
      Node others = Node.ANYTHING;
      JsonNode items = unread.get("items");
      if (items != null && items.isArray()) {
        first = takeInnerNodes("items");
        Node additional = takeInner("additionalItems");
        others = additional == null ? others : additional;
      } else if (items != null) {
        Node all = takeInner("items");
        others = all == null ? others : all;
        take("additionalItems"); // says nothing beside a single schema for all
      }
      Node contained = takeInner("contains");
      int minContains = contained == null ? 1 : takeCount("minContains", 1);
      int maxContains =
          contained == null ? Integer.MAX_VALUE : takeCount("maxContains", Integer.MAX_VALUE);
      return new ArrayRule(
          minItems,
          maxItems,
          first.toArray(new Node[0]),
          others,
          unique != null && unique.asBoolean(false),
          contained,
          minContains,
          maxContains);
    }

    private @Nullable ObjectRule objects() {
      Map<String, @Nullable Node> nodes = new LinkedHashMap<>();
      JsonNode properties = take("properties");
      if (properties != null) {
        for (Entry<String, JsonNode> property : properties.properties()) {
          String where =
              place + "/properties/" + property.getKey().replace("~", "~0").replace("/", "~1");
          nodes.put(property.getKey(), compileInner(property.getValue(), where));
        }
      }
      JsonNode required = take("required");
      if (required != null && !required.isArray()) {
        failed = true;
      } else if (required != null) {
        required.forEach(name -> nodes.putIfAbsent(name.asString(""), null));
      }
      List<ObjectRule.PatternProperty> byPattern = patternProperties();
      Node additional = takeInner("additionalProperties");
      Node names = takeInner("propertyNames");
      int minProperties = takeCount("minProperties", 0);
      int maxProperties = takeCount("maxProperties", Integer.MAX_VALUE);
      if (nodes.size() > ObjectRule.MAX_PROPERTIES) {
        failed = true;
        return null;
      }
      Set<String> requiredNames = new HashSet<>();
      if (required != null) {
        required.forEach(name -> requiredNames.add(name.asString("")));
      }
      List<ObjectRule.Property> list = new ArrayList<>();
      nodes.forEach(
          (name, node) ->
              list.add(new ObjectRule.Property(name, node, requiredNames.contains(name))));
      return new ObjectRule(
          objectRules++,
          list,
          minProperties,
          maxProperties,
          byPattern,
          additional == null ? Node.ANYTHING : additional,
          names);
    }

    private void requireSafe(@Nullable String pattern) {
      if (pattern != null && !isSafe(pattern)) {
        unknown.add(
            "#" + place + " has a pattern that may take long, in a schema with ways around it");
        isUnsafe = true;
      }
    }

    private List<ObjectRule.PatternProperty> patternProperties() {
      List<ObjectRule.PatternProperty> list = new ArrayList<>();
      JsonNode schemas = take("patternProperties");
      if (schemas != null) {
        for (Entry<String, JsonNode> property : schemas.properties()) {
          requireSafe(property.getKey());
          list.add(
              new ObjectRule.PatternProperty(
                  patterns.apply(property.getKey()),
                  compileInner(property.getValue(), place + "/patternProperties")));
        }
      }
      return list;
    }

    /** Returns the values of enum or const; with both, the object is not known. */
    private @Nullable Node constants() {
      JsonNode values = take("enum");
      if (values != null) {
        return new ConstantsNode(values);
      }
      JsonNode value = take("const");
      return value == null ? null : new ConstantsNode(List.of(value));
    }

    private void addCombinations(List<CombinedNode.Part> parts) {
      List<Node> all = takeNodes("allOf");
      if (!all.isEmpty()) {
        parts.add(CombinedNode.allOf(all));
      }
      List<Node> any = takeNodes("anyOf");
      if (!any.isEmpty()) {
        parts.add(CombinedNode.anyOf(any));
      }
      List<Node> one = takeNodes("oneOf");
      if (!one.isEmpty()) {
        parts.add(CombinedNode.oneOf(one));
      }
      Node not = takeNode("not");
      if (not != null) {
        parts.add(CombinedNode.not(not));
      }
      Node condition = takeNode("if");
      Node then = takeNode("then");
      Node otherwise = takeNode("else");
      if (condition != null) {
        parts.add(
            CombinedNode.ifThenElse(
                condition,
                then == null ? Node.ANYTHING : then,
                otherwise == null ? Node.ANYTHING : otherwise));
      }
    }
  }
}
