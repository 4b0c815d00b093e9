package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.validator.plan.RecordPlan;
import io.github.jsonlpreflight.validator.plan.Remark;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compiles schemas, and the policies beside them, into plans. */
final class Plans {
  private Plans() {}

  static RecordPlan of(RecordSchema schema, ValidatorOptions options) {
    DatasetSchema dataset = schema.dataset();
    return dataset == null
        ? schema.compiled().plan(options.maxDepth())
        : ofDataset(dataset, options.policies(), options.maxDepth());
  }

  /**
   * A plan only accepts what no policy calls invalid, and what policies warn of where it is plain.
   */
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
        passing(policies),
        limitsLength ? policies.maxValueLength().orElse(Integer.MAX_VALUE) : Integer.MAX_VALUE,
        maxDepth);
  }

  private static Set<Remark.Kind> passing(Policies policies) {
    Set<Remark.Kind> passing = EnumSet.noneOf(Remark.Kind.class);
    Map.of(
            Policy.NULL_VALUE, Remark.Kind.NULL_VALUE,
            Policy.TEXT_TYPE, Remark.Kind.TEXT_TYPE,
            Policy.NESTED_VALUE, Remark.Kind.NESTED_VALUE,
            Policy.BLANK_VALUE, Remark.Kind.BLANK_VALUE,
            Policy.UNKNOWN_FIELD, Remark.Kind.UNKNOWN_FIELD,
            Policy.MEDIA_EXTENSION, Remark.Kind.ADDRESS_ENDING)
        .forEach(
            (policy, kind) -> {
              if (policies.severity(policy) != Severity.ERROR) {
                passing.add(kind);
              }
            });
    if (!isOn(policies, Policy.PRECISION)) {
      passing.add(Remark.Kind.ANY_PRECISION);
    }
    return passing;
  }

  private static boolean isOn(Policies policies, Policy policy) {
    return policies.severity(policy) != Severity.OFF;
  }
}
