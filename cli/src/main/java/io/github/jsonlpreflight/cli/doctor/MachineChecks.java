package io.github.jsonlpreflight.cli.doctor;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.jsonl.Messages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks at what an upload needs of this machine. */
public final class MachineChecks {
  /** Less free space than this may not hold a run's answers. */
  private static final long ENOUGH_BYTES = 1L << 30;

  /** A journal is flushed a few times for each chunk, so a slow disk is noticed. */
  private static final Duration QUICK_FLUSH = Duration.ofMillis(250);

  private final List<Check> checks = new ArrayList<>();

  private MachineChecks() {}

  /**
   * Looks at Java and at a disk.
   *
   * @param runDir a folder on it, which need not be there
   */
  public static List<Check> of(Path runDir) {
    MachineChecks machine = new MachineChecks();
    machine.java();
    machine.disk(runDir);
    return machine.checks;
  }

  private void java() {
    Runtime runtime = Runtime.getRuntime();
    checks.add(
        new Check(
            Check.State.OK,
            "java",
            "%s, %s of heap, %s"
                .formatted(
                    Runtime.version(),
                    Humanize.size(runtime.maxMemory()),
                    Humanize.count(runtime.availableProcessors(), "processor")),
            null));
  }

  private void disk(Path runDir) {
    Path folder = existing(runDir);
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      checks.add(
          new Check(
              free < ENOUGH_BYTES ? Check.State.WARNING : Check.State.OK,
              "space",
              Humanize.size(free) + " free in " + Humanize.path(folder),
              free < ENOUGH_BYTES
                  ? "A run keeps its answers and the rejected records there: choose --run-dir on"
                      + " another disk"
                  : null));
      flush(folder);
    } catch (IOException e) {
      checks.add(
          new Check(
              Check.State.NOT_OK,
              "disk",
              Messages.printable("cannot be used: " + e.getMessage()),
              "Choose --run-dir in a folder where you may write"));
    }
  }

  /** Returns the folder, or the nearest one above that is there: a run makes its own. */
  private static Path existing(Path folder) {
    Path at = folder.toAbsolutePath().normalize();
    while (!Files.isDirectory(at) && at.getParent() != null) {
      at = at.getParent();
    }
    return at;
  }

  private void flush(Path folder) throws IOException {
    Path probe = Files.createTempFile(folder, ".preflight-doctor", null);
    try (FileChannel channel = FileChannel.open(probe, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'\n'}));
      long begun = System.nanoTime();
      channel.force(true);
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      boolean isQuick = took.compareTo(QUICK_FLUSH) < 0;
      checks.add(
          new Check(
              isQuick ? Check.State.OK : Check.State.WARNING,
              "flush",
              "%.1f ms to flush a file to the disk"
                  .formatted(took.toNanos() / (double) TimeUnit.MILLISECONDS.toNanos(1)),
              isQuick
                  ? null
                  : "Each chunk takes a few of these: a local disk is better for --run-dir"));
    } finally {
      Files.delete(probe);
    }
  }
}
