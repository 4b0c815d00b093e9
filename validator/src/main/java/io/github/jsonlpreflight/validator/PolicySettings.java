package io.github.jsonlpreflight.validator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reads how policies are set from what users write. */
final class PolicySettings {
  /** Sets every policy; single settings count more, wherever they stand. */
  private static final String ALL = "all=";

  private PolicySettings() {}

  static Policies parse(List<String> policies) {
    Policies.Builder builder = Policies.builder();
    for (String setting : policies) {
      if (setting.startsWith(ALL)) {
        builder.setAll(severity("all", setting.substring(ALL.length())));
      }
    }
    for (String setting : policies) {
      int equals = setting.indexOf('=');
      if (equals < 0) {
        throw new IllegalArgumentException(
            "--policy " + setting + " has no '='; write for instance unknown-field=error");
      }
      if (!setting.startsWith(ALL)) {
        apply(setting.substring(0, equals), setting.substring(equals + 1), builder);
      }
    }
    return builder.build();
  }

  private static void apply(String name, String value, Policies.Builder builder) {
    Policy policy =
        Policy.byId(name)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "there is no policy '" + name + "'; there are " + policyNames()));
    if (policy == Policy.MAX_VALUE_LENGTH && !value.equals("off")) {
      builder.maxValueLength(codePoints(value));
    } else {
      builder.set(policy, severity(name, value));
    }
  }

  private static int codePoints(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "policy max-value-length is set to '" + value + "'; it takes a number, or off", e);
    }
  }

  private static Severity severity(String name, String value) {
    try {
      return Severity.valueOf(value.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "policy " + name + " is set to '" + value + "'; it takes error, warn or off", e);
    }
  }

  private static String policyNames() {
    return Arrays.stream(Policy.values()).map(Policy::id).collect(Collectors.joining(", "));
  }
}
