package io.github.jsonlpreflight.validator;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionConfig;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.format.Formats;
import com.networknt.schema.path.PathType;
import io.github.jsonlpreflight.validator.plan.Authority;
import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A compiled JSON Schema: networknt's, set up so that it never fetches, never speaks the machine's
 * language and always ends. Safe to share.
 */
final class JsonSchema {
  /** Where the document stands for networknt, which needs some base; never shown. */
  private static final String BASE = "urn:preflight:schema";

  /** Schemas may refer to themselves; a record's own depth is limited before it gets here. */
  private static final int MAX_EVALUATION_DEPTH = 10_000;

  private static final long MAX_EVALUATION_STEPS = 50_000_000;

  private static final SchemaRegistryConfig CONFIG =
      SchemaRegistryConfig.builder()
          .formatAssertionsEnabled(true)
          .locale(Locale.ENGLISH)
          .pathType(PathType.JSON_POINTER)
          .regularExpressionFactory(new BoundedPatterns())
          .build();

  private static final ExecutionConfig LIMITS =
      ExecutionConfig.builder()
          .formatAssertionsEnabled(true)
          .locale(Locale.ENGLISH)
          .maxEvaluationDepth(MAX_EVALUATION_DEPTH)
          .maxEvaluationSteps(MAX_EVALUATION_STEPS)
          .build();

  private final JsonNode document;
  private final Dialect dialect;
  private final Schema schema;
  private final List<Note> notes;

  private JsonSchema(JsonNode document, Dialect dialect, Schema schema, List<Note> notes) {
    this.document = document;
    this.dialect = dialect;
    this.schema = schema;
    this.notes = notes;
  }

  /**
   * Checks a document against its draft's meta-schema and compiles it.
   *
   * @throws io.github.jsonlpreflight.jsonl.PreflightException if it is broken
   */
  static JsonSchema compile(String name, JsonNode document) {
    SchemaProblems problems = new SchemaProblems(name);
    Dialect dialect = dialectOf(document, problems);
    problems.throwIfAny();
    checkAgainstMetaSchema(document, dialect, problems);
    problems.throwIfAny();
    SchemaWalk walk = new SchemaWalk(document, dialect, problems);
    walk.run();
    problems.throwIfAny();
    JsonSchema compiled =
        new JsonSchema(document, dialect, build(document, dialect, problems), walk.notes());
    problems.throwIfAny();
    return compiled;
  }

  private static Dialect dialectOf(JsonNode document, SchemaProblems problems) {
    JsonNode declared = document.path("$schema");
    if (declared.isMissingNode()) {
      return withKnownFormats(Dialects.getDraft202012());
    }
    Optional<SpecificationVersion> version = SpecificationVersion.fromSchemaNode(document);
    if (version.isEmpty()) {
      problems.add(
          "/$schema", "is " + declared + "; known are the drafts 2020-12, 2019-09, 7, 6 and 4");
    }
    return withKnownFormats(
        switch (version.orElse(SpecificationVersion.DRAFT_2020_12)) {
          case DRAFT_4 -> Dialects.getDraft4();
          case DRAFT_6 -> Dialects.getDraft6();
          case DRAFT_7 -> Dialects.getDraft7();
          case DRAFT_2019_09 -> Dialects.getDraft201909();
          case DRAFT_2020_12 -> Dialects.getDraft202012();
        });
  }

  /** networknt also checks "phone", "color" and others, which no draft defines. */
  private static Dialect withKnownFormats(Dialect dialect) {
    return Dialect.builder(dialect)
        .formats(
            formats -> {
              SchemaWalk.retainKnownFormats(formats);
              formats.replaceAll((name, format) -> UsualFormat.of(format));
            })
        .build();
  }

  private static void checkAgainstMetaSchema(
      JsonNode document, Dialect dialect, SchemaProblems problems) {
    Schema metaSchema =
        SchemaRegistry.withDialect(dialect, b -> b.schemaRegistryConfig(CONFIG))
            .getSchema(SchemaLocation.of(dialect.getId()));
    try {
      for (Error error : metaSchema.validate(document)) {
        problems.add(error.getInstanceLocation().toString(), Reasons.ofSchema(error));
      }
    } catch (JacksonException e) {
      // networknt reads a count as a long where it has a fraction or an exponent.
      problems.add("", "has a count that is too large, written with a fraction or an exponent");
    }
  }

  private static Schema build(JsonNode document, Dialect dialect, SchemaProblems problems) {
    SchemaRegistry registry =
        SchemaRegistry.withDialect(
            dialect,
            b ->
                b.schemaRegistryConfig(CONFIG)
                    .schemaLoader(l -> l.fetchRemoteResources(false).block(iri -> true)));
    try {
      Schema schema = registry.getSchema(SchemaLocation.of(BASE), document);
      // References and patterns are resolved late; a first record finds what is wrong with them.
      schema.initializeValidators();
      schema.validate(JsonNodeFactory.instance.objectNode(), JsonSchema::limit);
      return schema;
    } catch (SchemaException e) {
      problems.add("", "cannot be used: " + e.getMessage());
    } catch (StackOverflowError e) {
      problems.add("", "cannot be used: it refers to itself without end");
    } catch (RuntimeException e) {
      // networknt has no common type for what goes wrong while a schema is loaded.
      problems.add("", "cannot be used: " + e.getMessage());
    }
    problems.throwIfAny();
    throw new IllegalStateException("a schema that cannot be used has a problem");
  }

  private static void limit(ExecutionContext context) {
    context.setExecutionConfig(LIMITS);
  }

  /**
   * Passes on every error of a record, in the order in which networknt finds them.
   *
   * @param maxHeld how many errors may be held that only decide between branches of the schema
   */
  void validate(JsonNode record, long maxHeld, Consumer<Error> errors) {
    CheckedErrors context = new CheckedErrors(LIMITS, maxHeld, errors);
    schema.validate(context, record);
    context.getErrors(); // throws if the check was ended early
  }

  /** Tells whether a check remembers for each value that it was checked. */
  boolean remembersValues() {
    return document.findValue("unevaluatedProperties") != null
        || document.findValue("unevaluatedItems") != null;
  }

  /**
   * Returns a location of the document as a fragment, without the base that only networknt sees.
   */
  static String fragment(SchemaLocation location) {
    String text = location.toString();
    return text.startsWith(BASE) ? text.substring(BASE.length()) : text;
  }

  /** Compiles the same document into a plan. */
  RecordPlan plan(int maxDepth) {
    return RecordPlan.ofJsonSchema(document, new PlanAuthority(), maxDepth);
  }

  List<Note> notes() {
    return notes;
  }

  /** What a plan asks networknt. */
  private final class PlanAuthority implements Authority {
    private final int draft = dialect.getSpecificationVersion().getOrder();

    @Override
    public Set<String> keywords() {
      return dialect.getKeywords().keySet();
    }

    @Override
    public boolean refStandsAlone() {
      return draft < SpecificationVersion.DRAFT_2019_09.getOrder();
    }

    @Override
    public boolean wholeFractionsAreIntegers() {
      return draft >= SpecificationVersion.DRAFT_6.getOrder();
    }

    @Override
    public TextPattern pattern(String regex) {
      return BoundedPatterns.compiled(regex);
    }

    @Override
    public @Nullable Predicate<String> format(String name) {
      Map<String, Format> formats = new HashMap<>();
      Formats.DEFAULT.forEach(format -> formats.put(format.getName(), format));
      SchemaWalk.retainKnownFormats(formats);
      Format format = formats.get(name);
      if (format == null) {
        return null;
      }
      ExecutionContext context = schema.createExecutionContext();
      return text -> format.matches(context, schema.getSchemaContext(), text);
    }

    @Override
    public long maxSteps() {
      return MAX_EVALUATION_STEPS;
    }
  }
}
