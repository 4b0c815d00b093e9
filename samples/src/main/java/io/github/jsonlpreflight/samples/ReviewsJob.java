package io.github.jsonlpreflight.samples;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.RunResult;
import io.github.jsonlpreflight.uploader.Secret;
import io.github.jsonlpreflight.uploader.ServiceOptions;
import io.github.jsonlpreflight.uploader.UploadListener;
import io.github.jsonlpreflight.uploader.UploadOptions;
import io.github.jsonlpreflight.uploader.Uploader;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A nightly job: takes a file of reviews, leaves the invalid ones out, sends the others, and says
 * what became of them.
 *
 * <pre>{@code
 * PROLIFIC_URL=… PROLIFIC_TOKEN=… java … ReviewsJob reviews.jsonl reviews.schema.json DATASET_ID
 * }</pre>
 */
public final class ReviewsJob {
  private final ServiceOptions service;
  private final UploadOptions uploading;

  /** Makes a job that sends to a service. */
  public ReviewsJob(ServiceOptions service, UploadOptions uploading) {
    this.service = service;
    this.uploading = uploading;
  }

  /** Runs the job from the command line. */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("expected: FILE SCHEMA_FILE DATASET_ID");
    }
    ServiceOptions service =
        ServiceOptions.builder()
            .baseUrl(URI.create(System.getenv("PROLIFIC_URL")))
            .token(Secret.of(System.getenv("PROLIFIC_TOKEN")))
            .build();
    RunResult result =
        new ReviewsJob(service, UploadOptions.defaults())
            .run(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
    System.out.println(result.status().id() + ": " + result.counts());
    System.out.println("what is not in the dataset: " + result.rejectedFile());
  }

  /**
   * Validates, plans and sends. Run again after a crash, it goes on where it stopped.
   *
   * @return what became of every record
   */
  public RunResult run(Path file, Path schemaFile, String datasetId) throws IOException {
    RunDirectory run = RunDirectory.at(file.resolveSibling(file.getFileName() + ".preflight"));
    Files.createDirectories(run.folder());
    Manifest manifest =
        Files.exists(run.journal()) ? Manifest.read(run.manifest()) : plan(file, schemaFile, run);
    try (Uploader uploader = Uploader.connect(service, uploading)) {
      return uploader.run(file, manifest, datasetId, run, UploadListener.SILENT);
    }
  }

  /** Reads the file once: judges each record and puts the valid ones into chunks. */
  private static Manifest plan(Path file, Path schemaFile, RunDirectory run) throws IOException {
    RecordSchema schema = RecordSchema.parse(schemaFile.toString(), Files.readAllBytes(schemaFile));
    ChunkLimits limits = ChunkLimits.builder().maxChunkRecords(250).build();
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(run.manifest(), file, limits, schema.digest())) {
      ValidationSummary summary =
          RecordValidator.create(schema)
              .validate(
                  JsonlSource.file(file),
                  (record, verdict) -> {
                    if (verdict instanceof RecordVerdict.Invalid invalid) {
                      planner.skip(record, reasons(invalid));
                    } else {
                      planner.add(record);
                    }
                    return true;
                  });
      return planner.finish(summary.totals());
    }
  }

  private static List<SkippedRecord.Reason> reasons(RecordVerdict.Invalid invalid) {
    return invalid.violations().stream()
        .map(violation -> new SkippedRecord.Reason(violation.field(), violation.reason()))
        .toList();
  }
}
