package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.SourceBytes;
import io.github.jsonlpreflight.chunker.SourceFingerprint;
import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.util.functional.FutureIO;

/**
 * A file in one of Hadoop's file systems, as it was when the driver looked at it.
 *
 * @param name what messages and results call it: as the user wrote it
 * @param uri where it is
 * @param length its size as it is kept, in bytes
 * @param lastModified when it was last written to, in milliseconds since 1970
 * @param compression how it is compressed, by its first bytes
 */
record HadoopFile(String name, String uri, long length, long lastModified, Compression compression)
    implements Serializable {
  /**
   * Looks at a file on the driver.
   *
   * @throws PreflightException if it cannot be read or is no JSON Lines at all
   */
  static HadoopFile look(String name, FileStatus status, ReadOptions options, Configuration conf)
      throws IOException {
    HadoopFile file = of(name, status, Compression.NONE);
    try (FSDataInputStream in = file.openAt(0, conf)) {
      Compression compression = Compression.of(in);
      in.seek(0);
      RecordPass.requireJsonLines(JsonlSource.stream(name, in), options);
      return of(name, status, compression);
    }
  }

  private static HadoopFile of(String name, FileStatus status, Compression compression) {
    return new HadoopFile(
        name,
        status.getPath().toUri().toString(),
        status.getLen(),
        status.getModificationTime(),
        compression);
  }

  boolean isPlain() {
    return compression == Compression.NONE;
  }

  Path path() {
    return new Path(URI.create(uri));
  }

  /** Opens the file's bytes as they are kept, from an offset on. */
  FSDataInputStream openAt(long offset, Configuration conf) throws IOException {
    Path path = path();
    FSDataInputStream in;
    try {
      // What is known of the file saves object stores a request; each stream is read forward.
      in =
          FutureIO.awaitFuture(
              path.getFileSystem(conf)
                  .openFile(path)
                  .opt("fs.option.openfile.read.policy", "sequential")
                  .optLong("fs.option.openfile.length", length)
                  .build());
    } catch (FileNotFoundException e) {
      throw unreadable("there is no such file");
    }
    if (offset > 0) {
      try {
        in.seek(Math.min(offset, length));
      } catch (IOException | RuntimeException e) {
        in.close();
        throw e;
      }
    }
    return in;
  }

  /** Opens what reads chunks, and single records, from the file. */
  ChunkReader chunks(Configuration conf) throws IOException {
    FSDataInputStream in = openAt(0, conf);
    try {
      return ChunkReader.of(name, new SeekingBytes(in));
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Returns by what a manifest knows the file. One on this machine is known as to any program. */
  SourceFingerprint fingerprint() throws IOException {
    Path path = path();
    if ("file".equals(path.toUri().getScheme())) {
      java.nio.file.Path local = java.nio.file.Path.of(path.toUri().getPath());
      if (Files.isRegularFile(local)) {
        return SourceFingerprint.of(local);
      }
    }
    return new SourceFingerprint(
        path.getName(), length, Instant.ofEpochMilli(lastModified), null, compression);
  }

  /**
   * Makes sure that the file is still the one that the driver looked at.
   *
   * @throws PreflightException if its size or time has changed, or it is gone
   */
  void requireUnchanged(Configuration conf) throws IOException {
    FileStatus now;
    try {
      now = path().getFileSystem(conf).getFileStatus(path());
    } catch (FileNotFoundException e) {
      throw changed("it is no longer there");
    }
    if (now.getLen() != length) {
      throw changed("it had " + length + " bytes and has " + now.getLen());
    }
    if (now.getModificationTime() != lastModified) {
      throw changed(
          "it was last written at "
              + Instant.ofEpochMilli(lastModified)
              + " and now at "
              + Instant.ofEpochMilli(now.getModificationTime()));
    }
  }

  PreflightException changed(String how) {
    return new PreflightException(
        ErrorCode.SOURCE_CHANGED,
        Messages.printable(name) + " has changed since it was read: " + how);
  }

  private PreflightException unreadable(String cause) {
    return new PreflightException(
        ErrorCode.INPUT_UNREADABLE, "Cannot read " + Messages.printable(name) + ": " + cause);
  }

  /** Reads forward where it is asked to, so that no file system has to open anything again. */
  private record SeekingBytes(FSDataInputStream in) implements SourceBytes {
    @Override
    public int read(byte[] buffer, int from, int length, long offset) throws IOException {
      if (in.getPos() != offset) {
        in.seek(offset);
      }
      return in.read(buffer, from, length);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
