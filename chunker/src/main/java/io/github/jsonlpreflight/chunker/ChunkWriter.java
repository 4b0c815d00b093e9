package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes chunks to files of their own, each whole or not at all. */
public final class ChunkWriter {
  private ChunkWriter() {}

  /**
   * Writes every chunk of a manifest into a folder, under {@link Chunk#name()}; a file of that name
   * is replaced. The bytes go from file to file without passing through this program.
   *
   * @throws PreflightException if the source is not what the manifest was made from, or a file
   *     cannot be written
   */
  public static void writeAll(Manifest manifest, Path source, Path folder) throws IOException {
    manifest.source().requireUnchanged(source);
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
      for (Chunk chunk : manifest.chunks()) {
        try (WholeFile file = WholeFile.create(folder.resolve(chunk.name()))) {
          write(chunk, in, file.channel(), source);
          manifest.source().requireUnchanged(source);
          file.commit();
        }
      }
    }
  }

  private static void write(Chunk chunk, FileChannel in, FileChannel out, Path source)
      throws IOException {
    for (RecordRange range : chunk.ranges()) {
      long at = range.offset();
      while (at < range.end()) {
        long written = in.transferTo(at, range.end() - at, out);
        if (written <= 0) {
          throw new PreflightException(
              ErrorCode.SOURCE_CHANGED,
              Messages.printable(source.toString()) + " ends before its " + chunk);
        }
        at += written;
      }
    }
    if (chunk.newlineAdded()) {
      out.write(ByteBuffer.wrap(new byte[] {'\n'}));
    }
  }
}
