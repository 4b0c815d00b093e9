package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Any bytes as a journal: its records, or a refusal; and what is read can be written again. */
class JournalFuzzTest {
  private static final Path FILE = Path.of("journal.jsonl");

  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({"{\"len\":", ",\"crc32c\":\"", "\",\"record\":{", "}", "99999999999"})
  void readsAsFarAsItIsWhole(byte[] bytes) throws IOException {
    List<JournalRecord> salvaged = new ArrayList<>();
    Journal.salvage(new ByteArrayInputStream(bytes), salvaged::add);
    List<JournalRecord> replayed = new ArrayList<>();
    if (replays(bytes, replayed)) {
      assertThat(salvaged).startsWith(replayed.toArray(JournalRecord[]::new));
    }
  }

  /** Each line of the input is a record's JSON, framed as if it had been written so. */
  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({
    "{\"type\":\"note\"",
    "\"type\":\"plan\"",
    "\"type\":\"url_intent\"",
    "\"type\":\"url_granted\"",
    "\"type\":\"put_started\"",
    "\"type\":\"put_result\"",
    "\"type\":\"poll\"",
    "\"type\":\"terminal\"",
    "\"type\":\"ended\"",
    "\"type\":\"counted_before\"",
    "\"chunk\":",
    "\"attempt\":",
    "\"at\":\"2026-01-01T00:00:00Z\"",
    "\"status\":\"complete\"",
    "\"put\":",
    "\"job\":{",
    "\"errors\":[{\"record_index\":",
    "\"verdict\":\"ACKED\"",
    "\"code\":\"X\"",
    "\"text\":\"",
    "\"ended_imports\":[",
    "\"expires_at\":",
    "-1",
    "1e999",
    "null"
  })
  void refusesRecordsThatNoVersionHasWritten(byte[] lines) throws IOException {
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    int start = 0;
    for (int i = 0; i <= lines.length; i++) {
      if (i == lines.length || lines[i] == '\n') {
        journal.writeBytes(Journal.frame(Arrays.copyOfRange(lines, start, i)));
        start = i + 1;
      }
    }
    List<JournalRecord> read = new ArrayList<>();
    if (replays(journal.toByteArray(), read)) {
      ByteArrayOutputStream again = new ByteArrayOutputStream();
      for (JournalRecord record : read) {
        again.writeBytes(
            Journal.frame(Json.MAPPER.writerFor(JournalRecord.class).writeValueAsBytes(record)));
      }
      List<JournalRecord> readAgain = new ArrayList<>();
      assertThat(replays(again.toByteArray(), readAgain)).isTrue();
      assertThat(readAgain).isEqualTo(read);
    }
  }

  private static boolean replays(byte[] journal, List<JournalRecord> sink) throws IOException {
    try {
      Journal.replay(FILE, new ByteArrayInputStream(journal), (record, at) -> sink.add(record));
      return true;
    } catch (PreflightException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.RUN_FILE_BROKEN);
      assertThat(e.getMessage()).startsWith("Line ").doesNotContain("\n");
      return false;
    }
  }
}
