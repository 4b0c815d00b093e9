package io.github.jsonlpreflight.validator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is found in one record, and sorts it by what the policies say. */
final class Findings {
  private final Policies policies;
  private List<Violation> violations = List.of();
  private List<Violation> warnings = List.of();

  Findings(Policies policies) {
    this.policies = policies;
  }

  /** Takes over what was found before. */
  Findings(Policies policies, RecordVerdict found) {
    this.policies = policies;
    if (found instanceof RecordVerdict.Invalid invalid) {
      violations = new ArrayList<>(invalid.violations());
    }
    warnings = new ArrayList<>(found.warnings());
  }

  boolean isOff(Policy policy) {
    return policies.severity(policy) == Severity.OFF;
  }

  void violation(Violation violation) {
    if (violations.isEmpty()) {
      violations = new ArrayList<>();
    }
    violations.add(violation);
  }

  void policy(Policy policy, @Nullable String field, String instanceLocation, String reason) {
    Violation finding = new Violation(field, reason, policy.id(), instanceLocation, "");
    switch (policies.severity(policy)) {
      case ERROR -> violation(finding);
      case WARN -> {
        if (warnings.isEmpty()) {
          warnings = new ArrayList<>();
        }
        warnings.add(finding);
      }
      case OFF -> {}
    }
  }

  boolean hasViolations() {
    return !violations.isEmpty();
  }

  RecordVerdict verdict() {
    if (!violations.isEmpty()) {
      return new RecordVerdict.Invalid(violations, warnings);
    }
    return warnings.isEmpty()
        ? RecordVerdict.Valid.WITHOUT_WARNINGS
        : new RecordVerdict.Valid(warnings);
  }
}
