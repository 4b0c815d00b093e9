package io.github.jsonlpreflight.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The same reviews as a file of any size, for programs that are compared as a whole. */
final class DataFile {
  private static final int BUFFER_BYTES = 1 << 20;

  private DataFile() {}

  /**
   * Writes records until the file has at least so many bytes.
   *
   * @param invalidOneIn one record in so many is invalid under both schemas; 0 for none
   * @return how many records are invalid
   */
  static int write(Path file, long bytes, Shape shape, int invalidOneIn) throws IOException {
    ReviewGenerator generator = new ReviewGenerator(shape, invalidOneIn);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      for (long written = 0; written < bytes; ) {
        byte[] line = (generator.next() + '\n').getBytes(UTF_8);
        out.write(line);
        written += line.length;
      }
    }
    return generator.invalid();
  }
}
