package io.github.jsonlpreflight.chunker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The end of a manifest's file: the SHA-256 of everything before it, as the document's last member.
 * JSON alone would not show that a digit of an offset has changed. Every version of the format ends
 * like this.
 */
final class ManifestSeal {
  static final String NAME = "seal";

  private static final int LENGTH = text("0".repeat(64)).length();

  private ManifestSeal() {}

  private static String text(String sha256) {
    return ",\"" + NAME + "\":\"" + sha256 + "\"}\n";
  }

  /** Tells whether a file ends with the seal of all that stands before. */
  static boolean isIntact(Path file) throws IOException {
    long left = Files.size(file) - LENGTH;
    Sha256 digest = new Sha256();
    byte[] buffer = new byte[8192];
    try (InputStream in = Files.newInputStream(file)) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          return false;
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
      byte[] end = in.readNBytes(LENGTH + 1);
      return text(digest.hex()).equals(new String(end, StandardCharsets.ISO_8859_1));
    }
  }
}
