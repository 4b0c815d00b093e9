package io.github.jsonlpreflight.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.uploader.RunStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ExitCodeTest {
  @Test
  void whatCannotBeUsedIs3AndWhatMayComeRightIsMore() {
    assertThat(ExitCode.of(ErrorCode.JSON_ARRAY)).isEqualTo(3);
    assertThat(ExitCode.of(ErrorCode.SCHEMA_BROKEN)).isEqualTo(3);
    assertThat(ExitCode.of(ErrorCode.SOURCE_CHANGED)).isEqualTo(3);
    assertThat(ExitCode.of(ErrorCode.SCHEMA_PENDING)).isEqualTo(5);
    assertThat(ExitCode.of(ErrorCode.SERVICE_FAILED)).isEqualTo(4);
    assertThat(ExitCode.of(ErrorCode.TOKEN_REFUSED)).isEqualTo(4);
    assertThat(ExitCode.of(ErrorCode.RUN_LOCKED)).isEqualTo(7);
  }

  @Test
  void noErrorCodeEndsLikeASuccess() {
    assertThat(Arrays.stream(ErrorCode.values()).map(ExitCode::of)).allMatch(code -> code >= 3);
  }

  @Test
  void onlyACompleteRunIs0() {
    assertThat(Arrays.stream(RunStatus.values()).map(ExitCode::of))
        .containsExactlyInAnyOrder(0, 1, 4, 5, 6, 130);
    assertThat(ExitCode.of(RunStatus.COMPLETE)).isZero();
  }
}
