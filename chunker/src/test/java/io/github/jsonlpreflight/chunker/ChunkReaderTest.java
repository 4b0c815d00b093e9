package io.github.jsonlpreflight.chunker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkReaderTest {
  @TempDir Path folder;

  @Test
  void readsAcrossRangesHoweverLittleIsAskedFor() throws IOException {
    Path source = source("\uFEFF1\n\n2\n3\n\n\n4");
    Chunk chunk = Plans.planWithout(source, ChunkLimits.defaults(), Set.of(3L)).chunks().get(0);

    try (ChunkReader reader = ChunkReader.open(source)) {
      assertThat(oneByOne(reader.read(chunk))).isEqualTo("1\n3\n4\n");
      for (int size = 1; size <= 8; size++) {
        assertThat(inPieces(reader.read(chunk), size)).as("%d bytes", size).isEqualTo("1\n3\n4\n");
      }
    }
  }

  @Test
  void readsNothingWhereNothingIsAskedFor() throws IOException {
    Path source = source("1\n");
    Chunk chunk = Plans.plan(source, ChunkLimits.defaults()).chunks().get(0);

    try (ChunkReader reader = ChunkReader.open(source)) {
      InputStream in = reader.read(chunk);
      assertThat(in.read(new byte[1], 0, 0)).isZero();
      assertThat(in.readAllBytes()).asString(UTF_8).isEqualTo("1\n");
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  void readsSeveralChunksAtOnce() throws IOException {
    Path source = source("1\n2\n");
    List<Chunk> chunks = Plans.plan(source, Plans.maxRecords(1)).chunks();

    try (ChunkReader reader = ChunkReader.open(source)) {
      InputStream first = reader.read(chunks.get(0));
      InputStream second = reader.read(chunks.get(1));
      assertThat(first.read()).isEqualTo('1');
      assertThat(second.readAllBytes()).asString(UTF_8).isEqualTo("2\n");
      assertThat(first.readAllBytes()).asString(UTF_8).isEqualTo("\n");
    }
  }

  @Test
  void readsAPlaceInTheSource() throws IOException {
    Path source = source("{\"a\":1}\n");

    try (ChunkReader reader = ChunkReader.open(source)) {
      assertThat(reader.read(1, 3).readAllBytes()).asString(UTF_8).isEqualTo("\"a\"");
      assertThat(reader.read(5, 100).readAllBytes()).asString(UTF_8).isEqualTo("1}\n");
      assertThat(reader.read(100, 1).readAllBytes()).isEmpty();
    }
  }

  @Test
  void readsBehindFourGigabytes() throws IOException {
    long offset = 5L << 30;
    Path source = folder.resolve("sparse.jsonl");
    try (FileChannel out =
        FileChannel.open(source, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      out.write(ByteBuffer.wrap("{}\n[]\n".getBytes(UTF_8)), offset);
    }
    RecordRange range = new RecordRange(offset, 6, 3_000_000_001L, 2_999_999_999L, 2);
    Chunk chunk =
        new Chunk(1, "c", 3_000_000_001L, 3_000_000_002L, 2, 6, "", false, List.of(range));

    try (ChunkReader reader = ChunkReader.open(source)) {
      assertThat(reader.read(chunk).readAllBytes()).asString(UTF_8).isEqualTo("{}\n[]\n");
      List<String> places = new ArrayList<>();
      reader.forEachRecord(range, record -> places.add(record.toString()));
      assertThat(places)
          .containsExactly(
              "RecordPlace[lineNumber=3000000001, recordIndex=2999999999,"
                  + " contentOffset=5368709120, length=2]",
              "RecordPlace[lineNumber=3000000002, recordIndex=3000000000,"
                  + " contentOffset=5368709123, length=2]");
    }
  }

  @Test
  void keepsReadingTheFileThatItHasOpened() throws IOException {
    Path source = source("1\n");
    Chunk chunk = Plans.plan(source, ChunkLimits.defaults()).chunks().get(0);

    try (ChunkReader reader = ChunkReader.open(source)) {
      Files.delete(source);
      source("another file\n");
      assertThat(reader.read(chunk).readAllBytes()).asString(UTF_8).isEqualTo("1\n");
    }
  }

  @Test
  @DisplayName("fault 16: a source that was cut short gives fewer bytes, and no newline for them")
  void readsFewerBytesOfAShorterSource() throws IOException {
    Path source = source("1\n22\n\n333");
    Chunk chunk = Plans.plan(source, ChunkLimits.defaults()).chunks().get(0);

    try (ChunkReader reader = ChunkReader.open(source)) {
      truncate(source, 3);
      InputStream in = reader.read(chunk);
      assertThat(in.readNBytes(3)).asString(UTF_8).isEqualTo("1\n2");
      assertThat(in.read(new byte[9])).isEqualTo(-1);
      assertThat(in.read()).isEqualTo(-1);
    }
  }

  @Test
  @DisplayName("fault 16: records that are no longer there are missed")
  void missesTheRecordsOfAShorterSource() throws IOException {
    Path source = source("1\n22\n\n333");
    Chunk chunk = Plans.plan(source, ChunkLimits.defaults()).chunks().get(0);

    try (ChunkReader reader = ChunkReader.open(source)) {
      truncate(source, 2);
      assertThatExceptionOfType(PreflightException.class)
          .isThrownBy(() -> reader.forEachRecord(chunk.ranges().get(0), record -> true))
          .withMessage(
              source
                  + " has changed since it was read: it no longer has the 2 records from line 1 on")
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  @DisplayName("fault 17: a compressed source that is damaged now was changed since")
  void saysOfDamageThatTheSourceHasChanged(Packing packing) throws IOException {
    byte[] compressed = packing.pack("{}\n".repeat(1000).getBytes(UTF_8), 3, new Random(1));
    compressed[compressed.length - 5] ^= 1;

    try (ChunkReader reader = ChunkReader.of("source", new Counted(compressed))) {
      assertThatExceptionOfType(PreflightException.class)
          .isThrownBy(() -> reader.read(0, 9000).readAllBytes())
          .withMessageStartingWith("source has changed since it was read: source is damaged: ")
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
  void readsACompressedSourceOnceWhereItIsReadInOrder(Packing packing) throws IOException {
    byte[] plain = new byte[300_000];
    new Random(7).nextBytes(plain);
    Counted source = new Counted(packing.pack(plain, 3, new Random(1)));

    try (ChunkReader reader = ChunkReader.of("source", source)) {
      for (int at = 0; at < plain.length; at += 20_000) {
        assertThat(reader.read(at, 10_000).readAllBytes())
            .isEqualTo(Arrays.copyOfRange(plain, at, at + 10_000));
      }
      assertThat(source.handedOut).isBetween(200_000L, 400_000L);
      assertThat(reader.read(7, 3).readAllBytes()).isEqualTo(Arrays.copyOfRange(plain, 7, 10));
    }
    assertThat(source.timesClosed).isEqualTo(1);
  }

  @Test
  void readsNoMoreOnceItIsClosed() throws IOException {
    ChunkReader reader = ChunkReader.open(source("1\n"));
    InputStream in = reader.read(0, 2);
    reader.close();
    assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(in::read);
  }

  @Test
  void closesTheSourceItWasGiven() throws IOException {
    Counted source = new Counted("1\n".getBytes(UTF_8));
    ChunkReader.of("source", source).close();
    assertThat(source.timesClosed).isEqualTo(1);
  }

  private static final class Counted implements SourceBytes {
    private final byte[] bytes;
    private long handedOut;
    private int timesClosed;

    Counted(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read(byte[] buffer, int from, int length, long offset) {
      if (offset >= bytes.length) {
        return -1;
      }
      int count = (int) Math.min(length, bytes.length - offset);
      System.arraycopy(bytes, (int) offset, buffer, from, count);
      handedOut += count;
      return count;
    }

    @Override
    public void close() {
      timesClosed++;
    }
  }

  @Test
  void stopsWhereTheSinkSaysSo() throws IOException {
    Path source = source("1\n2\n3\n4\n");
    Chunk chunk = Plans.plan(source, ChunkLimits.defaults()).chunks().get(0);
    List<Long> lines = new ArrayList<>();

    try (ChunkReader reader = ChunkReader.open(source)) {
      reader.forEachRecord(
          chunk.ranges().get(0),
          record -> {
            lines.add(record.lineNumber());
            return record.lineNumber() < 2;
          });
    }

    assertThat(lines).containsExactly(1L, 2L);
  }

  @Test
  @DisplayName("fault 6: a byte-order mark is one at the file's start only, not at a range's")
  void takesAMarkWithinTheFileForARecordsOwn() throws IOException {
    Path source = source("\uFEFF\uFEFF1\n\uFEFF2\n");
    Chunk chunk = Plans.plan(source, ChunkLimits.defaults()).chunks().get(0);
    List<String> records = new ArrayList<>();

    try (ChunkReader reader = ChunkReader.open(source)) {
      Plans.forEachRecord(reader, chunk, record -> records.add(text(record)));
    }

    assertThat(records).containsExactly("\uFEFF1", "\uFEFF2");
  }

  private static String text(JsonlRecord record) {
    return new String(record.copyBytes(), UTF_8);
  }

  private static String oneByOne(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      all.write(b);
    }
    return all.toString(UTF_8);
  }

  private static String inPieces(InputStream in, int size) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[size + 2];
    for (int n = in.read(buffer, 1, size); n >= 0; n = in.read(buffer, 1, size)) {
      assertThat(n).isPositive();
      all.write(buffer, 1, n);
    }
    return all.toString(UTF_8);
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }

  private Path source(String text) throws IOException {
    return Files.writeString(folder.resolve("source.jsonl"), text);
  }
}
