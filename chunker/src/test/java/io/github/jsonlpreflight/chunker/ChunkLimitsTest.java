package io.github.jsonlpreflight.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class ChunkLimitsTest {
  @Test
  void holdsTheDefaultsThatAreDocumented() {
    assertThat(ChunkLimits.defaults().maxChunkBytes()).isEqualTo(67_108_864);
    assertThat(ChunkLimits.defaults().maxChunkRecords()).isEmpty();
    assertThat(ChunkLimits.builder().build())
        .isEqualTo(ChunkLimits.defaults())
        .hasSameHashCodeAs(ChunkLimits.defaults());
  }

  @Test
  void copiesBackIntoItsBuilder() {
    ChunkLimits limits = ChunkLimits.builder().maxChunkBytes(5).maxChunkRecords(7).build();

    assertThat(limits.toBuilder().build()).isEqualTo(limits);
    assertThat(limits.toBuilder().maxChunkBytes(6).build()).isNotEqualTo(limits);
    assertThat(limits.toBuilder().maxChunkRecords(6).build()).isNotEqualTo(limits);
    assertThat(ChunkLimits.defaults().toBuilder().build()).isEqualTo(ChunkLimits.defaults());
  }

  @Test
  void refusesLimitsThatNothingFits() {
    ChunkLimits.Builder builder = ChunkLimits.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxChunkBytes(0))
        .withMessage("maxChunkBytes is 0; it starts at 1");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.maxChunkRecords(-1))
        .withMessage("maxChunkRecords is -1; it starts at 1");
    assertThat(builder.build()).isEqualTo(ChunkLimits.defaults());
  }
}
