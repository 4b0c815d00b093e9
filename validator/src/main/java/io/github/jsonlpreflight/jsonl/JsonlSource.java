package io.github.jsonlpreflight.jsonl;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the bytes of a JSON Lines source come from. Safe to share, as far as its stream is. */
public final class JsonlSource {
  /** What {@code st_mode} says of a FIFO (POSIX {@code <sys/stat.h>}). */
  private static final int MODE_TYPE_MASK = 0170000;

  private static final int MODE_FIFO = 0010000;

  private final String name;
  private final @Nullable Path path;
  private final @Nullable InputStream stream;
  private final Start start;

  private JsonlSource(String name, @Nullable Path path, @Nullable InputStream stream, Start start) {
    this.name = name;
    this.path = path;
    this.stream = stream;
    this.start = start;
  }

  /**
   * Where in a source reading begins.
   *
   * @param isPart whether it is known what the source is, since somebody has looked at its start
   */
  record Start(long byteOffset, long firstLine, long firstRecordIndex, boolean isPart) {
    static final Start OF_SOURCE = new Start(0, 1, 0, /* isPart= */ false);
  }

  /** Returns the source that reads a file, anew each time it is opened. */
  public static JsonlSource file(Path path) {
    return new JsonlSource(path.toString(), path, null, Start.OF_SOURCE);
  }

  /**
   * Returns the source that reads a stream, once. The stream stays the caller's to close.
   *
   * @param name what messages call it
   */
  public static JsonlSource stream(String name, InputStream stream) {
    return new JsonlSource(name, null, stream, Start.OF_SOURCE);
  }

  /**
   * Returns the source that reads a part of a plain source, once: whole lines, whose positions are
   * those in the whole. What stands before them was counted by an earlier reading of it, for
   * instance by {@link RecordScan} over the parts before, and {@link RecordPass#requireJsonLines}
   * has looked at the whole's start: nothing is diagnosed or decompressed here. The stream stays
   * the caller's to close.
   *
   * @param name what messages call the whole source
   * @param lines the part's bytes, for instance a {@link LineRange}
   * @param byteOffset where in the whole source they begin
   * @param firstLine the number of the first line
   * @param firstRecordIndex the index of the first record
   */
  public static JsonlSource part(
      String name, InputStream lines, long byteOffset, long firstLine, long firstRecordIndex) {
    if (byteOffset < 0 || firstLine < 1 || firstRecordIndex < 0 || firstRecordIndex >= firstLine) {
      throw new IllegalArgumentException(
          "no part begins at byteOffset "
              + byteOffset
              + ", firstLine "
              + firstLine
              + ", firstRecordIndex "
              + firstRecordIndex);
    }
    return new JsonlSource(
        name, null, lines, new Start(byteOffset, firstLine, firstRecordIndex, /* isPart= */ true));
  }

  /** Returns the name that messages use: the path as it was given, or the stream's name. */
  public String name() {
    return name;
  }

  /** Returns the file, where the source is one. */
  public Optional<Path> path() {
    return Optional.ofNullable(path);
  }

  Start start() {
    return start;
  }

  /**
   * Returns the file, and makes sure that it can be read again and again: a pipe cannot be sent.
   *
   * @throws PreflightException if the source is no regular, readable file
   */
  public Path requireRegularFile() {
    if (path == null) {
      throw unreadable("it is a stream, and this needs a file that can be read a second time");
    }
    checkReadable(path, false);
    return path;
  }

  /**
   * Opens the source's bytes, decompressed where they are gzip or zstd.
   *
   * @return a stream that the caller closes; it throws a {@link PreflightException} where the
   *     compressed data is damaged, or decompresses to more than the options allow
   * @throws PreflightException if the source cannot be read
   */
  public InputStream open(ReadOptions options) throws IOException {
    InputStream in = openRaw();
    if (start.isPart()) {
      return in;
    }
    try {
      return DecompressingStream.open(name, in, options);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private InputStream openRaw() throws IOException {
    if (path == null) {
      return new UnclosedStream(Objects.requireNonNull(stream));
    }
    checkReadable(path, true);
    try {
      return Files.newInputStream(path);
    } catch (NoSuchFileException e) {
      throw unreadable("there is no such file");
    } catch (AccessDeniedException e) {
      throw unreadable("permission denied");
    }
  }

  private void checkReadable(Path file, boolean pipeAllowed) {
    if (!Files.exists(file)) {
      throw unreadable(causeOfAbsence(file));
    }
    if (Files.isDirectory(file)) {
      throw unreadable("it is a directory");
    }
    if (!Files.isRegularFile(file) && !(pipeAllowed && isPipe(file))) {
      throw unreadable(
          isPipe(file)
              ? "it is a pipe, and this needs a file that can be read a second time"
              : "it is a device or another special file");
    }
    if (!Files.isReadable(file)) {
      throw unreadable("permission denied");
    }
  }

  private static String causeOfAbsence(Path file) {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return "there is no such file";
    }
    try {
      return "it cannot be reached at " + file.toRealPath();
    } catch (FileSystemLoopException e) {
      return "its symbolic links form a loop";
    } catch (NoSuchFileException e) {
      return "it is a symbolic link to a file that is not there";
    } catch (IOException e) {
      // The JDK reports ELOOP as a plain FileSystemException with the system's own words.
      return e.getMessage() != null && e.getMessage().contains("symbolic links")
          ? "its symbolic links form a loop"
          : "it cannot be reached";
    }
  }

  private static boolean isPipe(Path file) {
    try {
      int mode = (Integer) Files.getAttribute(file, "unix:mode");
      return (mode & MODE_TYPE_MASK) == MODE_FIFO;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false; // a file system that cannot say has no pipes either
    }
  }

  private PreflightException unreadable(String cause) {
    return new PreflightException(
        ErrorCode.INPUT_UNREADABLE, "Cannot read " + Messages.printable(name) + ": " + cause);
  }

  @Override
  public String toString() {
    return "JsonlSource[" + name + "]";
  }

  /** Keeps the caller's stream open: whoever opened it closes it. */
  private static final class UnclosedStream extends FilterInputStream {
    UnclosedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      return in.read(buffer, from, length);
    }

    @Override
    public void close() {}
  }
}
