package io.github.jsonlpreflight.cli.options;

import java.util.regex.Pattern;

/** Words of a command that somebody is to paste into a shell. */
public final class ShellWord {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_./=:,@%+][A-Za-z0-9_./=:,@%+-]*");

  private ShellWord() {}

  /** Returns a word as a POSIX shell reads it back. */
  public static String quote(String word) {
    return PLAIN.matcher(word).matches() || word.equals("-")
        ? word
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
