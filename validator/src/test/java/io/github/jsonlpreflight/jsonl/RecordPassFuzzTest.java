package io.github.jsonlpreflight.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.jsonlpreflight.testkit.DribblingStream;
import io.github.jsonlpreflight.testkit.Reading;
import java.io.IOException;

/** Any bytes, in blocks of any size, against {@link ReferenceSplitter}. */
class RecordPassFuzzTest {
  /** The numbers come from an input's last bytes, so a seed begins with the file as it is read. */
  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({" \t", "\u00EF\u00BB\u00BF", "{\"a\":1}"})
  void readsWhatTheReferenceReads(FuzzedDataProvider data) throws IOException {
    ReadOptions options =
        ReadOptions.builder()
            .blockBytes(data.consumeInt(1, 70))
            .maxRecordBytes(data.consumeInt(1, 60))
            .build();
    int atMost = data.consumeInt(1, 40);
    byte[] file = data.consumeRemainingAsBytes();
    assertThat(Reading.undiagnosed(new DribblingStream(file, atMost), options))
        .isEqualTo(ReferenceSplitter.read(file, options.maxRecordBytes()));
  }
}
