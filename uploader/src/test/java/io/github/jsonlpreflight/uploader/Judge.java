package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.simulateddisk.SimulatedDisk;
import io.github.jsonlpreflight.uploader.SimulatedService.Job;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds a history against what is promised. It knows the truth, which the client does not: what the
 * disk would have after a power cut, and what the storage and the dataset hold.
 */
final class Judge {
  private final SimulatedService service;
  private final SimulatedDisk disk;
  private final Path source;
  private final RunDirectory directory;
  private final byte[] content;
  private final boolean holdsSkipped;
  private final Consumer<String> history;

  private @Nullable Manifest manifest;
  private final Map<Integer, String> planned = new HashMap<>();

  /** What the client was last told of each import, and whether since its last PUT. */
  private final Map<String, String> lastHeard = new HashMap<>();

  private final Set<String> askedSincePut = new HashSet<>();
  private final Map<String, Integer> puts = new HashMap<>();
  private final Set<Integer> sentThisStart = new HashSet<>();

  /** Chunks of which a start has died knowing more than it had written down. */
  private final Set<Integer> inDoubt = new HashSet<>();

  private boolean journalFailed;
  private boolean repaired;

  Judge(
      SimulatedService service,
      SimulatedDisk disk,
      Path source,
      RunDirectory directory,
      byte[] content,
      boolean holdsSkipped,
      Consumer<String> history) {
    this.service = service;
    this.disk = disk;
    this.source = source;
    this.directory = directory;
    this.content = content;
    this.holdsSkipped = holdsSkipped;
    this.history = history;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new Violation(what);
    }
  }

  void startBegins() {
    sentThisStart.clear();
    journalFailed = false;
  }

  void planIs(Manifest found) throws IOException {
    if (manifest != null) {
      require(manifest.digest().equals(found.digest()), "the plan has changed");
      return;
    }
    manifest = found;
    try (ChunkReader reader = ChunkReader.open(source)) {
      for (Chunk chunk : found.chunks()) {
        planned.put(chunk.index(), read(reader.read(chunk)));
      }
    }
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What was known and not listed is forgotten: names that hold nothing, and what is certain. */
  void isRepaired() {
    repaired = true;
    service.jobs.values().forEach(job -> inDoubt.add(job.chunk()));
  }

  boolean isRepairedBefore() {
    return repaired;
  }

  /** All import jobs are forgotten; none of them ever held bytes. */
  void beginsAnew() {
    lastHeard.clear();
    askedSincePut.clear();
    puts.clear();
  }

  void diskFailed(String name) {
    journalFailed |= name.equals("journal.jsonl");
  }

  /** Each record reads back as it was written, so that a replay gives the same state. */
  void recordIsWritten(byte[] line) throws IOException {
    require(!journalFailed, "the journal is written to after it has failed");
    if (line.length > 0) {
      JournalRecord record = Journal.recordAt(directory.journal(), new ByteArrayInputStream(line));
      history.accept("   journal: " + record);
      if (record instanceof JournalRecord.PutStarted started) {
        sentThisStart.add(started.chunk());
      }
      byte[] again =
          Journal.frame(Json.MAPPER.writerFor(JournalRecord.class).writeValueAsBytes(record));
      require(Arrays.equals(line, again), "a record reads back differently: " + record);
    }
  }

  // Before and after each call.

  void before(Transport.Call call) throws IOException {
    String url = call.url().reveal();
    boolean isPut = call.method().equals("PUT");
    require(
        isPut != call.headers().containsKey("Authorization"), "the token goes where it should not");
    if (isPut) {
      beforePut(call);
    } else if (url.contains("/upload-url/")) {
      beforeUrl(url.substring(url.lastIndexOf('/') + 1));
    }
  }

  private RunState durableState() throws IOException {
    byte[] journal = disk.durableContent(directory.journal());
    require(journal != null, "a power cut now would take the journal");
    require(
        disk.durableContent(directory.manifest()) != null,
        "a power cut now would take the manifest");
    RunState state = new RunState();
    Journal.replay(
        directory.journal(), new ByteArrayInputStream(Objects.requireNonNull(journal)), state);
    return state;
  }

  private static int chunkOf(String filename) {
    return Integer.parseInt(filename.split("-", -1)[2]);
  }

  /** R0: the intent is on disk. R1: no earlier attempt holds bytes. */
  private void beforeUrl(String filename) throws IOException {
    require(!journalFailed, "a URL is asked for after the journal has failed");
    RunState state = durableState();
    ChunkState chunk = state.chunk(chunkOf(filename));
    String planId = Objects.requireNonNull(state.plan()).planId();
    require(
        chunk.phase() == ChunkState.Phase.URL_INTENT
            && Names.file(planId, chunk.index(), chunk.attempt()).equals(filename),
        "the request for " + filename + " is not on disk: " + chunk);
    requireNoBytesElsewhere(chunk.index(), null);
    for (Job job : service.jobs.values()) {
      require(repaired || !job.filename.equals(filename), "a name is used twice: " + filename);
    }
  }

  private void requireNoBytesElsewhere(int chunk, @Nullable Job except) {
    for (Job other : service.jobs.values()) {
      require(
          other == except
              || other.chunk() != chunk
              || !other.holdsBytes()
              || service.dropsDuplicates,
          "another attempt of chunk " + chunk + " holds bytes: " + other.filename);
    }
  }

  /** R0: the PUT is on disk. R1 to R3: same address, same bytes, asked before. R5: in order. */
  private void beforePut(Transport.Call call) throws IOException {
    require(!journalFailed, "bytes are sent after the journal has failed");
    Job job = service.jobOf(call);
    RunState state = durableState();
    ChunkState chunk = state.chunk(job.chunk());
    int put = puts.merge(job.id, 1, Integer::sum);
    require(
        job.id.equals(chunk.importId()) && chunk.puts() >= put,
        "the PUT to " + job.filename + " is not on disk: " + chunk);
    requireNoBytesElsewhere(job.chunk(), job);
    require(
        lastHeard.getOrDefault(job.id, "uninitialised").equals("uninitialised"),
        "bytes are sent although their import was " + lastHeard.get(job.id));
    require(put == 1 || askedSincePut.remove(job.id), "a PUT is repeated without asking first");
    long unfinished =
        state.chunks().stream()
            .filter(c -> c.puts() > 0 && !c.isTerminal() && !c.isUnsent())
            .count();
    require(unfinished <= 3, "too many chunks are unfinished: " + unfinished);
    for (ChunkState earlier : state.chunks().subList(0, job.chunk() - 1)) {
      require(!earlier.isUnsent(), "chunk " + job.chunk() + " is sent before " + earlier.index());
    }
    requireSecretFile(job.chunk());
  }

  private void requireSecretFile(int chunk) throws IOException {
    for (Path file : List.of(directory.uploadUrl(chunk), directory.spool(chunk))) {
      require(
          !Files.exists(file) || Files.getPosixFilePermissions(file).size() == 2,
          "others may read " + file);
    }
  }

  void after(Transport.Call call, Transport.Answer answer) {
    String url = call.url().reveal();
    if (call.method().equals("PUT")) {
      Job job = service.jobOf(call);
      require(
          job.object == null || job.object.equals(planned.get(job.chunk())),
          "the storage has other bytes than planned for chunk " + job.chunk());
    } else if (url.contains("/imports/")) {
      String id = url.substring(url.lastIndexOf('/') + 1);
      askedSincePut.add(id);
      String body = new String(answer.body(), StandardCharsets.UTF_8);
      int at = body.indexOf("\"status\":\"");
      if (answer.isSuccess() && at > 0 && body.endsWith("}")) {
        String status = body.substring(at + 10, body.indexOf('"', at + 10));
        if (!status.equals("uninitialised") || !lastHeard.containsKey(id)) {
          lastHeard.put(id, status);
        }
      }
    }
  }

  /** The client forgets what it had not written down. */
  void startDies() {
    inDoubt.addAll(sentThisStart);
  }

  // The ends.

  UploadListener listener() {
    return new UploadListener() {
      @Override
      public void waiting(String reason) {
        requireClean("what the listener is told", reason);
      }
    };
  }

  private static void requireClean(String where, String text) {
    require(
        !text.contains(FakeWorld.TOKEN) && !text.contains(SimulatedService.SIGNATURE),
        "a secret stands in " + where);
  }

  void logIsClean(List<String> lines) {
    lines.forEach(line -> requireClean("the log", line));
  }

  void exceptionIsClean(Exception e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    requireClean("an exception", trace.toString());
  }

  void startEnds(RunResult result) throws IOException {
    RunCounts counts = result.counts();
    require(
        counts.accepted() + counts.rejected() + counts.skipped() + counts.unfinished()
            == counts.records(),
        "the counts do not add up: " + counts);
    requireClean("the result", result + " " + result.explanation() + result.notes());
    for (ChunkOutcome outcome : result.chunks()) {
      if (outcome instanceof ChunkOutcome.Held held) {
        requireDoubt(held);
      }
    }
    RunState replayed = durableState();
    require(
        Outcomes.of(Objects.requireNonNull(manifest), replayed).equals(result.chunks()),
        "the journal on disk tells something else than the result");
  }

  /** Only what nobody can know is held. */
  private void requireDoubt(ChunkOutcome.Held held) {
    Job job = service.jobs.get(String.valueOf(held.importId()));
    require(
        inDoubt.contains(held.chunk().index())
            || (job != null && (job.leftInDoubt || job.written != null || job.visibleFrom != null)),
        "chunk " + held.chunk().index() + " is held and could be known");
  }

  void atTheEnd(RunResult result, boolean sourceIsTampered) throws IOException {
    for (Path file : disk.files()) {
      require(!file.toString().endsWith(".spool"), "a spool is left: " + file);
      requireClean(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    if (!sourceIsTampered) {
      new Reckoning(service, directory, content, holdsSkipped, planned).check(result);
    }
  }
}
