package io.github.jsonlpreflight.cli.report;

import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.uploader.ChunkTimes;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what a report says of an upload from its {@code result.json}, in flat memory. */
public final class UploadFindings {
  /** Chunks in the page: the first, and then those that need somebody's attention. */
  public static final int MAX_CHUNKS = 200;

  static final int MAX_DISAGREEMENTS = 50;
  static final int MAX_NOTES = 100;

  private static final int MAX_CODE_POINTS = 300;

  /** For sentences of the uploader's own, which end with what to do next. */
  private static final int MAX_ADVICE_CODE_POINTS = 2_000;

  private static final String LOCAL = "local";
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final List<ChunkTimes> times;
  private final boolean rehearsal;
  private final boolean withLocal;
  private final boolean hidesValues;
  private final UnaryOperator<String> explain;

  private final FindingList findings = new FindingList();
  private final ChunkList chunks = new ChunkList();
  private final List<Report.Disagreement> disagreements = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private long moreDisagreements;
  private String dataset = "";
  private String status = "";
  private @Nullable String reason;
  private @Nullable String datapoints;
  private long records;
  private long accepted;
  private long rejected;
  private long skipped;

  private UploadFindings(
      List<ChunkTimes> times,
      boolean rehearsal,
      boolean withLocal,
      boolean hidesValues,
      UnaryOperator<String> explain) {
    this.times = times;
    this.rehearsal = rehearsal;
    this.withLocal = withLocal;
    this.hidesValues = hidesValues;
    this.explain = explain;
  }

  /**
   * Reads a run's answer.
   *
   * @param resultFile {@code result.json}
   * @param times when what happened to each chunk, in source order
   * @param withLocal whether to list the records too that were never sent: where the validation's
   *     own findings are gone
   * @param hidesValues whether no reason may be listed that could hold a value of the data
   * @param explain what to make of a sentence of the uploader's
   */
  public static UploadFindings read(
      Path resultFile,
      List<ChunkTimes> times,
      boolean rehearsal,
      boolean withLocal,
      boolean hidesValues,
      UnaryOperator<String> explain)
      throws IOException {
    UploadFindings upload = new UploadFindings(times, rehearsal, withLocal, hidesValues, explain);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(resultFile));
        JsonParser json = JSON.createParser(ObjectReadContext.empty(), in)) {
      json.nextToken();
      upload.document(json);
    }
    return upload;
  }

  /** Returns how the upload stands. */
  public Report.Upload upload() {
    return new Report.Upload(
        dataset,
        rehearsal,
        status,
        reason,
        records,
        accepted,
        rejected,
        skipped,
        findings.listed(),
        findings.more(),
        disagreements,
        moreDisagreements,
        datapoints,
        notes);
  }

  /** Returns the chunks to list, in source order. */
  public List<Report.Chunk> chunks() {
    return chunks.listed();
  }

  /** Returns how many chunks are not listed. */
  public long moreChunks() {
    return chunks.more();
  }

  private void document(JsonParser json) {
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "dataset_id" -> dataset = text(json);
        case "status" -> status = text(json);
        case "reason" -> {
          reason = value == JsonToken.VALUE_NULL ? null : advice(json);
        }
        case "records" -> records = json.getLongValue();
        case "accepted_count" -> accepted = json.getLongValue();
        case "rejected_count" -> rejected = json.getLongValue();
        case "skipped_count" -> skipped = json.getLongValue();
        case "chunks" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            chunk(json);
          }
        }
        case "errors" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            error(json);
          }
        }
        case "disagreements" -> {
          while (json.nextToken() == JsonToken.START_OBJECT) {
            disagreement(json);
          }
        }
        case "datapoints" -> datapoints(json);
        case "notes" -> {
          while (json.nextToken() != JsonToken.END_ARRAY) {
            note(advice(json));
          }
        }
        default -> json.skipChildren();
      }
    }
  }

  private static String text(JsonParser json) {
    return Messages.printable(String.valueOf(json.getString()), MAX_CODE_POINTS);
  }

  private String advice(JsonParser json) {
    String sentence = explain.apply(String.valueOf(json.getString()));
    return Messages.printable(sentence, MAX_ADVICE_CODE_POINTS);
  }

  private void note(String text) {
    if (notes.size() < MAX_NOTES) {
      notes.add(text);
    }
  }

  private void chunk(JsonParser json) {
    Members chunk = Members.of(json);
    int index = (int) chunk.number("index");
    ChunkTimes when = index >= 1 && index <= times.size() ? times.get(index - 1) : null;
    chunks.add(
        new Report.Chunk(
            index,
            chunk.text("name"),
            chunk.number("first_line"),
            chunk.number("last_line"),
            chunk.number("records"),
            chunk.number("bytes"),
            chunk.text("status"),
            chunk.number("accepted_count"),
            chunk.number("rejected_count"),
            chunk.textOrNull("import_id"),
            chunk.textOrNull("reason"),
            when == null ? 0 : when.attempts(),
            when == null ? null : millis(when.begun()),
            when == null ? null : millis(when.sent()),
            when == null ? null : millis(when.ended())));
  }

  private static @Nullable Long millis(@Nullable Instant instant) {
    return instant == null ? null : instant.toEpochMilli();
  }

  private void error(JsonParser json) {
    Members error = Members.of(json);
    String origin = error.text("origin");
    boolean isLocal = origin.equals(LOCAL);
    String says = error.text("reason");
    if ((isLocal && !withLocal) || !findings.takesNext(origin + ' ' + says)) {
      return;
    }
    findings.add(
        new Report.Finding(
            isLocal ? "error" : origin,
            0,
            error.number("line"),
            error.number("byte_offset"),
            RuleTable.shown(error.textOrNull("field")),
            isLocal ? "" : origin,
            shownReason(says),
            null));
  }

  /** The service may say in its reasons what it has found. */
  private String shownReason(String says) {
    return hidesValues ? "The reason may hold a value, and --no-values hides it" : says;
  }

  private void disagreement(JsonParser json) {
    Members one = Members.of(json);
    if (hidesValues || disagreements.size() == MAX_DISAGREEMENTS) {
      moreDisagreements++;
      return;
    }
    disagreements.add(
        new Report.Disagreement(one.text("reason"), one.number("count"), one.number("first_line")));
  }

  private void datapoints(JsonParser json) {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      return;
    }
    Members count = Members.of(json);
    long before = count.number("before");
    long after = count.number("after");
    datapoints =
        String.format(
            Locale.ROOT,
            "The dataset counted %,d datapoints before the run and %,d after it.",
            before,
            after);
  }

  /** Numbers and texts of one object; what stands deeper is left out. */
  private record Members(Map<String, Object> values) {
    static Members of(JsonParser json) {
      Map<String, Object> values = new HashMap<>();
      for (String name = json.nextName(); name != null; name = json.nextName()) {
        JsonToken value = json.nextToken();
        switch (value) {
          case VALUE_NUMBER_INT -> values.put(name, json.getLongValue());
          case VALUE_STRING -> values.put(name, UploadFindings.text(json));
          default -> json.skipChildren();
        }
      }
      return new Members(values);
    }

    long number(String name) {
      return values.get(name) instanceof Long number ? number : 0;
    }

    String text(String name) {
      return values.get(name) instanceof String text ? text : "";
    }

    @Nullable String textOrNull(String name) {
      return values.get(name) instanceof String text ? text : null;
    }
  }
}
