package io.github.jsonlpreflight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileJudgeTest {
  private static final RecordSchema SCHEMA =
      RecordSchemas.read(
          Objects.requireNonNull(
              Json.readObject("{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"}}}")),
          10);

  /** ␤ stands for a line feed, ␍ for a carriage return, ⇤ for a byte-order mark. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{'a':1};1",
        "{'a':1}␤;1",
        "{'a':1}␤{'a':2};2",
        "{'a':1}␍␤{'a':2}␍␤;2",
        "{'a':'\u2028\u0085'}␤;1",
        " {'a':1} ␤;1",
        "{'a':1e400}␤;1",
      })
  void findsRecords(String marked, int accepted) throws IOException {
    ImportOutcome outcome = judge(bytes(marked));

    assertThat(outcome.status()).isEqualTo(ImportStatus.COMPLETE);
    assertThat(outcome.accepted()).hasSize(accepted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "⇤{'a':1}␤;1",
        "{'a':1}␤␤{'a':1}␤;2",
        "{'a':1}␤ ␤;2",
        "{'a':1}␤[];2",
        "{'a':1}␤null;2",
        "{'a':1}{'a':1};1",
        "{'a':1,};1",
        "{'a':1e99999999999};1",
        "{'a':1}␍{'a':1};1",
      })
  void failsOverALineThatIsNoObject(String marked, int line) throws IOException {
    ImportOutcome outcome = judge(bytes(marked));

    assertThat(outcome.status()).isEqualTo(ImportStatus.FAILED);
    assertThat(outcome.accepted()).isEmpty();
    assertThat(outcome.reason())
        .isEqualTo("File could not be parsed as JSONL: invalid JSON on line " + line);
  }

  @Test
  void failsOverBytesThatAreNoUtf8() throws IOException {
    byte[] overlong = bytes("{'a':'__'}");
    overlong[6] = (byte) 0xC0;
    overlong[7] = (byte) 0xAF;

    assertThat(judge(overlong).status()).isEqualTo(ImportStatus.FAILED);
  }

  @Test
  void failsOverAnEmptyFile() throws IOException {
    assertThat(judge(new byte[0]).reason())
        .isEqualTo("File could not be parsed as JSONL: the file is empty");
  }

  @Test
  void findsTheSameRecordsInAStreamThatDribbles() throws IOException {
    byte[] file = bytes("{'a':1}␤{'a':22}␍␤{}␤{'a':333}");

    ImportOutcome whole = judge(file);
    ImportOutcome dribbled = judge(new DribblingStream(file));

    assertThat(whole.accepted()).hasSize(3);
    assertThat(dribbled).isEqualTo(whole);
  }

  @Test
  void leavesTheTextOutOfTheLedgerOnRequest() throws IOException {
    var options = SandboxOptions.builder().keepsRecordText(false).build();

    ImportOutcome outcome =
        new FileJudge(options).judge(job(), SCHEMA, new ByteArrayInputStream(bytes("{'a':1}")));

    assertThat(outcome.accepted()).singleElement().extracting(LedgerEntry::text).isNull();
  }

  private static ImportOutcome judge(byte[] file) throws IOException {
    return judge(new ByteArrayInputStream(file));
  }

  private static ImportOutcome judge(InputStream file) throws IOException {
    return new FileJudge(SandboxOptions.defaults()).judge(job(), SCHEMA, file);
  }

  private static ImportJob job() {
    var dataset = new Dataset("d", "d", null, SCHEMA);
    return new ImportJob("i", dataset, "a.jsonl", Instant.EPOCH);
  }

  private static byte[] bytes(String marked) {
    return marked
        .replace('\'', '"')
        .replace('␤', '\n')
        .replace('␍', '\r')
        .replace('⇤', '\uFEFF')
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Gives one byte at a time. */
  private static final class DribblingStream extends ByteArrayInputStream {
    DribblingStream(byte[] bytes) {
      super(bytes);
    }

    @Override
    public synchronized int read(byte[] target, int offset, int length) {
      return super.read(target, offset, Math.min(1, length));
    }
  }
}
