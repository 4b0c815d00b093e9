package io.github.jsonlpreflight.chunker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Chunk files in a folder of the file system. */
record FolderStore(Path path) implements ChunkStore {
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
    try {
      return Channels.newInputStream(channel.position(offset));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
