package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.uploader.SimulatedService.Job;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Holds a finished run's answers against the dataset: record by record, line by line. */
final class Reckoning {
  private final SimulatedService service;
  private final RunDirectory directory;
  private final byte[] content;
  private final boolean holdsSkipped;
  private final Map<Integer, String> planned;

  Reckoning(
      SimulatedService service,
      RunDirectory directory,
      byte[] content,
      boolean holdsSkipped,
      Map<Integer, String> planned) {
    this.service = service;
    this.directory = directory;
    this.content = content;
    this.holdsSkipped = holdsSkipped;
    this.planned = planned;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new Violation(what);
    }
  }

  void check(RunResult result) throws IOException {
    JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(directory.result()));
    require(
        json.get("status").asString().equals(result.status().id()), "result.json says otherwise");
    List<String> rejected = linesOf(Files.readString(directory.rejected()));
    Set<String> unidentified = new HashSet<>();
    long inDoubt = 0;
    for (JsonNode error : json.get("errors")) {
      String line = lineAt(error);
      String origin = error.get("origin").asString();
      if (origin.equals("unidentified")) {
        unidentified.add(line);
      } else if (origin.equals("local") && !holdsSkipped) {
        require(!rejected.contains(line), "a record that is in no chunk file came from somewhere");
      } else {
        require(rejected.contains(line), "a rejected record is missing from rejected.jsonl");
        require(
            !origin.equals("service") || service.isRejected(line),
            "the service did not reject line " + error.get("line"));
      }
    }
    for (ChunkOutcome outcome : result.chunks()) {
      inDoubt += isUncertain(outcome) ? 1 : 0;
      if (!isUncertain(outcome)) {
        require(!(outcome instanceof ChunkOutcome.Held), "a held chunk at the end");
        chunk(outcome, rejected, unidentified);
      }
    }
    if (inDoubt == 0) {
      requireTrueCount(json);
      require(
          result.counts().accepted() == service.dataset.size(),
          "accepted are " + result.counts().accepted() + " and there are " + service.dataset);
    }
  }

  /** What was added is what was accepted and what others are said to have imported meanwhile. */
  private void requireTrueCount(JsonNode json) {
    JsonNode counted = json.get("datapoints");
    if (counted.isNull() || counted.get("expected_added").isNull()) {
      return;
    }
    long added = counted.get("after").asLong() - counted.get("before").asLong();
    long expected = counted.get("expected_added").asLong();
    long byOthers = 0;
    for (JsonNode other : counted.get("other_imports")) {
      byOthers += Objects.requireNonNull(service.others.get(other.asString()));
    }
    require(added == expected + byOthers, "the count of datapoints is not explained: " + counted);
    require(
        json.get("notes").toString().contains("COUNT_DIFFERS") == (byOthers > 0),
        "a note about the count is missing, or not true: " + json.get("notes"));
  }

  private boolean isUncertain(ChunkOutcome outcome) {
    Job job = service.jobs.get(String.valueOf(outcome.importId()));
    return job == null
        || job.liedAbout
        || job.written != null
        || job.isForgotten() // the list has no counts, so its records are unidentified
        || outcome instanceof ChunkOutcome.Confirmed;
  }

  /** Each record is in exactly one place. */
  private void chunk(ChunkOutcome outcome, List<String> rejected, Set<String> unidentified) {
    for (String record : linesOf(String.valueOf(planned.get(outcome.chunk().index())))) {
      boolean isThere = service.dataset.containsKey(record);
      boolean isNamed = rejected.contains(record);
      require(!(isThere && isNamed), "accepted and called rejected: " + record);
      require(isThere || isNamed || unidentified.contains(record), "lost and not named: " + record);
    }
  }

  /** Returns the record that a line number and an offset point at: both have to agree. */
  private String lineAt(JsonNode error) {
    int offset = error.get("byte_offset").asInt();
    int end = offset;
    while (end < content.length && content[end] != '\n') {
      end++;
    }
    String byOffset = new String(Arrays.copyOfRange(content, offset, end), StandardCharsets.UTF_8);
    String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
    require(lines[error.get("line").asInt() - 1].equals(byOffset), "line and offset do not agree");
    return byOffset;
  }

  private static List<String> linesOf(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    lines.remove(lines.size() - 1);
    return lines;
  }
}
