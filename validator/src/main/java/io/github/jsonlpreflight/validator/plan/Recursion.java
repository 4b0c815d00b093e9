package io.github.jsonlpreflight.validator.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Says how much more the authority has to do with every level of a record, where a schema refers to
 * itself for what is inside of a value. Where it does so twice for one and the same inner value, as
 * two branches of a {@code oneOf} may, the work doubles with every level, and it gives up on a deep
 * record that a plan, which leaves branches out, would be done with at once.
 */
final class Recursion {
  private static final Set<String> SAME_VALUE =
      Set.of("allOf", "anyOf", "oneOf", "not", "if", "then", "else");

  private static final Set<String> SAME_VALUE_BY_NAME = Set.of("dependentSchemas", "dependencies");

  /** More is as good as without end. */
  private static final int MAX_COUNT = 1_000_000;

  /**
   * How often one inner value is judged by a schema that refers to itself: it is a member of an
   * object, or an element of an array, or both may be judged by what the value itself is judged by.
   *
   * @param inPlace for the value itself
   * @param height how many schemas are entered one inside the other, at most
   */
  private record Count(int inPlace, int members, int elements, int height) {
    static final Count NONE = new Count(0, 0, 0, 0);

    Count and(Count other) {
      return new Count(
          capped(inPlace + other.inPlace),
          capped(members + other.members),
          capped(elements + other.elements),
          Math.max(height, other.height));
    }

    Count or(Count other) {
      return new Count(
          Math.max(inPlace, other.inPlace),
          Math.max(members, other.members),
          Math.max(elements, other.elements),
          Math.max(height, other.height));
    }

    /** Returns the count of the schema that these are the parts of. */
    Count entered() {
      return new Count(inPlace, members, elements, capped(height + 1));
    }

    int inAll() {
      return capped(inPlace + Math.max(members, elements));
    }

    private static int capped(int count) {
      return Math.min(count, MAX_COUNT);
    }
  }

  private final JsonNode document;
  private final References references;
  private final ReferenceGraph graph = new ReferenceGraph();

  /** The parts of the document that refer to themselves, be it by way of others. */
  private final Set<String> recursive;

  private final Map<String, Count> expanded = new HashMap<>();
  private final Set<String> expanding = new HashSet<>();

  Recursion(JsonNode document, References references) {
    this.document = document;
    this.references = references;
    collect("#", document);
    recursive = graph.circular();
  }

  /** Takes down which references stand in what a reference refers to. */
  private void collect(String reference, JsonNode schema) {
    if (!graph.add(reference)) {
      return;
    }
    Set<String> found = new LinkedHashSet<>();
    collectReferences(schema, found);
    found.forEach(one -> graph.add(reference, one));
    for (String one : found) {
      References.Target target = references.find(one);
      if (target != null) {
        collect(one, target.schema());
      }
    }
  }

  private static void collectReferences(JsonNode node, Collection<String> found) {
    JsonNode reference = node.path("$ref");
    if (reference.isString()) {
      found.add(reference.stringValue());
    }
    node.forEach(child -> collectReferences(child, found));
  }

  /** Tells whether the schema refers to itself at all. */
  boolean exists() {
    return !recursive.isEmpty();
  }

  /** Returns how often at most one value is judged by the schema for one above it. */
  int branching() {
    int most = count(document, /* isInside= */ false).inAll();
    for (String target : recursive) {
      most = Math.max(most, reference(target, /* isInside= */ false).inAll());
    }
    return most;
  }

  /** Returns how many schemas are entered one inside the other for a level, at most. */
  int height() {
    int most = count(document, /* isInside= */ false).height();
    for (String target : recursive) {
      most = Math.max(most, reference(target, /* isInside= */ false).height());
    }
    return most;
  }

  private Count reference(String reference, boolean isInside) {
    if (isInside && recursive.contains(reference)) {
      return new Count(1, 0, 0, 0);
    }
    References.Target target = references.find(reference);
    if (target == null) {
      return Count.NONE;
    }
    String key = isInside + reference;
    Count known = expanded.get(key);
    if (known != null) {
      return known;
    }
    if (!expanding.add(key)) {
      return new Count(MAX_COUNT, 0, 0, MAX_COUNT); // a circle, which is not known anyway
    }
    Count count = count(target.schema(), isInside);
    expanding.remove(key);
    expanded.put(key, count);
    return count;
  }

  private Count count(JsonNode schema, boolean isInside) {
    Count count = Count.NONE;
    if (!schema.isObject()) {
      return count;
    }
    if (schema.path("$ref").isString()) {
      count = count.and(reference(schema.path("$ref").stringValue(), isInside));
    }
    for (Entry<String, JsonNode> word : schema.properties()) {
      if (SAME_VALUE_BY_NAME.contains(word.getKey())) {
        for (JsonNode part : word.getValue()) {
          count = count.and(count(part, isInside));
        }
      } else if (SAME_VALUE.contains(word.getKey())) {
        JsonNode value = word.getValue();
        count = value.isObject() ? count.and(count(value, isInside)) : count;
        for (int i = 0; value.isArray() && i < value.size(); i++) {
          count = count.and(count(value.get(i), isInside));
        }
      }
    }
    Count members = members(schema);
    Count elements = elements(schema);
    int height = Math.max(members.height(), elements.height());
    return count.and(new Count(0, members.inAll(), elements.inAll(), height)).entered();
  }

  private Count members(JsonNode schema) {
    Count one = Count.NONE;
    for (JsonNode property : schema.path("properties")) {
      one = one.or(count(property, /* isInside= */ true));
    }
    Count all = one.or(count(schema.path("additionalProperties"), /* isInside= */ true));
    for (JsonNode property : schema.path("patternProperties")) {
      all = all.and(count(property, /* isInside= */ true));
    }
    return all.and(count(schema.path("unevaluatedProperties"), /* isInside= */ true));
  }

  private Count elements(JsonNode schema) {
    Count one = Count.NONE;
    for (String word : new String[] {"prefixItems", "items"}) {
      JsonNode value = schema.path(word);
      one = value.isArray() ? one : one.or(count(value, /* isInside= */ true));
      for (int i = 0; value.isArray() && i < value.size(); i++) {
        one = one.or(count(value.get(i), /* isInside= */ true));
      }
    }
    return one.or(count(schema.path("additionalItems"), /* isInside= */ true))
        .and(count(schema.path("contains"), /* isInside= */ true))
        .and(count(schema.path("unevaluatedItems"), /* isInside= */ true));
  }
}
