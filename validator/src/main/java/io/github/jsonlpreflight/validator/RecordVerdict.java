package io.github.jsonlpreflight.validator;

import java.util.List;
import java.util.function.Function;

/** What is to be said of one record. */
public sealed interface RecordVerdict {
  /** Returns the warnings, which never make a record invalid. */
  List<Violation> warnings();

  /** Returns what one of two functions makes of the verdict. */
  default <T> T match(Function<Valid, T> ifValid, Function<Invalid, T> ifInvalid) {
    if (this instanceof Valid valid) {
      return ifValid.apply(valid);
    }
    return ifInvalid.apply((Invalid) this);
  }

  /**
   * The record may be sent.
   *
   * @param warnings what the service may or may not object to
   */
  record Valid(List<Violation> warnings) implements RecordVerdict {
    static final Valid WITHOUT_WARNINGS = new Valid(List.of());

    /** Copies the warnings. */
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * The record would be lost or misread.
   *
   * @param violations everything that makes it invalid, at least one
   * @param warnings what the service may or may not object to
   */
  record Invalid(List<Violation> violations, List<Violation> warnings) implements RecordVerdict {
    /** Copies the lists. */
    public Invalid {
      violations = List.copyOf(violations);
      warnings = List.copyOf(warnings);
    }
  }
}
