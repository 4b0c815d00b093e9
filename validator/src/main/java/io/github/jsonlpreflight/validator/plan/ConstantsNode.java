package io.github.jsonlpreflight.validator.plan;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The values of {@code enum} or {@code const}. */
final class ConstantsNode extends Node {
  private final byte[][] texts;
  private final Set<String> textSet = new HashSet<>();
  private final List<BigDecimal> numbers = new ArrayList<>();
  private final Set<Byte> literals = new HashSet<>();
  private boolean hasContainers;

  ConstantsNode(Iterable<JsonNode> values) {
    List<byte[]> found = new ArrayList<>();
    for (JsonNode value : values) {
      switch (value.getNodeType()) {
        case STRING -> {
          textSet.add(value.stringValue());
          // Half a surrogate pair has no bytes, and would become a question mark.
          if (StandardCharsets.UTF_8.newEncoder().canEncode(value.stringValue())) {
            found.add(value.stringValue().getBytes(StandardCharsets.UTF_8));
          }
        }
        case NUMBER -> numbers.add(value.decimalValue());
        case BOOLEAN -> literals.add((byte) (value.booleanValue() ? 't' : 'f'));
        case NULL -> literals.add((byte) 'n');
        default -> hasContainers = true;
      }
    }
    texts = found.toArray(new byte[0][]);
  }

  @Override
  int judge(Scan scan) {
    byte first = scan.bytes[scan.at];
    return switch (first) {
      case '"' -> {
        if (!scan.string()) {
          yield Verdict.UNKNOWN;
        }
        boolean found = scan.textHasNoEscapes() ? hasText(scan) : textSet.contains(scan.text());
        yield found ? Verdict.VALID : Verdict.INVALID;
      }
      case '{', '[' -> hasContainers ? Verdict.UNKNOWN : Verdict.INVALID;
      case 't', 'f', 'n' -> {
        if (!literals.contains(first)) {
          yield Verdict.INVALID;
        }
        yield ANYTHING.judge(scan);
      }
      default -> number(scan);
    };
  }

  private boolean hasText(Scan scan) {
    for (byte[] text : texts) {
      if (Arrays.equals(scan.bytes, scan.textStart, scan.textEnd, text, 0, text.length)) {
        return true;
      }
    }
    return false;
  }

  private int number(Scan scan) {
    if (!scan.number()) {
      return Verdict.UNKNOWN;
    }
    BigDecimal value = scan.numberValue();
    for (BigDecimal number : numbers) {
      if (number.compareTo(value) == 0) {
        return Verdict.VALID;
      }
    }
    return Verdict.INVALID;
  }
}
