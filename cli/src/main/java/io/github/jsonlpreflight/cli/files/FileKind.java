package io.github.jsonlpreflight.cli.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a name leads to, links followed, as far as it decides how to write there. */
public enum FileKind {
  /** A regular file. */
  REGULAR,
  /** Nothing yet. */
  ABSENT,
  /** A pipe with a name, or one that a shell has laid. */
  PIPE,
  /**
   * A terminal, {@code /dev/null}, a socket: nothing that is there can be lost by writing to it.
   */
  CHARACTERS,
  /** A directory, a disk. */
  OTHER;

  /** What {@code st_mode} says (POSIX {@code <sys/stat.h>}). */
  private static final int MODE_TYPE_MASK = 0170000;

  private static final int MODE_PIPE = 0010000;
  private static final int MODE_CHARACTERS = 0020000;
  private static final int MODE_SOCKET = 0140000;

  public static FileKind of(Path file) {
    if (Files.isRegularFile(file)) {
      return REGULAR;
    }
    if (!Files.exists(file)) {
      return ABSENT;
    }
    return switch (modeType(file)) {
      case MODE_PIPE -> PIPE;
      case MODE_CHARACTERS, MODE_SOCKET -> CHARACTERS;
      default -> OTHER;
    };
  }

  private static int modeType(Path file) {
    try {
      return (Integer) Files.getAttribute(file, "unix:mode") & MODE_TYPE_MASK;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return 0; // a file system that cannot say has no such files either
    }
  }
}
