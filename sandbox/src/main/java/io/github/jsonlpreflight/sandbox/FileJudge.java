package io.github.jsonlpreflight.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads one file and judges each of its records. */
final class FileJudge {
  private static final String UNPARSABLE = "File could not be parsed as JSONL: ";

  private final SandboxOptions options;
  private final MessageDigest sha256;

  FileJudge(SandboxOptions options) {
    this.options = options;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  ImportOutcome judge(ImportJob job, RecordSchema schema, InputStream file) throws IOException {
    var accepted = new ArrayList<LedgerEntry>();
    var errors = new ArrayList<RecordError>();
    var lines = new LineReader(file);
    long index = 0;
    for (byte[] line = lines.next(); line != null; line = lines.next(), index++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new InterruptedIOException("The sandbox is closing");
      }
      String text = Json.decode(line);
      ObjectNode record = text == null ? null : Json.readObject(text);
      if (text == null || record == null) {
        return ImportOutcome.failed(UNPARSABLE + "invalid JSON on line " + (index + 1));
      }
      List<RecordSchema.Fault> faults = schema.judge(record);
      if (faults.isEmpty()) {
        accepted.add(entry(job, index, line, text));
      } else {
        list(index, faults, errors);
      }
    }
    return index == 0
        ? ImportOutcome.failed(UNPARSABLE + "the file is empty")
        : ImportOutcome.judged(List.copyOf(accepted), index - accepted.size(), List.copyOf(errors));
  }

  private LedgerEntry entry(ImportJob job, long index, byte[] line, String text) {
    String digest = HexFormat.of().formatHex(sha256.digest(line));
    @Nullable String kept = options.keepsRecordText() ? text : null;
    return new LedgerEntry(job.id, job.filename, index, digest, kept);
  }

  private void list(long index, List<RecordSchema.Fault> faults, List<RecordError> errors) {
    for (RecordSchema.Fault fault : faults) {
      if (errors.size() < options.maxListedErrors()) {
        errors.add(new RecordError(index, fault.field(), fault.reason()));
      }
    }
  }
}
