package io.github.jsonlpreflight.chunker;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A place that holds chunk files under their names: a folder, or whatever a caller can read by name
 * and offset, as objects with a common prefix. What it holds is taken for nothing more than it
 * says: every byte that is sent is held against the manifest. Implementations are safe to use from
 * one thread at a time; its text is what messages call the place.
 */
public interface ChunkStore {
  /** Returns the store of the files that are in a folder, but not in its folders. */
  static ChunkStore folder(Path folder) {
    return new FolderStore(folder);
  }

  /** Returns the sizes in bytes of all files that are there, by name. */
  Map<String, Long> sizes() throws IOException;

  /** Returns the size in bytes of one file, or nothing if it is not there. */
  OptionalLong size(String name) throws IOException;

  /**
   * Opens a file.
   *
   * @param offset where reading begins, in bytes from 0, at most the file's size
   * @throws FileNotFoundException or {@link NoSuchFileException} if it is not there
   */
  InputStream open(String name, long offset) throws IOException;
}
