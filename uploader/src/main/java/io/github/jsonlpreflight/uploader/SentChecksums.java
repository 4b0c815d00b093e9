package io.github.jsonlpreflight.uploader;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Checksums of what was sent, to hold against those of what was stored. An {@code ETag} is not
 * among them: it is a digest of the content in some cases only, and the answer does not say in
 * which.
 */
final class SentChecksums {
  private static final String PREFIX = "x-amz-checksum-";

  private final Map<String, Checksum> running = new LinkedHashMap<>();
  private final String sha256;

  /** Begins with nothing sent; the SHA-256 of all of it is known, in hexadecimal digits. */
  SentChecksums(String sha256) {
    this.sha256 = sha256;
    running.put("crc64nvme", new Crc64Nvme());
    running.put("crc32c", new CRC32C());
    running.put("crc32", new CRC32());
  }

  void update(byte[] bytes, int from, int length) {
    running.values().forEach(checksum -> checksum.update(bytes, from, length));
  }

  /** Returns the header by which an answer says that other bytes were stored, if it says so. */
  Optional<String> contradictedBy(Transport.Answer answer) {
    boolean isOfParts =
        answer.header(PREFIX + "type").filter("COMPOSITE"::equalsIgnoreCase).isPresent();
    if (isOfParts) {
      return Optional.empty();
    }
    Map<String, byte[]> sent = new LinkedHashMap<>();
    sent.put("sha256", HexFormat.of().parseHex(sha256));
    running.forEach((name, checksum) -> sent.put(name, bytesOf(name, checksum.getValue())));
    return sent.entrySet().stream()
        .filter(own -> differs(own.getValue(), answer.header(PREFIX + own.getKey()).orElse("")))
        .map(own -> PREFIX + own.getKey())
        .findFirst();
  }

  private static byte[] bytesOf(String name, long value) {
    return name.equals("crc64nvme")
        ? ByteBuffer.allocate(Long.BYTES).putLong(value).array()
        : ByteBuffer.allocate(Integer.BYTES).putInt((int) value).array();
  }

  /** What is no checksum of that length says nothing. */
  private static boolean differs(byte[] own, String header) {
    try {
      byte[] theirs = Base64.getDecoder().decode(header.strip());
      return theirs.length == own.length && !Arrays.equals(theirs, own);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
