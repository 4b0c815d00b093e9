package io.github.jsonlpreflight.validator;

import java.util.List;
import java.util.function.Function;

/** What is to be said of one record. */
public sealed interface RecordVerdict {
  /** Returns the warnings, which never make a record invalid. */
  List<Violation> warnings();

  /**
   * Returns what the function for this case makes of it: a new case breaks the build of whoever has
   * not thought of it.
   */
  <T> T match(Function<Valid, T> ifValid, Function<Invalid, T> ifInvalid);

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

    @Override
    public <T> T match(Function<Valid, T> ifValid, Function<Invalid, T> ifInvalid) {
      return ifValid.apply(this);
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

    @Override
    public <T> T match(Function<Valid, T> ifValid, Function<Invalid, T> ifInvalid) {
      return ifInvalid.apply(this);
    }
  }
}
