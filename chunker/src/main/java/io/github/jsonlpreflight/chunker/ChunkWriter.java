package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes chunks to files of their own, all of them or none. */
public final class ChunkWriter {
  private ChunkWriter() {}

  /**
   * Writes every chunk of a manifest into a folder, under {@link Chunk#name()}; a file of that name
   * is replaced. The bytes go from file to file without passing through this program. No file gets
   * its name before all are written, so a failure leaves the folder as it was; the renames at the
   * end are one for each chunk.
   *
   * @throws PreflightException if the source is not what the manifest was made from, is itself one
   *     of the files to be written, or a file cannot be written
   */
  public static void writeAll(Manifest manifest, Path source, Path folder) throws IOException {
    manifest.source().requireUnchanged(source);
    for (Chunk chunk : manifest.chunks()) {
      requireApart(folder.resolve(chunk.name()), source);
    }
    List<WholeFile> files = new ArrayList<>();
    boolean isPlain = manifest.source().compression() == Compression.NONE;
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
        ChunkReader reader = ChunkReader.open(source)) {
      for (Chunk chunk : manifest.chunks()) {
        WholeFile file = WholeFile.create(folder.resolve(chunk.name()));
        files.add(file);
        if (isPlain) {
          write(chunk, in, file.channel(), source);
        } else {
          reader.read(chunk).transferTo(Channels.newOutputStream(file.channel()));
        }
        file.seal();
      }
      manifest.source().requireUnchanged(source);
      for (WholeFile file : files) {
        file.commit();
      }
    } finally {
      for (WholeFile file : files) {
        file.close();
      }
    }
  }

  /**
   * Makes sure that writing a file does not end the source: through a link both may be the same.
   *
   * @throws PreflightException if they are
   */
  static void requireApart(Path target, Path source) throws IOException {
    if (Files.exists(target) && Files.isSameFile(target, source)) {
      throw new PreflightException(
          ErrorCode.OUTPUT_UNWRITABLE,
          Messages.printable(
              "Cannot write "
                  + target
                  + ": it is the source "
                  + source
                  + " itself; choose another folder"));
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
