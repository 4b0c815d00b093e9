package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.uploader.RunDirectory;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files of a run, and how to remove them where nobody can go on with it. */
final class RunFiles {
  private RunFiles() {}

  /** Returns the files that outlive a start of the run. */
  static List<Path> of(RunDirectory run) {
    return List.of(run.journal(), run.manifest(), run.result(), run.rejected(), run.rejections());
  }

  /** Removes a run's files; a lock that is held stays. */
  static void clear(RunDirectory run) throws IOException {
    for (Path file : of(run)) {
      Files.deleteIfExists(file);
    }
  }

  /** Removes a run's files and its folder, if nothing else is in there. */
  static void deleteAll(RunDirectory run) throws IOException {
    clear(run);
    Files.deleteIfExists(run.lockFile());
    try {
      Files.deleteIfExists(run.folder());
    } catch (DirectoryNotEmptyException e) {
      // Somebody keeps something there.
    }
  }
}
