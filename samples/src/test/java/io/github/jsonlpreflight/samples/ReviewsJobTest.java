package io.github.jsonlpreflight.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.sandbox.LedgerEntry;
import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import io.github.jsonlpreflight.uploader.RunCounts;
import io.github.jsonlpreflight.uploader.RunResult;
import io.github.jsonlpreflight.uploader.RunStatus;
import io.github.jsonlpreflight.uploader.Secret;
import io.github.jsonlpreflight.uploader.ServiceOptions;
import io.github.jsonlpreflight.uploader.UploadOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReviewsJobTest {
  private static final Path DATA = Path.of("data");

  @TempDir private Path work;

  @Test
  void sendsTheValidReviewsAndNamesTheOthers() throws IOException {
    Path file = Files.copy(DATA.resolve("reviews.jsonl"), work.resolve("reviews.jsonl"));
    Path schema = DATA.resolve("reviews.schema.json");
    try (Sandbox sandbox = Sandbox.start(SandboxOptions.defaults())) {
      sandbox.createDataset("reviews", Files.readString(schema));
      ReviewsJob job =
          new ReviewsJob(
              ServiceOptions.builder()
                  .baseUrl(sandbox.baseUrl())
                  .token(Secret.of(sandbox.token()))
                  .build(),
              UploadOptions.builder().pollInterval(Duration.ofMillis(5)).build());

      RunResult result = job.run(file, schema, "reviews");
      RunResult again = job.run(file, schema, "reviews");

      assertThat(result.status()).isEqualTo(RunStatus.PARTIAL);
      assertThat(result.counts()).isEqualTo(new RunCounts(1000, 996, 1, 3, 0));
      assertThat(again.counts()).isEqualTo(result.counts());
      assertThat(sandbox.imports("reviews")).hasSize(4);
      assertThat(
              sandbox.ledger("reviews").stream()
                  .map(LedgerEntry::text)
                  .map(Objects::requireNonNull))
          .hasSize(996)
          .doesNotHaveDuplicates();
      List<String> lines = Files.readAllLines(file);
      assertThat(Files.readAllLines(result.rejectedFile()))
          .containsExactly(lines.get(47), lines.get(136), lines.get(420), lines.get(802));
    }
  }
}
