package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.WholeFile;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files that are for their owner's eyes only, from the moment they exist. */
final class PrivateFiles {
  private PrivateFiles() {}

  /**
   * Creates an empty file with mode 0600 unless there is one.
   *
   * @throws PreflightException if there is a link
   */
  static void createIfMissing(Path file) throws IOException {
    requireNoLink(file);
    try {
      create(file).close();
    } catch (FileAlreadyExistsException e) {
      // It was made here with the right mode; a user who has changed that had a reason.
    }
  }

  /**
   * Makes sure that a file that stays and is written to is not elsewhere. A run directory may have
   * come with somebody else's data, and a link in it could lead to any file of the user.
   */
  static void requireNoLink(Path file) {
    if (Files.isSymbolicLink(file)) {
      throw new PreflightException(
          ErrorCode.OUTPUT_UNWRITABLE,
          Messages.printable("Cannot write " + file + ": it is a link; remove it"));
    }
  }

  /** Writes a file with mode 0600 in place of what was there. */
  static void write(Path file, byte[] content) throws IOException {
    Files.deleteIfExists(file);
    try (FileChannel channel = create(file)) {
      writeAll(channel, content);
    }
  }

  /** Replaces a file by one with mode 0600, whole or not at all, also after a power cut. */
  static void replace(Path file, byte[] content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    Files.deleteIfExists(temporary);
    try (FileChannel channel = create(temporary)) {
      writeAll(channel, content);
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    WholeFile.flushFolder(file);
  }

  private static void writeAll(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(content);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  /** Creates a file with mode 0600 to be written to; there is none yet. */
  static FileChannel create(Path file) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? FileChannel.open(file, options, ownerOnly())
        : FileChannel.open(file, options);
  }

  private static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}
