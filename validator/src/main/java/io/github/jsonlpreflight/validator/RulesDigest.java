package io.github.jsonlpreflight.validator;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Stands for everything that decides which records are valid and what becomes of the others. */
public final class RulesDigest {
  private RulesDigest() {}

  /**
   * Returns the digest that manifests name the rules by, in lower-case hexadecimal digits.
   *
   * @param schema the {@linkplain RecordSchema#digest() digest of the schema}
   * @param skipsInvalid whether invalid records are left out; otherwise they end it all
   */
  public static String of(String schema, ValidatorOptions options, boolean skipsInvalid) {
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
