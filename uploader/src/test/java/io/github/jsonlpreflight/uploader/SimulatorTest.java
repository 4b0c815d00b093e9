package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * The real client through thousands of histories of every fault at once.
 *
 * <p>{@code -Dpreflight.simulator.seeds=1000000} runs more of them; {@code
 * -Dpreflight.simulator.seed=17} runs a single one, and both together that many from there on.
 */
class SimulatorTest {
  private static final @Nullable Long SEED = Long.getLong("preflight.simulator.seed");
  private static final long FIRST = SEED == null ? 1 : SEED;
  private static final long SEEDS =
      Long.getLong("preflight.simulator.seeds", SEED == null ? 2000 : 1);

  @Test
  @DisplayName(
      "faults 16, 22 to 36: no history doubles a record, loses one, or gives a secret away")
  void keepsItsPromisesInEveryHistory() throws IOException {
    long starts = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      Simulation simulation = new Simulation(seed, Set.of(), /* keepsHistory= */ false);
      try {
        simulation.run();
      } catch (Violation e) {
        throw new AssertionError(Shrinker.explain(seed, simulation.struck(), e), e);
      }
      starts += simulation.starts();
    }
    assertThat(starts).as("starts").isGreaterThanOrEqualTo(SEEDS);
  }

  @Test
  void isTheSameEachTime() throws IOException {
    for (long seed = 1; seed <= 20; seed++) {
      Simulation one = new Simulation(seed, Set.of(), /* keepsHistory= */ true);
      Simulation other = new Simulation(seed, Set.of(), /* keepsHistory= */ true);
      one.run();
      other.run();
      assertThat(one.history()).as("seed " + seed).isNotEmpty().isEqualTo(other.history());
    }
  }

  /** Takes faults out of a failing history as long as it fails without them. */
  private static final class Shrinker {
    private static final int MOST_TRIES = 500;

    static String explain(long seed, Set<String> struck, Violation violation) throws IOException {
      Set<String> spared = new LinkedHashSet<>();
      boolean smaller = true;
      int tries = 0;
      Set<String> left = struck;
      while (smaller) {
        smaller = false;
        for (String fault : left) {
          if (tries++ == MOST_TRIES) {
            break;
          }
          Set<String> more = new LinkedHashSet<>(spared);
          more.add(fault);
          Simulation tried = new Simulation(seed, more, /* keepsHistory= */ false);
          Violation other = fails(tried);
          if (other != null && kind(other).equals(kind(violation))) {
            spared = more;
            left = new LinkedHashSet<>(tried.struck());
            smaller = true;
            break;
          }
        }
      }
      Simulation last = new Simulation(seed, spared, /* keepsHistory= */ true);
      Violation found = fails(last);
      return String.format(
          Locale.ROOT,
          "seed %d: %s%nShrunk to the faults %s: %s%n%s",
          seed,
          violation.getMessage(),
          last.struck(),
          found == null ? "(gone)" : found.getMessage(),
          String.join(System.lineSeparator(), last.history()));
    }

    private static String kind(Violation violation) {
      return String.valueOf(violation.getMessage()).replaceAll("[0-9:].*", "");
    }

    private static @Nullable Violation fails(Simulation simulation) throws IOException {
      try {
        simulation.run();
        return null;
      } catch (Violation e) {
        return e;
      }
    }
  }
}
