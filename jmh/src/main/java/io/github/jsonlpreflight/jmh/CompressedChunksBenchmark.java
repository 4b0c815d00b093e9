package io.github.jsonlpreflight.jmh;

import com.github.luben.zstd.ZstdOutputStream;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Three ways to send a compressed file's chunks, each hashed once and read as often as it is sent.
 * What receives them is left out: it costs the same in all.
 */
@SuppressWarnings("NullAway.Init") // JMH calls setUp() before all else
public class CompressedChunksBenchmark extends ReviewBenchmark {
  private static final int CHUNK_BYTES = 4_000_000;

  /** Where a chunk's bytes come from. */
  @Param public Way way = Way.SPOOL_CHUNK;

  /** How the file is compressed. */
  @Param public Format format = Format.GZIP;

  /** How often each chunk is sent: twice, where every first answer was lost. */
  @Param({"1", "2"})
  public int sends = 1;

  private final byte[] buffer = new byte[64 << 10];
  private Path file;
  private Path spool;

  /** The ways. */
  public enum Way {
    /** Out of the decompressor; for what lies behind, it begins at the file's start again. */
    DIRECT,
    /** Out of a file that holds one chunk, as the uploader does. */
    SPOOL_CHUNK,
    /** Out of a file that holds all that the source decompresses to. */
    SPOOL_WHOLE
  }

  /** The formats. */
  public enum Format {
    GZIP,
    ZSTD;

    OutputStream on(OutputStream out) throws IOException {
      return this == GZIP ? new GZIPOutputStream(out) : new ZstdOutputStream(out);
    }
  }

  /** Writes the file. */
  @Setup
  public void setUp() throws IOException {
    file = Files.createTempFile("preflight-jmh-", ".compressed");
    spool = Files.createTempFile("preflight-jmh-", ".spool");
    try (OutputStream out = format.on(Files.newOutputStream(file))) {
      out.write(ReviewData.of(shape).bytes());
    }
  }

  /** Returns how many bytes were sent. */
  @Benchmark
  public long send() throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return switch (way) {
      case DIRECT -> sendDirectly(digest);
      case SPOOL_CHUNK -> sendChunkSpools(digest);
      case SPOOL_WHOLE -> sendWholeSpool(digest);
    };
  }

  private long sendDirectly(MessageDigest digest) throws IOException {
    InputStream in = decompressed();
    long sent = 0;
    try {
      for (long from = 0, bytes; (bytes = read(in, digest)) > 0; from += bytes) {
        sent += bytes;
        for (int again = 1; again < sends; again++) {
          in.close();
          in = decompressed();
          in.skipNBytes(from);
          sent += read(in, null);
        }
      }
    } finally {
      in.close();
    }
    return sent;
  }

  private long sendChunkSpools(MessageDigest digest) throws IOException {
    long sent = 0;
    try (InputStream in = decompressed()) {
      while (true) {
        long bytes;
        try (OutputStream out = Files.newOutputStream(spool)) {
          bytes = copy(in, digest, out);
        }
        if (bytes == 0) {
          return sent;
        }
        for (int time = 0; time < sends; time++) {
          try (InputStream chunk = Files.newInputStream(spool)) {
            sent += read(chunk, null);
          }
        }
      }
    }
  }

  private long sendWholeSpool(MessageDigest digest) throws IOException {
    try (InputStream in = decompressed();
        OutputStream out = Files.newOutputStream(spool)) {
      in.transferTo(out);
    }
    long sent = 0;
    for (long from = 0, size = Files.size(spool); from < size; from += CHUNK_BYTES) {
      for (int time = 0; time < sends; time++) {
        try (InputStream chunk = Files.newInputStream(spool)) {
          chunk.skipNBytes(from);
          sent += read(chunk, time == 0 ? digest : null);
        }
      }
    }
    return sent;
  }

  private InputStream decompressed() throws IOException {
    return JsonlSource.file(file).open(ReadOptions.defaults());
  }

  private long read(InputStream in, @Nullable MessageDigest digest) throws IOException {
    return copy(in, digest, OutputStream.nullOutputStream());
  }

  /** Copies a chunk, or what is left of one. */
  private long copy(InputStream in, @Nullable MessageDigest digest, OutputStream out)
      throws IOException {
    int left = CHUNK_BYTES;
    while (left > 0) {
      int count = in.read(buffer, 0, Math.min(buffer.length, left));
      if (count < 0) {
        break;
      }
      if (digest != null) {
        digest.update(buffer, 0, count);
      }
      out.write(buffer, 0, count);
      left -= count;
    }
    return (long) CHUNK_BYTES - left;
  }

  /** Removes the files. */
  @TearDown
  public void tearDown() throws IOException {
    Files.delete(file);
    Files.delete(spool);
  }
}
