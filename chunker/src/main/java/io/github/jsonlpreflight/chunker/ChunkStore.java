package io.github.jsonlpreflight.chunker;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
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
    return new Folder(folder);
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

  /** A folder of the file system. */
  record Folder(Path path) implements ChunkStore {
    @Override
    public Map<String, Long> sizes() throws IOException {
      if (Files.exists(path) && !Files.isDirectory(path)) {
        throw new NotDirectoryException(path.toString());
      }
      Map<String, Long> sizes = new HashMap<>();
      for (Path file : ChunkFolder.files(path)) {
        if (Files.isRegularFile(file)) {
          sizes.put(String.valueOf(file.getFileName()), Files.size(file));
        }
      }
      return sizes;
    }

    @Override
    public OptionalLong size(String name) throws IOException {
      Path file = path.resolve(name);
      return Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
    }

    @Override
    public InputStream open(String name, long offset) throws IOException {
      SeekableByteChannel channel = Files.newByteChannel(path.resolve(name));
      return Channels.newInputStream(channel.position(offset));
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }
}
