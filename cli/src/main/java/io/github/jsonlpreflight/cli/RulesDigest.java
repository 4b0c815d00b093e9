package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.validator.ValidatorOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stands for everything that decides which records are valid and what becomes of the others. */
final class RulesDigest {
  private RulesDigest() {}

  static String of(String schema, ValidatorOptions options, boolean skipsInvalid) {
    String rules =
        String.join(
            "\n",
            schema,
            options.policies().toString(),
            String.valueOf(options.maxDepth()),
            String.valueOf(options.reading().maxRecordBytes()),
            String.valueOf(skipsInvalid));
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(rules.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
