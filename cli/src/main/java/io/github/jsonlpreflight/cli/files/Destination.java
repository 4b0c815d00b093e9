package io.github.jsonlpreflight.cli.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where writing to a name ends up. */
public final class Destination {
  private static final int MAX_LINKS = 40;

  private Destination() {}

  /** Follows links, also one that leads to no file yet. */
  public static Path of(Path file) throws IOException {
    Path at = file.toAbsolutePath();
    for (int links = 0; links < MAX_LINKS && Files.isSymbolicLink(at); links++) {
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    Path folder = at.getParent();
    return folder != null && Files.isDirectory(folder)
        ? folder.toRealPath().resolve(at.getFileName())
        : at.normalize();
  }
}
