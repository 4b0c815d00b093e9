package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jsonlpreflight.testkit.Compressing;
import io.github.jsonlpreflight.testkit.DribblingStream;
import io.github.jsonlpreflight.testkit.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Fault 17: compressed data that is cut short, changed, or made to do harm. */
@Timeout(60)
class DamagedCompressionTest {
  private static final byte[] PLAIN =
      IntStream.range(0, 40)
          .mapToObj(i -> "{\"number\":%d,\"square\":%d}\n".formatted(i, i * i))
          .collect(Collectors.joining())
          .getBytes(UTF_8);

  @DisplayName("fault 17: cut short at every byte")
  @ParameterizedTest
  @EnumSource
  void noticesWhereverItIsCutShort(Compressing format) throws IOException {
    byte[] first = format.piece(PLAIN, 0, 500);
    byte[] whole = format.cutAt(PLAIN, 500);
    int magic = format == Compressing.GZIP ? 2 : 4;
    for (int length = magic; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      if (length == first.length) {
        assertThat(decompress(cut)).isEqualTo(Arrays.copyOf(PLAIN, 500));
        continue;
      }
      PreflightException damage = damageOf(cut);
      long end = length;
      assertThat(damage)
          .hasMessageContaining(" data ends too early, at byte ")
          .satisfies(e -> assertThat(offsetIn(e)).isLessThanOrEqualTo(end));
      assertThat(damage.byteOffset().getAsLong())
          .as("good bytes")
          .isBetween(length > first.length ? 500L : 0L, (long) PLAIN.length);
      // Its bytes do not come all at once, and the message is the same.
      assertThat(
              catchThrowableOfType(
                  PreflightException.class, () -> read(new DribblingStream(cut, 1))))
          .hasMessageContaining(" data ends too early, at byte ");
    }
  }

  @DisplayName("fault 17: all that is good comes before the word that more was promised")
  @ParameterizedTest
  @EnumSource
  void handsOutAllThatIsThereInPiecesLessThanABlock(Compressing format) throws IOException {
    byte[] plain = new byte[300_000];
    for (int i = 0; i < plain.length; i++) {
      plain[i] = (byte) (i % 251);
    }
    byte[] whole = format.whole(plain);
    for (int length = 20; length < whole.length; length += 1 + whole.length / 400) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThat(readable(cut, 1000)).as("cut at %d", length).isEqualTo(readable(cut, 1 << 20));
    }
  }

  /** Returns how many bytes come before the end that is none. */
  private static long readable(byte[] cut, int piece) throws IOException {
    long read = 0;
    try (InputStream in =
        DecompressingStream.open(
            Reading.NAME, new ByteArrayInputStream(cut), ReadOptions.defaults())) {
      byte[] buffer = new byte[piece];
      while (true) {
        int count = in.read(buffer);
        assertThat(count).isPositive();
        read += count;
      }
    } catch (PreflightException e) {
      assertThat(e).hasMessageContaining(" data ends too early, at byte " + cut.length);
      return read;
    }
  }

  @DisplayName("fault 17: every bit flipped")
  @ParameterizedTest
  @EnumSource
  void noticesEveryFlippedBitThatMatters(Compressing format) throws IOException {
    byte[] whole = format.cutAt(PLAIN, 500);
    int harmless = 0;
    for (int bit = 32; bit < whole.length * 8; bit++) {
      byte[] flipped = whole.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        assertThat(decompress(flipped)).as("bit %d", bit).isEqualTo(PLAIN);
        harmless++;
      } catch (PreflightException e) {
        assertThat(e.code())
            .as("bit %d: %s", bit, e.getMessage())
            .isIn(ErrorCode.COMPRESSION_DAMAGED, ErrorCode.DECOMPRESSION_LIMIT);
        if (String.valueOf(e.getMessage()).endsWith("are good")) {
          int good = (int) e.byteOffset().getAsLong();
          assertThat(firstBytes(flipped, good))
              .as("what is called good in %s", e.getMessage())
              .isEqualTo(Arrays.copyOf(PLAIN, good));
        }
      }
    }
    // Times, systems and other words of the headers, which are under no checksum.
    assertThat(harmless).isLessThan(110);
  }

  @DisplayName("fault 17: a checksum that does not match")
  @Test
  void saysHowFarTheDataIsGood() {
    byte[] first = Compressing.GZIP.piece(PLAIN, 0, 500);
    byte[] whole = Compressing.GZIP.cutAt(PLAIN, 500);
    whole[whole.length - 8] ^= 1;
    assertThat(damageOf(whole))
        .hasMessage(
            "test.jsonl is damaged: its gzip data fails its checksum, at byte %d; the first 500"
                + " decompressed bytes are good",
            whole.length - 8)
        .satisfies(e -> assertThat(e.lineNumber()).isEmpty());

    whole[whole.length - 8] ^= 1;
    whole[whole.length - 1] ^= 1;
    assertThat(damageOf(whole)).hasMessageContaining("has not the length that it says, at byte");

    byte[] other = Compressing.GZIP.cutAt(PLAIN, 500);
    other[first.length + 10] = (byte) 0xFF; // a block of a type that there is not
    assertThat(damageOf(other))
        .hasMessageContaining("is corrupt (invalid block type) at byte " + (first.length + 11))
        .hasMessageContaining("the first 500 decompressed bytes");
  }

  @DisplayName("fault 17: a header that gzip does not have, or that was changed")
  @Test
  void saysWhichHeaderItDoesNotKnow() {
    byte[] first = Compressing.GZIP.piece(PLAIN, 0, 500);
    byte[] second = Compressing.GZIP.piece(PLAIN, 500, PLAIN.length);
    String unknown = " has a header of an unknown kind at byte " + first.length;
    String good = "; the first 500 decompressed bytes are good";

    byte[] otherMethod = second.clone();
    otherMethod[2]++;
    assertThat(damageOf(Compressing.join(first, otherMethod))).hasMessageEndingWith(unknown + good);

    for (int reserved = 0x20; reserved <= 0x80; reserved <<= 1) {
      byte[] otherFlags = second.clone();
      otherFlags[3] = (byte) reserved;
      assertThat(damageOf(Compressing.join(first, otherFlags)))
          .hasMessageEndingWith(unknown + good);
    }

    byte[] header = Arrays.copyOf(second, 12);
    header[3] = 0x02; // a checksum of the header follows
    CRC32 crc = new CRC32();
    crc.update(header, 0, 10);
    header[10] = (byte) (crc.getValue() + 1);
    header[11] = (byte) (crc.getValue() >> 8);
    byte[] checked = Compressing.join(header, Arrays.copyOfRange(second, 10, second.length));
    assertThat(damageOf(Compressing.join(first, checked)))
        .hasMessageEndingWith(
            " has a header that fails its checksum at byte " + first.length + good);
  }

  @DisplayName("fault 17: a zstd checksum that does not match")
  @Test
  void saysWhereTheFrameBegins() {
    byte[] first = Compressing.ZSTD.piece(PLAIN, 0, 500);
    byte[] whole = Compressing.ZSTD.cutAt(PLAIN, 500);
    whole[whole.length - 1] ^= 1;
    assertThat(damageOf(whole))
        .hasMessage(
            "test.jsonl is damaged: its zstd data is corrupt (restored data doesn't match checksum)"
                + " in the frame that begins at byte %d; the first 500 decompressed bytes are good",
            first.length);
  }

  @DisplayName("fault 17: something else behind the last piece")
  @ParameterizedTest
  @EnumSource
  void noticesWhatDoesNotBelongThere(Compressing format) {
    byte[] good = format.whole(PLAIN);
    for (String garbage : new String[] {"garbage", "\0\0\0x", "{}\n\n", "BZh91AY"}) {
      assertThat(damageOf(Compressing.join(good, garbage.getBytes(UTF_8))))
          .hasMessageContaining("is followed by something else at byte " + good.length)
          .satisfies(e -> assertThat(e.byteOffset()).hasValue(PLAIN.length));
    }
  }

  @Test
  void handsOverWhatStandsBeforeTheDamageAndEndsThere() {
    byte[] whole = Compressing.GZIP.cutAt(PLAIN, 500);
    byte[] cut = Arrays.copyOf(whole, whole.length - 20);
    ReadOptions options = ReadOptions.builder().blockBytes(50).threads(2).build();
    assertThatThrownBy(() -> Reading.threaded(new ByteArrayInputStream(cut), options))
        .isInstanceOf(PreflightException.class);
    assertThatThrownBy(() -> Reading.inline(new ByteArrayInputStream(cut), options))
        .isInstanceOf(PreflightException.class);
  }

  @DisplayName("fault 17: a bomb, by its size")
  @ParameterizedTest
  @EnumSource
  void endsAtTheGreatestSize(Compressing format) throws IOException {
    byte[] bomb = format.cutAt(new byte[10_000], 4_000);
    assertThat(decompress(bomb, options().maxDecompressedBytes(10_000))).hasSize(10_000);
    assertLimit(bomb, options().maxDecompressedBytes(9_999))
        .hasMessageContaining("decompresses to more than 9999 bytes")
        .hasMessageContaining("the limit set by maxDecompressedBytes");
  }

  @DisplayName("fault 17: a bomb, by its ratio")
  @ParameterizedTest
  @EnumSource
  void endsAtTheGreatestRatio(Compressing format) throws IOException {
    byte[] bomb = format.whole(new byte[1 << 20]);
    ReadOptions options = options().maxCompressionRatio(100).build();
    String message =
        String.valueOf(
            catchThrowableOfType(PreflightException.class, () -> read(bomb, options, 100_000))
                .getMessage());
    Matcher numbers =
        Pattern.compile(
                "test.jsonl decompresses to (\\d+) times its size \\((\\d+) bytes to (\\d+)\\), over"
                    + " the limit of 100 set by maxCompressionRatio")
            .matcher(message);
    assertThat(numbers.matches()).as(message).isTrue();
    assertThat(Long.parseLong(numbers.group(1)))
        .isEqualTo(Long.parseLong(numbers.group(3)) / Long.parseLong(numbers.group(2)));
    assertThatThrownBy(() -> read(bomb, options, 1 << 20)).isInstanceOf(PreflightException.class);
    assertThat(read(bomb, options, (1 << 20) + 1)).as("too small to be judged").hasSize(1 << 20);
    assertThat(read(format.whole(PLAIN), options, 1)).isEqualTo(PLAIN);
  }

  /** Gives so many bytes for each byte of its source. */
  private static final class Multiplying extends DecompressingStream {
    private final int times;

    Multiplying(int times, int sourceBytes, ReadOptions options) {
      super(
          Reading.NAME,
          Compression.GZIP,
          new CompressedBytes(new ByteArrayInputStream(new byte[sourceBytes])),
          options,
          /* ratioCountsFrom= */ 0);
      this.times = times;
    }

    @Override
    int decode(byte[] buffer, int from, int length) throws IOException {
      return input.next() < 0 ? -1 : times;
    }
  }

  @DisplayName("fault 17: the greatest ratio itself is allowed")
  @Test
  void allowsTheGreatestRatio() throws IOException {
    ReadOptions options = options().maxCompressionRatio(100).build();
    try (InputStream in = new Multiplying(100, 5, options)) {
      assertThat(in.readAllBytes()).hasSize(500);
    }
    try (InputStream in = new Multiplying(101, 5, options)) {
      assertThatThrownBy(in::readAllBytes)
          .isInstanceOf(PreflightException.class)
          .hasMessageContaining(
              "decompresses to 101 times its size (1 bytes to 101), over the limit of 100");
    }
  }

  @DisplayName("fault 17: a zstd frame whose content is its window")
  @ParameterizedTest(name = "a dictionary''s name of {0} bytes, a size of {1}")
  @CsvSource({
    "0, 2, 1025",
    "0, 4, 1025",
    "0, 8, 1025",
    "1, 2, 65791",
    "2, 4, 65537",
    "4, 8, 1099511627776"
  })
  void readsTheWindowOfASingleSegment(int dictionaryBytes, int sizeBytes, long size) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD});
    int sizeFlag = Integer.numberOfTrailingZeros(sizeBytes);
    int dictionaryFlag = Integer.SIZE - Integer.numberOfLeadingZeros(dictionaryBytes);
    frame.write(sizeFlag << 6 | 0x20 | dictionaryFlag);
    frame.writeBytes(new byte[dictionaryBytes]);
    long written = sizeBytes == 2 ? size - 256 : size; // RFC 8878, 3.1.1.1.4
    for (int i = 0; i < sizeBytes; i++) {
      frame.write((int) (written >> (8 * i)));
    }
    frame.writeBytes(new byte[20]);
    assertLimit(frame.toByteArray(), options().maxZstdWindowBytes(1024))
        .hasMessageContaining(
            "needs a zstd window of " + size + " bytes, over the 1024-byte limit");
  }

  @DisplayName("fault 17: a huge zstd window")
  @Test
  void refusesAWindowThatWouldTakeTooMuchMemory() throws IOException {
    byte[] of128MiB = frameWithWindow(17, 0);
    assertThat(decompress(of128MiB)).isEqualTo("x".getBytes(UTF_8));
    assertLimit(frameWithWindow(17, 1), options())
        .hasMessage(
            "test.jsonl needs a zstd window of 150994944 bytes, over the 134217728-byte limit set"
                + " by maxZstdWindowBytes (frame at byte 0)");
    assertLimit(frameWithWindow(31, 7), options()).hasMessageContaining("window of 4123168604160 ");
    assertLimit(Compressing.join(of128MiB, frameWithWindow(18, 0)), options())
        .hasMessageContaining("(frame at byte %d)".formatted(of128MiB.length));
    assertThat(decompress(frameWithWindow(17, 1), options().maxZstdWindowBytes(1L << 28)))
        .isEqualTo("x".getBytes(UTF_8));
  }

  @DisplayName("fault 17: a zstd frame that promises more than there can be")
  @Test
  void believesNoSize() {
    byte[] frame = new byte[30];
    byte[] start = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, (byte) 0xE0};
    System.arraycopy(start, 0, frame, 0, start.length);
    Arrays.fill(frame, 5, 13, (byte) 0xFF);
    assertLimit(frame, options()).hasMessageContaining("needs a zstd window of ");
  }

  @DisplayName("fault 17: very many empty members")
  @Test
  void readsManyEmptyMembersInLinearTime() throws IOException {
    byte[] empty = Compressing.GZIP.whole(new byte[0]);
    byte[] good = Compressing.GZIP.whole(PLAIN);
    try (InputStream in =
        JsonlSource.stream(
                "many",
                new SequenceInputStream(
                    new Repeated(empty, 1_000_000), new ByteArrayInputStream(good)))
            .open(ReadOptions.defaults())) {
      assertThat(in.readAllBytes()).isEqualTo(PLAIN);
    }
  }

  @DisplayName("fault 17: a header without an end")
  @Test
  void keepsNoPartOfAHeader() throws IOException {
    byte[] header = {0x1F, (byte) 0x8B, 8, 0x08, 0, 0, 0, 0, 0, 3};
    InputStream endless =
        new SequenceInputStream(
            new ByteArrayInputStream(header), new Repeated("name".getBytes(UTF_8), 50_000_000));
    assertThatThrownBy(() -> read(endless))
        .isInstanceOf(PreflightException.class)
        .hasMessageContaining("ends too early, at byte 200000010");
  }

  private static byte[] frameWithWindow(int exponent, int mantissa) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0});
    frame.write(exponent << 3 | mantissa);
    frame.writeBytes(new byte[] {9, 0, 0, 'x'}); // the last block, raw, of one byte
    return frame.toByteArray();
  }

  private static ReadOptions.Builder options() {
    return ReadOptions.builder();
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertLimit(
      byte[] source, ReadOptions.Builder options) {
    return assertThatThrownBy(() -> decompress(source, options))
        .isInstanceOfSatisfying(
            PreflightException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DECOMPRESSION_LIMIT));
  }

  private static PreflightException damageOf(byte[] source) {
    PreflightException thrown =
        catchThrowableOfType(PreflightException.class, () -> decompress(source));
    assertThat(thrown).isNotNull();
    assertThat(thrown.code()).isEqualTo(ErrorCode.COMPRESSION_DAMAGED);
    return thrown;
  }

  private static long offsetIn(PreflightException damage) {
    String message = String.valueOf(damage.getMessage()).toLowerCase(Locale.ROOT);
    return Long.parseLong(message.replaceFirst(".* at byte (\\d+);.*", "$1"));
  }

  private static byte[] decompress(byte[] source) throws IOException {
    return decompress(source, options());
  }

  private static byte[] decompress(byte[] source, ReadOptions.Builder options) throws IOException {
    return read(source, options.build(), DecompressingStream.RATIO_COUNTS_FROM);
  }

  private static byte[] read(byte[] source, ReadOptions options, long ratioCountsFrom)
      throws IOException {
    try (InputStream in =
        DecompressingStream.open(
            Reading.NAME, new ByteArrayInputStream(source), options, ratioCountsFrom)) {
      return in.readAllBytes();
    }
  }

  private static byte[] firstBytes(byte[] source, int count) throws IOException {
    try (InputStream in =
        JsonlSource.stream(Reading.NAME, new ByteArrayInputStream(source))
            .open(ReadOptions.defaults())) {
      return in.readNBytes(count);
    }
  }

  private static byte[] read(InputStream source) throws IOException {
    try (InputStream in = JsonlSource.stream(Reading.NAME, source).open(ReadOptions.defaults())) {
      return in.readAllBytes();
    }
  }

  /** The same bytes again and again, without holding them more than once. */
  private static final class Repeated extends InputStream {
    private final byte[] bytes;
    private long left;
    private int at;

    Repeated(byte[] bytes, long times) {
      this.bytes = bytes;
      this.left = times * bytes.length;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) {
      if (left == 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      for (int i = 0; i < count; i++) {
        buffer[from + i] = bytes[at];
        at = at + 1 == bytes.length ? 0 : at + 1;
      }
      left -= count;
      return count;
    }
  }
}
