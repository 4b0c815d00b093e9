package io.github.jsonlpreflight.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine.TypeConversionException;

/** What is a size, {@code ByteSizeTest} tries; here is how picocli learns of it. */
final class SizesTest {
  @Test
  void readsSizes() {
    assertThat(new Sizes().convert("64MiB")).isEqualTo(64L << 20);
  }

  @Test
  void refusesWhatIsNoSizeInItsWords() {
    assertThatThrownBy(() -> new Sizes().convert("5XB"))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("'5XB' is no size; write for instance 1000000, 5MB or 64MiB");
  }
}
