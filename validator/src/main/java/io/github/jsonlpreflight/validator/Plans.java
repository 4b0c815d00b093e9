package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.validator.plan.RecordPlan;
import java.util.List;

/** Compiles schemas, and the policies beside them, into plans. */
final class Plans {
  private Plans() {}

  static RecordPlan of(RecordSchema schema, ValidatorOptions options) {
    DatasetSchema dataset = schema.dataset();
    return dataset == null
        ? schema.compiled().plan(options.maxDepth())
        : ofDataset(dataset, options.policies(), options.maxDepth());
  }

  /** A plan only accepts what no policy has anything to say about, not even a warning. */
  private static RecordPlan ofDataset(DatasetSchema schema, Policies policies, int maxDepth) {
    List<RecordPlan.Field> fields =
        schema.fields().entrySet().stream()
            .map(
                field ->
                    new RecordPlan.Field(
                        field.getKey(), field.getValue().isAddress(), field.getValue().endings()))
            .toList();
    boolean limitsLength = isOn(policies, Policy.MAX_VALUE_LENGTH);
    return RecordPlan.ofDataset(
        fields,
        schema.strict(),
        !schema.strict() || !isOn(policies, Policy.BLANK_VALUE),
        !isOn(policies, Policy.UNKNOWN_FIELD) && !isOn(policies, Policy.PRECISION),
        limitsLength ? policies.maxValueLength().orElse(Integer.MAX_VALUE) : Integer.MAX_VALUE,
        maxDepth);
  }

  private static boolean isOn(Policies policies, Policy policy) {
    return policies.severity(policy) != Severity.OFF;
  }
}
