package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.uploader.JournalRecord.Abandoned;
import io.github.jsonlpreflight.uploader.JournalRecord.OfChunk;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlGranted;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlIntent;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the whole lines of a damaged journal tell. They prove what was done; what they do not tell
 * of may have been done all the same.
 *
 * @param granted the ids of imports whose URL was received
 * @param askedFor the attempts that a URL was asked for
 * @param sent the attempts that something was sent to, or that were received
 */
record JournalRemains(Set<String> granted, Set<Names.Meaning> askedFor, Set<Names.Meaning> sent) {

  /** Reads them; a journal that is not there has none. */
  static JournalRemains of(Path journal) throws IOException {
    JournalRemains remains =
        new JournalRemains(new HashSet<>(), new LinkedHashSet<>(), new HashSet<>());
    if (Files.exists(journal)) {
      Journal.salvage(new BufferedInputStream(Files.newInputStream(journal)), remains::take);
    }
    return remains;
  }

  private void take(JournalRecord record) {
    if (record instanceof UrlGranted grant) {
      granted.add(grant.importId());
    }
    if (record instanceof OfChunk ofChunk) {
      boolean isBeforeSending =
          record instanceof UrlIntent
              || record instanceof UrlGranted
              || record instanceof Abandoned;
      (isBeforeSending ? askedFor : sent)
          .add(new Names.Meaning(ofChunk.chunk(), ofChunk.attempt()));
    }
  }
}
