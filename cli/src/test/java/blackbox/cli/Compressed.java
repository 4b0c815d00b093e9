package blackbox.cli;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

/** Files that are compressed as their names say. */
final class Compressed {
  private Compressed() {}

  /** Writes bytes in so many gzip members or zstd frames of about one size. */
  static void write(Path file, byte[] bytes, int pieces) throws IOException {
    Files.write(file, new byte[0]);
    for (int i = 0; i < pieces; i++) {
      int from = (int) ((long) bytes.length * i / pieces);
      int to = (int) ((long) bytes.length * (i + 1) / pieces);
      try (OutputStream out = compressing(file)) {
        out.write(bytes, from, to - from);
      }
    }
  }

  private static OutputStream compressing(Path file) throws IOException {
    OutputStream out = Files.newOutputStream(file, StandardOpenOption.APPEND);
    return file.toString().endsWith(".gz") ? new GZIPOutputStream(out) : new ZstdOutputStream(out);
  }
}
