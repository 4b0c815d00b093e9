package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.github.jsonlpreflight.testkit.Compressing;
import io.github.jsonlpreflight.testkit.DribblingStream;
import io.github.jsonlpreflight.testkit.Reading;
import io.github.jsonlpreflight.testkit.Seeded;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A compressed source reads as the plain one does, wherever its pieces are cut. */
class CompressedSourceTest {
  private static final byte[] SMALL =
      "\uFEFF{\"a\":1}\r\n\n{\"text\":\"é, \u2028\"}\n \n{\"b\":[]}".getBytes(UTF_8);

  @TempDir private Path folder;

  static Stream<Seeded> seeds() {
    return Seeded.seeds(40);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seeds")
  void readsWhatThePlainSourceHas(Seeded seeded) throws IOException {
    for (int i = 0; i < 20; i++) {
      byte[] plain = randomFile(seeded);
      ReadOptions options =
          ReadOptions.builder()
              .blockBytes(seeded.between(1, 200))
              .maxRecordBytes(seeded.between(1, 100))
              .threads(seeded.between(1, 3))
              .build();
      Reading expected = ReferenceSplitter.read(plain, options.maxRecordBytes());
      for (Compressing format : Compressing.values()) {
        byte[] compressed = format.cutAt(plain, randomCuts(seeded, plain.length));
        int dribble = seeded.between(1, 40);
        assertThat(Reading.inline(new NeverAvailable(compressed, dribble), options))
            .as("%s of %s", format, new String(plain, UTF_8))
            .isEqualTo(expected);
        assertThat(Reading.threaded(new NeverAvailable(compressed, dribble), options))
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void readsPiecesThatAreCutAnywhere(Compressing format) throws IOException {
    Reading expected = Reading.inline(new ByteArrayInputStream(SMALL), ReadOptions.defaults());
    for (int first = 0; first <= SMALL.length; first++) {
      for (int second = first; second <= SMALL.length; second += 7) {
        byte[] compressed = format.cutAt(SMALL, first, second);
        assertThat(Reading.inline(new NeverAvailable(compressed, 1), ReadOptions.defaults()))
            .as("cut at %d and %d", first, second)
            .isEqualTo(expected);
      }
    }
  }

  /** More than any buffer holds, of bytes that do and do not compress. */
  @ParameterizedTest
  @EnumSource
  void readsManyPiecesOfManyBytes(Compressing format) throws IOException {
    Seeded seeded = Seeded.of(7);
    byte[] plain = Compressing.join(seeded.bytes(300_000), new byte[700_000], seeded.bytes(50_000));
    byte[] compressed = format.cutAt(plain, 1, 299_999, 300_001, 300_001, 640_000);
    for (int dribble : new int[] {1, 65_535, 65_536, Integer.MAX_VALUE}) {
      try (InputStream in = open(new NeverAvailable(compressed, dribble))) {
        assertThat(in.readAllBytes()).isEqualTo(plain);
        assertThat(in.read()).isEqualTo(-1);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void isEmptyWhereNothingWasCompressed(Compressing format) throws IOException {
    Reading nothing = Reading.of("");
    assertThat(readInline(format.whole(new byte[0]))).isEqualTo(nothing);
    assertThat(readInline(format.cutAt(new byte[0], 0, 0))).isEqualTo(nothing);
  }

  @Test
  void passesOverSkippableFramesWhereverTheyStand() throws IOException {
    byte[] one = Compressing.ZSTD.whole("{}\n".getBytes(UTF_8));
    byte[] skipped = Compressing.skippableFrame(0, new byte[100_000]);
    // Its length would be a window of 4 TiB in another frame.
    byte[] longer = Compressing.skippableFrame(0, new byte[0xFF00]);
    byte[] empty = Compressing.skippableFrame(15, new byte[0]);
    Reading expected = Reading.of("{}\n{}\n");
    assertThat(readInline(Compressing.join(skipped, empty, one, longer, one, empty)))
        .isEqualTo(expected);
    assertThat(readInline(skipped)).isEqualTo(Reading.of(""));
  }

  @Test
  void takesZerosBehindTheLastGzipMemberForPadding() throws IOException {
    byte[] member = Compressing.GZIP.whole(SMALL);
    assertThat(readInline(Compressing.join(member, new byte[1])))
        .isEqualTo(readInline(SMALL))
        .isEqualTo(readInline(Compressing.join(member, new byte[200_000])));
  }

  @Test
  void passesOverEveryPartOfAGzipHeader() throws IOException {
    byte[] plainHeader = Compressing.GZIP.whole(SMALL);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    header.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, 0x1E, 1, 2, 3, 4, 2, 3});
    header.writeBytes(new byte[] {3, 1}); // an extra field of 259 bytes
    header.writeBytes(new byte[259]);
    header.writeBytes("name\0".getBytes(UTF_8));
    header.writeBytes("a comment\0".getBytes(UTF_8));
    CRC32 crc = new CRC32();
    crc.update(header.toByteArray());
    header.write((int) crc.getValue());
    header.write((int) crc.getValue() >> 8);
    header.write(plainHeader, 10, plainHeader.length - 10);
    assertThat(readInline(header.toByteArray())).isEqualTo(readInline(SMALL));
    byte[] twice = Compressing.join(header.toByteArray(), header.toByteArray());
    try (InputStream in = open(new ByteArrayInputStream(twice))) {
      assertThat(in.readAllBytes()).isEqualTo(Compressing.join(SMALL, SMALL));
    }
  }

  /** Also of a frame without a checksum, where no byte behind the last block is left to read. */
  @Test
  void readsAZstdFrameToItsEndInPiecesLessThanABlock() throws IOException {
    byte[] frame = Zstd.compress(new byte[1 << 20]);
    try (InputStream in = open(new ByteArrayInputStream(frame))) {
      byte[] piece = new byte[1000];
      long read = 0;
      int count = in.read(piece);
      while (count >= 0) {
        read += count;
        count = in.read(piece);
      }
      assertThat(read).isEqualTo(1 << 20);
    }
  }

  @ParameterizedTest
  @EnumSource
  void waitsForAByteInPlaceOfReturningNone(Compressing format) throws IOException {
    byte[] plain = Seeded.of(7).bytes(3000);
    try (InputStream in = open(new NeverAvailable(format.cutAt(plain, 1500), 1))) {
      byte[] piece = new byte[100];
      int read = 0;
      while (read < plain.length) {
        int count = in.read(piece);
        assertThat(count).isPositive();
        read += count;
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void closesTheSourceItReads(Compressing format) throws IOException {
    AtomicBoolean isClosed = new AtomicBoolean();
    InputStream source =
        new FilterInputStream(new ByteArrayInputStream(format.whole(SMALL))) {
          @Override
          public void close() {
            isClosed.set(true);
          }
        };
    DecompressingStream.open(Reading.NAME, source, ReadOptions.defaults()).close();
    assertThat(isClosed).isTrue();
  }

  @Test
  void tellsByTheBytesAndNeverByTheName() throws IOException {
    Path plain = Files.write(folder.resolve("plain.jsonl.gz"), SMALL);
    Path gzip = Files.write(folder.resolve("gzip.jsonl"), Compressing.GZIP.whole(SMALL));
    Path zstd = Files.write(folder.resolve("zstd.gz"), Compressing.ZSTD.whole(SMALL));
    Path empty = Files.createFile(folder.resolve("empty.gz"));
    for (Path file : List.of(plain, gzip, zstd)) {
      try (InputStream in = JsonlSource.file(file).open(ReadOptions.defaults())) {
        assertThat(in.readAllBytes()).isEqualTo(SMALL);
      }
    }
    assertThat(Compression.of(plain)).isEqualTo(Compression.NONE);
    assertThat(Compression.of(gzip)).isEqualTo(Compression.GZIP);
    assertThat(Compression.of(zstd)).isEqualTo(Compression.ZSTD);
    assertThat(Compression.of(empty)).isEqualTo(Compression.NONE);
  }

  @ParameterizedTest
  @EnumSource
  void looksAtWhatWasDecompressed(Compressing format) {
    byte[] array = "[\n{},\n{}\n]\n".getBytes(UTF_8);
    assertThatThrownBy(() -> readInline(format.whole(array)))
        .isInstanceOf(PreflightException.class)
        .hasMessageStartingWith(Reading.NAME + " is one JSON array");
  }

  @DisplayName("fault 17: compressed twice")
  @ParameterizedTest
  @EnumSource
  void takesOffOneLayerOnly(Compressing outer) {
    for (Compressing inner : Compressing.values()) {
      assertThatThrownBy(() -> readInline(outer.whole(inner.whole(SMALL))))
          .isInstanceOfSatisfying(
              PreflightException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMPRESSED))
          .hasMessageContaining("is compressed twice");
    }
  }

  private static Reading readInline(byte[] source) throws IOException {
    return Reading.inline(new ByteArrayInputStream(source), ReadOptions.defaults());
  }

  private static InputStream open(InputStream in) throws IOException {
    return JsonlSource.stream(Reading.NAME, in).open(ReadOptions.defaults());
  }

  private static byte[] randomFile(Seeded seeded) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    if (seeded.onceIn(4)) {
      file.writeBytes("\uFEFF".getBytes(UTF_8));
    }
    file.writeBytes("{\"first\":\"good, so that the file is looked into\"}\n".getBytes(UTF_8));
    List<String> pieces = List.of("\n", "\n", "\r\n", " ", "{\"a\":1}\n", "\"", "é", "x", "{}");
    for (int count = seeded.between(0, 60); count > 0; count--) {
      file.writeBytes(seeded.oneOf(pieces).getBytes(UTF_8));
    }
    return file.toByteArray();
  }

  private static int[] randomCuts(Seeded seeded, int length) {
    return IntStream.range(0, seeded.between(0, 6))
        .map(i -> seeded.between(0, length))
        .sorted()
        .toArray();
  }

  /** As a pipe that is always a moment late: nobody may conclude an end from that. */
  private static final class NeverAvailable extends InputStream {
    private final DribblingStream in;

    NeverAvailable(byte[] bytes, int atMost) {
      this.in = new DribblingStream(bytes, atMost);
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
      return in.read(buffer, from, length);
    }

    @Override
    public int available() {
      return 0;
    }
  }
}
