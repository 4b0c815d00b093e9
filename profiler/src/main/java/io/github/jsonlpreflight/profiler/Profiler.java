package io.github.jsonlpreflight.profiler;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordBlock;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.validator.RecordValidator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads sources, each once, and adds up what their fields hold. For one thread at a time; it reads
 * on {@link ReadOptions#threads()} threads itself.
 *
 * <p>Memory does not grow with the sources: each of at most {@link ProfileOptions#maxFields()}
 * fields takes some 30 KiB at most, once for all that was read and once for each block in flight.
 * Which fields are kept is decided by their order in the sources, so a profile is the same on any
 * number of threads.
 */
public final class Profiler {
  private final ProfileOptions options;
  private final RecordValidator validator;
  private final BlockProfiler again;
  private final FieldNode root;
  private final List<FieldNode> fields = new ArrayList<>();
  private final Distinct beyond = new Distinct();
  private final Map<String, Long> unreadByKeyword = new TreeMap<>();
  private final List<UnreadRecord> unread = new ArrayList<>();
  private final Map<String, Long> remarks = new TreeMap<>();
  private long records;
  private long objects;
  private long blankLines;
  private long bytes;

  /** The tree, once it grows no more: then workers may read it. */
  private volatile @Nullable FieldNode full;

  private Profiler(ProfileOptions options) {
    this.options = options;
    this.validator = BlockProfiler.validator(options);
    this.root = FieldNode.root(options);
    this.again = worker();
  }

  /** Returns a profiler that has read nothing yet. */
  public static Profiler create(ProfileOptions options) {
    return new Profiler(options);
  }

  private BlockProfiler worker() {
    return new BlockProfiler(options, validator, () -> full);
  }

  /**
   * Reads a source to its end and adds what it holds.
   *
   * @throws PreflightException if the source cannot be read or is no JSON Lines at all; nothing of
   *     it is in the profile then
   */
  public void read(JsonlSource source) throws IOException {
    PassTotals totals =
        RecordPass.run(
            source,
            options.reading(),
            this::worker,
            (block, found) -> {
              add(block, found, source);
              return RecordPass.BlockSink.GO_ON;
            });
    records += totals.records();
    blankLines += totals.blankLines();
    bytes += totals.bytes();
  }

  private void add(RecordBlock block, BlockProfile found, JsonlSource source) {
    int room = options.maxFields() - fields.size();
    // What comes before this block has decided by now for which of its fields there is room.
    BlockProfile sure = found.isOverfull ? again.profile(block, root, room) : found;
    sure.root.whole = root;
    for (FieldNode field : sure.fields) {
      addField(field);
    }
    if (fields.size() == options.maxFields()) {
      full = root;
    }
    beyond.merge(sure.beyond);
    objects += sure.objects;
    sure.unreadByReason.forEach((keyword, n) -> unreadByKeyword.merge(keyword, n, Long::sum));
    sure.remarks.forEach((keyword, n) -> remarks.merge(keyword, n, Long::sum));
    for (BlockProfile.Unread one : sure.unread) {
      if (unread.size() < options.maxListed()) {
        unread.add(
            new UnreadRecord(
                source.name(),
                block.record(one.index()).lineNumber(),
                one.reason().keyword(),
                one.reason().reason()));
      }
    }
  }

  private void addField(FieldNode field) {
    FieldNode parent = field.parent == null ? null : field.parent.whole;
    if (parent == null) {
      return; // there was no room for what it stands in
    }
    FieldNode whole = parent.child(field.name);
    if (whole == null && fields.size() == options.maxFields()) {
      beyond.add(0, parent.pathOf(field.name));
      return;
    }
    if (whole == null) {
      whole = parent.add(field.name, options);
      fields.add(whole);
    }
    field.whole = whole;
    whole.stats.merge(field.stats);
  }

  /** Returns what was found so far. */
  public Profile profile() {
    return new Profile(
        records,
        objects,
        blankLines,
        bytes,
        fields.stream().map(FieldNode::toProfile).toList(),
        beyond.estimate(),
        unreadByKeyword,
        unread,
        remarks);
  }
}
