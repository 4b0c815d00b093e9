package io.github.jsonlpreflight.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SandboxOptionsTest {

  @Test
  void hasTheDefaultsItDocuments() {
    SandboxOptions options = SandboxOptions.defaults();

    assertThat(options.port()).isZero();
    assertThat(options.token()).isNotEqualTo(SandboxOptions.defaults().token());
    assertThat(options.uploadUrlValidity()).isEqualTo(Duration.ofMinutes(15));
    assertThat(options.queuedPolls()).isEqualTo(1);
    assertThat(options.processingPolls()).isEqualTo(1);
    assertThat(options.maxValueCodePoints()).isEqualTo(5_000);
    assertThat(options.maxListedErrors()).isEqualTo(1_000);
    assertThat(options.keepsRecordText()).isTrue();
  }

  @Test
  void isCopiedWhole() {
    SandboxOptions options =
        SandboxOptions.builder()
            .port(1234)
            .token("secret")
            .uploadUrlValidity(Duration.ofSeconds(2))
            .queuedPolls(3)
            .processingPolls(4)
            .maxValueCodePoints(5)
            .maxListedErrors(6)
            .keepsRecordText(false)
            .build();

    SandboxOptions copy = options.toBuilder().build();

    assertThat(copy).usingRecursiveComparison().isEqualTo(options);
  }

  @Test
  void keepsTheTokenToItself() {
    assertThat(SandboxOptions.builder().token("secret").build().toString())
        .doesNotContain("secret")
        .contains("port=0", "maxListedErrors=1000");
  }

  @Test
  void namesTheOptionThatIsWrong() {
    var builder = SandboxOptions.builder();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.port(65_536))
        .withMessage("port must be from 0 to 65535, was 65536");
    assertThatIllegalArgumentException().isThrownBy(() -> builder.token(" "));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.uploadUrlValidity(Duration.ofMillis(1500)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.uploadUrlValidity(Duration.ofDays(8)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.queuedPolls(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.processingPolls(-1));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxValueCodePoints(0));
    assertThatIllegalArgumentException().isThrownBy(() -> builder.maxListedErrors(-1));
  }
}
