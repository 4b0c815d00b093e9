package io.github.jsonlpreflight.validator;

import java.nio.charset.StandardCharsets;

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
    return Digests.sha256Hex(rules.getBytes(StandardCharsets.UTF_8));
  }
}
