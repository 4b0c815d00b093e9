package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.JournalRecord.Ended;
import io.github.jsonlpreflight.uploader.JournalRecord.Merged;
import io.github.jsonlpreflight.uploader.JournalRecord.Note;
import io.github.jsonlpreflight.uploader.JournalRecord.Plan;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlIntent;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStateTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
  private static final Ended ENDED = new Ended(RunStatus.PAUSED, null, null, T);

  private static RunState of(JournalRecord... records) {
    RunState state = new RunState();
    for (JournalRecord record : records) {
      state.accept(record, 0);
    }
    return state;
  }

  private static Plan plan(int format) {
    return new Plan(format, "dev", "host", false, "ds", "id", "digest", "a.jsonl", 8, 2, T);
  }

  private static UrlIntent intent(int chunk) {
    return new UrlIntent(chunk, 1, "f", T);
  }

  @Test
  void hasAStateForEachChunkOfThePlan() {
    RunState state = of(plan(Plan.FORMAT), intent(2));
    assertThat(state.chunks()).extracting(ChunkState::index).containsExactly(1, 2);
    assertThat(state.chunk(1).attempt()).isZero();
    assertThat(state.chunk(2).attempt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3})
  @DisplayName("fault 34: a journal that tells of a chunk which its plan does not have is refused")
  void refusesAChunkThatThePlanDoesNotHave(int chunk) {
    requireRefusal("tells of chunk " + chunk + " of 2", plan(Plan.FORMAT), intent(chunk));
  }

  @Test
  @DisplayName("fault 34: a journal of another format, or with two plans, is refused")
  void refusesAnotherFormatAndASecondPlan() {
    requireRefusal("has format 2 or several plans", plan(2));
    requireRefusal("several plans", plan(Plan.FORMAT), plan(Plan.FORMAT));
  }

  private static void requireRefusal(String why, JournalRecord... records) {
    assertThatThrownBy(() -> of(records))
        .isInstanceOfSatisfying(
            PreflightException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FILE_BROKEN))
        .hasMessageContaining(why);
  }

  @Test
  void hasEndedUntilSomethingIsDoneForAChunk() {
    assertThat(of(plan(Plan.FORMAT), ENDED).ended()).isEqualTo(ENDED);
    assertThat(of(plan(Plan.FORMAT), ENDED, new Note("X", null, "", T)).ended()).isEqualTo(ENDED);
    assertThat(of(plan(Plan.FORMAT), ENDED, intent(1)).ended()).isNull();
  }

  @Test
  void isMergedUntilTheJournalSaysMore() {
    assertThat(of(plan(Plan.FORMAT), ENDED).isMerged()).isFalse();
    assertThat(of(plan(Plan.FORMAT), ENDED, new Merged(T)).isMerged()).isTrue();
    RunState more = of(plan(Plan.FORMAT), new Merged(T), new Note("X", null, "", T));
    assertThat(more.isMerged()).isFalse();
  }
}
