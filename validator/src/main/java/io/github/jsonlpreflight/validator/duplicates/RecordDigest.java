package io.github.jsonlpreflight.validator.duplicates;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What a record is known by: the first 128 bits of the SHA-256 of its value's bytes. That two of a
 * trillion different records share one has a chance of 1 in 10<sup>15</sup>, and nobody can make
 * two that do with less than 2<sup>64</sup> tries. Not safe to share.
 *
 * <p>White space around the value, a carriage return before the newline among it, does not count:
 * no reader of JSON sees it, and editors leave it out at will, for instance at a file's end.
 */
public final class RecordDigest {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final MessageDigest sha256;
  private final byte[] digest;

  /** Makes one for one thread. */
  public RecordDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    digest = new byte[sha256.getDigestLength()];
  }

  /** Takes in the record in {@code [from, to)}, in place of the one before. */
  public void digest(byte[] bytes, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isWhiteSpace(bytes[start])) {
      start++;
    }
    while (start < end && isWhiteSpace(bytes[end - 1])) {
      end--;
    }
    sha256.update(bytes, start, end - start);
    try {
      sha256.digest(digest, 0, digest.length);
    } catch (DigestException e) {
      throw new IllegalStateException("the array is as long as the digest", e);
    }
  }

  /** Returns the first 64 bits. */
  public long high() {
    return (long) LONGS.get(digest, 0);
  }

  /** Returns the next 64 bits. */
  public long low() {
    return (long) LONGS.get(digest, Long.BYTES);
  }

  /** Tells what JSON calls white space (RFC 8259, 2). */
  private static boolean isWhiteSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
