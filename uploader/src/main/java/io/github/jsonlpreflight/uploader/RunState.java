package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.JournalRecord.CountedAfter;
import io.github.jsonlpreflight.uploader.JournalRecord.CountedBefore;
import io.github.jsonlpreflight.uploader.JournalRecord.Ended;
import io.github.jsonlpreflight.uploader.JournalRecord.Merged;
import io.github.jsonlpreflight.uploader.JournalRecord.Note;
import io.github.jsonlpreflight.uploader.JournalRecord.OfChunk;
import io.github.jsonlpreflight.uploader.JournalRecord.Plan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a run stands: what the journal's records add up to. Live and replayed, it is the same. */
final class RunState implements Journal.Sink {
  private @Nullable Plan plan;
  private final List<ChunkState> chunks = new ArrayList<>();
  private final List<Note> notes = new ArrayList<>();
  private @Nullable CountedBefore countedBefore;
  private @Nullable CountedAfter countedAfter;
  private @Nullable Ended ended;
  private boolean merged;

  @Override
  public void accept(JournalRecord record, long position) {
    merged = record instanceof Merged;
    if (record instanceof Plan first) {
      begin(first);
    } else if (record instanceof OfChunk ofChunk) {
      chunk(ofChunk.chunk()).apply(ofChunk, position);
      ended = null;
    } else if (record instanceof Ended last) {
      ended = last;
    } else if (record instanceof CountedBefore before) {
      countedBefore = before;
    } else if (record instanceof CountedAfter after) {
      countedAfter = after;
    } else if (record instanceof Note note) {
      notes.add(note);
    }
  }

  private void begin(Plan first) {
    if (first.format() != Plan.FORMAT || plan != null) {
      throw unusable("has format " + first.format() + " or several plans");
    }
    plan = first;
    for (int index = 1; index <= first.chunks(); index++) {
      chunks.add(new ChunkState(index));
    }
  }

  /** Returns what is to be sent; null in a journal that was only just created. */
  @Nullable Plan plan() {
    return plan;
  }

  List<ChunkState> chunks() {
    return chunks;
  }

  ChunkState chunk(int index) {
    if (index < 1 || index > chunks.size()) {
      throw unusable("tells of chunk " + index + " of " + chunks.size());
    }
    return chunks.get(index - 1);
  }

  List<Note> notes() {
    return notes;
  }

  /** Returns what the dataset held before the run, or null if it was not counted. */
  @Nullable CountedBefore countedBefore() {
    return countedBefore;
  }

  /** Returns what the dataset held when all had ended, or null if it was not counted. */
  @Nullable CountedAfter countedAfter() {
    return countedAfter;
  }

  /** Returns how the last start ended, or null while one is at work or after a crash. */
  @Nullable Ended ended() {
    return ended;
  }

  /** Tells whether the three answers say all that the journal says. */
  boolean isMerged() {
    return merged;
  }

  private static PreflightException unusable(String why) {
    return new PreflightException(
        ErrorCode.RUN_FILE_BROKEN, "The run directory's journal cannot be used: it " + why);
  }

  @Override
  public String toString() {
    return "RunState[" + plan + ", " + chunks + ", " + notes + ", " + ended + "]";
  }
}
