package io.github.jsonlpreflight.validator;

import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.validator.plan.Utf8;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says what is wrong with a record that is no JSON, in words for its author. */
final class JsonFaults {
  private static final int REASON_CODE_POINTS = 200;

  /** What Jackson says to its own users: its switches, its source, and the unknown word itself. */
  private static final Pattern NOT_FOR_USERS =
      Pattern.compile(
          "(: enable `| [(](start marker at|not recognized as one since|consider enabling)"
              + "|(?<=Unrecognized token) ').*",
          Pattern.DOTALL);

  private JsonFaults() {}

  /** Returns what Jackson would let pass or misread in the bytes {@code [from, to)}, or null. */
  static @Nullable String ofBytes(byte[] bytes, int from, int to) {
    int invalid = Utf8.firstInvalid(bytes, from, to);
    if (invalid >= 0) {
      return String.format(
          Locale.ROOT,
          "Invalid UTF-8: byte 0x%02X at byte %d of the record",
          bytes[invalid] & 0xFF,
          invalid - from);
    }
    if (to - from >= 3
        && bytes[from] == (byte) 0xEF
        && bytes[from + 1] == (byte) 0xBB
        && bytes[from + 2] == (byte) 0xBF) {
      return "Invalid JSON: a byte-order mark stands only at the start of a file";
    }
    // Jackson would take zeros among the first bytes for UTF-16 and read on.
    for (int i = from; i < Math.min(to, from + 4); i++) {
      if (bytes[i] == 0) {
        return "Invalid JSON: a NUL at byte " + (i - from) + " of the record";
      }
    }
    return null;
  }

  /** Says what Jackson has found. */
  static String reason(JacksonException e) {
    if (e instanceof StreamConstraintsException) {
      return e.getOriginalMessage().contains("umber")
          ? "Number is longer than the "
              + RecordParser.MAX_NUMBER_LENGTH
              + " characters of maxNumberLength"
          : "Field name is longer than the "
              + RecordParser.MAX_NAME_LENGTH
              + " bytes of maxNameLength";
    }
    return "Invalid JSON: "
        + Messages.printable(faultOf(e), REASON_CODE_POINTS)
        + " ("
        + placeOf(e.getLocation())
        + " of the record)";
  }

  private static String placeOf(TokenStreamLocation location) {
    return location.getByteOffset() >= 0
        ? "byte " + location.getByteOffset()
        : "character " + location.getCharOffset();
  }

  private static String faultOf(JacksonException e) {
    String message = e.getOriginalMessage();
    if (e instanceof UnexpectedEndOfInputException) {
      String open =
          message.contains("STRING")
              ? "string"
              : message.contains("Array")
                  ? "array"
                  : message.contains("Object") ? "object" : "value";
      return "the line ends inside an unclosed " + open;
    }
    return forUsers(message);
  }

  /** Returns one of Jackson's messages without what only its own users understand. */
  static String forUsers(String message) {
    return NOT_FOR_USERS.matcher(message).replaceFirst("");
  }

  /** Jackson refuses names that are made to have the same hash; when it does, is not fixed. */
  static boolean isAboutNameTable(StreamConstraintsException e) {
    return e.getOriginalMessage().contains("symbol table");
  }

  /** Jackson reads half a pair in a value, but in no name: so no policy can let it pass there. */
  static boolean isLoneSurrogateInName(JacksonException e) {
    String message = e.getOriginalMessage();
    return message.contains("surrogate") && message.contains(" in property name");
  }
}
