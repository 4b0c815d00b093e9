package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.WholeFile;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a run's files live. It knows their names and who may write them. Not safe to share. */
public final class RunDirectory {
  private final Path folder;
  private @Nullable RunLock lock;

  private RunDirectory(Path folder) {
    this.folder = folder;
  }

  /** Returns the run directory at a path; nothing is created yet. */
  public static RunDirectory at(Path folder) {
    return new RunDirectory(folder.toAbsolutePath().normalize());
  }

  /**
   * Creates the folder if need be and makes this its only user until the lock is closed.
   *
   * @throws PreflightException if another run has it; the message says which
   */
  public RunLock lock() throws IOException {
    create(folder);
    RunLock taken = RunLock.take(lockFile());
    lock = taken;
    return taken;
  }

  /** Creates a folder whose name outlives a power cut: a journal in a lost folder is lost. */
  private static void create(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null && !Files.exists(parent)) {
      create(parent);
    }
    Files.createDirectories(folder);
    WholeFile.flushFolder(folder); // also one that is there: its maker may have died before this
  }

  /** Tells whether this object holds the lock. */
  boolean isLocked() {
    return lock != null && lock.isHeld();
  }

  /** Returns the folder. */
  public Path folder() {
    return folder;
  }

  /** Returns the manifest's path. */
  public Path manifest() {
    return folder.resolve(Manifest.FILE_NAME);
  }

  /** Returns the journal's path. */
  public Path journal() {
    return folder.resolve("journal.jsonl");
  }

  /** Returns the path of the merged answer. */
  public Path result() {
    return folder.resolve("result.json");
  }

  /** Returns the path of the records that are not in the dataset. */
  public Path rejected() {
    return folder.resolve("rejected.jsonl");
  }

  /** Returns the path of the reasons why they are not. */
  public Path rejections() {
    return folder.resolve("rejections.csv");
  }

  /** Returns the lock's path. */
  public Path lockFile() {
    return folder.resolve("lock");
  }

  /** Returns where a damaged journal is kept that was made anew. */
  public Path damagedJournal() {
    return folder.resolve("journal.jsonl.damaged");
  }

  /** Returns where a chunk's upload URL is kept until its bytes have landed. */
  Path uploadUrl(int chunk) {
    return folder.resolve(String.format(Locale.ROOT, "upload-url-%05d", chunk));
  }

  /** Returns where a chunk of a compressed source is kept while it is sent. */
  Path spool(int chunk) {
    return folder.resolve(String.format(Locale.ROOT, "chunk-%05d.spool", chunk));
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
