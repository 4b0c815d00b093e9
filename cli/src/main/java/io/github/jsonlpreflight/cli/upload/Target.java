package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.options.RuleOptions;
import io.github.jsonlpreflight.cli.options.ServiceArguments;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.sandbox.Sandbox;
import io.github.jsonlpreflight.sandbox.SandboxOptions;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.RunReport;
import io.github.jsonlpreflight.uploader.Secret;
import io.github.jsonlpreflight.uploader.ServiceOptions;
import io.github.jsonlpreflight.validator.RecordSchema;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/** Where an upload goes: to the service, or to a sandbox that lives as long as this process. */
public final class Target implements Closeable {
  private static final String REHEARSAL = "rehearsal";

  private final ServiceOptions service;
  private final String dataset;
  private final @Nullable Sandbox sandbox;

  private Target(ServiceOptions service, String dataset, @Nullable Sandbox sandbox) {
    this.service = service;
    this.dataset = dataset;
    this.sandbox = sandbox;
  }

  /** Returns the service as a target. */
  public static Target service(ServiceArguments arguments) throws IOException {
    String dataset = arguments.dataset();
    return new Target(arguments.toServiceOptions(), dataset, null);
  }

  public static Target rehearsal(RuleOptions rules) throws IOException {
    RecordSchema schema = rules.readSchema();
    Sandbox sandbox = Sandbox.start(SandboxOptions.builder().keepsRecordText(false).build());
    try {
      switch (schema.kind()) {
        case DATASET -> sandbox.createDataset(REHEARSAL, schema.toJson());
        case JSON_SCHEMA -> sandbox.createDatasetWithJsonSchema(REHEARSAL, schema.toJson());
      }
    } catch (IllegalArgumentException e) {
      sandbox.close();
      throw new PreflightException(
          ErrorCode.SCHEMA_BROKEN, "The sandbox refuses the schema: " + e.getMessage(), e);
    }
    ServiceOptions service =
        ServiceOptions.builder()
            .baseUrl(sandbox.baseUrl())
            .token(Secret.of(sandbox.token()))
            .build();
    return new Target(service, REHEARSAL, sandbox);
  }

  ServiceOptions service() {
    return service;
  }

  public String dataset() {
    return dataset;
  }

  boolean isRehearsal() {
    return sandbox != null;
  }

  RecordSchema fetchSchema(RuleOptions rules) throws IOException {
    return ServiceArguments.fetchSchema(service, dataset, rules);
  }

  /**
   * Tells whether a rehearsal has left its files: its dataset is gone, so nobody can go on with it.
   * A rehearsal in turn leaves the files of a real run alone.
   */
  boolean isLeftOver(RunDirectory run) throws IOException {
    if (!Files.exists(run.journal())) {
      return false;
    }
    boolean wasRehearsal = RunReport.read(run).isRehearsal();
    if (!wasRehearsal && isRehearsal()) {
      throw new PreflightException(
          ErrorCode.RUN_MISMATCH,
          Humanize.path(run.folder())
              + " holds a run into a real dataset; rehearse with another --run-dir");
    }
    return wasRehearsal;
  }

  @Override
  public void close() {
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
