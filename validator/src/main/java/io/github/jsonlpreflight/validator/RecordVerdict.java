package io.github.jsonlpreflight.validator;

import java.util.List;
import java.util.function.Function;

/** What is to be said of one record. */
public sealed interface RecordVerdict {
  /**
   * Returns the warnings, which never make a record invalid; the first of them if there are many.
   */
  List<Violation> warnings();

  /** Returns how many findings there are beyond those that are held. */
  MoreFindings more();

  /**
   * Returns what the function for this case makes of it: a new case breaks the build of whoever has
   * not thought of it.
   */
  <T> T match(Function<Valid, T> ifValid, Function<Invalid, T> ifInvalid);

  /**
   * The record may be sent.
   *
   * @param warnings what the service may or may not object to
   * @param more how many findings there are beyond those
   */
  record Valid(List<Violation> warnings, MoreFindings more) implements RecordVerdict {
    static final Valid WITHOUT_WARNINGS = new Valid(List.of());

    /** Copies the warnings. */
    public Valid {
      warnings = List.copyOf(warnings);
    }

    /** Makes a verdict with these warnings and no more. */
    public Valid(List<Violation> warnings) {
      this(warnings, MoreFindings.NONE);
    }

    @Override
    public <T> T match(Function<Valid, T> ifValid, Function<Invalid, T> ifInvalid) {
      return ifValid.apply(this);
    }
  }

  /**
   * The record would be lost or misread.
   *
   * @param violations what makes it invalid, at least one; the first of them if there are many
   * @param warnings what the service may or may not object to
   * @param more how many findings there are beyond those
   */
  record Invalid(List<Violation> violations, List<Violation> warnings, MoreFindings more)
      implements RecordVerdict {
    /** Copies the lists. */
    public Invalid {
      violations = List.copyOf(violations);
      warnings = List.copyOf(warnings);
    }

    /** Makes a verdict with these findings and no more. */
    public Invalid(List<Violation> violations, List<Violation> warnings) {
      this(violations, warnings, MoreFindings.NONE);
    }

    @Override
    public <T> T match(Function<Valid, T> ifValid, Function<Invalid, T> ifInvalid) {
      return ifInvalid.apply(this);
    }
  }
}
