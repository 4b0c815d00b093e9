package io.github.jsonlpreflight.profiler;

import io.github.jsonlpreflight.validator.FieldType;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Tells what strings look like; most are told by their first character. */
@SuppressWarnings("EnumOrdinal") // a set of bits: no object for each string
final class TextForms {
  /** A longer string is no URL here, though some servers would take it. */
  static final int MAX_URL_LENGTH = 8192;

  private static final int MAX_NUMBER_LENGTH = 64;
  private static final int MIN_DATE_LENGTH = 10;
  private static final int MAX_DATE_LENGTH = 40;

  private static final List<String> IMAGE_ENDINGS =
      List.of(
          ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif", ".bmp", ".heic", ".tif",
          ".tiff");

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  private static final Pattern DATE =
      Pattern.compile(
          "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
              + "(?:[T ](?:[01][0-9]|2[0-4]):[0-5][0-9](?::[0-6][0-9](?:[.,][0-9]{1,9})?)?"
              + "(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?");

  private TextForms() {}

  /** Returns the forms of a string as a set of bits, {@code 1 << ordinal}. */
  static int of(char[] chars, int from, int length) {
    if (isBlank(chars, from, length)) {
      return bit(TextForm.BLANK);
    }
    char first = chars[from];
    if (first == 'h' || first == 'H') {
      return length > MAX_URL_LENGTH ? 0 : ofAddress(new String(chars, from, length));
    }
    boolean isNumeric = (first >= '0' && first <= '9') || "+-.".indexOf(first) >= 0;
    if (!isNumeric || length > MAX_NUMBER_LENGTH) {
      return 0;
    }
    String text = new String(chars, from, length);
    if (NUMBER.matcher(text).matches()) {
      return bit(TextForm.NUMBER);
    }
    boolean isDate =
        length >= MIN_DATE_LENGTH && length <= MAX_DATE_LENGTH && DATE.matcher(text).matches();
    return isDate ? bit(TextForm.DATE) : 0;
  }

  static int bit(TextForm form) {
    return 1 << form.ordinal();
  }

  /** Never calls blank what the rules of a dataset's schema would not. */
  private static boolean isBlank(char[] chars, int from, int length) {
    for (int i = from; i < from + length; i++) {
      char c = chars[i];
      if (!(c == ' ' || (c >= '\t' && c <= '\r') || c == '\u0085' || Character.isSpaceChar(c))) {
        return false;
      }
    }
    return true;
  }

  private static int ofAddress(String text) {
    if (!FieldType.IMAGE_URL.suits(text)) {
      return 0;
    }
    int forms = bit(TextForm.URL);
    if (FieldType.AUDIO_URL.suits(text)) {
      forms |= bit(TextForm.AUDIO_URL);
    } else if (FieldType.VIDEO_URL.suits(text)) {
      forms |= bit(TextForm.VIDEO_URL);
    } else if (hasImageEnding(text)) {
      forms |= bit(TextForm.IMAGE_URL);
    }
    return forms;
  }

  private static boolean hasImageEnding(String url) {
    int end = url.length();
    for (int i = 0; i < end; i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        end = i;
      }
    }
    String path = url.substring(0, end).toLowerCase(Locale.ROOT);
    return IMAGE_ENDINGS.stream().anyMatch(path::endsWith);
  }
}
