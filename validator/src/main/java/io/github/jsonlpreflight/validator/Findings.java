package io.github.jsonlpreflight.validator;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what is found in one record, and sorts it by what the policies say. */
final class Findings {
  private final Policies policies;
  private final HeldFindings violations = new HeldFindings();
  private final HeldFindings warnings = new HeldFindings();

  Findings(Policies policies) {
    this.policies = policies;
  }

  /** Takes over what was found before. */
  Findings(Policies policies, RecordVerdict found) {
    this(policies);
    if (found instanceof RecordVerdict.Invalid invalid) {
      violations.takeOver(invalid.violations(), invalid.more().violations());
    }
    warnings.takeOver(found.warnings(), found.more().warnings());
  }

  boolean isOff(Policy policy) {
    return policies.severity(policy) == Severity.OFF;
  }

  void violation(Violation violation) {
    violation(violation.keyword(), () -> violation);
  }

  /** Adds a violation, described only if it is held. */
  void violation(String keyword, Supplier<Violation> violation) {
    violations.add(keyword, violation);
  }

  void policy(Policy policy, @Nullable String field, String instanceLocation, String reason) {
    policy(policy, field, () -> instanceLocation, reason);
  }

  /** Adds what a policy says, located only if it is held. */
  void policy(
      Policy policy, @Nullable String field, Supplier<String> instanceLocation, String reason) {
    Supplier<Violation> finding =
        () -> new Violation(field, reason, policy.id(), instanceLocation.get(), "");
    switch (policies.severity(policy)) {
      case ERROR -> violations.add(policy.id(), finding);
      case WARN -> warnings.add(policy.id(), finding);
      case OFF -> {}
    }
  }

  RecordVerdict verdict() {
    MoreFindings more =
        violations.more().isEmpty() && warnings.more().isEmpty()
            ? MoreFindings.NONE
            : new MoreFindings(violations.more(), warnings.more());
    if (!violations.isEmpty()) {
      return new RecordVerdict.Invalid(violations.held(), warnings.held(), more);
    }
    return warnings.isEmpty()
        ? RecordVerdict.Valid.WITHOUT_WARNINGS
        : new RecordVerdict.Valid(warnings.held(), more);
  }
}
