package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.PreflightException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A schema that records are judged by, checked before any record. Immutable and safe to share.
 *
 * <p>Nothing is ever fetched or read beside the document itself.
 */
public final class RecordSchema {
  /** A schema's document may be this long. */
  public static final int MAX_SCHEMA_BYTES = 16 << 20;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS) // limits are not rounded
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS) // said in words of our own
          .build();

  /** Top-level words that only a JSON Schema begins with. */
  private static final Set<String> JSON_SCHEMA_WORDS =
      Set.of(
          "$schema",
          "$id",
          "$ref",
          "$defs",
          "definitions",
          "type",
          "properties",
          "required",
          "items",
          "additionalProperties",
          "allOf",
          "anyOf",
          "oneOf",
          "not",
          "enum",
          "const");

  private final SchemaKind kind;
  private final @Nullable DatasetSchema dataset;
  private final JsonNode document;
  private final JsonNode jsonSchema;
  private final JsonSchema compiled;
  private final String digest;

  private RecordSchema(
      JsonNode document,
      @Nullable DatasetSchema dataset,
      JsonNode jsonSchema,
      JsonSchema compiled,
      String digest) {
    this.document = document;
    this.kind = dataset == null ? SchemaKind.JSON_SCHEMA : SchemaKind.DATASET;
    this.dataset = dataset;
    this.jsonSchema = jsonSchema;
    this.compiled = compiled;
    this.digest = digest;
  }

  /**
   * Reads and checks a schema; its kind is told by its content.
   *
   * @param name what messages call it, for instance its file name
   * @param document JSON text in UTF-8
   * @throws PreflightException if the document breaks the rules of its kind, with every place
   */
  public static RecordSchema parse(String name, byte[] document) {
    return parse(name, document, null);
  }

  /** Reads and checks a schema of a given kind, or of the kind that its content tells. */
  public static RecordSchema parse(String name, byte[] document, @Nullable SchemaKind kind) {
    JsonNode json = read(name, document);
    SchemaKind toldKind = kind == null ? kindOf(json) : kind;
    String digest = Digests.sha256Hex(document);
    if (toldKind == SchemaKind.JSON_SCHEMA) {
      return new RecordSchema(json, null, json, JsonSchema.compile(name, json), digest);
    }
    DatasetSchema dataset = DatasetSchema.parse(name, json);
    JsonNode translation = dataset.toJsonSchema();
    return new RecordSchema(
        json, dataset, translation, JsonSchema.compile(name, translation), digest);
  }

  private static JsonNode read(String name, byte[] document) {
    SchemaProblems problems = new SchemaProblems(name);
    if (document.length > MAX_SCHEMA_BYTES) {
      problems.add(
          "", "has more than " + MAX_SCHEMA_BYTES + " bytes, the most that a schema may have");
      problems.throwIfAny();
    }
    JsonNode json = JSON.missingNode();
    try (JsonParser parser = JSON.createParser(document)) {
      json = parser.nextToken() == null ? json : JSON.readTree(parser);
      if (json.isMissingNode()) {
        problems.add("", "is empty");
      } else if (parser.nextToken() != null) {
        problems.add(
            "",
            "is not the file's only JSON value; another begins on line "
                + parser.currentTokenLocation().getLineNr());
      }
    } catch (JacksonException e) {
      // What is past one of Jackson's limits has no place.
      String place = e.getLocation() == null ? "" : " (line " + e.getLocation().getLineNr() + ")";
      problems.add("", "is no JSON: " + JsonFaults.forUsers(e.getOriginalMessage()) + place);
    } catch (NumberFormatException e) {
      problems.add("", "holds a number that " + SchemaNumbers.RULE); // beyond BigDecimal's, even
    }
    problems.throwIfAny();
    SchemaNumbers.check(json, "", problems);
    problems.throwIfAny();
    return json;
  }

  private static SchemaKind kindOf(JsonNode document) {
    boolean looksLikeDataset =
        document.isObject()
            && (document.has("fields") || document.has("strict"))
            && document.propertyNames().stream().noneMatch(JSON_SCHEMA_WORDS::contains);
    return looksLikeDataset ? SchemaKind.DATASET : SchemaKind.JSON_SCHEMA;
  }

  /** Returns which kind of schema this is. */
  public SchemaKind kind() {
    return kind;
  }

  /** Returns the SHA-256 of the document, in lower-case hexadecimal digits. */
  public String digest() {
    return digest;
  }

  /** Returns what the document's author may want to know: words that mean nothing here. */
  public List<Note> notes() {
    return compiled.notes();
  }

  /**
   * Returns the names of a record's fields that the schema speaks of by name: those of a dataset's
   * schema, or the properties at the top of a JSON Schema; in the document's order.
   */
  public Set<String> fieldNames() {
    return dataset == null
        ? new LinkedHashSet<>(jsonSchema.path("properties").propertyNames())
        : dataset.fields().keySet();
  }

  /** Returns the document itself, as JSON text of one line. */
  public String toJson() {
    return document.toString();
  }

  /**
   * Returns the JSON Schema that records are judged by, as indented text: for a dataset's schema
   * its translation, to which the policies add what JSON Schema cannot say.
   */
  public String toJsonSchema() {
    return jsonSchema.toPrettyString();
  }

  @Nullable DatasetSchema dataset() {
    return dataset;
  }

  JsonSchema compiled() {
    return compiled;
  }

  @Override
  public String toString() {
    return "RecordSchema[" + kind + ", " + digest + "]";
  }
}
