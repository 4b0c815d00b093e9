package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadAheadStreamTest {
  private final Counted closed = new Counted();

  private static final class Counted {
    final AtomicInteger times = new AtomicInteger();

    InputStream watch(InputStream in) {
      return new FilterInputStream(in) {
        @Override
        public void close() throws IOException {
          times.incrementAndGet();
          super.close();
        }
      };
    }
  }

  @AfterEach
  void noThreadIsLeft() {
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .doesNotContain(ReadAheadStream.THREAD);
    assertThat(closed.times).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void hasTheBytesOfTheStreamInPiecesOfAnySize(long seed) throws IOException {
    SeededPieces pieces = new SeededPieces(seed, 3_000_000);
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    try (InputStream ahead = ahead(pieces)) {
      byte[] buffer = new byte[70_000];
      RandomGenerator random = new SplittableRandom(seed);
      while (true) {
        int one = random.nextInt(20) == 0 ? ahead.read() : -2;
        if (one >= 0) {
          read.write(one);
          continue;
        }
        int count = one == -1 ? -1 : ahead.read(buffer, 3, 1 + random.nextInt(buffer.length - 3));
        if (count < 0) {
          break;
        }
        read.write(buffer, 3, count);
      }
      assertThat(ahead.read()).isEqualTo(-1);
    }
    assertThat(read.toByteArray()).as("seed %d", seed).isEqualTo(pieces.all);
  }

  /** Hands out bytes in pieces of random sizes. */
  private static final class SeededPieces extends InputStream {
    final byte[] all;
    private final RandomGenerator random;
    private final InputStream in;

    SeededPieces(long seed, int most) {
      random = new SplittableRandom(seed);
      all = new byte[random.nextInt(most)];
      random.nextBytes(all);
      in = new ByteArrayInputStream(all);
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      return in.read(buffer, from, 1 + random.nextInt(length));
    }
  }

  @DisplayName("fault 17: what is good in front of damage is read")
  @ParameterizedTest
  @ValueSource(ints = {0, 1, ReadAheadStream.BUFFER_BYTES, 3 * ReadAheadStream.BUFFER_BYTES + 7})
  void givesAllThatWasReadBeforeAFailure(int good) throws IOException {
    IllegalStateException failure = new IllegalStateException("broken");
    InputStream in =
        new InputStream() {
          private int given;

          @Override
          public int read() {
            if (given++ == good) {
              throw failure;
            }
            return 'a';
          }

          @Override
          public int read(byte[] buffer, int from, int length) {
            buffer[from] = (byte) read();
            return 1;
          }
        };
    try (InputStream ahead = ahead(in)) {
      assertThat(ahead.readNBytes(good)).asString(US_ASCII).isEqualTo("a".repeat(good));
      assertThatThrownBy(ahead::read).isSameAs(failure);
      assertThatThrownBy(() -> ahead.read(new byte[9])).isSameAs(failure);
    }
  }

  @Test
  void endsItsThreadWhereNobodyReadsToTheEnd() throws IOException {
    try (InputStream ahead = ahead(new SeededPieces(9, 100_000_000))) {
      assertThat(ahead.read(new byte[10])).isPositive();
    }
  }

  @Test
  void endsItsThreadWhileThatWaitsForBytes() throws IOException {
    try (PipedOutputStream nothingYet = new PipedOutputStream()) {
      ahead(new PipedInputStream(nothingYet)).close();
    }
  }

  /** What is closed while it is read may do anything, a decoder outside the heap above all. */
  @Test
  void closesTheStreamBehindTheLastReading() throws IOException {
    Thread closer = Thread.currentThread();
    AtomicBoolean isRead = new AtomicBoolean();
    AtomicBoolean isClosedWhileRead = new AtomicBoolean();
    InputStream slow =
        new InputStream() {
          private volatile boolean isClosed;

          @Override
          public int read() {
            return 'a';
          }

          @Override
          public int read(byte[] buffer, int from, int length) {
            isRead.set(true);
            while (closer.getState() != Thread.State.WAITING && !isClosed) {
              Thread.onSpinWait();
            }
            isRead.set(false);
            return -1;
          }

          @Override
          public void close() {
            isClosedWhileRead.set(isRead.get());
            isClosed = true;
          }
        };
    InputStream ahead = ahead(slow);
    while (!isRead.get()) {
      Thread.onSpinWait();
    }
    ahead.close();
    assertThat(isClosedWhileRead).isFalse();
  }

  @Test
  void keepsNoProgramFromItsEnd() throws IOException {
    try (PipedOutputStream nothingYet = new PipedOutputStream();
        InputStream ahead = ahead(new PipedInputStream(nothingYet))) {
      assertThat(ahead.available()).isZero();
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().equals(ReadAheadStream.THREAD))
          .hasSize(1)
          .allMatch(Thread::isDaemon);
    }
  }

  @Test
  void hearsOfAnInterruptWhileItWaits() throws IOException {
    try (PipedOutputStream nothingYet = new PipedOutputStream();
        InputStream ahead = ahead(new PipedInputStream(nothingYet))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(ahead::read).isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  private InputStream ahead(InputStream in) {
    return new ReadAheadStream(closed.watch(in));
  }
}
