package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.jsonl.Messages;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal, and the state that it replays to: neither is ever changed without the other. */
record RunLog(Journal journal, RunState state) {
  private static final Logger LOGGER = LoggerFactory.getLogger(Run.class);

  /** An import's list of errors may be long. */
  private static final int MAX_LOGGED = 400;

  void append(JournalRecord record) throws IOException {
    LOGGER.info("journal: {}", Messages.printable(record.toString(), MAX_LOGGED));
    state.accept(record, journal.append(record));
  }
}
