package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.RecordRange;
import io.github.jsonlpreflight.uploader.ImportJob.Rejection;
import io.github.jsonlpreflight.uploader.JournalRecord.OfChunk;
import io.github.jsonlpreflight.uploader.JournalRecord.Terminal;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlGranted;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlIntent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an import's end comes to, for a chunk of four records. */
class OutcomesTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
  private static final Chunk CHUNK =
      new Chunk(1, "a", 1, 4, 4, 8, "00", false, List.of(new RecordRange(0, 8, 1, 0, 4)));

  private static ChunkState after(OfChunk... records) {
    ChunkState state = new ChunkState(1);
    for (OfChunk record : records) {
      state.apply(record, 0);
    }
    return state;
  }

  private static UrlGranted grant() {
    return new UrlGranted(1, 1, "imp", null, 0, "f", "t", null, T);
  }

  private static ChunkState ended(
      String status, @Nullable Long accepted, @Nullable Long rejected, int errors) {
    List<Rejection> list = Collections.nCopies(errors, new Rejection(0L, null, "why"));
    ImportJob job =
        new ImportJob("imp", null, status, accepted, rejected, null, null, "reason", list);
    return after(new UrlIntent(1, 1, "f", T), grant(), new Terminal(1, 1, job, T));
  }

  @ParameterizedTest(name = "fault 30: {0} with {1} accepted, {2} rejected, {3} errors")
  @CsvSource({
    "complete, 4, 0, 0, 4, true",
    "complete,  ,  , 0, 4, true",
    "complete,  , 0, 0, 4, true",
    "complete, 4,  , 0, 4, true",
    "complete,  , 1, 0, 3, false",
    "complete, 3, 0, 0, 3, false",
    "complete, 5, 0, 0, 4, false",
    "complete, 4, 1, 0, 4, false",
    "complete, 4, 0, 1, 4, false",
    "partial,  3, 1, 1, 3, true",
    "partial,  3, 1, 0, 3, true",
    "partial,  0, 4, 0, 0, true",
    "partial,  4, 0, 0, 4, true",
    "partial,   ,  , 0, 0, false",
    "partial,   , 1, 0, 3, false",
    "partial,  3,  , 0, 3, false",
    "partial,  3, 2, 0, 3, false",
    "partial, -1, 5, 0, 0, false",
    "partial,  5,-1, 0, 4, false",
    "partial,   , 9, 0, 0, false",
    "partial,   ,-1, 0, 4, false"
  })
  void countsWhatTheServiceCallsAcceptedAndNoMoreThanThereIs(
      String status,
      @Nullable Long accepted,
      @Nullable Long rejected,
      int errors,
      long counted,
      boolean addsUp) {
    ChunkState state = ended(status, accepted, rejected, errors);
    ChunkOutcome outcome = Outcomes.of(CHUNK, state);

    assertThat(outcome.accepted()).isEqualTo(counted);
    assertThat(outcome.rejected()).isEqualTo(CHUNK.records() - counted);
    assertThat(outcome)
        .isInstanceOf(counted == 4 ? ChunkOutcome.Complete.class : ChunkOutcome.Partial.class);
    if (addsUp) {
      assertThat(Outcomes.inconsistency(CHUNK, state)).isNull();
    } else {
      assertThat(Outcomes.inconsistency(CHUNK, state))
          .isEqualTo(
              "chunk 1 has 4 records, and the service calls its import %s with %s accepted, %s"
                  + " rejected and %d errors",
              status, said(accepted), said(rejected), errors);
    }
  }

  private static String said(@Nullable Long count) {
    return count == null ? "an unknown number" : count.toString();
  }

  @Test
  void saysNothingOfCountsThatNobodyGave() {
    assertThat(Outcomes.inconsistency(CHUNK, after())).isNull();
    assertThat(Outcomes.inconsistency(CHUNK, ended("failed", 3L, 7L, 1))).isNull();
    assertThat(Outcomes.of(CHUNK, ended("failed", null, null, 0)))
        .isEqualTo(new ChunkOutcome.Failed(CHUNK, "imp", "reason"));
  }

  @Test
  @DisplayName("what has not ended is planned or unfinished, by whether an import may have it")
  void tellsWhatHasNotEnded() {
    UrlIntent intent = new UrlIntent(1, 1, "f", T);
    assertThat(Outcomes.of(CHUNK, after())).isEqualTo(new ChunkOutcome.Planned(CHUNK));
    assertThat(Outcomes.of(CHUNK, after(intent))).isEqualTo(new ChunkOutcome.Planned(CHUNK));
    assertThat(Outcomes.of(CHUNK, after(intent, grant())))
        .isEqualTo(new ChunkOutcome.Unfinished(CHUNK, "imp", "uninitialised"));
    assertThat(
            Outcomes.of(CHUNK, after(intent, grant(), new JournalRecord.Poll(1, 1, "queued", T))))
        .isEqualTo(new ChunkOutcome.Unfinished(CHUNK, "imp", "queued"));
    assertThat(Outcomes.of(CHUNK, after(intent, grant(), new JournalRecord.Abandoned(1, 1, "", T))))
        .isEqualTo(new ChunkOutcome.Planned(CHUNK));
    assertThat(Outcomes.of(CHUNK, after(intent, grant(), new JournalRecord.Held(1, 1, "why", T))))
        .isEqualTo(new ChunkOutcome.Held(CHUNK, "imp", "why"));
  }
}
