package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Everything outside of a run, in memory and under the test's control: clock, journal disk, network
 * and, behind it, a {@link FakeService}. It can stop a run dead at any event.
 */
final class FakeWorld {
  static final String TOKEN = "planted-token-5e3a";
  static final String DATASET = "ds-1";
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  final Path folder;
  final Path source;
  final RunDirectory directory;
  final FakeTime time = new FakeTime();
  final FakeService service = new FakeService(time);
  final MemoryJournal disk = new MemoryJournal();
  final List<String> told = new ArrayList<>();

  /** How chunks get on, as a listener is told; of the bytes sent only the last number. */
  final List<String> progress = new ArrayList<>();

  ServiceOptions serviceOptions =
      ServiceOptions.builder()
          .baseUrl(URI.create("https://api.example.com"))
          .token(Secret.of(TOKEN))
          .build();
  UploadOptions options = UploadOptions.defaults();

  /** The event before which the run dies; events are appends, forces and both ends of calls. */
  long crashAt = Long.MAX_VALUE;

  long events;
  private boolean dead;

  FakeWorld(Path folder) {
    this.folder = folder;
    this.source = folder.resolve("reviews.jsonl");
    this.directory = RunDirectory.at(folder.resolve("reviews.jsonl.preflight"));
  }

  /** The power cut: no code may catch it, and nothing works afterwards. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash", null, false, false);
    }
  }

  private void event() {
    if (dead || events++ >= crashAt) {
      dead = true;
      throw new Crash();
    }
  }

  /** Makes a file of numbered records and a plan that cuts it. */
  Manifest plan(int records, int perChunk) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < records; i++) {
      text.append("{\"n\":").append(i).append("}\n");
    }
    return plan(text.toString(), perChunk);
  }

  Manifest plan(String text, int perChunk) throws IOException {
    Files.writeString(source, text);
    Files.createDirectories(directory.folder());
    ChunkLimits limits = ChunkLimits.builder().maxChunkRecords(perChunk).build();
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(directory.manifest(), source, limits, null)) {
      return planner.planUnchecked(ReadOptions.defaults());
    }
  }

  /** Starts the run, as a fresh process would. */
  RunResult run(Manifest manifest) throws IOException {
    return uploader().run(source, manifest, DATASET, directory, listener());
  }

  Uploader uploader() {
    dead = false;
    events = 0;
    disk.loseUnforced();
    Outside outside =
        new Outside(
            time,
            new Random(1),
            new Wire(),
            host ->
                host.matches("[0-9.]+|.*:.*")
                    ? InetAddress.getAllByName(host)
                    : new InetAddress[] {InetAddress.getByAddress(host, new byte[] {93, 1, 2, 3})},
            path -> disk);
    return new Uploader(serviceOptions, options, outside);
  }

  /** Starts the run and lets it die before an event; returns whether it got there. */
  boolean crashes(Manifest manifest, long event) throws IOException {
    crashAt = event;
    try {
      run(manifest);
      return false;
    } catch (Crash e) {
      return true;
    } finally {
      crashAt = Long.MAX_VALUE;
    }
  }

  private UploadListener listener() {
    return new UploadListener() {
      @Override
      public void waiting(String reason) {
        told.add("waiting: " + reason);
      }

      @Override
      public void statusChanged(Chunk chunk, String status) {
        told.add(chunk.index() + " " + status);
        progress.add(chunk.index() + " " + status);
      }

      @Override
      public void chunkStarted(Chunk chunk, int attempt) {
        progress.add(chunk.index() + " started, attempt " + attempt);
      }

      @Override
      public void bytesSent(Chunk chunk, long bytes) {
        if (bytes == chunk.bytes()) {
          progress.add(chunk.index() + " sent, " + bytes);
        }
      }

      @Override
      public void chunkDone(Chunk chunk, ChunkOutcome outcome) {
        progress.add(chunk.index() + " done, " + outcome.getClass().getSimpleName());
      }
    };
  }

  String journalText() {
    return disk.text();
  }

  static final class FakeTime implements Time {
    Instant now = START;
    Duration slept = Duration.ZERO;
    final List<Duration> sleeps = new ArrayList<>();
    Duration skew = Duration.ZERO;
    boolean interruptNextSleep;

    /** This machine's clock, which may be wrong; {@link #now} is the truth. */
    @Override
    public Instant now() {
      return now.plus(skew);
    }

    @Override
    public long nanos() {
      return Duration.between(START, now).toNanos();
    }

    @Override
    public void sleep(Duration duration) throws InterruptedException {
      if (interruptNextSleep) {
        interruptNextSleep = false;
        throw new InterruptedException();
      }
      sleeps.add(duration);
      slept = slept.plus(duration);
      now = now.plus(duration);
    }
  }

  /** A disk that forgets what was not forced. */
  final class MemoryJournal implements JournalStorage {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private byte[] durable = new byte[0];
    boolean forceFails;
    int forces;

    void loseUnforced() {
      bytes.reset();
      bytes.writeBytes(durable);
    }

    void set(byte[] content) {
      durable = content.clone();
      loseUnforced();
    }

    String text() {
      return new String(durable, StandardCharsets.UTF_8);
    }

    @Override
    public InputStream read(long position) {
      byte[] all = bytes.toByteArray();
      return new ByteArrayInputStream(Arrays.copyOfRange(all, (int) position, all.length));
    }

    @Override
    public long size() {
      return bytes.size();
    }

    @Override
    public void write(long position, byte[] added) {
      event();
      truncate(Math.min(position, size()));
      bytes.writeBytes(added);
    }

    @Override
    public void force() throws IOException {
      event();
      forces++;
      if (forceFails) {
        throw new IOException("EIO");
      }
      durable = bytes.toByteArray();
    }

    @Override
    public void truncate(long size) {
      byte[] kept = Arrays.copyOf(bytes.toByteArray(), (int) size);
      bytes.reset();
      bytes.writeBytes(kept);
    }

    @Override
    public void close() {}
  }

  private final class Wire implements Transport {
    @Override
    public Answer exchange(Call call) throws IOException, InterruptedException {
      event();
      Answer answer = service.exchange(call);
      event();
      return answer;
    }

    @Override
    public void close() {}
  }
}
