package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.jsonl.JsonlRecord;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.RecordVerdict;
import io.github.jsonlpreflight.validator.ValidationSummary;
import io.github.jsonlpreflight.validator.Violation;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Judges a split, and writes what was found and the records of each kind to files. */
final class ValidateTask implements Cluster.Task<JudgedSplit, SplitResult> {
  private static final long serialVersionUID = 1L;

  /** What a split's files hold: each kind is a folder, with a file for each split that has any. */
  enum Kind {
    ERRORS,
    WARNINGS,
    REJECTED,
    VALID;

    String folder() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Names are in the order of the splits. */
    String file(Split split) {
      return String.format(Locale.ROOT, "%s/part-%07d.jsonl", folder(), split.index());
    }
  }

  private final Rules rules;
  private final JobOutput job;
  private final boolean writesValid;

  ValidateTask(Rules rules, JobOutput job, boolean writesValid) {
    this.rules = rules;
    this.job = job;
    this.writesValid = writesValid;
  }

  @Override
  public SplitResult run(JudgedSplit judged, Configuration conf) throws IOException {
    Split split = judged.split();
    try (TaskFiles files = TaskFiles.begin(job, conf);
        Writer writer = new Writer(split, files, conf, writesValid)) {
      SplitResult result;
      try {
        ValidationSummary summary =
            split.read(
                conf, source -> rules.validator().validate(source, judged.before(), writer::add));
        result = SplitResult.of(SplitSummary.of(split, summary));
      } catch (PreflightException e) {
        result = SplitResult.failed(e); // it would be so again; what was found before stays
      }
      writer.finish();
      files.commit();
      return result;
    }
  }

  private static final class Writer implements Closeable {
    private final Split split;
    private final TaskFiles files;
    private final Configuration conf;
    private final boolean writesValid;
    private final Map<Kind, OutputStream> open = new EnumMap<>(Kind.class);
    private final Map<Kind, JsonGenerator> generators = new EnumMap<>(Kind.class);
    private @Nullable ChunkReader reader;

    Writer(Split split, TaskFiles files, Configuration conf, boolean writesValid) {
      this.split = split;
      this.files = files;
      this.conf = conf;
      this.writesValid = writesValid;
    }

    boolean add(JsonlRecord record, RecordVerdict verdict) throws IOException {
      for (Violation warning : verdict.warnings()) {
        find(Kind.WARNINGS, record, warning);
      }
      if (verdict instanceof RecordVerdict.Invalid invalid) {
        for (Violation violation : invalid.violations()) {
          find(Kind.ERRORS, record, violation);
        }
        copy(record, out(Kind.REJECTED));
      } else if (writesValid) {
        copy(record, out(Kind.VALID));
      }
      return true;
    }

    private void find(Kind kind, JsonlRecord record, Violation violation) throws IOException {
      JsonGenerator json = generators.get(kind);
      if (json == null) {
        json = Findings.generator(out(kind));
        generators.put(kind, json);
      }
      Findings.write(
          json, split.file().name(), record, violation, OptionNames.toFlags(violation.reason()));
    }

    private OutputStream out(Kind kind) throws IOException {
      OutputStream out = open.get(kind);
      if (out == null) {
        out = files.create(kind.file(split));
        open.put(kind, out);
      }
      return out;
    }

    /** What is too long to be held is read a second time. */
    private void copy(JsonlRecord record, OutputStream out) throws IOException {
      if (record.isHeld()) {
        record.writeTo(out);
      } else {
        if (reader == null) {
          reader = split.file().chunks(conf);
        }
        reader.read(record.contentOffset(), record.length()).transferTo(out);
      }
      out.write('\n');
    }

    void finish() {
      generators.values().forEach(JsonGenerator::flush);
    }

    @Override
    public void close() throws IOException {
      if (reader != null) {
        reader.close();
      }
    }
  }
}
