package io.github.jsonlpreflight.validator;

import com.networknt.schema.Error;
import com.networknt.schema.ValidationLimitExceededException;
import com.networknt.schema.path.NodePath;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.validator.plan.Remark;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Judges records: bytes to tree, tree to networknt, what it finds to violations. This is the way of
 * every record that nothing faster has accepted before; {@link #judge} is where a shortcut that can
 * only say "valid" or "do not know" goes in front. Safe to share.
 */
final class RecordJudge {
  /** What networknt remembers of a value takes twice as much as the value. */
  private static final int REMEMBERING_PART = 3;

  private static final int BYTES_PER_ERROR = 400;

  private final JsonSchema schema;
  private final @Nullable DatasetRules rules;
  private final RecordParser parser;
  private final RecordParser parserOfColliding;
  private final Policies policies;
  private final TreeBudget budget;

  RecordJudge(RecordSchema schema, ValidatorOptions options) {
    DatasetSchema dataset = schema.dataset();
    this.schema = schema.compiled();
    this.policies = dataset == null ? onlyAboutJson(options.policies()) : options.policies();
    this.rules = dataset == null ? null : new DatasetRules(dataset, policies);
    ReadOptions reading = options.reading();
    this.budget =
        new TreeBudget(
            reading.memory(),
            reading.threads(),
            schema.compiled().remembersValues() ? REMEMBERING_PART : 1);
    this.parser =
        new RecordParser(
            options.maxDepth(), /* numbersAreCompared= */ rules == null, budget.bytes());
    this.parserOfColliding = parser.withoutNameTable();
  }

  private static Policies onlyAboutJson(Policies policies) {
    Policies.Builder builder = policies.toBuilder();
    for (Policy policy : Policy.values()) {
      if (!policy.isAboutJson()) {
        builder.set(policy, Severity.OFF);
      }
    }
    return builder.build();
  }

  /** Tells whether there is memory for certain to judge a record of this length. */
  boolean hasRoomFor(int length) {
    return budget.isAmple(length);
  }

  /** Judges the record in {@code [from, to)}. */
  RecordVerdict judge(byte[] bytes, int from, int to) {
    int taken = budget.take(to - from);
    try {
      return judgeWithin(bytes, from, to);
    } finally {
      budget.give(taken);
    }
  }

  private RecordVerdict judgeWithin(byte[] bytes, int from, int to) {
    try {
      return judgeWith(parser, bytes, from, to);
    } catch (RecordParser.NamesCollideException e) {
      // Jackson's other parser reads on behind the end of a part of an array.
      return judgeWith(parserOfColliding, Arrays.copyOfRange(bytes, from, to), 0, to - from);
    }
  }

  private RecordVerdict judgeWith(RecordParser parser, byte[] bytes, int from, int to) {
    Findings findings = new Findings(policies);
    try {
      JsonNode record = parser.parse(bytes, from, to, findings);
      if (record != null) {
        validate(record, findings);
      }
    } catch (RecordParser.TreeTooLargeException e) {
      findings.violation(budget.violation(to - from, e.treeBytes()));
    }
    return findings.verdict();
  }

  /** Returns the verdict of a record that is valid, but for what policies make of some fields. */
  RecordVerdict valid(List<Remark> remarks) {
    if (rules == null || remarks.isEmpty()) {
      return RecordVerdict.Valid.WITHOUT_WARNINGS;
    }
    Findings findings = new Findings(policies);
    for (Remark remark : remarks) {
      rules.checkPolicies(remark.field(), remark.value(), findings);
    }
    return findings.verdict();
  }

  private void validate(JsonNode record, Findings findings) {
    try {
      schema.validate(
          record, budget.bytes() / BYTES_PER_ERROR, error -> add(error, record, findings));
    } catch (ValidationLimitExceededException e) {
      findings.violation(tooMuch(e.getLimitKind() + " " + e.getLimit()));
    } catch (CheckedErrors.TooManyErrorsException e) {
      findings.violation(tooMuch(String.valueOf(e.getMessage())));
    } catch (BoundedPatterns.TooManyStepsException e) {
      findings.violation(
          tooMuch(
              e.getMessage()
                  + " of a value, the limit of maxPatternSteps; it tries too many ways"));
    } catch (JacksonException e) {
      // networknt reads some numbers as longs, whatever their exponents.
      findings.violation(tooMuch("a number is too large to be compared"));
    } catch (StackOverflowError e) {
      // Regular expressions and some formats of networknt recurse once a character, references
      // once a step.
      findings.violation(
          tooMuch("a value is too long for its pattern or format, or the schema refers to itself"));
    }
    if (rules != null && record.isObject()) {
      rules.checkPolicies(record, findings);
    }
  }

  private void add(Error error, JsonNode record, Findings findings) {
    if (rules == null) {
      findings.violation(error.getKeyword(), () -> violation(error));
    } else {
      findings.violation(rules.violation(error, record));
    }
  }

  private static Violation tooMuch(String what) {
    return new Violation(null, "Too much to check: " + what, "limit", "", "");
  }

  private static @Nullable String fieldAt(NodePath location, Error error) {
    if (location.getNameCount() == 0) {
      return error.getProperty();
    }
    // A record that is an array has elements, which are no fields.
    return location.getElement(0) instanceof String name ? name : null;
  }

  private static Violation violation(Error error) {
    NodePath location = error.getInstanceLocation();
    return new Violation(
        fieldAt(location, error),
        Reasons.of(error),
        error.getKeyword(),
        location.toString(),
        JsonSchema.fragment(error.getSchemaLocation()));
  }
}
