package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
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
    return List.of(
        run.journal(),
        run.manifest(),
        run.result(),
        run.rejected(),
        run.rejections(),
        validation(run),
        report(run));
  }

  /** Returns where the report about the run is written. */
  static Path report(RunDirectory run) {
    return run.folder().resolve("report.html");
  }

  /** Returns where the first start keeps for later reports what its validation has found. */
  static Path validation(RunDirectory run) {
    return run.folder().resolve("validation.json");
  }

  /** Makes sure that a run that has begun still has its plan: without it nobody can go on. */
  static void requireManifest(RunDirectory run) {
    if (Files.exists(run.journal()) && !Files.exists(run.manifest())) {
      throw new PreflightException(
          ErrorCode.RUN_FILE_BROKEN,
          "The run in "
              + Console.path(run.folder())
              + " has its journal and no longer its manifest.json: what was sent is known, and not"
              + " from where. Put the file back; a new run with another --run-dir sends every"
              + " record again");
    }
  }

  /** Removes a run's files and its folder, if nothing else is in there. */
  static void deleteAll(RunDirectory run) throws IOException {
    for (Path file : of(run)) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(run.lockFile());
    try {
      Files.deleteIfExists(run.folder());
    } catch (DirectoryNotEmptyException e) {
      // Somebody keeps something there.
    }
  }
}
