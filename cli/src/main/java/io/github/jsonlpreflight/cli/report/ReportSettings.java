package io.github.jsonlpreflight.cli.report;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.validator.Policies;
import io.github.jsonlpreflight.validator.Policy;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says for a report what records were judged by and cut to. */
public final class ReportSettings {
  private ReportSettings() {}

  /**
   * Returns the settings.
   *
   * @param name what the schema is called
   * @param schema the schema, or null where it was not read this time
   * @param limits how chunks are cut, or null where there are none
   */
  public static Report.Settings of(
      String name,
      @Nullable RecordSchema schema,
      ValidatorOptions judging,
      @Nullable ChunkLimits limits,
      @Nullable String onInvalid,
      boolean hidesValues) {
    List<Report.Setting> shown = new ArrayList<>();
    shown.add(
        new Report.Setting("Longest record", Humanize.size(judging.reading().maxRecordBytes())));
    shown.add(new Report.Setting("Deepest nesting", Humanize.count(judging.maxDepth(), "level")));
    if (limits != null) {
      shown.add(new Report.Setting("Largest chunk", Humanize.size(limits.maxChunkBytes())));
      limits
          .maxChunkRecords()
          .ifPresent(
              records ->
                  shown.add(
                      new Report.Setting("Most records of a chunk", Humanize.number(records))));
    }
    if (onInvalid != null) {
      shown.add(new Report.Setting("Invalid records", "--on-invalid " + onInvalid));
    }
    return new Report.Settings(
        name,
        schema == null ? null : kind(schema),
        schema == null ? null : schema.digest(),
        changed(judging.policies()),
        shown,
        !hidesValues);
  }

  private static String kind(RecordSchema schema) {
    return switch (schema.kind()) {
      case DATASET -> "dataset schema";
      case JSON_SCHEMA -> "JSON Schema";
    };
  }

  private static List<String> changed(Policies policies) {
    List<String> changed = new ArrayList<>();
    for (Policy policy : Policy.values()) {
      if (policy == Policy.MAX_VALUE_LENGTH && policies.maxValueLength().isPresent()) {
        changed.add(policy.id() + "=" + policies.maxValueLength().getAsInt());
      } else if (policies.severity(policy) != policy.defaultSeverity()) {
        changed.add(policy.id() + "=" + policies.severity(policy).name().toLowerCase(Locale.ROOT));
      }
    }
    return changed;
  }
}
