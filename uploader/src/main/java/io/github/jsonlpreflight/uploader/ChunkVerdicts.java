package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.uploader.ImportJob.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the service says about the records of one chunk, gone through in order.
 *
 * <p>Its {@code record_index} is read as counted from 0 within the chunk. An index that no record
 * has, or a reason that the record contradicts, becomes a note; nothing is shifted to make it fit.
 */
final class ChunkVerdicts {
  /** The origin of what the service has said of a record by name. */
  static final String SERVICE = "service";

  private static final Pattern LINE = Pattern.compile("\\bline (\\d{1,18})\\b");

  private enum Kind {
    NOTHING_TO_SAY,
    NAMED,
    ALL_FAILED
  }

  private final ChunkOutcome outcome;
  private final Kind kind;
  private final List<Rejection> rejections;
  private final long unidentified;
  private final List<String> notes = new ArrayList<>();
  private final long failedLine;
  private int next;
  private long index;
  private long contradictions;
  private @Nullable Long contradictedLine;
  private @Nullable Long failedSourceLine;

  private ChunkVerdicts(
      ChunkOutcome outcome, Kind kind, List<Rejection> rejections, long unidentified) {
    this.outcome = outcome;
    this.kind = kind;
    this.rejections = rejections;
    this.unidentified = unidentified;
    this.failedLine = kind == Kind.ALL_FAILED ? lineIn(outcome.reason()) : 0;
  }

  /**
   * What is to be said about one record.
   *
   * @param isRejected whether the record is certainly not in the dataset
   */
  record Verdict(boolean isRejected, String origin, long indexInChunk, List<Rejection> reasons) {}

  /** For a chunk that has nothing to be said about. */
  static ChunkVerdicts none(ChunkOutcome outcome) {
    return new ChunkVerdicts(outcome, Kind.NOTHING_TO_SAY, List.of(), 0);
  }

  /** For a chunk none of whose records is in the dataset. */
  static ChunkVerdicts ofFailed(ChunkOutcome.Failed failed) {
    return new ChunkVerdicts(
        failed, Kind.ALL_FAILED, List.of(new Rejection(null, null, failed.reason())), 0);
  }

  /** For a chunk whose rejected records are listed, perhaps not all of them. */
  static ChunkVerdicts of(ChunkOutcome outcome, List<Rejection> errors) {
    List<Rejection> named = new ArrayList<>();
    List<Rejection> strange = new ArrayList<>();
    for (Rejection error : errors) {
      Long place = error.recordIndex();
      boolean known = place != null && place >= 0 && place < outcome.chunk().records();
      (known ? named : strange).add(error);
    }
    named.sort(Comparator.comparing(Rejection::recordIndex, Comparator.nullsLast(Long::compare)));
    long distinct = named.stream().map(Rejection::recordIndex).distinct().count();
    long unidentified = Math.max(0, outcome.rejected() - distinct);
    ChunkVerdicts verdicts = new ChunkVerdicts(outcome, Kind.NAMED, named, unidentified);
    verdicts.noteWhatDoesNotFit(strange, distinct);
    return verdicts;
  }

  private void noteWhatDoesNotFit(List<Rejection> strange, long distinct) {
    int chunk = outcome.chunk().index();
    if (!strange.isEmpty()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "chunk %d: %d of the service's errors name a record that the chunk does"
                  + " not have (the first: %s of %d records)",
              chunk,
              strange.size(),
              strange.get(0).recordIndex(),
              outcome.chunk().records()));
    }
    if (unidentified > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "chunk %d: the service rejected %d records and does not say which; every"
                  + " record it may be is marked unidentified",
              chunk,
              unidentified));
    }
    if (distinct > outcome.rejected()) {
      notes.add(
          Outcomes.SERVER_INCONSISTENT
              + String.format(
                  Locale.ROOT,
                  ": chunk %d: the service names %d rejected records and counts %d",
                  chunk,
                  distinct,
                  outcome.rejected()));
    }
  }

  ChunkOutcome outcome() {
    return outcome;
  }

  /** Tells whether something is to be said about one of the next records. */
  boolean concerns(long records) {
    if (kind != Kind.NAMED || unidentified > 0) {
      return kind != Kind.NOTHING_TO_SAY;
    }
    return next < rejections.size() && indexOf(rejections.get(next)) < index + records;
  }

  /** Leaves records out that nothing is to be said about. */
  void pass(long records) {
    index += records;
  }

  /** Returns what is to be said about the next record. */
  Verdict next(JsonlRecord record) {
    long here = index++;
    if (kind == Kind.ALL_FAILED) {
      if (here + 1 == failedLine) {
        failedSourceLine = record.lineNumber();
      }
      return new Verdict(true, "failed-import", here, rejections);
    }
    List<Rejection> reasons = new ArrayList<>();
    for (; next < rejections.size() && indexOf(rejections.get(next)) == here; next++) {
      reasons.add(rejections.get(next));
      check(rejections.get(next), record);
    }
    if (reasons.isEmpty() && unidentified > 0) {
      String reason =
          String.format(
              Locale.ROOT,
              "the service rejected %d records of this chunk without naming them; this may be one",
              unidentified);
      return new Verdict(false, "unidentified", here, List.of(new Rejection(here, null, reason)));
    }
    return new Verdict(!reasons.isEmpty(), SERVICE, here, reasons);
  }

  private void check(Rejection rejection, JsonlRecord record) {
    if (Evidence.contradicts(rejection, record)) {
      contradictions++;
      contradictedLine = contradictedLine == null ? record.lineNumber() : contradictedLine;
    }
  }

  /** Returns what a person should know about this chunk, once its records were gone through. */
  List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    int chunk = outcome.chunk().index();
    if (contradictions > 0) {
      all.add(
          String.format(
              Locale.ROOT,
              "chunk %d: %d of the service's reasons do not fit the records they name"
                  + " (the first on line %d); it may count records differently",
              chunk,
              contradictions,
              contradictedLine));
    }
    if (failedSourceLine != null) {
      all.add(
          String.format(
              Locale.ROOT,
              "chunk %d: line %d of the chunk is line %d of the source",
              chunk,
              failedLine,
              failedSourceLine));
    }
    return all;
  }

  private static long indexOf(Rejection rejection) {
    Long place = rejection.recordIndex();
    return place == null ? -1 : place;
  }

  private static long lineIn(@Nullable String reason) {
    Matcher line = LINE.matcher(reason == null ? "" : reason);
    return line.find() ? Long.parseLong(line.group(1)) : 0;
  }
}
