package io.github.jsonlpreflight.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import io.github.jsonlpreflight.validator.Violation;
import java.util.List;

/** A schema and options, and short ways to ask what is said of a record. */
public final class Judging {
  private final RecordSchema schema;
  private final ValidatorOptions options;
  private final RecordValidator validator;

  private Judging(RecordSchema schema, ValidatorOptions options) {
    this.schema = schema;
    this.options = options;
    this.validator = RecordValidator.create(schema, options);
  }

  /** Judges by a schema, whose kind is told by its content. */
  public static Judging by(String schema) {
    return new Judging(schemaOf(schema), ValidatorOptions.defaults());
  }

  /** Judges by a dataset schema with {@code strict} false and one field. */
  public static Judging byField(String name, String type) {
    return by("{\"strict\":false,\"fields\":{\"%s\":{\"type\":\"%s\"}}}".formatted(name, type));
  }

  /** Judges by a JSON Schema that every JSON value meets. */
  public static Judging byAnything() {
    return by("{}");
  }

  /** Judges by the same schema, with other policies. */
  public Judging with(Policies policies) {
    return with(options.toBuilder().policies(policies).build());
  }

  /** Judges by the same schema, with other options. */
  public Judging with(ValidatorOptions other) {
    return new Judging(schema, other);
  }

  /** Returns the schema of a text. */
  public static RecordSchema schemaOf(String text) {
    return RecordSchema.parse("schema.json", text.getBytes(UTF_8));
  }

  /** Returns the validator itself. */
  public RecordValidator validator() {
    return validator;
  }

  /** Returns the verdict on a record. */
  public RecordVerdict verdict(String record) {
    return verdict(record.getBytes(UTF_8));
  }

  /** Returns the verdict on a record. */
  public RecordVerdict verdict(byte[] record) {
    return validator.validate(record);
  }

  /** Returns what makes a record invalid; nothing, if it is valid. */
  public List<Violation> violations(String record) {
    return violations(verdict(record));
  }

  /** Returns the only thing that makes a record invalid. */
  public Violation violation(String record) {
    return only(violations(record));
  }

  /** Returns the only thing that makes a record invalid. */
  public Violation violation(byte[] record) {
    return only(violations(verdict(record)));
  }

  /** Returns the keywords of what makes a record invalid, in the order of the violations. */
  public List<String> keywords(String record) {
    return keywords(violations(record));
  }

  /** Returns the policies that only warn of a record, in the order of the warnings. */
  public List<String> warnings(String record) {
    return keywords(verdict(record).warnings());
  }

  /** Returns the violations of a verdict; none, if it is valid. */
  public static List<Violation> violations(RecordVerdict verdict) {
    return verdict.match(valid -> List.of(), RecordVerdict.Invalid::violations);
  }

  /** Returns the keywords of findings. */
  public static List<String> keywords(List<Violation> findings) {
    return findings.stream().map(Violation::keyword).toList();
  }

  private static Violation only(List<Violation> violations) {
    if (violations.size() != 1) {
      throw new AssertionError("not one violation but " + violations);
    }
    return violations.get(0);
  }
}
