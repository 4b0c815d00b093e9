package io.github.jsonlpreflight.sandbox;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import com.networknt.schema.regex.JDKRegularExpressionFactory;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A JSON Schema in place of the service's own kind, which is a convenience of the sandbox. */
final class JsonSchema implements RecordSchema {
  private static final SchemaLocation LOCATION = SchemaLocation.of("urn:preflight:sandbox-schema");

  private final JsonNode source;
  private final Schema schema;

  private JsonSchema(JsonNode source, Schema schema) {
    this.source = source;
    this.schema = schema;
  }

  /**
   * Reads a schema of the draft that its {@code $schema} names, 2020-12 if it names none.
   *
   * @throws IllegalArgumentException if it is none
   */
  static JsonSchema read(JsonNode source) {
    Dialect dialect = dialectOf(source);
    // networknt builds a schema whose keywords have the wrong type; the meta-schema refuses it.
    List<Error> faults =
        SchemaRegistry.withDialect(dialect)
            .getSchema(SchemaLocation.of(dialect.getId()))
            .validate(source);
    if (!faults.isEmpty()) {
      Error first = faults.get(0);
      throw new IllegalArgumentException(
          "No valid JSON Schema: " + first.getInstanceLocation() + ": " + first.getMessage());
    }
    try {
      var schema = new JsonSchema(source, registry(dialect).getSchema(LOCATION, source));
      // A reference that leads nowhere is only noticed by the first validation.
      schema.validate(Json.object());
      return schema;
    } catch (RuntimeException e) {
      throw new IllegalArgumentException("No usable JSON Schema: " + e.getMessage(), e);
    }
  }

  private static Dialect dialectOf(JsonNode source) {
    JsonNode named = source.path("$schema");
    if (named.isMissingNode()) {
      return Dialects.getDraft202012();
    }
    return SpecificationVersion.fromSchemaNode(source)
        .map(JsonSchema::dialect)
        .orElseThrow(
            () -> new IllegalArgumentException("$schema names no known draft: " + named + "."));
  }

  private static Dialect dialect(SpecificationVersion version) {
    return switch (version) {
      case DRAFT_4 -> Dialects.getDraft4();
      case DRAFT_6 -> Dialects.getDraft6();
      case DRAFT_7 -> Dialects.getDraft7();
      case DRAFT_2019_09 -> Dialects.getDraft201909();
      case DRAFT_2020_12 -> Dialects.getDraft202012();
    };
  }

  private static SchemaRegistry registry(Dialect dialect) {
    var config =
        SchemaRegistryConfig.builder()
            .formatAssertionsEnabled(true)
            .locale(Locale.ENGLISH)
            .pathType(PathType.JSON_POINTER)
            .regularExpressionFactory(JDKRegularExpressionFactory.getInstance())
            .build();
    // Nothing is fetched: neither from the network, nor from files, nor from the class path.
    return SchemaRegistry.withDialect(
        dialect,
        builder ->
            builder
                .schemaRegistryConfig(config)
                .schemaLoader(loader -> loader.fetchRemoteResources(false).block(iri -> true)));
  }

  @Override
  public JsonNode source() {
    return source;
  }

  @Override
  public List<Fault> judge(JsonNode record) {
    try {
      return validate(record).stream()
          .map(error -> new Fault(field(error), error.getMessage()))
          .toList();
    } catch (RuntimeException | StackOverflowError e) {
      // networknt's limits, and java.util.regex, which recurses and is not covered by them.
      return List.of(new Fault(null, "Record could not be judged: " + e));
    }
  }

  private List<Error> validate(JsonNode record) {
    return schema.validate(record, JsonSchema::limit);
  }

  /** networknt has no limits of its own, and a schema that refers to itself would never end. */
  private static void limit(ExecutionContext context) {
    context.executionConfig(limits -> limits.maxEvaluationDepth(200).maxEvaluationSteps(1_000_000));
  }

  /** The top-level field at fault; a missing one is named by the error's property. */
  private static @Nullable String field(Error error) {
    var location = error.getInstanceLocation();
    return location.getNameCount() > 0
        ? String.valueOf(location.getElement(0))
        : error.getProperty();
  }
}
