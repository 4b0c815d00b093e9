package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.uploader.JournalRecord.OfChunk;
import io.github.jsonlpreflight.uploader.JournalRecord.Poll;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlGranted;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlIntent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadUrlsTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
  private static final PresignedUrl URL =
      PresignedUrl.of(Secret.of("https://storage.example.com/key?X-Amz-Signature=abc"));

  @TempDir private Path folder;

  private static ChunkState after(OfChunk... records) {
    ChunkState state = new ChunkState(1);
    for (OfChunk record : records) {
      state.apply(record, 0);
    }
    return state;
  }

  private static ChunkState granted(String fingerprint) {
    return after(
        new UrlIntent(1, 1, "f", T),
        new UrlGranted(1, 1, "imp", null, 0, fingerprint, "t", null, T));
  }

  @Test
  void findsAnAddressAgainThatAnEarlierStartWasGranted() throws IOException {
    RunDirectory directory = RunDirectory.at(folder);
    ChunkState chunk = granted(URL.secret().fingerprint());
    UploadUrls urls = new UploadUrls(directory);
    assertThat(urls.get(after())).isEmpty();
    assertThat(urls.get(chunk)).as("lost").isEmpty();
    urls.put(1, URL);
    assertThat(urls.get(chunk)).containsSame(URL);

    UploadUrls next = new UploadUrls(directory);
    assertThat(next.get(chunk).orElseThrow().secret().reveal()).isEqualTo(URL.secret().reveal());
    assertThat(next.get(after())).as("no longer wanted").isEmpty();
  }

  @Test
  void takesNoOtherAddressForIt() throws IOException {
    RunDirectory directory = RunDirectory.at(folder);
    new UploadUrls(directory).put(1, URL);
    assertThat(new UploadUrls(directory).get(granted("another"))).isEmpty();
    Files.writeString(directory.uploadUrl(1), " ");
    assertThat(new UploadUrls(directory).get(granted(URL.secret().fingerprint()))).isEmpty();
    Files.write(directory.uploadUrl(1), new byte[] {(byte) 0xFF});
    assertThat(new UploadUrls(directory).get(granted(URL.secret().fingerprint()))).isEmpty();
  }

  @Test
  void keepsAnAddressOnlyWhileItIsNeeded() throws IOException {
    RunDirectory directory = RunDirectory.at(folder);
    UploadUrls urls = new UploadUrls(directory);
    ChunkState chunk = granted(URL.secret().fingerprint());
    urls.put(1, URL);
    urls.dropUnneeded(List.of(chunk));
    assertThat(directory.uploadUrl(1)).exists();
    chunk.apply(new Poll(1, 1, "queued", T), 0);
    urls.dropUnneeded(List.of(chunk));
    assertThat(directory.uploadUrl(1)).doesNotExist();
  }
}
