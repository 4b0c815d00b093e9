package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that is filled with chunk files. The manifest that names them is the last file to get
 * its name, so where there is one its chunks are there too. Files of a former split of the same
 * source that the new manifest no longer names go; whatever else is in the folder stays.
 */
final class ChunkFolder {
  private final Path folder;
  private final @Nullable Manifest former;
  private final SplitProgress progress;
  private final ChunkFiles files;

  private ChunkFolder(
      Path folder, @Nullable Manifest former, SplitProgress progress, ChunkFiles files) {
    this.folder = folder;
    this.former = former;
    this.progress = progress;
    this.files = files;
  }

  /**
   * Looks at what is in a folder and begins to fill it, or goes on where an earlier start ended.
   *
   * @param inputs the files that are read meanwhile, and may not be written over
   * @param conditions what decides how the source is cut; null if it cannot be cut a second time
   * @throws PreflightException if its manifest is somebody else's, or one of the inputs has a name
   *     that is to be written to, or a link of such a name leads to one, or another split is at
   *     work in the folder
   */
  static ChunkFolder open(
      Path folder, SourceFingerprint source, List<Path> inputs, @Nullable String conditions)
      throws IOException {
    requireApart(folder, source, inputs);
    Path manifest = folder.resolve(Manifest.FILE_NAME);
    Manifest former = Files.exists(manifest) ? readOwn(manifest) : null;
    SplitProgress progress = SplitProgress.open(folder, source, conditions);
    try {
      ChunkFiles files = new ChunkFiles(folder, source, progress);
      return new ChunkFolder(folder, former, progress, files);
    } catch (IOException | RuntimeException e) {
      progress.close();
      throw e;
    }
  }

  private static void requireApart(Path folder, SourceFingerprint source, List<Path> inputs)
      throws IOException {
    for (Path file : files(folder)) {
      if (!isToBeWritten(source, String.valueOf(file.getFileName())) || !Files.exists(file)) {
        continue;
      }
      for (Path input : inputs) {
        if (Files.exists(input) && Files.isSameFile(file, input)) {
          throw new PreflightException(
              ErrorCode.OUTPUT_UNWRITABLE,
              Messages.printable(
                  "Cannot write "
                      + file
                      + ": it is the input "
                      + input
                      + " itself; choose another folder"));
        }
      }
    }
  }

  private static boolean isToBeWritten(SourceFingerprint source, String name) {
    String target = withoutTemporary(name);
    return target.equals(Manifest.FILE_NAME)
        || target.equals(SplitProgress.NAME)
        || source.chunkNames().matcher(target).matches();
  }

  /** Returns the name that a file is to get, or has already. */
  static String withoutTemporary(String name) {
    return name.endsWith(WholeFile.TEMPORARY_ENDING)
        ? name.substring(0, name.length() - WholeFile.TEMPORARY_ENDING.length())
        : name;
  }

  /** A split may be done again; somebody else's manifest is not to be replaced by one. */
  private static Manifest readOwn(Path manifest) throws IOException {
    try {
      return Manifest.read(manifest);
    } catch (PreflightException e) {
      throw new PreflightException(
          ErrorCode.OUTPUT_UNWRITABLE,
          Messages.printable(
              manifest + " is there and is not Preflight's, or is damaged; choose another folder"),
          e);
    }
  }

  Path manifestFile() {
    return folder.resolve(Manifest.FILE_NAME);
  }

  /** Returns where the chunks' bytes go. */
  ChunkFiles files() {
    return files;
  }

  /** Returns how many chunk files are finished, those of earlier starts among them. */
  int finishedFiles() {
    return progress.count();
  }

  /** Returns what is in a folder, but not in its folders, in no order. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Gives the chunk files their names, and removes those that are no longer needed. */
  void name(Manifest manifest) throws IOException {
    progress.nameAll(manifest);
    // Before the new manifest: a kill in between leaves the old one, which still names them.
    removeStale(manifest);
  }

  private void removeStale(Manifest manifest) throws IOException {
    if (former == null || !former.source().name().equals(manifest.source().name())) {
      return;
    }
    Set<String> names = manifest.chunks().stream().map(Chunk::name).collect(Collectors.toSet());
    for (Chunk chunk : former.chunks()) {
      Path file = folder.resolve(chunk.name());
      // One that was edited is somebody's work.
      if (!names.contains(chunk.name()) && holds(file, chunk.bytes(), chunk.sha256())) {
        Files.delete(file);
      }
    }
  }

  /** Ends writing, and removes every chunk file that is not finished. */
  void closeFiles() throws IOException {
    files.close();
  }

  /**
   * Ends this start, after {@link #closeFiles}.
   *
   * @param mayGoOn whether finished chunk files without a name stay for a start that goes on
   */
  void close(boolean mayGoOn) throws IOException {
    if (mayGoOn) {
      progress.close();
    } else {
      progress.discard();
    }
  }

  /** Tells whether a name leads to a regular file, and not by a link, of just these bytes. */
  static boolean holds(Path file, long bytes, String sha256) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        && Files.size(file) == bytes
        && sha256(file).equals(sha256);
  }

  static String sha256(Path file) throws IOException {
    Sha256 digest = new Sha256();
    byte[] buffer = new byte[256 << 10];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return digest.hex();
  }
}
