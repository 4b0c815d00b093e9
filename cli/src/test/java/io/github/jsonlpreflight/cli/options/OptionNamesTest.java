package io.github.jsonlpreflight.cli.options;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class OptionNamesTest {
  @Test
  void saysWhatALibrarysOptionIsCalledHere() {
    assertThat(OptionNames.toFlags("over the limit set by maxRecordBytes (line 7)"))
        .isEqualTo("over the limit set by --max-record-bytes (line 7)");
    assertThat(OptionNames.toFlags("maxChunkRecords is 0; it starts at 1"))
        .isEqualTo("--max-records is 0; it starts at 1");
    assertThat(OptionNames.toFlags("with onAmbiguous=resend it is sent again"))
        .isEqualTo("with --on-ambiguous resend it is sent again");
  }

  @Test
  void leavesOtherWordsAlone() {
    String text = "maxRecordBytesX, my_maxDepth, the threads of a story";
    assertThat(OptionNames.toFlags(text)).isEqualTo(text);
  }
}
