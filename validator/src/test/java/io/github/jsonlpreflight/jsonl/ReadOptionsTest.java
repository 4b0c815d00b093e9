package io.github.jsonlpreflight.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
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
    assertThat(ReadOptions.defaults().maxDecompressedBytes()).isEqualTo(1L << 40);
    assertThat(ReadOptions.defaults().maxCompressionRatio()).isEqualTo(500);
    assertThat(ReadOptions.defaults().maxZstdWindowBytes()).isEqualTo(128 * 1024 * 1024);
    assertThat(ReadOptions.defaults().memory()).isEqualTo(MemoryShares.ofThisProcess());
  }

  @Test
  void copiesEverySetting() {
    MemoryShares memory = new MemoryShares(123_456_789);
    ReadOptions copy =
        ReadOptions.builder()
            .maxRecordBytes(1)
            .blockBytes(2)
            .threads(3)
            .maxDecompressedBytes(4)
            .maxCompressionRatio(5)
            .maxZstdWindowBytes(6_000)
            .memory(memory)
            .build()
            .toBuilder()
            .build();
    assertThat(copy.maxRecordBytes()).isEqualTo(1);
    assertThat(copy.blockBytes()).isEqualTo(2);
    assertThat(copy.threads()).isEqualTo(3);
    assertThat(copy.maxDecompressedBytes()).isEqualTo(4);
    assertThat(copy.maxCompressionRatio()).isEqualTo(5);
    assertThat(copy.maxZstdWindowBytes()).isEqualTo(6_000);
    assertThat(copy.memory()).isEqualTo(memory);
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
    assertThatThrownBy(() -> ReadOptions.builder().maxDecompressedBytes(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxDecompressedBytes is %d; it starts at 1", value);
    assertThatThrownBy(() -> ReadOptions.builder().maxCompressionRatio(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxCompressionRatio is %d; it starts at 1", value);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, 0, 1023, (1L << 31) + 1, Long.MAX_VALUE})
  void refusesAWindowThatZstdHasNot(long value) {
    assertThatThrownBy(() -> ReadOptions.builder().maxZstdWindowBytes(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxZstdWindowBytes is %d; it goes from 1024 to 2147483648", value);
  }

  @Test
  void takesTheLeastAndTheGreatest() {
    ReadOptions least =
        ReadOptions.builder()
            .maxRecordBytes(1)
            .blockBytes(1)
            .threads(1)
            .maxDecompressedBytes(1)
            .maxCompressionRatio(1)
            .maxZstdWindowBytes(1024)
            .build();
    assertThat(least.maxZstdWindowBytes()).isEqualTo(1024);
    assertThat(least.toBuilder().maxZstdWindowBytes(1L << 31).build().maxZstdWindowBytes())
        .isEqualTo(1L << 31);
  }

  @Test
  @DisplayName("fault 12: the limit of a record is named with who sets it")
  void namesWhatSetsTheLimitOfARecord() {
    ReadOptions options = ReadOptions.builder().memory(new MemoryShares(64L << 20)).build();
    assertThat(options.heldRecordBytes()).isEqualTo(8 << 20);
    assertThat(options.overLimit(ReadOptions.DEFAULT_MAX_RECORD_BYTES))
        .isEqualTo(
            "Record of 67108864 bytes is over the 8388608-byte limit set by Java's heap of 64 MiB;"
                + " there is room for it with java -Xmx362m");
    assertThat(options.overLimit(ReadOptions.DEFAULT_MAX_RECORD_BYTES + 1))
        .isEqualTo(
            "Record of 67108865 bytes is over the 67108864-byte limit set by maxRecordBytes");
  }

  @ParameterizedTest
  @ValueSource(ints = {1025, Integer.MAX_VALUE})
  void refusesMoreThreadsThanCanBeStarted(int value) {
    assertThat(ReadOptions.builder().threads(1024).build().threads()).isEqualTo(1024);
    assertThatThrownBy(() -> ReadOptions.builder().threads(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads is %d; it goes from 1 to 1024", value);
  }

  @Test
  void leavesADefaultHeapWithTheDefaultLimit() {
    ReadOptions options = ReadOptions.builder().memory(new MemoryShares(400L << 20)).build();
    assertThat(options.heldRecordBytes()).isEqualTo(ReadOptions.DEFAULT_MAX_RECORD_BYTES);
  }
}
