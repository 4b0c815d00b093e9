package io.github.jsonlpreflight.uploader;

import com.github.luben.zstd.Zstd;
import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkPlanner;
import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.simulateddisk.DiskWatcher;
import io.github.jsonlpreflight.simulateddisk.SimulatedDisk;
import io.github.jsonlpreflight.uploader.UploadOptions.OnAmbiguous;
import io.github.jsonlpreflight.uploader.UploadOptions.OnFailed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One history: a file, the real client over a simulated disk, network, clock and service, and a
 * person who starts it again and again. One thread, and nothing by chance but the seed.
 */
final class Simulation {
  /** So many starts have faults; then it is calm, and the run has to come to an end. */
  private static final int MOST_STORMY_STARTS = 10;

  private static final int MOST_CALM_STARTS = 12;

  private final Dice dice;
  private final List<String> history = new ArrayList<>();
  private final boolean keepsHistory;
  private final FakeWorld.FakeTime time = new FakeWorld.FakeTime();
  private final SimulatedDisk disk = new SimulatedDisk(() -> time.now);
  private final Path source = disk.getPath("/work/reviews.jsonl");
  private final RunDirectory directory =
      RunDirectory.at(disk.getPath("/work/reviews.jsonl.preflight"));
  private final SimulatedService service;
  private final Judge judge;
  private final ChunkLimits limits;
  private UploadOptions options;
  private final byte[] content;

  /** Where a file was split before, and its chunk files are sent; else the file itself is. */
  private final @Nullable Path chunkFolder;

  /** What is read while chunks are sent, as it was when it was written. */
  private final Map<Path, byte[]> inputs = new TreeMap<>();

  private FileTime written = FileTime.fromMillis(0);

  private String lastEvent = "";
  private int repeated;
  private int start;
  private boolean running;
  private boolean dead;
  private boolean powerLost;
  private boolean diskFailed;
  private boolean tampered;
  private boolean damaged;
  private boolean needsRepair;
  private boolean repairRefused;

  Simulation(long seed, Set<String> spared, boolean keepsHistory) throws IOException {
    this.dice = new Dice(seed, spared);
    this.keepsHistory = keepsHistory;
    this.service = new SimulatedService(dice, time, this::tell);
    service.urlLife = Duration.ofSeconds(new int[] {25, 120, 900, 3600}[dice.pick("life", 4)]);
    service.tellsExpiry = dice.pick("tells expiry", 4) > 0;
    service.dropsDuplicates = dice.strikes("duplicates dropped", 0.2);
    service.hasSchema = !dice.strikes("no schema at first", 0.1);
    limits = ChunkLimits.builder().maxChunkRecords(1 + dice.pick("per chunk", 4)).build();
    options =
        UploadOptions.builder()
            .inFlight(1 + dice.pick("in flight", 3))
            .pollInterval(Duration.ofSeconds(10))
            .pollTimeout(Duration.ofMinutes(10))
            .onFailed(dice.pick("on failed", 2) == 0 ? OnFailed.STOP : OnFailed.CONTINUE)
            .build();
    content = text().getBytes(StandardCharsets.UTF_8);
    Files.createDirectories(source.getParent());
    byte[] sourceBytes =
        switch (dice.pick("compression", 4)) {
          case 0 -> gzip(content);
          case 1 -> Zstd.compress(content);
          default -> content;
        };
    Files.write(source, sourceBytes);
    inputs.put(source, sourceBytes);
    chunkFolder = dice.pick("chunk files", 4) == 0 ? disk.getPath("/work/chunks") : null;
    written = Files.getLastModifiedTime(source);
    disk.flushAll();
    judge = new Judge(service, disk, source, directory, content, chunkFolder == null, this::tell);
    disk.watch(this::beforeDiskOperation);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(gzip)) {
      out.write(content);
    }
    return gzip.toByteArray();
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int lines = 1 + dice.pick("lines", 12);
    for (int i = 0; i < lines; i++) {
      String kind =
          switch (dice.pick("kind of line", 12)) {
            case 0 -> "reject";
            case 1 -> "late";
            case 2 -> "skip";
            case 3 -> "blank";
            default -> "good";
          };
      text.append(kind.equals("blank") ? " " : "{\"n\":" + i + ",\"t\":\"" + kind + "\"}");
      text.append(dice.pick("line end", 5) == 0 ? "\r\n" : "\n");
    }
    return text.append("{\"n\":-1,\"t\":\"good\"}").toString();
  }

  private void tell(String event) {
    if (!keepsHistory) {
      return;
    }
    if (event.equals(lastEvent)) {
      repeated++;
      return;
    }
    if (repeated > 0) {
      history.add(String.format(Locale.ROOT, "             … %d more times", repeated));
    }
    lastEvent = event;
    repeated = 0;
    history.add(String.format(Locale.ROOT, "%9.1f s  %s", time.nanos() / 1e9, event));
  }

  List<String> history() {
    return history;
  }

  Set<String> struck() {
    return dice.struck();
  }

  /** Returns how often the client was started. */
  int starts() {
    return start;
  }

  /** Lives through the history, to its end. */
  void run() throws IOException {
    int stormy = dice.pick("stormy starts", MOST_STORMY_STARTS + 1);
    while (start < stormy + MOST_CALM_STARTS) {
      if (start == stormy) {
        dice.calmDown();
        service.setSchema(true);
      }
      start++;
      RunResult result = startOnce();
      if (result != null && isOver(result)) {
        judge.atTheEnd(result, tampered);
        return;
      }
      if (repairRefused && !beginAnew()) {
        return; // what was sent is at the service, and a person has to sort it out
      }
      betweenStarts(result);
    }
    throw new Violation("the run does not come to an end once all is calm");
  }

  private static boolean isOver(RunResult result) {
    return result.counts().unfinished() == 0;
  }

  private @Nullable RunResult startOnce() throws IOException {
    dead = false;
    diskFailed = false;
    running = true;
    judge.startBegins();
    tell("── start " + start + ", " + options.onAmbiguous());
    try {
      RunResult result = uploadAsTheCommandDoes();
      tell("   ends: " + result.status() + ", " + result.explanation());
      judge.startEnds(result);
      return result;
    } catch (Crash e) {
      judge.startDies();
      tell(powerLost ? "   the power is cut" : "   the process is killed");
      if (powerLost) {
        disk.cutPower(dice.random("power cut " + start));
      }
    } catch (PreflightException e) {
      tell("   ends: " + e.code() + ", " + e.getMessage());
      judge.exceptionIsClean(e);
      requireReason(e);
      repairRefused = needsRepair && e.code() == ErrorCode.RUN_FILE_BROKEN;
      needsRepair = e.code() == ErrorCode.RUN_FILE_BROKEN;
    } catch (IOException e) {
      tell("   ends: " + e);
      judge.startDies();
      judge.exceptionIsClean(e);
      if (!diskFailed) {
        throw new Violation("an I/O error although the disk works: " + e, e);
      }
    } catch (InterruptedException e) {
      tell("   ends: interrupted");
    } catch (RuntimeException e) {
      throw new Violation("a fault in the program: " + e, e);
    } finally {
      Thread.interrupted();
      running = false;
      judge.logIsClean(CapturedLog.take());
    }
    return null;
  }

  private void requireReason(PreflightException e) {
    boolean expected =
        e.code() == ErrorCode.SERVICE_FAILED
            || e.code() == ErrorCode.TOKEN_REFUSED
            || (e.code() == ErrorCode.OUTPUT_UNWRITABLE && diskFailed)
            || (e.code() == ErrorCode.SOURCE_CHANGED && tampered)
            || (e.code() == ErrorCode.RUN_FILE_BROKEN && damaged)
            || (e.code() == ErrorCode.RUN_MISMATCH && mayHaveUnknownName());
    if (!expected) {
      throw new Violation("an end without a reason: " + e.code() + ", " + e.getMessage(), e);
    }
  }

  /** A name that was asked for stood in the damaged line, and the service listed it later. */
  private boolean mayHaveUnknownName() {
    options = options.toBuilder().allowConcurrent(true).build(); // a person finds it empty
    return judge.isRepairedBefore();
  }

  private RunResult uploadAsTheCommandDoes() throws IOException, InterruptedException {
    RunLock lock = directory.lock();
    try (lock) {
      Manifest manifest =
          Files.exists(directory.journal()) ? Manifest.read(directory.manifest()) : plan();
      judge.planIs(manifest);
      Uploader uploader = new Uploader(serviceOptions(), options, outside());
      if (needsRepair) {
        tell("   a person has the journal repaired");
        uploader.repair(manifest, FakeWorld.DATASET, directory);
        needsRepair = false;
        damaged = false;
        judge.isRepaired();
      }
      ChunkSource chunks =
          chunkFolder == null ? ChunkSource.file(source) : ChunkSource.folder(chunkFolder);
      return uploader.run(chunks, manifest, FakeWorld.DATASET, directory, judge.listener());
    }
  }

  private Outside outside() {
    return new Outside(
        time,
        new SplittableRandom(start),
        new SimulatedWire(dice, time, service, new Guard(), this::tell),
        host -> new InetAddress[] {InetAddress.getByAddress(host, new byte[] {93, 1, 2, 3})},
        path -> new SimulatedJournal(path, judge));
  }

  private static ServiceOptions serviceOptions() {
    return ServiceOptions.builder()
        .baseUrl(URI.create("https://api.example.com"))
        .token(Secret.of(FakeWorld.TOKEN))
        .build();
  }

  private Manifest plan() throws IOException {
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(directory.manifest(), source, limits, null)) {
      PassTotals totals =
          RecordPass.run(
              JsonlSource.file(source),
              ReadOptions.defaults(),
              record -> {
                if (new String(record.copyBytes(), StandardCharsets.UTF_8).contains("skip")) {
                  planner.skip(record, List.of(new SkippedRecord.Reason("t", "invalid")));
                } else {
                  planner.add(record);
                }
                return true;
              });
      Manifest manifest = planner.finish(totals);
      if (chunkFolder != null) {
        split(manifest, chunkFolder);
      }
      return manifest;
    }
  }

  /** Stands for a split that has ended well; how it does is not this test's concern. */
  private void split(Manifest manifest, Path folder) throws IOException {
    running = false;
    inputs.clear();
    Files.createDirectories(folder);
    try (ChunkReader reader = ChunkReader.open(source)) {
      for (Chunk chunk : manifest.chunks()) {
        Path file = folder.resolve(chunk.name());
        byte[] bytes = reader.read(chunk).readAllBytes();
        Files.write(file, bytes);
        inputs.put(file, bytes);
      }
    }
    disk.flushAll();
    running = true;
  }

  // What a person does between two starts.

  private void betweenStarts(@Nullable RunResult result) throws IOException {
    time.now = time.now.plusSeconds(dice.pick("pause", 10) == 0 ? 20_000 : 5);
    service.catchUp();
    if (tampered) {
      for (Map.Entry<Path, byte[]> input : inputs.entrySet()) {
        disk.tamper(input.getKey(), input.getValue(), written);
      }
      tampered = false;
    }
    options = options.toBuilder().onAmbiguous(OnAmbiguous.HOLD).build();
    if (result != null && result.pauseReason() == PauseReason.PENDING_SCHEMA) {
      service.setSchema(true);
    } else if (result != null && result.pauseReason() == PauseReason.POLL_TIMEOUT) {
      time.now = time.now.plus(Duration.ofHours(3));
      service.redeliverLostNews();
    } else if (result != null && result.status() == RunStatus.UNDECIDED) {
      options = options.toBuilder().onAmbiguous(decide(result)).build();
    }
    if (dice.strikes("journal damaged", 0.05)) {
      damageJournal();
    }
    // A record that was accepted and is turned down when sent again has two truths.
    if (!service.dropsDuplicates && dice.strikes("schema changes", 0.05)) {
      service.strictness = 0;
    }
    if (dice.strikes("schema taken away", 0.03)) {
      service.setSchema(false);
    }
  }

  /** Where nothing was sent, the run's files are worth nothing. */
  private boolean beginAnew() throws IOException {
    if (service.jobs.values().stream().anyMatch(job -> job.object != null || job.comesLate)) {
      return false;
    }
    tell("   a person begins anew");
    Files.delete(directory.journal());
    Files.delete(directory.manifest());
    disk.flushAll();
    service.jobs.clear();
    judge.beginsAnew();
    repairRefused = false;
    needsRepair = false;
    damaged = false;
    return true;
  }

  private void damageJournal() throws IOException {
    Path journal = directory.journal();
    if (Files.exists(journal) && Files.size(journal) > 0) {
      tell("   a bit of the journal flips");
      byte[] bytes = Files.readAllBytes(journal);
      bytes[dice.pick("flip at", bytes.length)] ^= 1;
      disk.tamper(journal, bytes, FileTime.from(time.now));
      damaged = true;
    }
  }

  /** Looks into the dataset for the first chunk that is held, once all that comes has come. */
  private OnAmbiguous decide(RunResult result) {
    time.now = time.now.plus(Duration.ofDays(1));
    service.redeliverLostNews();
    time.now = time.now.plus(Duration.ofHours(2));
    service.catchUp();
    for (ChunkOutcome outcome : result.chunks()) {
      if (outcome instanceof ChunkOutcome.Held) {
        boolean isThere = service.holdsBytes(outcome.chunk().index());
        tell("   a person finds chunk " + outcome.chunk().index() + ": " + isThere);
        return isThere && !service.dropsDuplicates ? OnAmbiguous.LANDED : OnAmbiguous.RESEND;
      }
    }
    throw new Violation("undecided, and nothing is held");
  }

  // Faults of this machine.

  /** The end of the process: nothing works afterwards. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash", null, false, false);
    }
  }

  private void mayDie() {
    if (!dead && dice.strikes("crash", 0.01)) {
      dead = true;
      powerLost = dice.pick("power", 2) == 0;
    }
    if (dead) {
      throw new Crash();
    }
  }

  private int beforeDiskOperation(DiskWatcher.Operation operation, String name, int bytes)
      throws IOException {
    if (!running) {
      return bytes; // a person's hand is steady
    }
    mayDie();
    if (operation == DiskWatcher.Operation.FLUSH && dice.strikes("flush fails", 0.003)) {
      diskFails(name, "flushing fails");
      throw new IOException("Input/output error");
    }
    if (operation == DiskWatcher.Operation.WRITE && dice.strikes("disk full", 0.003)) {
      diskFails(name, "disk full");
      return dice.pick("room", Math.max(1, bytes));
    }
    return bytes;
  }

  private void diskFails(String name, String how) {
    tell("   " + how + ": " + name);
    diskFailed = true;
    judge.diskFailed(name);
  }

  private final class Guard implements SimulatedWire.Guard {
    @Override
    public void before(Transport.Call call) throws IOException {
      if (dice.strikes("source edited", 0.004)) {
        tamper();
      }
      judge.before(call);
      mayDie();
    }

    @Override
    public void after(Transport.Call call, Transport.Answer answer) {
      mayDie();
      judge.after(call, answer);
    }

    private void tamper() throws IOException {
      tell("   the source is edited");
      tampered = true;
      Path edited = List.copyOf(inputs.keySet()).get(dice.pick("edited file", inputs.size()));
      byte[] other = Objects.requireNonNull(inputs.get(edited)).clone();
      other[dice.pick("edit at", other.length)] ^= 1;
      boolean keepsTime = dice.pick("edit keeps time", 2) == 0;
      disk.tamper(edited, other, keepsTime ? written : FileTime.from(time.now));
    }
  }
}
