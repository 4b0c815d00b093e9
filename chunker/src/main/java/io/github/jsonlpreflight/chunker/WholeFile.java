package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all, also after a power cut: written under a temporary name,
 * flushed, renamed, and its folder flushed. Closing one that was not committed removes it.
 */
public final class WholeFile implements Closeable {
  /** Ours alone: a user's own {@code .tmp} beside the file is not to be written over. */
  static final String TEMPORARY_ENDING = ".preflight-tmp";

  private final Path target;
  private final Path temporary;
  private final FileChannel channel;
  private boolean sealed;
  private boolean committed;

  WholeFile(Path target, Path temporary, FileChannel channel) {
    this.target = target;
    this.temporary = temporary;
    this.channel = channel;
  }

  /**
   * Begins a file in a folder that nobody else writes to meanwhile; what is there under its name
   * stays until {@link #commit}. What is there under its temporary name goes: a file that a kill
   * has left, or a link that somebody has put there to have what it leads to written over.
   *
   * @throws PreflightException if there can be no such file
   */
  public static WholeFile create(Path target) throws IOException {
    requireReplaceable(target);
    Path temporary = temporary(target);
    try {
      Files.deleteIfExists(temporary);
      return new WholeFile(target, temporary, createNew(temporary, target));
    } catch (FileSystemException e) {
      throw unwritable(target, e);
    }
  }

  /**
   * Begins a file that others may write at the same time; the one that is committed last stays.
   * Each has a temporary name of its own, which nobody can foretell. So what a kill leaves under
   * one is not known again, and stays too.
   *
   * @throws PreflightException if there can be no such file
   */
  public static WholeFile createBesideOthers(Path target) throws IOException {
    return createBesideOthers(target, () -> UUID.randomUUID().toString().substring(0, 8));
  }

  static WholeFile createBesideOthers(Path target, Supplier<String> names) throws IOException {
    requireReplaceable(target);
    while (true) {
      Path temporary =
          target.resolveSibling(target.getFileName() + "." + names.get() + TEMPORARY_ENDING);
      try {
        return new WholeFile(target, temporary, createNew(temporary, target));
      } catch (FileAlreadyExistsException e) {
        // Another's; the next name is none's.
      } catch (FileSystemException e) {
        throw unwritable(target, e);
      }
    }
  }

  /** A device, a pipe or a socket would be gone for all who use it, and a file in its place. */
  private static void requireReplaceable(Path target) throws IOException {
    if (Files.isDirectory(target)) {
      throw unwritable(target, "it is a directory", null);
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)
        && Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
            .isOther()) {
      throw unwritable(target, "it is no regular file", null);
    }
  }

  /** What only its owner may read is for nobody else's eyes while it is written either. */
  private static FileChannel createNew(Path temporary, Path target) throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    return Files.isRegularFile(target) && isPosix(target)
        ? FileChannel.open(
            temporary,
            options,
            PosixFilePermissions.asFileAttribute(Files.getPosixFilePermissions(target)))
        : FileChannel.open(temporary, options);
  }

  /** Returns where a file is written before it gets its name. */
  static Path temporary(Path target) {
    return target.resolveSibling(target.getFileName() + TEMPORARY_ENDING);
  }

  static PreflightException unwritable(Path target, FileSystemException e) {
    String cause = String.valueOf(e.getReason());
    if (e instanceof NoSuchFileException) {
      cause = "there is no folder " + target.toAbsolutePath().getParent();
    } else if (e instanceof AccessDeniedException) {
      cause = "permission denied";
    } else if (e instanceof DirectoryNotEmptyException) {
      cause = e.getFile() + " is a folder that is not empty";
    }
    return unwritable(target, cause, e);
  }

  static PreflightException unwritable(Path target, String cause, @Nullable IOException exception) {
    return new PreflightException(
        ErrorCode.OUTPUT_UNWRITABLE,
        Messages.printable("Cannot write " + target + ": " + cause),
        exception);
  }

  /** Returns where to write to. */
  public FileChannel channel() {
    return channel;
  }

  /** Ends writing: the bytes are on the disk, and all that is left is to give the file its name. */
  void seal() throws IOException {
    channel.force(true);
    channel.close();
    sealed = true;
  }

  /** Gives the file its name, in place of what was there, and the permissions which that had. */
  public void commit() throws IOException {
    if (!sealed) {
      seal();
    }
    name(temporary, target);
    committed = true;
    flushFolder(target);
  }

  /** Gives a file that was sealed its name; its folder is still to be flushed. */
  static void name(Path target) throws IOException {
    name(temporary(target), target);
  }

  private static void name(Path temporary, Path target) throws IOException {
    keepPermissions(target, temporary);
    Files.move(
        temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Those that it was created with are what the process's mask has left of them. */
  private static void keepPermissions(Path target, Path temporary) throws IOException {
    if (Files.isRegularFile(target) && isPosix(target)) {
      Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(target));
    }
  }

  private static boolean isPosix(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
  }

  /** Flushes the folder of a file, so that its name outlives a power cut. */
  public static void flushFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      return;
    }
    FileChannel opened;
    try {
      opened = FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      return; // Windows has no such thing as an open folder, nor the need to flush one
    }
    try (opened) {
      opened.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    // An interrupt closes the channel too, so whether it is open says nothing about the file.
    channel.close();
    if (!committed) {
      Files.deleteIfExists(temporary);
    }
  }
}
