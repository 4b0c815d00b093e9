package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The upload URLs whose bytes have not landed yet: in memory, and each in a file for the owner's
 * eyes only, so that after a crash the same URL can be used again. Losing one loses no record.
 */
final class UploadUrls {
  private final RunDirectory directory;
  private final Map<Integer, PresignedUrl> known = new HashMap<>();

  UploadUrls(RunDirectory directory) {
    this.directory = directory;
  }

  void put(int chunk, PresignedUrl url) throws IOException {
    byte[] text = url.secret().reveal().getBytes(StandardCharsets.UTF_8);
    PrivateFiles.write(directory.uploadUrl(chunk), text);
    known.put(chunk, url);
  }

  /** Returns the URL that an attempt was granted, if it is still known. */
  Optional<PresignedUrl> get(ChunkState chunk) throws IOException {
    JournalRecord.UrlGranted grant = chunk.grant();
    if (grant == null) {
      return Optional.empty();
    }
    if (!known.containsKey(chunk.index())) {
      load(chunk.index(), grant);
    }
    return Optional.ofNullable(known.get(chunk.index()));
  }

  private void load(int chunk, JournalRecord.UrlGranted grant) throws IOException {
    Path file = directory.uploadUrl(chunk);
    try {
      String text = Files.readString(file);
      if (!text.isBlank() && Secret.of(text).fingerprint().equals(grant.urlFingerprint())) {
        known.put(chunk, PresignedUrl.of(Secret.of(text)));
      }
    } catch (NoSuchFileException | CharacterCodingException e) {
      // Then it is lost, which the next step takes into account.
    } catch (PreflightException e) {
      throw new IllegalStateException("a URL with this fingerprint was accepted before", e);
    }
  }

  void drop(int chunk) throws IOException {
    known.remove(chunk);
    Files.deleteIfExists(directory.uploadUrl(chunk));
  }

  /** Removes what a start has left behind that died before it could. */
  void dropUnneeded(Iterable<ChunkState> chunks) throws IOException {
    for (ChunkState chunk : chunks) {
      if (!chunk.needsUrl()) {
        drop(chunk.index());
      }
    }
  }
}
