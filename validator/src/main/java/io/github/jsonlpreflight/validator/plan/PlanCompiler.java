package io.github.jsonlpreflight.validator.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Compiles JSON Schemas. What it does not know of a schema object becomes {@link Node#NOT_KNOWN},
 * for that object only; a word of the draft that it has not read is not known, never guessed.
 */
final class PlanCompiler {
  /** Words that say nothing about a value in any draft, or not to the authority as it is set up. */
  private static final Set<String> ANNOTATIONS =
      Set.of(
          "$comment",
          "$defs",
          "definitions",
          "title",
          "description",
          "default",
          "examples",
          "deprecated",
          "readOnly",
          "writeOnly",
          "$anchor");

  /** Names by which other parts are found. */
  private static final Set<String> IDENTIFIERS = Set.of("$id", "id");

  /** Only at the root: elsewhere it may change the draft. */
  private static final String DRAFT = "$schema";

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

  /** Reads the words of one schema object, and knows which it has not read. */
  private final class Words {
    private final Map<String, JsonNode> unread = new LinkedHashMap<>();
    private final String place;
    private boolean failed;

    Words(JsonNode schema, String place) {
      this.place = place;
      for (Entry<String, JsonNode> member : schema.properties()) {
        if (checksSomething(member.getKey())) {
          unread.put(member.getKey(), member.getValue());
        }
      }
      if (place.isEmpty()) {
        unread.remove(DRAFT);
      }
    }

    private boolean checksSomething(String word) {
      // An identifier inside of the document is either an anchor or makes all of it unknown.
      return authority.keywords().contains(word)
          && !ANNOTATIONS.contains(word)
          && !IDENTIFIERS.contains(word);
    }

    @Nullable String firstUnread() {
      return unread.isEmpty() ? null : unread.keySet().iterator().next();
    }

    Node compile() {
      List<CombinedNode.Part> parts = new ArrayList<>();
      JsonNode reference = take("$ref");
      if (reference != null) {
        Node target = reference(reference.asString(), place + "/$ref");
        if (authority.refStandsAlone()) {
          return target; // with anything unread beside it the object is not known
        }
        parts.add(CombinedNode.allOf(List.of(target)));
      }
      boolean hasConstantsOnly = parts.isEmpty() && unread.size() == 1;
      Node base = types(objects(), arrays(), strings(), numbers());
      List<Node> constants = constants();
      if (hasConstantsOnly && constants.size() == 1) {
        base = constants.get(0);
      } else if (!constants.isEmpty()) {
        parts.add(CombinedNode.allOf(constants));
      }
      addCombinations(parts);
      addDependencies(parts);
      if (failed) {
        return notKnown(place, "has a value that is not known");
      }
      return parts.isEmpty() ? base : new CombinedNode(base, parts);
    }

    private @Nullable JsonNode take(String word) {
      return authority.keywords().contains(word) ? unread.remove(word) : null;
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
        failed = true;
        return null;
      }
      return number.decimalValue();
    }

    /** Takes a bound that is no number but says something about one, as in draft 4. */
    private boolean takeFlag(String word) {
      boolean isFlag = unread.getOrDefault(word, document).isBoolean();
      JsonNode flag = isFlag ? take(word) : null;
      return flag != null && flag.booleanValue();
    }

    private Node types(
        @Nullable ObjectRule objects,
        @Nullable ArrayRule arrays,
        @Nullable StringRule strings,
        @Nullable NumberRule numbers) {
      return new TypeNode(
          types(), authority.wholeFractionsAreIntegers(), objects, arrays, strings, numbers);
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
      boolean lowIsFlagged = takeFlag("exclusiveMinimum") && minimum != null;
      BigDecimal above = takeNumber("exclusiveMinimum");
      BigDecimal maximum = takeNumber("maximum");
      boolean highIsFlagged = takeFlag("exclusiveMaximum") && maximum != null;
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
          exclusiveLow || lowIsFlagged,
          exclusiveHigh ? below : maximum,
          exclusiveHigh || highIsFlagged,
          multipleOf);
    }

    private @Nullable StringRule strings() {
      int minLength = takeCount("minLength", 0);
      int maxLength = takeCount("maxLength", Integer.MAX_VALUE);
      JsonNode pattern = take("pattern");
      JsonNode format = take("format");
      String name = format == null ? "" : format.asString("");
      Predicate<String> formatTest = authority.format(name);
      if (hasByways && DEEP_FORMATS.contains(name)) {
        limitBytes("/format is one that long texts overflow");
      }
      if (minLength == 0
          && maxLength == Integer.MAX_VALUE
          && pattern == null
          && formatTest == null) {
        return null;
      }
      return new StringRule(
          minLength,
          maxLength,
          pattern == null ? null : TextShape.of(pattern.asString("")),
          pattern == null ? null : pattern(pattern.asString("")),
          formatTest == null ? null : Formats.byName(name),
          formatTest);
    }

    private void limitBytes(String what) {
      unknown.add(
          "#"
              + place
              + what
              + ", so that records of more than "
              + MAX_DEEP_FORMAT_BYTES
              + " bytes are not known");
      maxBytes = MAX_DEEP_FORMAT_BYTES;
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
          String where = place + "/properties/" + References.escaped(property.getKey());
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

    /** Compiles a pattern. On a way that the plan need not go, the authority may give up on one. */
    private Predicate<String> pattern(String regex) {
      Authority.TextPattern pattern = authority.pattern(regex);
      if (hasByways && !pattern.alwaysEnds() && TextShape.of(regex) == null) {
        unknown.add(
            "#" + place + " has a pattern that may take long, in a schema with ways around it");
        isUnsafe = true;
      }
      return pattern::matches;
    }

    private List<ObjectRule.PatternProperty> patternProperties() {
      List<ObjectRule.PatternProperty> list = new ArrayList<>();
      JsonNode schemas = take("patternProperties");
      if (schemas != null) {
        for (Entry<String, JsonNode> property : schemas.properties()) {
          list.add(
              new ObjectRule.PatternProperty(
                  pattern(property.getKey()),
                  compileInner(property.getValue(), place + "/patternProperties")));
        }
      }
      return list;
    }

    /** Compiles the values of enum and const. */
    private List<Node> constants() {
      List<Node> constants = new ArrayList<>();
      JsonNode values = take("enum");
      if (values != null) {
        constants.add(new ConstantsNode(values));
      }
      JsonNode value = take("const");
      if (value != null) {
        constants.add(new ConstantsNode(List.of(value)));
      }
      return constants;
    }

    /** Compiles what holds of an object only if it has a certain property. */
    private void addDependencies(List<CombinedNode.Part> parts) {
      for (String word : List.of("dependentRequired", "dependentSchemas", "dependencies")) {
        JsonNode dependencies = take(word);
        if (dependencies == null) {
          continue;
        }
        for (Entry<String, JsonNode> one : dependencies.properties()) {
          String where = place + "/" + word + "/" + References.escaped(one.getKey());
          Node then =
              one.getValue().isArray()
                  ? having(TypeNode.EVERY_TYPE, one.getValue())
                  : PlanCompiler.this.compile(one.getValue(), where);
          Node condition = having(TypeNode.OBJECT, List.of(StringNode.valueOf(one.getKey())));
          parts.add(CombinedNode.ifThenElse(condition, then, Node.ANYTHING));
        }
      }
    }

    /** Makes the node of values of these types, where objects must have these properties. */
    private Node having(int types, Iterable<JsonNode> names) {
      Set<String> distinct = new LinkedHashSet<>();
      names.forEach(name -> distinct.add(name.asString("")));
      if (distinct.size() > ObjectRule.MAX_PROPERTIES) {
        failed = true;
        return Node.NOT_KNOWN;
      }
      List<ObjectRule.Property> list = new ArrayList<>();
      distinct.forEach(name -> list.add(new ObjectRule.Property(name, null, true)));
      ObjectRule objects =
          new ObjectRule(
              objectRules++,
              list,
              /* minProperties= */ 0,
              /* maxProperties= */ Integer.MAX_VALUE,
              /* patterns= */ List.of(),
              Node.ANYTHING,
              /* names= */ null);
      return new TypeNode(types, false, objects, null, null, null);
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
