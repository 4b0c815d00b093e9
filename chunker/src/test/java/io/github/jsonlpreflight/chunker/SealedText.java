package io.github.jsonlpreflight.chunker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
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
    write(file, text.getBytes(UTF_8));
  }

  /** Writes bytes, one behind the other, and the seal of all of them. */
  static void write(Path file, byte[]... bytes) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] some : bytes) {
      all.writeBytes(some);
    }
    all.writeBytes((SEAL_BEGINS + sha256(all.toByteArray()) + "\"}\n").getBytes(UTF_8));
    Files.write(file, all.toByteArray());
  }

  private static String sha256(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
