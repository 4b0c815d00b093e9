package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.uploader.RunDirectory;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Removes what a run has left where nobody can go on with it. */
final class RunFiles {
  private RunFiles() {}

  /** Removes a run's files; a lock that is held stays. */
  static void clear(RunDirectory run) throws IOException {
    List<Path> files =
        List.of(run.journal(), run.manifest(), run.result(), run.rejected(), run.rejections());
    for (Path file : files) {
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
