package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what a source file is known again without reading it, and how it is to be read. A source that
 * is no file is never known again: it has a name and a size.
 *
 * @param name the file's name, without its folder, or what the stream is called
 * @param bytes its size on disk
 * @param lastModified when it was last written to, or null for a source that is no file
 * @param fileKey what the file system calls it (device and inode), or null where it does not say
 * @param compression how it is compressed, by its first bytes
 */
public record SourceFingerprint(
    String name,
    long bytes,
    @Nullable Instant lastModified,
    @Nullable String fileKey,
    Compression compression) {

  /** Takes the fingerprint of a file as it is now; its first bytes are read. */
  public static SourceFingerprint of(Path file) throws IOException {
    return of(file, Compression.of(file));
  }

  private static SourceFingerprint of(Path file, Compression compression) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    Object key = attributes.fileKey();
    return new SourceFingerprint(
        String.valueOf(file.getFileName()),
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        key == null ? null : key.toString(),
        compression);
  }

  /** Stands for a source that is no file: it came once. */
  static SourceFingerprint ofStream(String name, long bytes) {
    return new SourceFingerprint(name, bytes, null, null, Compression.NONE);
  }

  boolean isFile() {
    return lastModified != null;
  }

  /**
   * Returns the file's name without an ending that says JSON Lines, and one behind it that says
   * compressed: what chunks are named by.
   */
  public String stem() {
    for (String ending : new String[] {".gz", ".zst"}) {
      int end = name.length() - ending.length();
      if (end > 0 && name.regionMatches(/* ignoreCase= */ true, end, ending, 0, ending.length())) {
        String inner = name.substring(0, end);
        String stem = withoutJsonEnding(inner);
        return stem.equals(inner) ? name : stem;
      }
    }
    return withoutJsonEnding(name);
  }

  private static String withoutJsonEnding(String name) {
    for (String ending : new String[] {".jsonl", ".ndjson", ".json"}) {
      int stem = name.length() - ending.length();
      if (stem > 0
          && name.regionMatches(/* ignoreCase= */ true, stem, ending, 0, ending.length())) {
        return name.substring(0, stem);
      }
    }
    return name;
  }

  /** Returns the name of a chunk's file, alike in every language: its digits are ASCII. */
  String chunkName(int index) {
    return String.format(Locale.ROOT, "%s-%05d.jsonl", stem(), index);
  }

  /** Returns what matches the names of chunks, of any index. */
  Pattern chunkNames() {
    return Pattern.compile(Pattern.quote(stem()) + "-[0-9]{5,}\\.jsonl", Pattern.DOTALL);
  }

  /**
   * Makes sure that the file is still the one that was read.
   *
   * @throws PreflightException if its size, time or identity has changed, or it is gone
   */
  public void requireUnchanged(Path file) throws IOException {
    String change = changeOf(file);
    if (change != null) {
      throw new PreflightException(
          ErrorCode.SOURCE_CHANGED,
          Messages.printable(file.toString()) + " has changed since it was read: " + change);
    }
  }

  private @Nullable String changeOf(Path file) throws IOException {
    if (lastModified == null) {
      return "it was no file but a stream, " + Messages.printable(name);
    }
    SourceFingerprint now;
    try {
      now = of(file, compression);
    } catch (NoSuchFileException e) {
      return "it is no longer there";
    }
    if (now.bytes != bytes) {
      return "it had " + bytes + " bytes and has " + now.bytes;
    }
    if (!lastModified.equals(now.lastModified)) {
      return "it was last written at " + lastModified + " and now at " + now.lastModified;
    }
    return fileKey == null || fileKey.equals(now.fileKey)
        ? null
        : "another file has taken its place";
  }
}
