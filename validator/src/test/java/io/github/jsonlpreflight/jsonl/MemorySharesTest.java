package io.github.jsonlpreflight.jsonl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySharesTest {
  private static final long MIB = 1L << 20;

  /**
   * Java counts less of its heap than {@code -Xmx} says, as much as the option has to allow for.
   */
  private static MemoryShares withOption(String javaOption, long lessMebibytes) {
    String mebibytes = javaOption.replaceFirst("java -Xmx([0-9]+)m", "$1");
    return new MemoryShares((long) ((Long.parseLong(mebibytes) - lessMebibytes) * MIB / 1.05));
  }

  @ParameterizedTest
  @DisplayName("fault 12: the option that is named makes room, and hardly more than is needed")
  @ValueSource(longs = {20, 64, 100, 1000})
  void namesTheOptionThatMakesRoom(long mebibytes) {
    long bytes = mebibytes * MIB;
    String toHold = MemoryShares.javaOptionToHold(bytes);
    assertThat(withOption(toHold, 0).recordBytes()).isGreaterThanOrEqualTo(bytes);
    assertThat(withOption(toHold, 2).recordBytes()).isLessThan(bytes);

    String toJudge = MemoryShares.javaOptionToJudge(bytes);
    assertThat(withOption(toJudge, 0).treeBytes()).isGreaterThanOrEqualTo(bytes - 5);
    assertThat(withOption(toJudge, 2).treeBytes()).isLessThan(bytes);
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 16, 31, 32, 33, 62, 128, 512, 4096})
  void givesNoMoreThanThereIs(long mebibytes) {
    MemoryShares shares = new MemoryShares(mebibytes * MIB);
    assertThat(shares.recordBytes() * 3 / 2)
        .as("a block that grows to a record's greatest length, and what it grows from")
        .isLessThanOrEqualTo(shares.blocksBytes());
    assertThat(shares.blocksBytes() + shares.treeBytes()).isLessThan(mebibytes * MIB);
    assertThat(shares.recordBytes()).isGreaterThanOrEqualTo(mebibytes * MIB / 20);
  }

  @Test
  void letsFindingsOfABlockTakeWhatThreadsLeave() {
    MemoryShares shares = new MemoryShares(120 * MIB); // 96 MiB beside the program
    assertThat(shares.findingsBytesPerBlock(1)).isEqualTo(4 * MIB / 3);
    assertThat(shares.findingsBytesPerBlock(2)).isEqualTo(4 * MIB / 6);
    assertThat(shares.findingsBytesPerBlock(1000)).as("at least").isEqualTo(64 << 10);
    assertThat(new MemoryShares(1L << 40).findingsBytesPerBlock(1))
        .as("at most")
        .isEqualTo(8 << 20);
  }

  @Test
  void holdsSomethingInAnyHeap() {
    assertThat(new MemoryShares(0).recordBytes()).isEqualTo(1);
    assertThat(MemoryShares.ofThisProcess().heapBytes())
        .isEqualTo(Runtime.getRuntime().maxMemory());
  }

  @Test
  void saysTheHeapInWholeMebibytes() {
    assertThat(new MemoryShares(62 * MIB + MIB / 2).heapInWords())
        .isEqualTo("Java's heap of 63 MiB");
    assertThat(new MemoryShares(62 * MIB + MIB / 2 - 1).heapInWords())
        .isEqualTo("Java's heap of 62 MiB");
  }
}
