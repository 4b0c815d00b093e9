package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The right to be a run directory's only user. The operating system keeps it and takes it back when
 * the process ends, however it ends; the file only says whose it is.
 */
public final class RunLock implements Closeable {
  /**
   * What this process holds. On POSIX, closing any channel on a file gives up the process's locks
   * on it, so a file that is locked here must not even be read.
   */
  private static final Map<Path, String> HELD_HERE = new ConcurrentHashMap<>();

  private static final int MAX_OWNER_BYTES = 1000;

  /** What {@link #me} writes. */
  private static final Pattern OWNER =
      Pattern.compile("pid (?<pid>\\d{1,18}) on (?<host>\\S+) since (?<since>\\S+)");

  /** How much later than in truth a process may seem to have begun. */
  private static final Duration START_ACCURACY = Duration.ofSeconds(2);

  private final Path file;
  private final Path key;
  private final FileChannel channel;
  private final FileLock lock;

  private RunLock(Path file, Path key, FileChannel channel, FileLock lock) {
    this.file = file;
    this.key = key;
    this.channel = channel;
    this.lock = lock;
  }

  static RunLock take(Path file) throws IOException {
    Path key = key(file);
    String me = me();
    String here = HELD_HERE.putIfAbsent(key, me);
    if (here != null) {
      throw locked(file, here);
    }
    RunLock taken = null;
    boolean kept = false;
    try {
      while (taken == null) {
        taken = tryOnce(file, key);
      }
      taken.write(me);
      kept = true;
      return taken;
    } finally {
      if (!kept) {
        HELD_HERE.remove(key);
        if (taken != null) {
          taken.channel.close(); // the disk is full: whoever cannot write its name has no lock
        }
      }
    }
  }

  /** Returns null if the file was taken away by its last owner just now. */
  private static @Nullable RunLock tryOnce(Path file, Path key) throws IOException {
    PrivateFiles.requireNoLink(file);
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    boolean kept = false;
    try {
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw locked(file, read(channel));
      }
      kept = isStill(file, channel);
      return kept ? new RunLock(file, key, channel, lock) : null;
    } finally {
      if (!kept) {
        channel.close();
      }
    }
  }

  /**
   * Tells whether a path still leads to the file that was opened. A file that its owner has taken
   * away can be locked, too, but it is not where others look; Java does not tell which file a
   * channel has, so it is recognised by a length that no other lock file has.
   */
  private static boolean isStill(Path file, FileChannel channel) throws IOException {
    int length = MAX_OWNER_BYTES + ThreadLocalRandom.current().nextInt(1 << 16);
    overwrite(channel, new byte[length]);
    try {
      return Files.size(file) == length;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private void write(String owner) throws IOException {
    overwrite(channel, owner.getBytes(StandardCharsets.UTF_8));
  }

  private static void overwrite(FileChannel channel, byte[] bytes) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(bytes), 0);
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer owner = ByteBuffer.allocate(MAX_OWNER_BYTES);
    channel.read(owner, 0);
    return new String(owner.array(), 0, Math.max(owner.position(), 0), StandardCharsets.UTF_8)
        .strip();
  }

  /**
   * Returns whom a lock file names if that process is alive, or cannot be asked because it is on
   * another machine; null if the file is absent or its owner is gone. Disturbs nobody.
   */
  static @Nullable String ownerOf(Path file) throws IOException {
    String here = HELD_HERE.get(key(file));
    if (here != null) {
      return here;
    }
    String owner;
    try {
      owner = Files.readString(file, StandardCharsets.ISO_8859_1); // no byte is none of its letters
    } catch (NoSuchFileException e) {
      return null;
    }
    return owner.isBlank() || isGone(owner) ? null : owner;
  }

  /**
   * Tells whether an owner was a process of this machine that is no more. Ids are used again, in a
   * container at once: this process, or one that began later, is another.
   */
  private static boolean isGone(String owner) {
    Matcher words = OWNER.matcher(owner);
    if (!words.matches() || !words.group("host").equals(host())) {
      return false;
    }
    Instant latest;
    try {
      latest = Instant.parse(words.group("since")).plus(START_ACCURACY);
    } catch (DateTimeParseException e) {
      return false;
    }
    return ProcessHandle.of(Long.parseLong(words.group("pid")))
        .filter(process -> !process.equals(ProcessHandle.current()))
        .filter(process -> !process.info().startInstant().orElse(latest).isAfter(latest))
        .isEmpty();
  }

  private static PreflightException locked(Path file, String owner) {
    return new PreflightException(
        ErrorCode.RUN_LOCKED,
        String.format(
            Locale.ROOT,
            "Another run is using %s: %s; wait until it has ended, or stop it",
            Messages.printable(String.valueOf(file.getParent())),
            owner.isBlank() ? "it does not say which" : Messages.printable(owner, 200)));
  }

  private static String me() {
    Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return "pid " + ProcessHandle.current().pid() + " on " + host() + " since " + started;
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static Path key(Path file) throws IOException {
    Path parent = Objects.requireNonNull(file.toAbsolutePath().getParent());
    return Files.exists(parent) ? parent.toRealPath().resolve(file.getFileName()) : file;
  }

  boolean isHeld() {
    return lock.isValid();
  }

  /** Gives the right up and takes the file away. Closing again does nothing. */
  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel) {
      Files.deleteIfExists(file); // while it is still locked: nobody else can have it meanwhile
    } finally {
      HELD_HERE.remove(key);
    }
  }
}
