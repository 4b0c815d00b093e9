package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

/**
 * Chunks that one task writes, each to a file of its own: one of a plain file, all of a compressed
 * one, which is read only once so.
 *
 * @param file what they are cut from
 * @param chunks the chunks, in order
 * @param hosts where they are best read
 */
record ChunkWrite(HadoopFile file, ArrayList<PlannedChunk> chunks, List<String> hosts)
    implements WorkRdd.Work {
  /** Writes the files, and makes sure that they hold what was planned. */
  SplitResult write(JobOutput output, Configuration conf) throws IOException {
    try (TaskFiles files = TaskFiles.begin(output, conf);
        ChunkReader reader = file.chunks(conf)) {
      for (PlannedChunk planned : chunks) {
        Chunk chunk = planned.toChunk();
        MessageDigest sha256 = sha256();
        OutputStream out = new DigestOutputStream(files.create(chunk.name()), sha256);
        try (InputStream in = reader.read(chunk)) {
          in.transferTo(out);
        }
        out.flush();
        if (!HexFormat.of().formatHex(sha256.digest()).equals(chunk.sha256())) {
          return SplitResult.failed(file.changed("it no longer has the bytes of " + chunk));
        }
      }
      files.commit();
      return new SplitResult(null, null, null);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
