package io.github.jsonlpreflight.cli.console;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Knows whether a person is looking, and at how wide a window. */
public final class Terminal {
  /** How wide lines are that nobody sees on a terminal. */
  static final int USUAL_COLUMNS = 80;

  private static final int MIN_COLUMNS = 40;

  /** Longer lines are no easier to read. */
  private static final int MAX_COLUMNS = 120;

  /**
   * What the launcher says of standard output and standard error: {@code out} and {@code err} stand
   * in it for those that are terminals. Java knows only whether all of them are.
   */
  private static final @Nullable String KNOWN = System.getenv("PREFLIGHT_TERMINALS");

  private Terminal() {}

  /** Tells whether results are read on a terminal, not by a file or another program. */
  public static boolean isInteractive() {
    return KNOWN == null ? isAllInteractive() : KNOWN.contains("out");
  }

  /** Tells whether somebody sees standard error on a terminal. */
  public static boolean isErrorInteractive() {
    return KNOWN == null ? isAllInteractive() : KNOWN.contains("err");
  }

  @SuppressWarnings("SystemConsoleNull") // the other half of the answer stands below
  private static boolean isAllInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there always is a console, and it says itself whether it is a terminal.
      return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("Console.isTerminal is public and throws nothing", e);
    }
  }

  /**
   * Returns how many columns a line of results may have: those of the terminal within reason, or 80
   * where there is none, so that what goes into a file does not depend on the window.
   */
  public static int columns() {
    return isInteractive() ? readableColumns() : USUAL_COLUMNS;
  }

  /** Returns how many columns a line on standard error may have, likewise. */
  static int errorColumns() {
    return isErrorInteractive() ? readableColumns() : USUAL_COLUMNS;
  }

  private static int readableColumns() {
    return Math.max(MIN_COLUMNS, Math.min(MAX_COLUMNS, Width.COLUMNS));
  }

  /** Returns how many columns the terminal has. */
  static int width() {
    return Width.COLUMNS;
  }

  /** Asks once, and only if somebody wants to know. */
  private static final class Width {
    static final int COLUMNS = ask();

    private Width() {}

    /** Asks the terminal as a shell would: the Java runtime does not know. */
    private static int ask() {
      ProcessBuilder stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      try {
        Process process = stty.start();
        String answer =
            new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        int space = answer.indexOf(' ');
        int columns = Integer.parseInt(answer.substring(space + 1).strip());
        return columns == 0 ? USUAL_COLUMNS : columns;
      } catch (IOException | NumberFormatException e) {
        return USUAL_COLUMNS; // there is no such command, or no such terminal
      }
    }
  }
}
