package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.SchemaKind;
import io.github.jsonlpreflight.validator.Severity;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.io.Serializable;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What records are judged by, in a form that can be sent: the schema's text and plain settings. An
 * executor compiles it once.
 */
final class Rules implements Serializable {
  private static final long serialVersionUID = 1L;

  /** An executor that works for many jobs keeps what the latest of them were judged by. */
  private static final int KEPT = 8;

  private static final Map<String, RecordValidator> COMPILED =
      new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RecordValidator> eldest) {
          return size() > KEPT;
        }
      };

  private final String schemaName;
  private final byte[] schema;
  private final @Nullable SchemaKind schemaKind;
  private final EnumMap<Policy, Severity> severities;
  private final int maxValueLength;
  private final int maxDepth;
  private final Reading reading;
  private final String key;

  private Rules(
      RecordSchema compiled,
      String schemaName,
      byte[] schema,
      @Nullable SchemaKind schemaKind,
      ValidatorOptions judging) {
    this.schemaName = schemaName;
    this.schema = schema.clone();
    this.schemaKind = schemaKind;
    this.severities = new EnumMap<>(Policy.class);
    for (Policy policy : Policy.values()) {
      severities.put(policy, judging.policies().severity(policy));
    }
    this.maxValueLength = judging.policies().maxValueLength().orElse(0);
    this.maxDepth = judging.maxDepth();
    this.reading = Reading.of(judging.reading());
    this.key =
        String.join(
            "\n",
            compiled.digest(),
            compiled.kind().name(),
            schemaName,
            judging.policies().toString(),
            String.valueOf(maxDepth),
            reading.toString());
  }

  /**
   * Checks a schema on the driver.
   *
   * @throws io.github.jsonlpreflight.jsonl.PreflightException if it breaks the rules of its kind
   */
  static Rules of(String schemaName, byte[] schema, SparkOptions options) {
    SchemaKind kind = options.schemaKind().orElse(null);
    return new Rules(
        RecordSchema.parse(schemaName, schema, kind), schemaName, schema, kind, options.judging());
  }

  RecordSchema parse() {
    return RecordSchema.parse(schemaName, schema, schemaKind);
  }

  /** Tells whether a record is compared with those before it. */
  boolean compareRecords() {
    return severities.get(Policy.DUPLICATE_RECORD) != Severity.OFF;
  }

  Reading reading() {
    return reading;
  }

  /** Returns how records are judged, with the reading of the task at hand. */
  ValidatorOptions judging(ReadOptions taskReading) {
    Policies.Builder policies = Policies.builder();
    if (maxValueLength > 0) {
      policies.maxValueLength(maxValueLength);
    }
    severities.forEach(policies::set);
    return ValidatorOptions.builder()
        .policies(policies.build())
        .maxDepth(maxDepth)
        .reading(taskReading)
        .build();
  }

  /** Returns the validator of this process, which all of its tasks share. */
  RecordValidator validator() {
    ReadOptions taskReading = reading.ofThisTask();
    String ofTask = key + "\n" + taskReading.threads() + "\n" + taskReading.memory();
    synchronized (COMPILED) {
      return COMPILED.computeIfAbsent(
          ofTask, missing -> RecordValidator.create(parse(), judging(taskReading)));
    }
  }
}
