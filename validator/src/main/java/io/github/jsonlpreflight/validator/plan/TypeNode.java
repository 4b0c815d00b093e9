package io.github.jsonlpreflight.validator.plan;

import org.jspecify.annotations.Nullable;

/**
 * The keywords of one schema object that look at a value once: its type, and what its type lets
 * ask.
 */
final class TypeNode extends Node {
  static final int NULL = 1;
  static final int BOOLEAN = 1 << 1;
  static final int STRING = 1 << 2;
  static final int INTEGER = 1 << 3;
  static final int NUMBER = 1 << 4;
  static final int OBJECT = 1 << 5;
  static final int ARRAY = 1 << 6;
  static final int EVERY_TYPE = (1 << 7) - 1;

  private final int types;
  private final boolean wholeFractionsAreIntegers;
  private final @Nullable ObjectRule objects;
  private final @Nullable ArrayRule arrays;
  private final @Nullable StringRule strings;
  private final @Nullable NumberRule numbers;

  /**
   * Makes a node; a rule that is null asks nothing of values of its type.
   *
   * @param wholeFractionsAreIntegers whether 1.0 is an integer
   */
  TypeNode(
      int types,
      boolean wholeFractionsAreIntegers,
      @Nullable ObjectRule objects,
      @Nullable ArrayRule arrays,
      @Nullable StringRule strings,
      @Nullable NumberRule numbers) {
    this.types = types;
    this.wholeFractionsAreIntegers = wholeFractionsAreIntegers;
    this.objects = objects;
    this.arrays = arrays;
    this.strings = strings;
    this.numbers = numbers;
  }

  @Override
  int judge(Scan scan) {
    switch (scan.bytes[scan.at]) {
      case '"' -> {
        if ((types & STRING) == 0) {
          return Verdict.INVALID;
        }
        if (!scan.string()) {
          return Verdict.UNKNOWN;
        }
        return strings == null ? Verdict.VALID : strings.judge(scan);
      }
      case '{' -> {
        if ((types & OBJECT) == 0) {
          return Verdict.INVALID;
        }
        return objects == null ? ANYTHING.judge(scan) : objects.judge(scan);
      }
      case '[' -> {
        if ((types & ARRAY) == 0) {
          return Verdict.INVALID;
        }
        return arrays == null ? ANYTHING.judge(scan) : arrays.judge(scan);
      }
      case 't', 'f' -> {
        return literal(scan, BOOLEAN);
      }
      case 'n' -> {
        return literal(scan, NULL);
      }
      default -> {
        return number(scan);
      }
    }
  }

  private int literal(Scan scan, int type) {
    if ((types & type) == 0) {
      return Verdict.INVALID;
    }
    return scan.literal() ? Verdict.VALID : Verdict.UNKNOWN;
  }

  private int number(Scan scan) {
    if ((types & (NUMBER | INTEGER)) == 0) {
      return Verdict.INVALID;
    }
    if (!scan.number()) {
      return Verdict.UNKNOWN;
    }
    // Where a schema names integers among its types, the authority compares the integer part of any
    // number.
    boolean asksForIntegers = (types & NUMBER) == 0 || (numbers != null && (types & INTEGER) != 0);
    if (asksForIntegers && types != EVERY_TYPE && !isInteger(scan)) {
      return Verdict.UNKNOWN;
    }
    return numbers == null ? Verdict.VALID : numbers.judge(scan);
  }

  private boolean isInteger(Scan scan) {
    return scan.numberIsInteger() || (wholeFractionsAreIntegers && scan.numberIsWholeFraction());
  }
}
