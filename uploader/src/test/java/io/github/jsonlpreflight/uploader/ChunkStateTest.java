package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.uploader.JournalRecord.Abandoned;
import io.github.jsonlpreflight.uploader.JournalRecord.Confirmed;
import io.github.jsonlpreflight.uploader.JournalRecord.Held;
import io.github.jsonlpreflight.uploader.JournalRecord.OfChunk;
import io.github.jsonlpreflight.uploader.JournalRecord.Parked;
import io.github.jsonlpreflight.uploader.JournalRecord.Poll;
import io.github.jsonlpreflight.uploader.JournalRecord.PutResult;
import io.github.jsonlpreflight.uploader.JournalRecord.PutStarted;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlGranted;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlIntent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkStateTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

  /** Applies records to a chunk that a URL was received for. */
  private static ChunkState after(OfChunk... records) {
    List<OfChunk> all = new ArrayList<>();
    all.add(new UrlIntent(1, 1, "f", T));
    all.add(new UrlGranted(1, 1, "imp", null, 0, "f", "t", null, T));
    all.addAll(List.of(records));
    ChunkState state = new ChunkState(1);
    all.forEach(record -> state.apply(record, 0));
    return state;
  }

  private static PutStarted started() {
    return new PutStarted(1, 1, 1, T);
  }

  private static PutResult result(PutVerdict verdict) {
    return new PutResult(1, 1, 1, verdict, 0, null, null, null, T);
  }

  @Test
  void remembersWhetherAnAttemptThatWasGivenUpMayHaveStoredTheChunk() {
    Abandoned abandoned = new Abandoned(1, 1, "why", T);
    List<ChunkState> maybe =
        List.of(
            after(started(), abandoned),
            after(started(), result(PutVerdict.UNKNOWN), abandoned),
            after(started(), result(PutVerdict.ACKED), abandoned),
            after(new Held(1, 1, "why", T), abandoned),
            after(new Parked(1, 1, T), abandoned));
    List<ChunkState> no =
        List.of(
            after(abandoned),
            after(started(), result(PutVerdict.REFUSED), abandoned),
            after(started(), result(PutVerdict.BUSY), abandoned),
            after(started(), result(PutVerdict.UNKNOWN)));

    assertThat(maybe).allMatch(ChunkState::mayBeThereByAnEarlierAttempt);
    assertThat(no).noneMatch(ChunkState::mayBeThereByAnEarlierAttempt);
    for (ChunkState state : maybe) {
      state.apply(new UrlIntent(1, 2, "f", T), 0);
      state.apply(new Abandoned(1, 2, "why", T), 0);
      assertThat(state.mayBeThereByAnEarlierAttempt()).as("for good").isTrue();
    }
  }

  @Test
  void isDoneWithAChunkThatAPersonHasFound() {
    ChunkState state = after(started(), new Held(1, 1, "why", T), new Confirmed(1, 1, T));
    assertThat(state.phase()).isEqualTo(ChunkState.Phase.CONFIRMED);
    assertThat(state.isTerminal()).isTrue();
    assertThat(state.hasFailed()).isFalse();
  }

  @Test
  void forgetsWithANewAttemptWhatWasKnownOfTheOneBefore() {
    ChunkState state =
        after(
            started(),
            result(PutVerdict.EXPIRED),
            new Poll(1, 1, "uninitialised", T),
            new Abandoned(1, 1, "why", T),
            new UrlIntent(1, 2, "f", T));
    ChunkState fresh = new ChunkState(1);
    fresh.apply(new UrlIntent(1, 2, "f", T), 0);
    assertThat(state).hasToString(fresh.toString());
  }

  @Test
  void needsAUrlWhileBytesMayGoToIt() {
    assertThat(after().needsUrl()).isTrue();
    assertThat(after(started()).needsUrl()).isTrue();
    for (PutVerdict verdict : PutVerdict.values()) {
      assertThat(after(started(), result(verdict)).needsUrl()).as("%s", verdict).isTrue();
    }
    assertThat(new ChunkState(1).needsUrl()).isFalse();
    assertThat(after(started(), new Poll(1, 1, "queued", T)).needsUrl()).isFalse();
    assertThat(after(started(), new Parked(1, 1, T)).needsUrl()).isFalse();
    assertThat(after(started(), new Held(1, 1, "why", T)).needsUrl()).isFalse();
  }
}
