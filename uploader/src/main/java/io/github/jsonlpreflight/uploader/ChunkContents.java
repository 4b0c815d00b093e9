package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of chunks, as often as they are sent. Those of a plain source, or of chunk files, are
 * read from there. Those of a compressed source are decompressed once, on from one chunk to the
 * next, into a file for the owner's eyes only: a spool, that lives until the chunk is not sent
 * again for certain. Not safe to share.
 */
final class ChunkContents implements Closeable {
  private final ChunkSource source;
  private final Manifest manifest;
  private final RunDirectory directory;
  private final boolean isRandomAccess;
  private final Set<Integer> spooled = new HashSet<>();
  private @Nullable ChunkReader decompressing;

  ChunkContents(ChunkSource source, Manifest manifest, RunDirectory directory) {
    this.source = source;
    this.manifest = manifest;
    this.directory = directory;
    this.isRandomAccess = source.isRandomAccess(manifest);
  }

  /** Removes what a start has left behind that died before it could. */
  static void removeLeftOvers(Manifest manifest, RunDirectory directory) throws IOException {
    if (manifest.source().compression() != Compression.NONE) {
      for (Chunk chunk : manifest.chunks()) {
        Files.deleteIfExists(directory.spool(chunk.index()));
      }
    }
  }

  /** One chunk's bytes, while they are sent. Closing it closes what was opened. */
  interface Content extends Closeable {
    /** Returns the bytes from their start on. */
    InputStream open() throws IOException;
  }

  /**
   * Does what takes time and disk before a chunk can be sent: before an address is asked for, whose
   * time would pass meanwhile.
   *
   * @throws PreflightException if the source no longer has the chunk's bytes
   */
  void prepare(Chunk chunk) throws IOException {
    if (isRandomAccess || spooled.contains(chunk.index())) {
      return;
    }
    Path spool = directory.spool(chunk.index());
    boolean isWhole = false;
    try {
      isWhole = decompress(chunk, spool);
    } finally {
      if (!isWhole) {
        Files.deleteIfExists(spool);
      }
    }
    if (!isWhole) {
      throw changed(source, chunk);
    }
    spooled.add(chunk.index());
  }

  /** Returns a chunk's bytes; they are {@linkplain #prepare prepared} if they are not yet. */
  Content of(Chunk chunk) throws IOException {
    if (isRandomAccess) {
      return new OfSource(source.open(manifest), chunk);
    }
    prepare(chunk);
    return new OfSpool(directory.spool(chunk.index()));
  }

  /** Removes a chunk's spool, if it has one: its bytes will not be sent again. */
  void drop(int chunk) throws IOException {
    if (spooled.remove(chunk)) {
      Files.deleteIfExists(directory.spool(chunk));
    }
  }

  private boolean decompress(Chunk chunk, Path spool) throws IOException {
    MessageDigest digest = Digests.sha256();
    try (OutputStream file = Channels.newOutputStream(PrivateFiles.create(spool));
        OutputStream out = new DigestOutputStream(file, digest)) {
      reader().read(chunk).transferTo(out);
    }
    return Digests.hex(digest.digest()).equals(chunk.sha256());
  }

  private ChunkReader reader() throws IOException {
    ChunkReader reader = decompressing;
    if (reader == null) {
      reader = source.open(manifest);
      decompressing = reader;
    }
    return reader;
  }

  /** Says that a chunk is not what it was; nothing of it is in the dataset. */
  static PreflightException changed(ChunkSource source, Chunk chunk) {
    return new PreflightException(
        ErrorCode.SOURCE_CHANGED,
        String.format(
            Locale.ROOT,
            "%s has changed since the plan was made: chunk %d (lines %d to %d) has"
                + " other bytes, and was not stored",
            source,
            chunk.index(),
            chunk.firstLine(),
            chunk.lastLine()));
  }

  @Override
  public void close() throws IOException {
    ChunkReader reader = decompressing;
    decompressing = null;
    try {
      for (int chunk : Set.copyOf(spooled)) {
        drop(chunk);
      }
    } finally {
      if (reader != null) {
        reader.close();
      }
    }
  }

  private record OfSource(ChunkReader reader, Chunk chunk) implements Content {
    @Override
    public InputStream open() {
      return reader.read(chunk);
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }

  private static final class OfSpool implements Content {
    private final Path spool;
    private @Nullable InputStream opened;

    OfSpool(Path spool) {
      this.spool = spool;
    }

    @Override
    public InputStream open() throws IOException {
      close();
      InputStream in = Files.newInputStream(spool);
      opened = in;
      return in;
    }

    @Override
    public void close() throws IOException {
      if (opened != null) {
        opened.close();
      }
    }
  }
}
