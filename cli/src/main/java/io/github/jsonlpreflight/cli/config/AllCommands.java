package io.github.jsonlpreflight.cli.config;

/**
 * Knows every command, where the program at hand knows one: to know all their options takes as long
 * as many a run, and is only needed to see what is misspelt.
 */
public interface AllCommands {
  /** Tells whether a command is called like that. */
  boolean isCommand(String name);

  /** Tells whether any command has an option of that name, given without its dashes. */
  boolean hasOption(String name);
}
