package io.github.jsonlpreflight.validator.plan;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Finds what the references of a document refer to, as far as that is plain: by a pointer, by an
 * anchor that stands once, or by the document's own identifier and one of these.
 */
final class References {
  private static final Set<String> IDENTIFIERS = Set.of("$id", "id");

  /** Words whose values have names that anybody may choose, each with a schema. */
  private static final Set<String> SCHEMA_MAPS =
      Set.of(
          "$defs",
          "definitions",
          "properties",
          "patternProperties",
          "dependentSchemas",
          "dependencies");

  /** Words whose values are no schemas, whatever they look like. */
  private static final Set<String> DATA = Set.of("const", "default", "enum", "example", "examples");

  /**
   * What a reference refers to.
   *
   * @param place its JSON Pointer
   */
  record Target(String place, JsonNode schema) {}

  private final JsonNode document;
  private final String ownName;
  private final boolean hasAnchors;
  private final Map<String, Target> anchors = new HashMap<>();
  private final Set<String> ambiguous = new HashSet<>();
  private boolean hasInnerBase;

  References(JsonNode document, Set<String> keywords) {
    this.document = document;
    this.hasAnchors = keywords.contains("$anchor");
    boolean isDraft4 = keywords.contains("id") && !keywords.contains("$id");
    String text = document.path(isDraft4 ? "id" : "$id").asString("");
    this.ownName = text.endsWith("#") ? text.substring(0, text.length() - 1) : text;
    walk(document, "");
  }

  /** Tells whether parts of the document have identifiers from which pointers inside them count. */
  boolean hasInnerBase() {
    return hasInnerBase;
  }

  /** Returns what a reference refers to, or null if that is not known. */
  @Nullable Target find(String reference) {
    boolean byOwnName =
        !ownName.isEmpty()
            && reference.startsWith(ownName)
            && (reference.length() == ownName.length()
                || reference.charAt(ownName.length()) == '#');
    String fragment = byOwnName ? reference.substring(ownName.length()) : reference;
    if (fragment.isEmpty() || fragment.equals("#")) {
      return byOwnName || fragment.equals("#") ? new Target("", document) : null;
    }
    if (!fragment.startsWith("#")) {
      return null;
    }
    if (fragment.charAt(1) != '/') {
      String anchor = fragment.substring(1);
      return ambiguous.contains(anchor) ? null : anchors.get(anchor);
    }
    String pointer =
        URLDecoder.decode(fragment.substring(1).replace("+", "%2B"), StandardCharsets.UTF_8);
    JsonNode schema = document.at(JsonPointer.compile(pointer));
    return schema.isMissingNode() ? null : new Target(pointer, schema);
  }

  private void walk(JsonNode schema, String place) {
    for (Entry<String, JsonNode> member : schema.properties()) {
      String word = member.getKey();
      JsonNode value = member.getValue();
      String memberPlace = place + "/" + escaped(word);
      if (value.isString()) {
        takeName(word, value.stringValue(), place, schema);
      } else if (SCHEMA_MAPS.contains(word)) {
        for (Entry<String, JsonNode> named : value.properties()) {
          walk(named.getValue(), memberPlace + "/" + escaped(named.getKey()));
        }
      } else if (!DATA.contains(word)) {
        walk(value, memberPlace);
      }
    }
    for (int i = 0; schema.isArray() && i < schema.size(); i++) {
      walk(schema.get(i), place + "/" + i);
    }
  }

  private void takeName(String word, String name, String place, JsonNode schema) {
    if (hasAnchors && word.equals("$anchor")) {
      takeAnchor(name, new Target(place, schema));
    } else if (IDENTIFIERS.contains(word) && !place.isEmpty()) {
      if (name.startsWith("#") && !hasAnchors) {
        takeAnchor(name.substring(1), new Target(place, schema));
      } else {
        hasInnerBase = true;
      }
    } else if (word.startsWith("$dynamicAnchor")) {
      ambiguous.add(name);
    }
  }

  private void takeAnchor(String name, Target target) {
    if (anchors.put(name, target) != null) {
      ambiguous.add(name);
    }
  }

  /** Returns a name as it stands in a JSON Pointer. */
  static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
