package io.github.jsonlpreflight.validator;

import java.math.BigDecimal;
import java.util.Map.Entry;
import tools.jackson.databind.JsonNode;

/**
 * Looks over a schema's numbers. Each keeps all its digits, so a huge exponent is no infinity; but
 * to compute with one could take for ever.
 */
final class SchemaNumbers {
  /** How far a number may be from one, in powers of ten. */
  static final int MAX_EXPONENT = 9_999;

  static final String RULE =
      "has an exponent beyond ±" + MAX_EXPONENT + ", the most that a schema's number may have";

  private SchemaNumbers() {}

  /** Finds the numbers that are too great or too near to zero, at any depth. */
  static void check(JsonNode node, String place, SchemaProblems problems) {
    if (node.isFloatingPointNumber()) {
      if (!isWithinExponents(node.decimalValue())) {
        problems.add(place, RULE);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        check(node.get(i), place + "/" + i, problems);
      }
    } else {
      for (Entry<String, JsonNode> member : node.properties()) {
        check(member.getValue(), place + SchemaProblems.pointer(member.getKey()), problems);
      }
    }
  }

  private static boolean isWithinExponents(BigDecimal number) {
    return number.signum() == 0
        ? Math.abs((long) number.scale()) <= MAX_EXPONENT
        : Math.abs((long) number.precision() - number.scale() - 1) <= MAX_EXPONENT;
  }
}
