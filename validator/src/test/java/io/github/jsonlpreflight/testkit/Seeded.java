package io.github.jsonlpreflight.testkit;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Random data that comes again: as a test's argument it stands in the test's name as its seed, and
 * the seed alone brings the failure back.
 */
public final class Seeded {
  /** For runs of the same tests a thousand times over, as mutation testing makes them. */
  private static final int MOST_SEEDS =
      Integer.getInteger("preflight.seeds.most", Integer.MAX_VALUE);

  private final long seed;
  private final SplittableRandom random;

  private Seeded(long seed) {
    this.seed = seed;
    this.random = new SplittableRandom(seed);
  }

  /**
   * Returns so many generators, each with a seed of its own; fewer where {@code
   * preflight.seeds.most} says so.
   */
  public static Stream<Seeded> seeds(int count) {
    return LongStream.range(0, Math.min(count, MOST_SEEDS)).mapToObj(Seeded::new);
  }

  /** Returns the generator of one seed. */
  public static Seeded of(long seed) {
    return new Seeded(seed);
  }

  /** Returns a number from {@code least} to {@code greatest}, both included. */
  public int between(int least, int greatest) {
    return random.nextInt(least, greatest + 1);
  }

  /** Returns one of the choices. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Tells yes, once in so many times. */
  public boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  /** Returns any number at all. */
  public long anyLong() {
    return random.nextLong();
  }

  /** Returns so many bytes of every value. */
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Override
  public String toString() {
    return "seed " + seed;
  }
}
