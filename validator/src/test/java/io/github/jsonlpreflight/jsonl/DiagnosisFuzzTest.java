package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Any bytes as the beginning of a file: a verdict on the whole file, or none. */
class DiagnosisFuzzTest {
  private static final byte[] GOOD_LINE = "{\"a\":1}\n".getBytes(UTF_8);

  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({
    "{\"a\":1}",
    "[{",
    "}]",
    ",",
    "\"",
    "<!DOCTYPE html>",
    "<?xml",
    "{'a': None}",
    "//",
    "a,b,c",
    "\t",
    "PAR1",
    "%PDF-",
    "\u00EF\u00BB\u00BF",
    "\u00FF\u00FE",
    "1.5e7",
    "nul"
  })
  void saysOneSentenceOrNothing(byte[] bytes) {
    byte[] sample = Arrays.copyOf(bytes, Math.min(bytes.length, Diagnosis.SAMPLE_BYTES));
    check(sample);
  }

  /** What the file begins with cannot be seen any more once a good record stands in front. */
  @FuzzTest(maxDuration = "2m")
  @DictionaryEntries({
    "{\"a\":1}",
    "[{",
    "}]",
    ",",
    "\"",
    "<html>",
    "{'a': None}",
    "//",
    "a,b,c",
    "\t"
  })
  void keepsWhatBeginsWithAGoodRecord(byte[] bytes) {
    byte[] sample = Arrays.copyOf(GOOD_LINE, GOOD_LINE.length + Math.min(bytes.length, 4096));
    System.arraycopy(bytes, 0, sample, GOOD_LINE.length, sample.length - GOOD_LINE.length);
    ErrorCode code = check(sample);
    // The encoding is told by the bytes of the whole sample, and a few good ones weigh nothing.
    assertThat(code).isIn(null, ErrorCode.LATIN_1, ErrorCode.UTF_16_OR_32, ErrorCode.BINARY);
  }

  private static @Nullable ErrorCode check(byte[] sample) {
    try {
      Diagnosis.check("f.jsonl", sample);
      return null;
    } catch (PreflightException e) {
      assertThat(e.lineNumber()).hasValue(1);
      assertThat(e.getMessage()).startsWith("f.jsonl ").doesNotContain("\n");
      return e.code();
    }
  }
}
