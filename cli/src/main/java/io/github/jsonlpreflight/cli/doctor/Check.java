package io.github.jsonlpreflight.cli.doctor;

import org.jspecify.annotations.Nullable;

/**
 * Something that an upload needs, and how it was found.
 *
 * @param what its name
 * @param finding what was found, fit to be shown
 * @param advice what to do, or null where nothing is to be done
 */
public record Check(State state, String what, String finding, @Nullable String advice) {
  /** How something was found. */
  public enum State {
    OK("ok"),
    WARNING("note"),
    NOT_OK("not-ok");

    private final String id;

    State(String id) {
      this.id = id;
    }

    /** Returns what programs know it by. */
    String id() {
      return id;
    }
  }

  /** Tells whether an upload would fail. */
  public boolean isNotOk() {
    return state == State.NOT_OK;
  }
}
