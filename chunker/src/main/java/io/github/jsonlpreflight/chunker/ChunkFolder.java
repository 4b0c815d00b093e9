package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A folder of chunk files. The manifest that names them is the last file to get its name, so where
 * there is one its chunks are there too. Files of a former split of the same source that the new
 * manifest no longer names go; whatever else is in the folder stays.
 */
final class ChunkFolder {
  static final String MANIFEST_NAME = "manifest.json";

  private final Path folder;
  private final Path source;
  private final @Nullable Manifest former;

  /**
   * Looks at what is in the folder.
   *
   * @throws PreflightException if its manifest is somebody else's, or the source itself
   */
  ChunkFolder(Path folder, Path source) throws IOException {
    this.folder = folder;
    this.source = source;
    Path manifest = manifestFile();
    ChunkWriter.requireApart(manifest, source);
    this.former = Files.exists(manifest) ? readOwn(manifest) : null;
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
    return folder.resolve(MANIFEST_NAME);
  }

  /** Writes the chunk files of a plan; its manifest may get its name then. */
  void write(Manifest manifest) throws IOException {
    ChunkWriter.writeAll(manifest, source, folder);
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
      if (!names.contains(chunk.name()) && isAsWritten(file, chunk)) {
        Files.delete(file);
      }
    }
  }

  /** Tells whether a file is what was written as this chunk: an edited one is somebody's work. */
  private boolean isAsWritten(Path file, Chunk chunk) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        || Files.size(file) != chunk.bytes()
        || Files.isSameFile(file, source)) {
      return false;
    }
    Sha256 digest = new Sha256();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(digest.tee(OutputStream.nullOutputStream()));
    }
    return digest.hex().equals(chunk.sha256());
  }
}
