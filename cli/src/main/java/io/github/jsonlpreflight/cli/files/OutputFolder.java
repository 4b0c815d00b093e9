package io.github.jsonlpreflight.cli.files;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder that a command fills; one that it has made is gone again if nothing came into it. */
public final class OutputFolder implements Closeable {
  private final Path path;
  private final boolean isNew;

  private OutputFolder(Path path, boolean isNew) {
    this.path = path;
    this.isNew = isNew;
  }

  /**
   * Opens a folder, and makes it and those above it where they are missing.
   *
   * @throws PreflightException with {@link ErrorCode#OUTPUT_UNWRITABLE} if the path is no folder's
   */
  public static OutputFolder open(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return new OutputFolder(path, false);
    }
    try {
      Files.createDirectories(path);
      return new OutputFolder(path, true);
    } catch (FileAlreadyExistsException e) {
      throw new PreflightException(
          ErrorCode.OUTPUT_UNWRITABLE,
          Messages.printable(path.toString()) + " is there and is no directory",
          e);
    }
  }

  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (!isNew) {
      return;
    }
    try {
      Files.deleteIfExists(path);
    } catch (DirectoryNotEmptyException e) {
      // Filled, or ended in the middle of the last renames; the next start goes over it.
    }
  }
}
