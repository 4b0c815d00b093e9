package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.testkit.DribblingStream;
import io.github.jsonlpreflight.testkit.Reading;
import io.github.jsonlpreflight.testkit.Seeded;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A source read in parts that begin anywhere is the source read whole. */
class LineRangeTest {
  private static final int FILES_A_SEED = 50;

  static Stream<Seeded> seeds() {
    return Seeded.seeds(100);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seeds")
  void readsInPartsWhatItReadsWhole(Seeded seeded) throws IOException {
    for (int i = 0; i < FILES_A_SEED; i++) {
      byte[] file = RandomLines.file(seeded, "");
      ReadOptions options = RandomLines.options(seeded);
      List<Long> cuts = cuts(seeded, file.length);
      assertThat(inParts(file, cuts, options, seeded))
          .as("%s cut at %s", Messages.printable(new String(file, UTF_8)), cuts)
          .isEqualTo(Reading.undiagnosed(new ByteArrayInputStream(file), options));
    }
  }

  /** Every file of up to six bytes over the bytes that matter, cut at every place. */
  @Test
  void isRightForEverySmallFile() throws IOException {
    byte[] alphabet = {'\n', ' ', 'x'};
    for (int length = 0; length <= 6; length++) {
      for (int number = 0; number < Math.pow(alphabet.length, length); number++) {
        byte[] file = new byte[length];
        for (int i = 0, rest = number; i < length; i++, rest /= alphabet.length) {
          file[i] = alphabet[rest % alphabet.length];
        }
        Reading whole = Reading.undiagnosed(new ByteArrayInputStream(file), ReadOptions.defaults());
        for (long cut = 0; cut <= length; cut++) {
          assertThat(
                  inParts(
                      file,
                      List.of(0L, cut, (long) length),
                      ReadOptions.builder().blockBytes(2).build(),
                      Seeded.of(number)))
              .as("%s cut at %d", Arrays.toString(file), cut)
              .isEqualTo(whole);
        }
      }
    }
  }

  @Test
  void isEmptyInTheMiddleOfALongLine() throws IOException {
    byte[] file = ("{}\n" + "x".repeat(500_000) + "\n{}\n").getBytes(UTF_8);
    AtomicLong lastRead = new AtomicLong();

    try (LineRange lines = LineRange.open(at -> counting(file, at, lastRead), 1000, 200_000)) {
      assertThat(lines.byteOffset()).isEqualTo(200_000);
      assertThat(lines.read()).isEqualTo(-1);
    }

    assertThat(lastRead.get()).as("bytes read of a line that is not its own").isLessThan(300_000);
  }

  @Test
  void readsALineThatGoesOnBehindTheRange() throws IOException {
    String line = "x".repeat(500_000) + "\n";
    byte[] file = ("{}\n" + line + "{}\n").getBytes(UTF_8);

    try (LineRange lines = LineRange.open(at -> from(file, at), 2, 4)) {
      assertThat(lines.byteOffset()).isEqualTo(3);
      assertThat(lines.readAllBytes()).isEqualTo(line.getBytes(UTF_8));
    }
  }

  @Test
  void closesWhatItHasOpened() throws IOException {
    AtomicInteger closed = new AtomicInteger();
    byte[] file = {'x', '\n', 'y'};

    LineRange.open(at -> new Closing(from(file, at), closed), 0, 1).close();
    LineRange.open(at -> new Closing(from(file, at), closed), 1, 3).close();

    assertThat(closed).hasValue(2);
  }

  @Test
  void closesWhatItHasOpenedWhereReadingFails() {
    AtomicInteger closed = new AtomicInteger();

    assertThatThrownBy(() -> LineRange.open(at -> new Closing(new FailingStream(), closed), 5, 9))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    assertThat(closed).hasValue(1);
  }

  @Test
  void refusesARangeThatIsNone() {
    assertThatThrownBy(() -> LineRange.open(at -> InputStream.nullInputStream(), 5, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no range from 5 to 4");
  }

  @Test
  void refusesAPartThatCannotBe() {
    assertThatThrownBy(() -> JsonlSource.part("p", InputStream.nullInputStream(), 10, 2, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("firstLine 2, firstRecordIndex 2");
  }

  /** Counts each part first, and reads it then from where those before it end. */
  private static Reading inParts(byte[] file, List<Long> cuts, ReadOptions options, Seeded seeded)
      throws IOException {
    List<Reading.Seen> seen = new ArrayList<>();
    PassTotals totals = null;
    long line = 1;
    long record = 0;
    for (int i = 0; i + 1 < cuts.size(); i++) {
      long from = cuts.get(i);
      long to = cuts.get(i + 1);
      int dribble = seeded.between(1, 9);
      PassTotals counted;
      try (LineRange lines = LineRange.open(at -> dribbling(file, at, dribble), from, to)) {
        JsonlSource part = JsonlSource.part("test", lines, lines.byteOffset(), 1, 0);
        counted = RecordScan.count(part, options);
      }
      PassTotals read;
      try (LineRange lines = LineRange.open(at -> dribbling(file, at, dribble), from, to)) {
        JsonlSource part = JsonlSource.part("test", lines, lines.byteOffset(), line, record);
        read =
            seeded.onceIn(10)
                ? RecordPass.run(
                    part,
                    options,
                    () -> block -> block,
                    (block, same) -> {
                      for (int r = 0; r < block.recordCount(); r++) {
                        seen.add(Reading.seen(block.record(r)));
                      }
                      return RecordPass.BlockSink.GO_ON;
                    })
                : RecordPass.run(part, options, found -> seen.add(Reading.seen(found)));
      }
      assertThat(counted).isEqualTo(read);
      line += read.lines();
      record += read.records();
      totals = totals == null ? read : totals.then(read);
    }
    return new Reading(seen, Objects.requireNonNull(totals));
  }

  private static List<Long> cuts(Seeded seeded, int length) {
    TreeSet<Long> cuts = new TreeSet<>();
    for (int i = seeded.between(0, 8); i > 0; i--) {
      cuts.add((long) seeded.between(0, length));
    }
    cuts.add(0L);
    List<Long> all = new ArrayList<>(cuts);
    all.add(seeded.onceIn(2) ? length : Long.MAX_VALUE);
    return all;
  }

  private static InputStream dribbling(byte[] file, long at, int most) {
    return new DribblingStream(Arrays.copyOfRange(file, (int) at, file.length), most);
  }

  private static InputStream from(byte[] file, long at) {
    return new ByteArrayInputStream(file, (int) at, file.length);
  }

  private static InputStream counting(byte[] file, long at, AtomicLong lastRead) {
    return new InputStream() {
      private final InputStream in = from(file, at);
      private long position = at;

      @Override
      public int read() throws IOException {
        throw new IOException("nobody reads single bytes");
      }

      @Override
      public int read(byte[] buffer, int off, int length) throws IOException {
        int count = in.read(buffer, off, length);
        position += count;
        lastRead.set(position);
        return count;
      }
    };
  }

  private static final class FailingStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("gone");
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      return read();
    }
  }

  private static final class Closing extends FilterInputStream {
    private final AtomicInteger closed;

    Closing(InputStream in, AtomicInteger closed) {
      super(in);
      this.closed = closed;
    }

    @Override
    public void close() {
      closed.incrementAndGet();
    }
  }
}
