package io.github.jsonlpreflight.validator;

import com.networknt.schema.dialect.Dialect;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Walks over a JSON Schema and looks for what neither the meta-schema nor networknt says: words
 * that mean nothing, formats that are not checked, references that lead out of the document.
 */
final class SchemaWalk {
  private static final Set<String> ONE_SCHEMA =
      Set.of(
          "additionalItems",
          "additionalProperties",
          "contains",
          "contentSchema",
          "else",
          "if",
          "items",
          "not",
          "propertyNames",
          "then",
          "unevaluatedItems",
          "unevaluatedProperties");

  private static final Set<String> SCHEMA_LIST =
      Set.of("allOf", "anyOf", "items", "oneOf", "prefixItems");

  private static final Set<String> SCHEMA_MAP =
      Set.of(
          "$defs",
          "definitions",
          "dependencies",
          "dependentSchemas",
          "patternProperties",
          "properties");

  private static final Set<String> REFERENCES = Set.of("$ref", "$dynamicRef", "$recursiveRef");

  /** Words that every draft allows anywhere without giving them a meaning for records. */
  private static final Set<String> SILENT =
      Set.of("$comment", "$schema", "$vocabulary", "default", "examples", "example");

  /** The formats that are checked: those that JSON Schema defines. */
  private static final Set<String> FORMATS =
      Set.of(
          "date",
          "date-time",
          "duration",
          "email",
          "hostname",
          "idn-email",
          "idn-hostname",
          "ipv4",
          "ipv6",
          "iri",
          "iri-reference",
          "json-pointer",
          "regex",
          "relative-json-pointer",
          "time",
          "uri",
          "uri-reference",
          "uri-template",
          "uuid");

  private final JsonNode document;
  private final Set<String> keywords;
  private final SchemaProblems problems;
  private final List<Note> notes = new ArrayList<>();
  private final Set<String> identifiers = new HashSet<>();
  private final Set<String> anchors = new HashSet<>();

  SchemaWalk(JsonNode document, Dialect dialect, SchemaProblems problems) {
    this.document = document;
    this.keywords = dialect.getKeywords().keySet();
    this.problems = problems;
  }

  void run() {
    collectNames(document);
    walk(document, "");
  }

  static void retainKnownFormats(Map<String, ?> formats) {
    formats.keySet().retainAll(FORMATS);
  }

  List<Note> notes() {
    return List.copyOf(notes);
  }

  /** Names may stand anywhere, also under words that a walk does not follow. */
  private void collectNames(JsonNode node) {
    for (Entry<String, JsonNode> member : node.properties()) {
      if (member.getValue().isString()) {
        switch (member.getKey()) {
          case "$id", "id" -> identifiers.add(withoutFragment(member.getValue().stringValue()));
          case "$anchor", "$dynamicAnchor" -> anchors.add(member.getValue().stringValue());
          default -> {}
        }
      }
    }
    for (JsonNode child : node) {
      collectNames(child);
    }
  }

  private void walk(JsonNode schema, String place) {
    if (!schema.isObject()) {
      return;
    }
    for (Entry<String, JsonNode> member : schema.properties()) {
      String keyword = member.getKey();
      JsonNode value = member.getValue();
      String memberPlace = place + SchemaProblems.pointer(keyword);
      if (REFERENCES.contains(keyword) && value.isString()) {
        checkReference(value.stringValue(), memberPlace);
      } else if (keyword.equals("format") && value.isString()) {
        checkFormat(value.stringValue(), memberPlace);
      } else if (!keywords.contains(keyword) && !SILENT.contains(keyword)) {
        notes.add(
            new Note(
                "unknown-keyword",
                memberPlace + " is no word of this draft of JSON Schema and checks nothing"));
      }
      walkInto(keyword, value, memberPlace);
    }
  }

  private void walkInto(String keyword, JsonNode value, String place) {
    if (SCHEMA_LIST.contains(keyword) && value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        walk(value.get(i), place + "/" + i);
      }
    } else if (SCHEMA_MAP.contains(keyword)) {
      for (Entry<String, JsonNode> member : value.properties()) {
        walk(member.getValue(), place + SchemaProblems.pointer(member.getKey()));
      }
    } else if (ONE_SCHEMA.contains(keyword)) {
      walk(value, place);
    }
  }

  private void checkFormat(String format, String place) {
    if (!FORMATS.contains(format)) {
      notes.add(new Note("unknown-format", place + " is \"" + format + "\", which checks nothing"));
    }
  }

  private void checkReference(String reference, String place) {
    if (reference.startsWith("#")) {
      checkFragment(reference.substring(1), place);
    } else if (!isInDocument(withoutFragment(reference))) {
      problems.add(
          place,
          "refers to \"" + reference + "\", which is not in the document; nothing is fetched");
    }
  }

  private void checkFragment(String fragment, String place) {
    boolean found;
    if (fragment.isEmpty()) {
      found = true;
    } else if (fragment.startsWith("/")) {
      // Inside a part with an identifier of its own a pointer counts from there; networknt decides.
      found = identifiers.size() > 1 || !nodeAt(fragment).isMissingNode();
    } else {
      found = anchors.contains(fragment) || identifiers.contains("#" + fragment);
    }
    if (!found) {
      problems.add(place, "refers to \"#" + fragment + "\", which is not in the document");
    }
  }

  private boolean isInDocument(String reference) {
    String base = document.path("$id").asString("");
    return identifiers.stream()
        .anyMatch(id -> id.equals(reference) || resolve(base, id).equals(resolve(base, reference)));
  }

  private static String resolve(String base, String reference) {
    try {
      return base.isEmpty() ? reference : URI.create(base).resolve(reference).toString();
    } catch (IllegalArgumentException e) {
      return reference;
    }
  }

  /** Returns what a pointer points to; nothing, if its escapes are broken. */
  private JsonNode nodeAt(String fragment) {
    try {
      String pointer = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
      return document.at(JsonPointer.compile(pointer));
    } catch (IllegalArgumentException e) {
      return JsonNodeFactory.instance.missingNode();
    }
  }

  private static String withoutFragment(String reference) {
    int hash = reference.indexOf('#');
    return hash <= 0 ? reference : reference.substring(0, hash);
  }
}
