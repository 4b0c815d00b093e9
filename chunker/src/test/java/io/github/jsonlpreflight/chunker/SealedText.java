package io.github.jsonlpreflight.chunker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A manifest's text without its seal, for tests that write one of their own and seal it anew. */
final class SealedText {
  private static final String SEAL_BEGINS = ",\"seal\":\"";

  private SealedText() {}

  static String read(Path file) throws IOException {
    String text = Files.readString(file);
    return text.substring(0, text.lastIndexOf(SEAL_BEGINS));
  }

  static void write(Path file, String text) throws IOException {
    Files.writeString(file, text + SEAL_BEGINS + sha256(text) + "\"}\n");
  }

  private static String sha256(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
