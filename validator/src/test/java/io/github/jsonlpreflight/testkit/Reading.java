package io.github.jsonlpreflight.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What one reading of a source has brought, as values that can be compared.
 *
 * @param records what was handed over, in that order
 */
public record Reading(List<Seen> records, PassTotals totals) {
  /** The name of every stream that is read here. */
  public static final String NAME = "test.jsonl";

  /** What stands for the bytes of a record over the limit, which need not be in memory. */
  public static final String OVERSIZED = "(over the limit)";

  /**
   * A record that was handed over.
   *
   * @param bytes its bytes as Latin-1, so that every byte shows
   */
  public record Seen(
      long lineNumber,
      long recordIndex,
      long byteOffset,
      long contentOffset,
      long length,
      boolean terminated,
      String bytes) {}

  /** Reads on the caller's thread. */
  public static Reading inline(InputStream in, ReadOptions options) throws IOException {
    List<Seen> seen = new ArrayList<>();
    PassTotals totals =
        RecordPass.run(JsonlSource.stream(NAME, in), options, record -> seen.add(seen(record)));
    return new Reading(seen, totals);
  }

  /** Reads on the threads of the options. */
  public static Reading threaded(InputStream in, ReadOptions options) throws IOException {
    List<Seen> seen = new ArrayList<>();
    PassTotals totals =
        RecordPass.run(
            JsonlSource.stream(NAME, in),
            options,
            () -> block -> block.recordCount(),
            (block, count) -> {
              for (int i = 0; i < count; i++) {
                seen.add(seen(block.record(i)));
              }
              return RecordPass.BlockSink.GO_ON;
            });
    return new Reading(seen, totals);
  }

  /** Reads without a look at whether it is JSON Lines at all. */
  public static Reading undiagnosed(InputStream in, ReadOptions options) throws IOException {
    List<Seen> seen = new ArrayList<>();
    PassTotals totals =
        RecordPass.run(
            JsonlSource.part(NAME, in, 0, 1, 0), options, record -> seen.add(seen(record)));
    return new Reading(seen, totals);
  }

  /** Reads a text on the caller's thread with the default options. */
  public static Reading of(String text) throws IOException {
    return inline(new ByteArrayInputStream(text.getBytes(UTF_8)), ReadOptions.defaults());
  }

  /** Returns the records' bytes alone. */
  public List<String> bytes() {
    return records.stream().map(Seen::bytes).toList();
  }

  /** Takes a record down, and makes sure that all its ways to say the same agree. */
  public static Seen seen(JsonlRecord record) throws IOException {
    if (record.place().lineNumber() != record.lineNumber()
        || record.place().recordIndex() != record.recordIndex()
        || record.place().contentOffset() != record.contentOffset()
        || record.place().length() != record.length()) {
      throw new AssertionError("the record and its place disagree: " + record);
    }
    return new Seen(
        record.lineNumber(),
        record.recordIndex(),
        record.place().byteOffset(),
        record.contentOffset(),
        record.length(),
        record.isTerminated(),
        record.isOversized() ? OVERSIZED : bytesOf(record));
  }

  private static String bytesOf(JsonlRecord record) throws IOException {
    byte[] copy = record.copyBytes();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    record.writeTo(written);
    if (!Arrays.equals(copy, written.toByteArray())
        || !Arrays.equals(copy, Arrays.copyOfRange(record.array(), record.start(), record.end()))) {
      throw new AssertionError(
          "the record's bytes differ by the way they are asked for: " + record);
    }
    return new String(copy, ISO_8859_1);
  }
}
