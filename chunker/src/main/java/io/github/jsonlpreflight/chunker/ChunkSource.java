package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Where the bytes of a manifest's chunks are: still in the file that they were cut from, or in
 * chunk files, as a split writes them. Offsets, lines and indexes are those of the file in both
 * cases, so whoever reads chunks need not know. Safe to share as far as its {@link ChunkStore} is;
 * its text is what messages call it.
 */
public sealed interface ChunkSource permits CutFile, StoredChunks {
  /** Returns the file that the chunks were cut from, plain or compressed. */
  static ChunkSource file(Path file) {
    return new CutFile(file);
  }

  /** Returns a folder of chunk files. */
  static ChunkSource folder(Path folder) {
    return stored(ChunkStore.folder(folder));
  }

  /** Returns chunk files wherever they are. */
  static ChunkSource stored(ChunkStore store) {
    return new StoredChunks(store);
  }

  /**
   * Makes sure that all chunks are where they were, as far as it can be told without reading them.
   *
   * @throws PreflightException with the code {@code SOURCE_CHANGED}, and what has changed
   */
  void requireUnchanged(Manifest manifest) throws IOException;

  /** The same for one chunk of the manifest. */
  void requireUnchanged(Manifest manifest, Chunk chunk) throws IOException;

  /** Opens the chunks for reading; whoever opens closes. */
  ChunkReader open(Manifest manifest) throws IOException;

  /** Tells whether a chunk can be read again without reading what stands before it. */
  boolean isRandomAccess(Manifest manifest);

  /** Tells whether the records that are in no chunk can be read too, by their place. */
  boolean holdsSkipped();
}
