package io.github.jsonlpreflight.chunker;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a source as far as chunk files hold them, by their place in the source. What is read
 * in order comes from one stream for each file.
 */
final class StoredBytes implements SourceBytes {
  private final ChunkStore store;
  private final List<Chunk> chunks;
  private @Nullable Chunk chunk;

  /** Where each of the chunk's ranges begins in its file. */
  private long[] starts = {};

  private @Nullable InputStream in;
  private long position;

  StoredBytes(ChunkStore store, List<Chunk> chunks) {
    this.store = store;
    this.chunks = chunks;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same chunk of the same list; to compare takes long
  public int read(byte[] buffer, int from, int length, long offset) throws IOException {
    Chunk wanted = chunkAt(offset);
    if (wanted == null) {
      return -1;
    }
    if (wanted != chunk) {
      close();
      chunk = wanted;
      starts = startsOf(wanted.ranges());
    }
    int index = firstEndingBehind(offset, wanted.ranges(), RecordRange::end);
    RecordRange range = wanted.ranges().get(index);
    if (offset < range.offset()) {
      return -1; // it was left out
    }
    int atMost = (int) Math.min(length, range.end() - offset);
    InputStream stream = at(wanted.name(), starts[index] + offset - range.offset());
    int count = stream.read(buffer, from, atMost);
    position += Math.max(count, 0);
    return count;
  }

  private @Nullable Chunk chunkAt(long offset) {
    Chunk current = chunk;
    if (current != null && contains(current, offset)) {
      return current;
    }
    int index = firstEndingBehind(offset, chunks, StoredBytes::endOf);
    return index < chunks.size() && contains(chunks.get(index), offset) ? chunks.get(index) : null;
  }

  private static boolean contains(Chunk chunk, long offset) {
    return chunk.ranges().get(0).offset() <= offset && offset < endOf(chunk);
  }

  private static long endOf(Chunk chunk) {
    return chunk.ranges().get(chunk.ranges().size() - 1).end();
  }

  private static <T> int firstEndingBehind(long offset, List<T> parts, ToLongFunction<T> end) {
    int low = 0;
    int high = parts.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (end.applyAsLong(parts.get(middle)) > offset) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static long[] startsOf(List<RecordRange> ranges) {
    long[] starts = new long[ranges.size()];
    for (int i = 1; i < starts.length; i++) {
      starts[i] = starts[i - 1] + ranges.get(i - 1).length();
    }
    return starts;
  }

  private InputStream at(String name, long wanted) throws IOException {
    InputStream stream = in;
    if (stream == null || position != wanted) {
      close();
      stream = store.open(name, wanted);
      in = stream;
      position = wanted;
    }
    return stream;
  }

  @Override
  public void close() throws IOException {
    InputStream stream = in;
    in = null;
    if (stream != null) {
      stream.close();
    }
  }
}
