package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.RunDirectory;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a run, and how to remove them where nobody can go on with it. */
public final class RunFiles {
  private static final String VALIDATION = "validation.json";

  private RunFiles() {}

  /** Returns the run directory that a path means: itself, or that beside a file or chunk files. */
  public static RunDirectory directoryOf(Path path) {
    Path beside = beside(path.toAbsolutePath().normalize());
    boolean isRun =
        Files.isDirectory(path)
            && (Files.exists(RunDirectory.at(path).journal()) || !Files.isDirectory(beside));
    return RunDirectory.at(isRun ? path : beside);
  }

  /** Returns where the run directory of a file or of chunk files is if nobody says otherwise. */
  public static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".preflight");
  }

  /** Returns the files that outlive a start of the run. */
  public static List<Path> of(RunDirectory run) {
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
    return run.folder().resolve(VALIDATION);
  }

  /**
   * Makes sure that a directory is one, and that a run that has begun there can be gone on with.
   */
  public static void requireUsable(RunDirectory run) {
    Path folder = run.folder();
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new PreflightException(
          ErrorCode.OUTPUT_UNWRITABLE,
          Humanize.path(folder) + " is there and is no directory; choose another --run-dir");
    }
    requireManifest(run);
  }

  /** Tells whether a folder is in use for something else: a run replaces files by their names. */
  public static boolean holdsOthers(RunDirectory run) throws IOException {
    if (!Files.isDirectory(run.folder()) || Files.exists(run.journal())) {
      return false;
    }
    try (Stream<Path> entries = Files.list(run.folder())) {
      return !entries.allMatch(entry -> isOfAStart(entry, run));
    }
  }

  /** A start that has ended early may leave its lock and parts of its first two files. */
  private static boolean isOfAStart(Path entry, RunDirectory run) {
    String name = entry.getFileName().toString();
    return entry.equals(run.lockFile())
        || name.startsWith(Manifest.FILE_NAME)
        || name.startsWith(VALIDATION);
  }

  /** Makes sure that a run that has begun still has its plan: without it nobody can go on. */
  public static void requireManifest(RunDirectory run) {
    if (Files.exists(run.journal()) && !Files.exists(run.manifest())) {
      throw new PreflightException(
          ErrorCode.RUN_FILE_BROKEN,
          "The run in "
              + Humanize.path(run.folder())
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
