package io.github.jsonlpreflight.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOptionsTest {
  @Test
  void holdsTheDocumentedDefaults() {
    assertThat(ReadOptions.defaults().maxRecordBytes()).isEqualTo(64 * 1024 * 1024);
    assertThat(ReadOptions.defaults().blockBytes()).isEqualTo(256 * 1024);
    assertThat(ReadOptions.defaults().threads())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void copiesEverySetting() {
    ReadOptions options = ReadOptions.builder().maxRecordBytes(1).blockBytes(2).threads(3).build();
    ReadOptions copy = options.toBuilder().build();
    assertThat(copy.maxRecordBytes()).isEqualTo(1);
    assertThat(copy.blockBytes()).isEqualTo(2);
    assertThat(copy.threads()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, (1L << 30) + 1, 1L << 32, Long.MAX_VALUE})
  void refusesARecordLimitThatNoArrayHolds(long maxRecordBytes) {
    assertThatThrownBy(() -> ReadOptions.builder().maxRecordBytes(maxRecordBytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxRecordBytes is %d; it goes from 1 to 1073741824", maxRecordBytes);
  }

  @Test
  void takesTheGreatestRecordLimit() {
    assertThat(ReadOptions.builder().maxRecordBytes(1L << 30).build().maxRecordBytes())
        .isEqualTo(1 << 30);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
  void refusesWhatIsUnderOne(int value) {
    assertThatThrownBy(() -> ReadOptions.builder().blockBytes(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blockBytes is %d; it starts at 1", value);
    assertThatThrownBy(() -> ReadOptions.builder().threads(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads is %d; it goes from 1 to 1024", value);
  }

  @ParameterizedTest
  @ValueSource(ints = {1025, Integer.MAX_VALUE})
  void refusesMoreThreadsThanCanBeStarted(int value) {
    assertThat(ReadOptions.builder().threads(1024).build().threads()).isEqualTo(1024);
    assertThatThrownBy(() -> ReadOptions.builder().threads(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads is %d; it goes from 1 to 1024", value);
  }
}
