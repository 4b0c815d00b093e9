package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.uploader.UploadOptions.OnFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MergeTest {
  /** BOM, CRLF, a blank line, records that are skipped ("skip"), no newline at the end. */
  private static final String SOURCE =
      """
      \uFEFF{"t":"skip =1"}\r
      {"t":"one"}\r

      {"t":"skip ü"}
      {"t":"two"}
      {"t":"three"}
      {"t":"four"}
      {"t":"five"}
      {"t":"skip last"}
      {"t":"six"}""";

  @TempDir Path folder;
  private FakeWorld world;
  private FakeService service;

  @BeforeEach
  void makeWorld() {
    world = new FakeWorld(folder);
    world.options = UploadOptions.builder().onFailed(OnFailed.CONTINUE).build();
    service = world.service;
    service.tellsCount = false; // the endings here are made up
  }

  private Manifest planSkipping(String text, int perChunk) throws IOException {
    Files.writeString(world.source, text);
    Files.createDirectories(world.directory.folder());
    ChunkLimits limits = ChunkLimits.builder().maxChunkRecords(perChunk).build();
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(world.directory.manifest(), world.source, limits, null)) {
      PassTotals totals =
          RecordPass.run(
              JsonlSource.file(world.source),
              ReadOptions.defaults(),
              record -> {
                if (new String(record.copyBytes(), StandardCharsets.UTF_8).contains("skip")) {
                  planner.skip(
                      record,
                      List.of(
                          new SkippedRecord.Reason("t", "=no, \"really\""),
                          new SkippedRecord.Reason(null, "also bad")));
                } else {
                  planner.add(record);
                }
                return true;
              });
      return planner.finish(totals);
    }
  }

  /** Also where the service does not list them in the records' order. */
  @Test
  void countsByReasonWhatIsValidHereAndRejectedThere() throws IOException {
    service.endings.put(
        1,
        """
        "status":"partial","accepted_count":1,"rejected_count":3,"errors":[
        {"record_index":2,"field":"t","reason":"often"},
        {"record_index":0,"field":"t","reason":"rare"},
        {"record_index":1,"field":"t","reason":"often"},
        {"record_index":2,"field":"t","reason":null}]
        """);
    RunResult result = world.run(planSkipping(SOURCE, 4));
    JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(result.resultFile()));
    assertThat(json.get("disagreements"))
        .hasToString(
            "[{\"reason\":\"often\",\"count\":2,\"first_line\":5},"
                + "{\"reason\":\"rare\",\"count\":1,\"first_line\":2},"
                + "{\"reason\":\"\",\"count\":1,\"first_line\":6}]");
  }

  @Test
  void writesRejectedRecordsAndReasonsInSourceOrder() throws IOException {
    // Chunks of two: (one, two), (three, four), (five, six).
    service.endings.put(
        1,
        """
        "status":"partial","accepted_count":1,"rejected_count":1,"errors":[
        {"record_index":1,"field":"t","reason":"Value exceeds maximum length"},
        {"record_index":1,"field":null,"reason":"-second"}]
        """);
    service.endings.put(
        2, "\"status\":\"partial\",\"accepted_count\":1,\"rejected_count\":1,\"errors\":[]");
    service.endings.put(3, "\"status\":\"failed\",\"reason\":\"invalid JSON on line 2\"");
    RunResult result = world.run(planSkipping(SOURCE, 2));

    assertThat(result.counts()).isEqualTo(new RunCounts(9, 2, 4, 3, 0));
    assertThat(Files.readString(result.rejectedFile()))
        .isEqualTo(
            """
            {"t":"skip =1"}\r
            {"t":"skip ü"}
            {"t":"two"}
            {"t":"five"}
            {"t":"skip last"}
            {"t":"six"}
            """);
    String unidentified =
        "the service rejected 1 records of this chunk without naming them; this may be one";
    assertThat(Files.readString(result.rejectionsFile()))
        .isEqualTo(
            """
            line,record_index,byte_offset,origin,chunk,import_id,field,reason
            1,0,0,local,,,t,"'=no, ""really""\"
            1,0,0,local,,,,also bad
            4,2,34,local,,,t,"'=no, ""really""\"
            4,2,34,local,,,,also bad
            5,3,50,service,1,imp-1,t,Value exceeds maximum length
            5,3,50,service,1,imp-1,,'-second
            6,4,62,unidentified,2,imp-2,,%1$s
            7,5,76,unidentified,2,imp-2,,%1$s
            8,6,89,failed-import,3,imp-3,,invalid JSON on line 2
            9,7,102,local,,,t,"'=no, ""really""\"
            9,7,102,local,,,,also bad
            10,8,120,failed-import,3,imp-3,,invalid JSON on line 2
            """
                .formatted(unidentified));
    assertThat(result.notes())
        .containsExactly(
            "chunk 2: the service rejected 1 records and does not say which; every record it may be"
                + " is marked unidentified",
            "chunk 3: line 2 of the chunk is line 10 of the source");
  }

  @Test
  void writesTheResultInTheShapeOfTheContract() throws IOException {
    service.endings.put(
        1,
        "\"status\":\"partial\",\"accepted_count\":1,\"rejected_count\":1,\"errors\":[{\"record_index\":1,\"field\":\"t\",\"reason\":\"r\"}]");
    RunResult result = world.run(world.plan("{\"t\":1}\n{\"t\":2}\n{\"t\":3}\n", 2));
    assertThat(Files.readString(result.resultFile()))
        .isEqualTo(
            """
            {"dataset_id":"ds-1","source":"reviews.jsonl","status":"partial","reason":null,"records":3,\
            "accepted_count":2,"rejected_count":1,"skipped_count":0,"chunks":[\
            {"index":1,"name":"reviews-00001.jsonl","first_line":1,"last_line":2,"records":2,"bytes":16,\
            "import_id":"imp-1","status":"partial","accepted_count":1,"rejected_count":1,"reason":null},\
            {"index":2,"name":"reviews-00002.jsonl","first_line":3,"last_line":3,"records":1,"bytes":8,\
            "import_id":"imp-2","status":"complete","accepted_count":1,"rejected_count":0,"reason":null}],\
            "errors":[{"line":2,"record_index":1,"byte_offset":8,"origin":"service","chunk":1,\
            "chunk_record_index":1,"import_id":"imp-1","field":"t","reason":"r"}],\
            "disagreements":[{"reason":"r","count":1,"first_line":2}],"datapoints":null,"notes":[]}
            """);
  }

  @Test
  void makesTheSameBytesAgain() throws IOException {
    service.endings.put(
        1, "\"status\":\"partial\",\"accepted_count\":1,\"rejected_count\":1,\"errors\":[]");
    Manifest manifest = planSkipping(SOURCE, 2);
    RunResult first = world.run(manifest);
    List<byte[]> bytes = contents(first);
    for (byte[] file : bytes) {
      assertThat(file).isNotEmpty();
    }
    List<byte[]> again = contents(world.run(manifest));
    for (int i = 0; i < bytes.size(); i++) {
      assertThat(again.get(i)).isEqualTo(bytes.get(i));
    }
  }

  private static List<byte[]> contents(RunResult result) throws IOException {
    return List.of(
        Files.readAllBytes(result.resultFile()),
        Files.readAllBytes(result.rejectedFile()),
        Files.readAllBytes(result.rejectionsFile()));
  }

  @Test
  void notesIndexesThatNoRecordHasAndShiftsNothing() throws IOException {
    service.endings.put(
        1,
        "\"status\":\"partial\",\"accepted_count\":1,\"rejected_count\":1,\"errors\":[{\"record_index\":2,\"reason\":\"r\"}]");
    RunResult result = world.run(world.plan("{\"t\":1}\n{\"t\":2}\n", 2));
    assertThat(result.notes())
        .anyMatch(note -> note.contains("a record that the chunk does not have"));
    assertThat(Files.readString(result.rejectedFile())).isEmpty();
    assertThat(Files.readString(result.rejectionsFile()).lines())
        .filteredOn(line -> line.contains("unidentified"))
        .hasSize(2);
  }

  @Test
  void notesReasonsThatTheRecordContradicts() throws IOException {
    service.endings.put(
        1,
        "\"status\":\"partial\",\"accepted_count\":1,\"rejected_count\":2,\"errors\":["
            + "{\"record_index\":0,\"field\":\"t\",\"reason\":\"Record missing required field: t\"},"
            + "{\"record_index\":2,\"field\":\"t\",\"reason\":\"Record missing required field: t\"}]");
    RunResult result = world.run(world.plan("{\"t\":1}\n{\"t\":2}\n{\"u\":2}\n", 3));
    assertThat(result.notes())
        .singleElement()
        .asString()
        .contains("1 of the service's reasons do not fit")
        .contains("line 1");
  }

  @Test
  void addsUpWhateverIsUnfinished() throws IOException {
    world.options = UploadOptions.defaults();
    service.failReason = "no";
    RunResult result = world.run(planSkipping(SOURCE, 2));
    JsonNode json = Json.MAPPER.readTree(Files.readAllBytes(result.resultFile()));
    assertThat(json.get("status").asString()).isEqualTo("failed");
    assertThat(json.get("chunks").findValuesAsString("status"))
        .containsExactly("failed", "planned", "planned");
    assertThat(result.counts()).isEqualTo(new RunCounts(9, 0, 2, 3, 4));
  }
}
