package io.github.jsonlpreflight.cli.report;

import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.Violation;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the number that a rule about lengths sets, where a schema or a policy has it. */
final class LengthLimits {
  private static final Set<String> RULES = Set.of("maxLength", "minLength");

  private final RecordSchema schema;
  private final Policies policies;
  private final Map<String, Optional<Report.LengthLimit>> known = new HashMap<>();
  private @Nullable JsonNode document;

  LengthLimits(RecordSchema schema, Policies policies) {
    this.schema = schema;
    this.policies = policies;
  }

  /** Returns the limit that a violation is about, if it is about one. */
  Optional<Report.LengthLimit> of(Violation violation) {
    String rule = violation.keyword();
    if (rule.equals(Policy.MAX_VALUE_LENGTH.id())) {
      return policies.maxValueLength().isPresent()
          ? Optional.of(new Report.LengthLimit(rule, policies.maxValueLength().getAsInt()))
          : Optional.empty();
    }
    return RULES.contains(rule)
        ? known.computeIfAbsent(violation.schemaLocation(), at -> inSchema(rule, at))
        : Optional.empty();
  }

  private Optional<Report.LengthLimit> inSchema(String rule, String location) {
    if (!location.startsWith("#/")) {
      return Optional.empty();
    }
    if (document == null) {
      document = JsonMapper.shared().readTree(schema.toJsonSchema());
    }
    JsonNode limit = document.at(JsonPointer.compile(location.substring(1)));
    return limit.isIntegralNumber() && limit.canConvertToLong()
        ? Optional.of(new Report.LengthLimit(rule, limit.longValue()))
        : Optional.empty();
  }
}
