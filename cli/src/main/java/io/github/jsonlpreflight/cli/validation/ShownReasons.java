package io.github.jsonlpreflight.cli.validation;

import io.github.jsonlpreflight.cli.options.OptionNames;
import io.github.jsonlpreflight.validator.Violation;
import java.util.Set;

/** Says what is wrong in the words of the command line, without the data's values if asked. */
public final class ShownReasons {
  /** Rules whose reasons name fields, types, lengths and limits, but never a value of the data. */
  private static final Set<String> WITHOUT_VALUES =
      Set.of(
          "required",
          "url",
          "type",
          "minLength",
          "maxLength",
          "format",
          "pattern",
          "enum",
          "const",
          "false",
          "additionalProperties",
          "unevaluatedProperties",
          "limit",
          "duplicate-key",
          "lone-surrogate",
          "unknown-field",
          "null-value",
          "text-type",
          "nested-value",
          "media-extension",
          "blank-value",
          "max-value-length",
          "precision",
          "duplicate-record");

  private final boolean hidesValues;

  /**
   * Makes it.
   *
   * @param hidesValues whether no value of the data may be seen
   */
  public ShownReasons(boolean hidesValues) {
    this.hidesValues = hidesValues;
  }

  boolean hidesValues() {
    return hidesValues;
  }

  /** Returns why a violation is one. */
  public String of(Violation violation) {
    if (!hidesValues || WITHOUT_VALUES.contains(violation.keyword())) {
      return OptionNames.toFlags(violation.reason());
    }
    String rule = violation.keyword();
    return violation.schemaLocation().isEmpty()
        ? "Record breaks the rule " + rule
        : "Value breaks the rule " + rule + " at " + violation.schemaLocation();
  }
}
