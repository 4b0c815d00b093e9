package io.github.jsonlpreflight.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Knows whether a person is looking. */
final class Terminal {
  private Terminal() {}

  /** Tells whether the program talks to a terminal, not to a file or to another program. */
  @SuppressWarnings("SystemConsoleNull") // the other half of the answer stands below
  static boolean isInteractive() {
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
}
