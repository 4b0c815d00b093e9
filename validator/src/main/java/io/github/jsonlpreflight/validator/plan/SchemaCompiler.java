package io.github.jsonlpreflight.validator.plan;

import java.math.BigDecimal;
import java.util.ArrayList;
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

/** Compiles one schema object, word by word. */
final class SchemaCompiler {
  private final PlanCompiler plan;
  private final Authority authority;
  private final SchemaWords words;

  /**
   * Makes a compiler for one object.
   *
   * @param plan compiles the schemas inside of it
   */
  SchemaCompiler(PlanCompiler plan, Authority authority, SchemaWords words) {
    this.plan = plan;
    this.authority = authority;
    this.words = words;
  }

  /** Returns the node; what it has not read of the words is left to be looked at. */
  Node compile() {
    List<CombinedNode.Part> parts = new ArrayList<>();
    JsonNode reference = words.take("$ref");
    if (reference != null) {
      Node target = plan.reference(reference.asString(), words.place("$ref"));
      if (authority.refStandsAlone()) {
        return target; // with anything unread beside it the object is not known
      }
      parts.add(CombinedNode.allOf(List.of(target)));
    }
    boolean hasConstantsOnly = parts.isEmpty() && words.unread() == 1;
    Node base = types();
    List<Node> constants = constants();
    if (hasConstantsOnly && constants.size() == 1) {
      base = constants.get(0);
    } else if (!constants.isEmpty()) {
      parts.add(CombinedNode.allOf(constants));
    }
    addCombinations(parts);
    addDependencies(parts);
    if (words.hasFailed()) {
      return plan.notKnown(words.place(), "has a value that is not known");
    }
    return parts.isEmpty() ? base : new CombinedNode(base, parts);
  }

  private @Nullable Node takeNode(String word) {
    JsonNode schema = words.take(word);
    return schema == null ? null : plan.compile(schema, words.place(word));
  }

  private @Nullable Node takeInner(String word) {
    JsonNode schema = words.take(word);
    return schema == null ? null : plan.inner(() -> plan.compile(schema, words.place(word)));
  }

  private List<Node> takeInnerNodes(String word) {
    return plan.inner(() -> takeNodes(word));
  }

  private List<Node> takeNodes(String word) {
    JsonNode schemas = words.take(word);
    List<Node> nodes = new ArrayList<>();
    if (schemas != null) {
      for (int i = 0; i < schemas.size(); i++) {
        nodes.add(plan.compile(schemas.get(i), words.place(word) + "/" + i));
      }
    }
    return nodes;
  }

  private Node types() {
    ObjectRule objects = objects();
    ArrayRule arrays = arrays();
    StringRule strings = strings();
    NumberRule numbers = numbers();
    return new TypeNode(
        words.takeTypes(),
        authority.wholeFractionsAreIntegers(),
        objects,
        arrays,
        strings,
        numbers);
  }

  private @Nullable NumberRule numbers() {
    BigDecimal minimum = words.takeNumber("minimum");
    boolean lowIsFlagged = words.takeFlag("exclusiveMinimum");
    BigDecimal above = words.takeNumber("exclusiveMinimum");
    BigDecimal maximum = words.takeNumber("maximum");
    boolean highIsFlagged = words.takeFlag("exclusiveMaximum");
    BigDecimal below = words.takeNumber("exclusiveMaximum");
    BigDecimal multipleOf = words.takeNumber("multipleOf");
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
    int minLength = words.takeCount("minLength", 0);
    int maxLength = words.takeCount("maxLength", Integer.MAX_VALUE);
    JsonNode pattern = words.take("pattern");
    JsonNode format = words.take("format");
    String name = format == null ? "" : format.asString("");
    Predicate<String> formatTest = authority.format(name);
    plan.useFormat(name, words.place());
    if (minLength == 0 && maxLength == Integer.MAX_VALUE && pattern == null && formatTest == null) {
      return null;
    }
    return new StringRule(
        minLength,
        maxLength,
        pattern == null ? null : TextShape.of(pattern.asString("")),
        pattern == null ? null : plan.pattern(pattern.asString(""), words.place()),
        formatTest == null ? null : Formats.byName(name),
        formatTest);
  }

  private @Nullable ArrayRule arrays() {
    int minItems = words.takeCount("minItems", 0);
    int maxItems = words.takeCount("maxItems", Integer.MAX_VALUE);
    JsonNode unique = words.take("uniqueItems");
    List<Node> first = takeInnerNodes("prefixItems");
    Node others = Node.ANYTHING;
    JsonNode items = words.peek("items");
    if (items != null && items.isArray()) {
      first = takeInnerNodes("items");
      Node additional = takeInner("additionalItems");
      others = additional == null ? others : additional;
    } else if (items != null) {
      Node all = takeInner("items");
      others = all == null ? others : all;
      words.take("additionalItems"); // says nothing beside a single schema for all
    }
    Node contained = takeInner("contains");
    int minContains = contained == null ? 1 : words.takeCount("minContains", 1);
    int maxContains =
        contained == null ? Integer.MAX_VALUE : words.takeCount("maxContains", Integer.MAX_VALUE);
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
    JsonNode properties = words.take("properties");
    if (properties != null) {
      for (Entry<String, JsonNode> property : properties.properties()) {
        String where = words.place("properties") + "/" + References.escaped(property.getKey());
        nodes.put(property.getKey(), plan.inner(() -> plan.compile(property.getValue(), where)));
      }
    }
    JsonNode required = words.take("required");
    if (required != null && !required.isArray()) {
      words.fail();
    } else if (required != null) {
      required.forEach(name -> nodes.putIfAbsent(name.asString(""), null));
    }
    List<ObjectRule.PatternProperty> byPattern = patternProperties();
    Node additional = takeInner("additionalProperties");
    Node names = takeInner("propertyNames");
    int minProperties = words.takeCount("minProperties", 0);
    int maxProperties = words.takeCount("maxProperties", Integer.MAX_VALUE);
    if (nodes.size() > ObjectRule.MAX_PROPERTIES) {
      words.fail();
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
        plan.nextObjectRule(),
        list,
        minProperties,
        maxProperties,
        byPattern,
        additional == null ? Node.ANYTHING : additional,
        names);
  }

  private List<ObjectRule.PatternProperty> patternProperties() {
    List<ObjectRule.PatternProperty> list = new ArrayList<>();
    JsonNode schemas = words.take("patternProperties");
    if (schemas != null) {
      for (Entry<String, JsonNode> property : schemas.properties()) {
        list.add(
            new ObjectRule.PatternProperty(
                plan.pattern(property.getKey(), words.place()),
                plan.inner(
                    () -> plan.compile(property.getValue(), words.place("patternProperties")))));
      }
    }
    return list;
  }

  /** Compiles the values of enum and const. */
  private List<Node> constants() {
    List<Node> constants = new ArrayList<>();
    JsonNode values = words.take("enum");
    if (values != null) {
      constants.add(new ConstantsNode(values));
    }
    JsonNode value = words.take("const");
    if (value != null) {
      constants.add(new ConstantsNode(List.of(value)));
    }
    return constants;
  }

  /** Compiles what holds of an object only if it has a certain property. */
  private void addDependencies(List<CombinedNode.Part> parts) {
    for (String word : List.of("dependentRequired", "dependentSchemas", "dependencies")) {
      JsonNode dependencies = words.take(word);
      if (dependencies == null) {
        continue;
      }
      for (Entry<String, JsonNode> one : dependencies.properties()) {
        String where = words.place(word) + "/" + References.escaped(one.getKey());
        Node then =
            one.getValue().isArray()
                ? having(TypeNode.EVERY_TYPE, one.getValue())
                : plan.compile(one.getValue(), where);
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
      words.fail();
      return Node.NOT_KNOWN;
    }
    List<ObjectRule.Property> list = new ArrayList<>();
    distinct.forEach(name -> list.add(new ObjectRule.Property(name, null, true)));
    ObjectRule objects =
        new ObjectRule(
            plan.nextObjectRule(),
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
