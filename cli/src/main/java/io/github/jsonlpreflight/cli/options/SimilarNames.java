package io.github.jsonlpreflight.cli.options;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Guesses what somebody has meant who wrote a name that there is not. */
public final class SimilarNames {
  /** Names with more than a third of their letters changed are other names. */
  private static final int LETTERS_A_CHANGE = 3;

  /** Any number is a change away from others, and seldom misspelt. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  /** What is longer is no name that somebody has misspelt. */
  private static final int MAX_NAME_LENGTH = 200;

  private static final int MAX_SHOWN = 3;

  private SimilarNames() {}

  /** A name, and by how many letters it differs. */
  private record Candidate(String name, int changes) {}

  /** Returns the names that are most like a written one, the most alike first; none if none is. */
  public static List<String> of(String written, Collection<String> names) {
    if (written.length() > MAX_NAME_LENGTH || NUMBER.matcher(written).matches()) {
      return List.of();
    }
    String wanted = letters(written);
    return names.stream()
        .filter(name -> name.length() <= MAX_NAME_LENGTH && !name.equals(written))
        .map(name -> new Candidate(name, changes(wanted, letters(name))))
        .filter(candidate -> candidate.changes <= allowed(wanted, letters(candidate.name)))
        .sorted(Comparator.comparingInt(Candidate::changes))
        .limit(MAX_SHOWN)
        .map(Candidate::name)
        .toList();
  }

  /** Returns the name that is most like a written one, if any is. */
  public static Optional<String> mostSimilar(String written, Collection<String> names) {
    return of(written, names).stream().findFirst();
  }

  /** Returns the end of a sentence about a name that there is not: what may have been meant. */
  public static String meant(String written, Collection<String> names) {
    List<String> similar = of(written, names);
    return similar.isEmpty() ? "" : "; did you mean " + String.join(", or ", similar) + "?";
  }

  private static int allowed(String wanted, String letters) {
    return Math.max(wanted.length(), letters.length()) / LETTERS_A_CHANGE;
  }

  /** Returns a name without what is mixed up most often: case, and what stands between words. */
  private static String letters(String name) {
    return name.replaceAll("[\\s_.-]", "").toLowerCase(Locale.ROOT);
  }

  /** Returns how many letters are to be added, removed, replaced or swapped with the next one. */
  private static int changes(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    Arrays.setAll(last, i -> i);
    for (int i = 1; i <= from.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
        boolean isSwapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (isSwapped) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[to.length()];
  }
}
