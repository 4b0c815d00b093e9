package io.github.jsonlpreflight.uploader;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Chance, of which every throw has a name: the same seed and name give the same outcome, whatever
 * else was thrown. So a fault can be taken out of a history and the others stay what they were.
 */
final class Dice {
  private final long seed;
  private final Set<String> spared;
  private final Map<String, Integer> throwsSoFar = new HashMap<>();
  private final Set<String> struck = new LinkedHashSet<>();
  private boolean calm;

  /** Makes dice that never let the named faults strike. */
  Dice(long seed, Set<String> spared) {
    this.seed = seed;
    this.spared = spared;
  }

  /** Lets no fault strike from now on. */
  void calmDown() {
    calm = true;
  }

  /** Tells whether a fault strikes now. */
  boolean strikes(String fault, double probability) {
    if (calm) {
      return false;
    }
    String name = next(fault);
    boolean strikes = random(name).nextDouble() < probability && !spared.contains(name);
    if (strikes) {
      struck.add(name);
    }
    return strikes;
  }

  /** Returns a number from 0 to below a bound. */
  int pick(String what, int bound) {
    return random(next(what)).nextInt(bound);
  }

  double fraction(String what) {
    return random(next(what)).nextDouble();
  }

  /** Returns randomness for a whole activity. */
  SplittableRandom random(String name) {
    return new SplittableRandom(seed * 0x9E3779B97F4A7C15L + name.hashCode() * 0xBF58476D1CE4E5B9L);
  }

  private String next(String what) {
    return what + " #" + throwsSoFar.merge(what, 1, Integer::sum);
  }

  /** Returns the faults that have struck, by name, in order. */
  Set<String> struck() {
    return struck;
  }
}
