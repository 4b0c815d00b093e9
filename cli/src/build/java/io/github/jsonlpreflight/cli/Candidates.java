package io.github.jsonlpreflight.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What the value of an option, or an operand, can be completed to.
 *
 * @param kind the kind of value
 * @param words the values there are, in the order in which help names them; only for {@link
 *     Kind#WORDS} and {@link Kind#PAIRS}
 */
record Candidates(Kind kind, List<String> words) {
  /** The kinds of values that shells treat differently. */
  enum Kind {
    /** Nothing to complete: an option without a value, or a command without operands. */
    NONE,
    /** A number, an address, an identifier: only its writer knows it. */
    TEXT,
    /** One of a few words. */
    WORDS,
    /** {@code NAME=VALUE}: first one name of many, then one of its few values. */
    PAIRS,
    FILE,
    DIRECTORY
  }

  private static final Candidates NOTHING = new Candidates(Kind.NONE, List.of());

  Candidates {
    words = List.copyOf(words);
  }

  /** Returns what an operand or an option's value can be. */
  static Candidates of(ArgSpec argument) {
    if (argument.arity().max() == 0 || isSwitch(argument)) {
      return NOTHING;
    }
    if (argument.completionCandidates() != null) {
      List<String> words = new ArrayList<>();
      argument.completionCandidates().forEach(words::add);
      boolean isPairs = words.stream().allMatch(word -> word.contains("="));
      return new Candidates(isPairs ? Kind.PAIRS : Kind.WORDS, words);
    }
    String label = argument.paramLabel();
    if (label.equals("DIR")) {
      return new Candidates(Kind.DIRECTORY, List.of());
    }
    // Where - stands for standard input too, a file's name is a plain text to picocli.
    boolean isFile = argument.typeInfo().getType().equals(Path.class) || label.startsWith("FILE");
    return new Candidates(isFile ? Kind.FILE : Kind.TEXT, List.of());
  }

  /** Tells whether an argument is a switch, also one that counts how often it is given. */
  private static boolean isSwitch(ArgSpec argument) {
    return argument.isOption()
        && argument.auxiliaryTypes().length > 0
        && (argument.auxiliaryTypes()[0] == boolean.class
            || argument.auxiliaryTypes()[0] == Boolean.class);
  }

  static Candidates none() {
    return NOTHING;
  }
}
