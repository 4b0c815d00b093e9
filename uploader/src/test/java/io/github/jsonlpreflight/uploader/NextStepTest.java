package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.uploader.JournalRecord.Abandoned;
import io.github.jsonlpreflight.uploader.JournalRecord.Held;
import io.github.jsonlpreflight.uploader.JournalRecord.OfChunk;
import io.github.jsonlpreflight.uploader.JournalRecord.Parked;
import io.github.jsonlpreflight.uploader.JournalRecord.Poll;
import io.github.jsonlpreflight.uploader.JournalRecord.PutResult;
import io.github.jsonlpreflight.uploader.JournalRecord.PutStarted;
import io.github.jsonlpreflight.uploader.JournalRecord.Terminal;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlGranted;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlIntent;
import io.github.jsonlpreflight.uploader.NextStep.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The decisions, for states that real histories lead to. Poll interval 3 s, timeout 30 min. */
class NextStepTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant EXPIRY = T.plusSeconds(3600);
  private static final NextStep HOLD = new NextStep(UploadOptions.defaults());
  private static final NextStep LANDED =
      new NextStep(UploadOptions.builder().onAmbiguous(UploadOptions.OnAmbiguous.LANDED).build());
  private static final NextStep RESEND =
      new NextStep(UploadOptions.builder().onAmbiguous(UploadOptions.OnAmbiguous.RESEND).build());

  private static Instant at(long seconds) {
    return T.plusSeconds(seconds);
  }

  private static ChunkState after(OfChunk... records) {
    ChunkState state = new ChunkState(1);
    for (OfChunk record : records) {
      state.apply(record, 0);
    }
    return state;
  }

  private static final UrlIntent INTENT = new UrlIntent(1, 1, "f", T);
  private static final UrlGranted GRANT = granted(EXPIRY);
  private static final PutStarted START = new PutStarted(1, 1, 1, T);

  private static UrlGranted granted(@Nullable Instant expiry) {
    return new UrlGranted(1, 1, "imp", expiry, 0, "f", "t", null, T);
  }

  private static PutResult result(PutVerdict verdict) {
    return new PutResult(1, 1, 1, verdict, 0, null, null, null, T);
  }

  private static Watch watch(
      boolean inherited, boolean urlAtHand, int polls, @Nullable Instant last) {
    return new Watch(T, inherited, urlAtHand, true, polls, last, null, null);
  }

  private static Watch seen(int polls, long lastPoll) {
    return watch(false, true, polls, at(lastPoll));
  }

  @Test
  void asksForAUrlFirst() {
    assertThat(HOLD.of(after(), watch(false, false, 0, null), T)).isEqualTo(new Step.AskUrl(1));
  }

  @Test
  void asksUnderANewNameAfterAnAbandonedAttempt() {
    ChunkState state = after(INTENT, new Abandoned(1, 1, "", T));
    assertThat(HOLD.of(state, watch(true, false, 0, null), T)).isEqualTo(new Step.AskUrl(2));
  }

  @Test
  void abandonsAnIntentWithoutAUrl() {
    assertThat(HOLD.of(after(INTENT), watch(true, false, 0, null), T))
        .isInstanceOf(Step.Abandon.class);
  }

  @Test
  void sendsToAUrlThatIsGood() {
    assertThat(HOLD.of(after(INTENT, GRANT), watch(true, true, 0, null), T))
        .isEqualTo(new Step.Put());
  }

  @Test
  @DisplayName(
      "fault 22: a URL past its time, or close to it, is abandoned before anything is sent")
  void abandonsAnUnusedUrlPastItsTime() {
    ChunkState state = after(INTENT, GRANT);
    Watch watch = watch(true, true, 0, null);
    assertThat(HOLD.of(state, watch, at(3569))).isEqualTo(new Step.Put());
    assertThat(HOLD.of(state, watch, at(3570))).isInstanceOf(Step.Abandon.class);
    assertThat(HOLD.of(state, watch(true, false, 0, null), T)).isInstanceOf(Step.Abandon.class);
  }

  @Test
  void asksAfterTheImportBeforeAnythingElseWhenTheOutcomeIsUnknown() {
    for (ChunkState state :
        List.of(
            after(INTENT, GRANT, START), after(INTENT, GRANT, START, result(PutVerdict.UNKNOWN)))) {
      for (long now : new long[] {0, 100, 3600, 100_000}) {
        for (NextStep decide : List.of(HOLD, RESEND)) {
          Watch resumed = Watch.begin(at(now), true, true, true);
          assertThat(decide.of(state, resumed, at(now))).isEqualTo(new Step.Poll(at(now)));
        }
      }
    }
  }

  @Test
  @DisplayName(
      "fault 28: the same URL again only when a late event had its time and the import was asked")
  void repeatsAnUnknownPutAfterFortyPollIntervals() {
    ChunkState state = after(INTENT, GRANT, START, result(PutVerdict.UNKNOWN));
    assertThat(HOLD.of(state, seen(30, 119), at(121))).isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(state, seen(30, 120), at(120))).isEqualTo(new Step.Put());
  }

  /** However soon a turned down PUT may be made again: others to this URL may have been stored. */
  @ParameterizedTest
  @EnumSource(
      value = PutVerdict.class,
      names = {"BUSY", "UNKNOWN"})
  void asksAfterTheImportBeforeItRepeatsAPut(PutVerdict verdict) {
    ChunkState state = after(INTENT, GRANT, START, result(verdict));
    Watch sent = seen(9, 0).sent(at(300), at(300));
    assertThat(HOLD.of(state, sent, at(300))).isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(state, sent.polled(at(301)), at(301))).isEqualTo(new Step.Put());
  }

  @Test
  void waitsLongerAfterEachUnknownPut() {
    ChunkState state =
        after(INTENT, GRANT, START, result(PutVerdict.UNKNOWN), START, result(PutVerdict.UNKNOWN));
    assertThat(HOLD.of(state, seen(30, 239), at(239))).isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(state, seen(30, 240), at(240))).isEqualTo(new Step.Put());
  }

  @Test
  @DisplayName(
      "fault 23: after an unknown PUT and the URL's end, it is held only after a quiet time")
  void holdsWhatCannotBeKnown() {
    ChunkState state = after(INTENT, GRANT, START, result(PutVerdict.UNKNOWN));
    assertThat(HOLD.of(state, watch(true, true, 9, at(4199)), at(4200)))
        .isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(state, watch(true, true, 2, at(4200)), at(4200)))
        .isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(state, watch(true, true, 3, at(4200)), at(4200)))
        .isInstanceOf(Step.Hold.class);
    assertThat(RESEND.of(state, watch(true, true, 3, at(4200)), at(4200)))
        .isInstanceOf(Step.Resend.class);
  }

  @ParameterizedTest
  @EnumSource(PutVerdict.class)
  void neverAsksForANewUrlWhileAnEarlierPutMayHaveStoredSomething(PutVerdict second) {
    ChunkState state =
        after(INTENT, GRANT, START, result(PutVerdict.UNKNOWN), START, result(second));
    for (long now = 0; now < 20_000; now += 50) {
      for (int polls = 0; polls < 5; polls++) {
        for (boolean url : new boolean[] {true, false}) {
          assertThat(HOLD.of(state, watch(true, url, polls, at(now)), at(now)))
              .isNotInstanceOfAny(Step.Abandon.class, Step.Resend.class, Step.AskUrl.class);
        }
      }
    }
  }

  @Test
  void abandonsAnExpiredUrlThatHasStoredNothing() {
    ChunkState state = after(INTENT, GRANT, START, result(PutVerdict.EXPIRED));
    assertThat(HOLD.of(state, seen(0, 0), T)).isInstanceOf(Step.Abandon.class);
  }

  @Test
  @DisplayName(
      "fault 27: a busy storage is waited for, the import asked, and the same URL used again")
  void repeatsABusyPut() {
    ChunkState state = after(INTENT, GRANT, START, result(PutVerdict.BUSY));
    Watch watch = seen(0, 0).sent(T, at(10));
    assertThat(HOLD.of(state, watch, at(11))).isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(state, watch.polled(at(9)), at(9))).isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(state, watch.polled(at(10)), at(10))).isEqualTo(new Step.Put());
  }

  @Test
  @DisplayName("fault 31: an acknowledged chunk is only waited for, but for one repetition")
  void repeatsAnAcknowledgedPutOnce() {
    ChunkState acked = after(INTENT, GRANT, START, result(PutVerdict.ACKED));
    assertThat(HOLD.of(acked, seen(9, 299), at(299))).isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(acked, seen(9, 300), at(300))).isEqualTo(new Step.Put());
    for (PutVerdict second : PutVerdict.values()) {
      ChunkState twice =
          after(INTENT, GRANT, START, result(PutVerdict.ACKED), START, result(second));
      assertThat(HOLD.of(twice, seen(9, 900), at(900))).isInstanceOf(Step.Poll.class);
      assertThat(HOLD.of(twice, seen(9, 1800), at(1800)))
          .isEqualTo(new Step.Pause(PauseReason.POLL_TIMEOUT));
    }
  }

  @Test
  void neverSendsWhatHasLanded() {
    ChunkState state = after(INTENT, GRANT, START, new Poll(1, 1, "queued", T));
    for (long now = 0; now < 20_000; now += 50) {
      assertThat(HOLD.of(state, seen(5, now), at(now)))
          .isInstanceOfAny(Step.Poll.class, Step.Pause.class);
    }
    assertThat(HOLD.of(state, seen(5, 1799), at(1799))).isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(state, seen(5, 1800), at(1800)))
        .isEqualTo(new Step.Pause(PauseReason.POLL_TIMEOUT));
  }

  @Test
  void asksSoonAfterAPutAndThenAtTheInterval() {
    ChunkState state = after(INTENT, GRANT, START, result(PutVerdict.ACKED));
    assertThat(HOLD.of(state, seen(0, 0), T)).isEqualTo(new Step.Poll(T.plusMillis(375)));
    assertThat(HOLD.of(state, seen(1, 0), T)).isEqualTo(new Step.Poll(T.plusMillis(750)));
    assertThat(HOLD.of(state, seen(3, 0), T)).isEqualTo(new Step.Poll(T.plusMillis(3000)));
  }

  @Test
  void pausesWhenParkedAndNeverSendsByItself() {
    ChunkState state = after(INTENT, GRANT, START, new Parked(1, 1, T));
    Step paused = new Step.Pause(PauseReason.PENDING_SCHEMA);
    assertThat(HOLD.of(state, seen(1, 0), T)).isEqualTo(paused);
    assertThat(HOLD.of(state, watch(true, false, 0, null), T)).isEqualTo(new Step.Poll(T));
    assertThat(HOLD.of(state, watch(true, false, 1, T), at(1799))).isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(state, watch(true, false, 1, T), at(1800))).isEqualTo(paused);
    assertThat(RESEND.of(state, watch(true, false, 1, T), at(1799))).isInstanceOf(Step.Poll.class);
    assertThat(RESEND.of(state, watch(true, false, 1, T), at(1800)))
        .isInstanceOf(Step.Resend.class);
    Watch noSchema = new Watch(T, true, false, false, 1, T, null, null);
    assertThat(RESEND.of(state, noSchema, at(9999))).isEqualTo(paused);
  }

  @Test
  void looksOnceMoreAtWhatWasHeld() {
    ChunkState state =
        after(INTENT, GRANT, START, result(PutVerdict.UNKNOWN), new Held(1, 1, "why", T));
    assertThat(HOLD.of(state, watch(true, false, 0, null), T)).isEqualTo(new Step.Poll(T));
    assertThat(HOLD.of(state, watch(true, false, 1, T), T)).isEqualTo(new Step.Hold("why"));
    assertThat(RESEND.of(state, watch(true, false, 0, null), T)).isEqualTo(new Step.Poll(T));
    assertThat(RESEND.of(state, watch(true, false, 1, T), T)).isInstanceOf(Step.Resend.class);
    assertThat(RESEND.of(state, seen(1, 0), T)).isEqualTo(new Step.Hold("why"));
  }

  @Test
  void believesAPersonAboutWhatAnEarlierStartHasHeldAndOnlyOnce() {
    ChunkState unknown = after(INTENT, GRANT, START, result(PutVerdict.UNKNOWN));
    ChunkState held =
        after(INTENT, GRANT, START, result(PutVerdict.UNKNOWN), new Held(1, 1, "why", T));
    assertThat(LANDED.of(unknown, watch(true, true, 3, at(4200)), at(4200)))
        .as("nobody can have looked yet")
        .isInstanceOf(Step.Hold.class);
    assertThat(LANDED.of(held, watch(true, false, 0, null), T)).isEqualTo(new Step.Poll(T));
    assertThat(LANDED.of(held, watch(true, false, 1, T), T)).isEqualTo(new Step.Confirm());
    assertThat(LANDED.of(held, seen(1, 0), T)).isEqualTo(new Step.Hold("why"));
    for (NextStep decided : List.of(LANDED, RESEND)) {
      assertThat(decided.withoutDecision().of(held, watch(true, false, 1, T), T))
          .isEqualTo(new Step.Hold("why"));
    }
  }

  @Test
  @DisplayName("fault 30: an import that is not found is looked up in the list after a grace time")
  void looksUpWhatIsMissing() {
    ChunkState state = after(INTENT, GRANT, START, result(PutVerdict.ACKED));
    Watch missed = seen(0, 0).missed(T);
    assertThat(HOLD.of(state, missed, at(119))).isInstanceOf(Step.Poll.class);
    assertThat(HOLD.of(state, missed, at(120))).isEqualTo(new Step.LookUp());
    assertThat(HOLD.of(state, missed.polled(at(119)), at(120))).isInstanceOf(Step.Poll.class);
  }

  @Test
  void doesNothingAboutWhatHasEnded() {
    ImportJob job = new ImportJob("i", null, "complete", 1L, 0L, null, null, null, List.of());
    ChunkState state = after(INTENT, GRANT, START, new Terminal(1, 1, job, T));
    assertThat(HOLD.of(state, watch(true, true, 0, null), T)).isEqualTo(new Step.Nothing());
  }

  @Test
  void scalesItsWaitsWithThePollOptions() {
    UploadOptions quick =
        UploadOptions.builder()
            .pollInterval(Duration.ofMillis(10))
            .pollTimeout(Duration.ofSeconds(3))
            .build();
    assertThat(quick.lateEvent()).isEqualTo(Duration.ofMillis(400));
    assertThat(quick.quietTime()).isEqualTo(Duration.ofSeconds(1));
    assertThat(UploadOptions.defaults().quietTime()).isEqualTo(Duration.ofMinutes(10));
  }
}
