package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What has become of a chunk. Immutable and safe to share. */
public sealed interface ChunkOutcome {
  /** Returns the chunk. */
  Chunk chunk();

  /** Returns its status as it stands in {@code result.json}. */
  String status();

  /** Returns what the service calls its import, or null before there is one. */
  @Nullable String importId();

  /** Returns how many of its records are in the dataset. */
  default long accepted() {
    return 0;
  }

  /** Returns how many of its records are not in the dataset, and will not be. */
  default long rejected() {
    return 0;
  }

  /** Returns why it stands as it does, where there is something to say. */
  default @Nullable String reason() {
    return null;
  }

  /** Tells whether the chunk has ended for good. */
  default boolean isTerminal() {
    return true;
  }

  /**
   * What to make of each case: a new one breaks the build of whoever has not thought of it.
   *
   * @param <R> what is made of it
   */
  record Cases<R>(
      Function<Complete, R> complete,
      Function<Partial, R> partial,
      Function<Failed, R> failed,
      Function<Held, R> held,
      Function<Confirmed, R> confirmed,
      Function<Unfinished, R> unfinished,
      Function<Planned, R> planned) {}

  /** Returns what the function for this case makes of it. */
  <R> R match(Cases<R> cases);

  /** Every record is in the dataset. */
  record Complete(Chunk chunk, String importId) implements ChunkOutcome {
    @Override
    public String status() {
      return ImportJob.COMPLETE;
    }

    @Override
    public long accepted() {
      return chunk.records();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.complete().apply(this);
    }
  }

  /**
   * Some records are in the dataset for good, the others are not.
   *
   * @param status what the service calls it
   * @param accepted how many are
   * @param rejected how many are not; both make up the chunk's records
   */
  record Partial(
      Chunk chunk,
      String importId,
      String status,
      long accepted,
      long rejected,
      @Nullable String reason)
      implements ChunkOutcome {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.partial().apply(this);
    }
  }

  /** The import failed: none of the records is in the dataset. */
  record Failed(Chunk chunk, String importId, @Nullable String reason) implements ChunkOutcome {
    @Override
    public String status() {
      return ImportJob.FAILED;
    }

    @Override
    public long rejected() {
      return chunk.records();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.failed().apply(this);
    }
  }

  /** It cannot be known whether the records are in the dataset; a person decides. */
  record Held(Chunk chunk, @Nullable String importId, String reason) implements ChunkOutcome {
    @Override
    public String status() {
      return "held";
    }

    @Override
    public boolean isTerminal() {
      return false;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.held().apply(this);
    }
  }

  /**
   * A person has found the records in the dataset, where the service could not say; all of them
   * count as accepted.
   */
  record Confirmed(Chunk chunk, @Nullable String importId) implements ChunkOutcome {
    @Override
    public String status() {
      return "confirmed";
    }

    @Override
    public long accepted() {
      return chunk.records();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.confirmed().apply(this);
    }
  }

  /**
   * There is an import, and it has not ended.
   *
   * @param status what the service calls it
   */
  record Unfinished(Chunk chunk, String importId, String status) implements ChunkOutcome {
    @Override
    public boolean isTerminal() {
      return false;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.unfinished().apply(this);
    }
  }

  /** Nothing that holds the chunk is at the service. */
  record Planned(Chunk chunk) implements ChunkOutcome {
    @Override
    public String status() {
      return "planned";
    }

    @Override
    public @Nullable String importId() {
      return null;
    }

    @Override
    public boolean isTerminal() {
      return false;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.planned().apply(this);
    }
  }
}
