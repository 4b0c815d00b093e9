package io.github.jsonlpreflight.chunker;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A running SHA-256. */
final class Sha256 {
  private final MessageDigest digest;

  Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private Sha256(MessageDigest digest) {
    this.digest = digest;
  }

  /** Returns another that has taken the same bytes so far. */
  Sha256 copy() {
    try {
      return new Sha256((MessageDigest) digest.clone());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("Java's own SHA-256 can be copied", e);
    }
  }

  void update(byte[] bytes, int from, int length) {
    digest.update(bytes, from, length);
  }

  void update(byte b) {
    digest.update(b);
  }

  void update(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a stream that passes on what is written to it, and puts it into the digest. */
  OutputStream tee(OutputStream out) {
    return new DigestOutputStream(out, digest);
  }

  /** Returns the digest of a text's UTF-8 bytes. */
  static String of(String text) {
    Sha256 sha256 = new Sha256();
    sha256.update(text);
    return sha256.hex();
  }

  /** Returns the digest in lower-case hexadecimal digits and begins anew. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
