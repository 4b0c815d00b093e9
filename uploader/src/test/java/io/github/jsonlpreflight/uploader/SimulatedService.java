package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.uploader.Transport.Answer;
import io.github.jsonlpreflight.uploader.Transport.Call;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A model of the dataset service and its storage in simulated time: addresses that expire, objects
 * that are stored whole or not at all, news of them that comes late, never or twice, imports one at
 * a time in order of arrival. It does what the service is assumed to do, and knows the truth.
 */
final class SimulatedService {
  static final String SIGNATURE = "planted-signature-77c1";
  private static final DateTimeFormatter AMZ =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final Dice dice;
  private final FakeWorld.FakeTime time;
  private final Consumer<String> history;
  private final PriorityQueue<Coming> coming =
      new PriorityQueue<>(Comparator.comparing(Coming::at).thenComparing(Coming::order));
  private final Deque<Job> queue = new ArrayDeque<>();
  private @Nullable Job importing;
  private int orders;
  private Instant now;

  final Map<String, Job> jobs = new LinkedHashMap<>();

  /** How often each record is in the dataset. */
  final Map<String, Integer> dataset = new TreeMap<>();

  Duration urlLife = Duration.ofHours(1);
  boolean tellsExpiry = true;
  boolean dropsDuplicates;
  boolean hasSchema = true;

  /** Records whose number is not below this are turned down. */
  int strictness = Integer.MAX_VALUE;

  /** How many records others have imported, by the import's id. */
  final Map<String, Integer> others = new LinkedHashMap<>();

  private record Coming(Instant at, int order, Runnable what) {}

  /** An import job, and the truth about it. */
  static final class Job {
    final String id;
    final String filename;
    final Instant granted;
    final Instant expires;
    @Nullable String object;
    @Nullable Instant visibleFrom;
    String status = "uninitialised";
    final List<Integer> rejected = new ArrayList<>();
    int accepted;
    int duplicates;
    @Nullable Long written;

    /** The client was not told for certain what became of a PUT, or of the import after one. */
    boolean leftInDoubt;

    /** The news of the object will never come by itself. */
    boolean newsLost;

    /** The answers about this import are not the truth. */
    boolean liedAbout;

    boolean comesLate;

    Job(String id, String filename, Instant granted, Instant expires) {
      this.id = id;
      this.filename = filename;
      this.granted = granted;
      this.expires = expires;
    }

    int chunk() {
      return Integer.parseInt(filename.split("-", -1)[2]);
    }

    /** Tells whether the chunk's bytes are there, or on their way. */
    boolean holdsBytes() {
      return (object != null || comesLate) && !status.equals("failed");
    }

    boolean isForgotten() {
      return Instant.MAX.equals(visibleFrom);
    }

    boolean isOver() {
      return Set.of("complete", "partial", "failed").contains(status);
    }
  }

  SimulatedService(Dice dice, FakeWorld.FakeTime time, Consumer<String> history) {
    this.dice = dice;
    this.time = time;
    this.history = history;
    this.now = time.now;
  }

  /** Lets happen what was to happen by now. */
  void catchUp() {
    while (!coming.isEmpty() && !coming.element().at().isAfter(time.now)) {
      Coming next = coming.remove();
      now = next.at();
      next.what().run();
    }
    now = time.now;
  }

  private void after(Duration wait, Runnable what) {
    coming.add(new Coming(now.plus(wait), orders++, what));
  }

  /** A person has the service look for objects that it was never told of. */
  void redeliverLostNews() {
    catchUp();
    for (Job job : jobs.values()) {
      if (job.newsLost) {
        job.newsLost = false;
        notice(job);
      }
    }
  }

  /** Tells whether a chunk is in the dataset, or will be. */
  boolean holdsBytes(int chunk) {
    return jobs.values().stream().anyMatch(job -> job.chunk() == chunk && job.holdsBytes());
  }

  void setSchema(boolean there) {
    catchUp();
    hasSchema = there;
    for (Job job : jobs.values()) {
      if (there && job.status.equals("pending_schema")) {
        enqueue(job);
      }
    }
  }

  // What the calls do.

  Answer grant(String filename) {
    String id = "imp-" + (jobs.size() + 1);
    Job job = new Job(id, filename, now, now.plus(urlLife));
    if (dice.strikes("import not visible at first", 0.1)) {
      job.visibleFrom = now.plusSeconds(dice.pick("invisible seconds", 100));
    }
    jobs.put(id, job);
    String expiry = tellsExpiry ? ",\"expires_at\":\"" + job.expires + "\"" : "";
    return dated(
        201,
        "{\"upload_url\":\"https://bucket.example.com/%s/%s?X-Amz-Date=%s&X-Amz-Expires=%d&X-Amz-SignedHeaders=host&X-Amz-Signature=%s\",\"http_method\":\"PUT\",\"import_id\":\"%s\"%s}"
            .formatted(id, filename, AMZ.format(now), urlLife.toSeconds(), SIGNATURE, id, expiry));
  }

  Job jobOf(Call call) {
    return Objects.requireNonNull(jobs.get(call.url().reveal().split("/", -1)[3]));
  }

  /** Takes a PUT: checks the signature first, then stores the whole body or nothing. */
  Answer put(Call call) throws IOException {
    Job job = jobOf(call);
    if (now.isAfter(job.expires)) {
      return FakeService.answer(403, FakeService.s3Error("AccessDenied", "Request has expired"));
    }
    String text = readWhole(call);
    if (dice.strikes("object comes late", 0.03)) {
      job.comesLate = true;
      after(Duration.ofSeconds(dice.pick("late seconds", 300)), () -> store(job, text));
      throw new IOException("Connection reset");
    }
    store(job, text);
    return FakeService.answer(200, "", "etag", "\"" + md5(text) + "\"");
  }

  static String readWhole(Call call) throws IOException {
    Transport.Body body = Objects.requireNonNull(call.body());
    byte[] bytes;
    try (InputStream in = body.open()) {
      bytes = in.readAllBytes();
    }
    if (bytes.length != body.length()) {
      throw new IOException("Connection reset");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void store(Job job, String text) {
    job.object = text;
    job.comesLate = false;
    history.accept("   storage has the object of " + job.filename);
    if (dice.strikes("news lost", 0.05)) {
      job.newsLost = true;
      return;
    }
    job.newsLost = false;
    after(newsLag(), () -> notice(job));
    if (dice.strikes("news doubled", 0.1)) {
      after(newsLag(), () -> notice(job));
    }
  }

  private Duration newsLag() {
    if (dice.strikes("news very late", 0.04)) {
      return Duration.ofSeconds(dice.pick("very late seconds", 4 * 3600));
    }
    return Duration.ofMillis(
        dice.pick("news millis", dice.strikes("news late", 0.2) ? 150_000 : 2000));
  }

  private void notice(Job job) {
    job.newsLost = false;
    if (!job.status.equals("uninitialised")) {
      return;
    }
    if (hasSchema) {
      enqueue(job);
    } else {
      job.status = "pending_schema";
    }
  }

  private void enqueue(Job job) {
    job.status = "queued";
    queue.add(job);
    importNext();
  }

  private void importNext() {
    if (importing == null && !queue.isEmpty()) {
      Job job = queue.remove();
      importing = job;
      job.status = "processing";
      boolean slow = dice.strikes("slow import", 0.05);
      after(Duration.ofMillis(dice.pick("import millis", slow ? 3_600_000 : 4000)), () -> end(job));
    }
  }

  private void end(Job job) {
    importing = null;
    if (!hasSchema) {
      job.status = "pending_schema";
    } else if (dice.strikes("import fails", 0.04)) {
      job.status = "failed";
    } else if (dice.strikes("import fails after writing", 0.01)) {
      job.status = "failed";
      job.written = 1L;
    } else {
      importAll(job);
    }
    history.accept("   import of " + job.filename + " is " + job.status);
    importNext();
  }

  private void importAll(Job job) {
    String object = Objects.requireNonNull(job.object);
    String[] lines = object.substring(0, object.length() - 1).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      if (isRejected(lines[i])) {
        job.rejected.add(i);
      } else if (dropsDuplicates && dataset.containsKey(lines[i])) {
        job.duplicates++;
        job.accepted++;
      } else {
        job.accepted++;
        if (dataset.merge(lines[i], 1, Integer::sum) > 1) {
          throw new Violation("the record " + lines[i] + " is in the dataset twice");
        }
      }
    }
    job.status = job.rejected.isEmpty() ? "complete" : "partial";
  }

  boolean isRejected(String line) {
    return line.contains("\"reject\"") || (line.contains("\"late\"") && strictness == 0);
  }

  // What the calls answer.

  Answer poll(String id) {
    Job job = jobs.get(id);
    if (dice.strikes("somebody else imports", 0.01)) {
      others.put("other-" + others.size(), 1 + dice.pick("records of others", 9));
    }
    if (job != null && dice.strikes("import forgotten", 0.003)) {
      job.visibleFrom = Instant.MAX;
    }
    if (job == null || isInvisible(job)) {
      return dated(404, "{\"error\":{\"title\":\"Not found\"}}");
    }
    return dated(200, body(job, /* inList= */ false));
  }

  private boolean isInvisible(Job job) {
    return (job.visibleFrom != null && now.isBefore(job.visibleFrom));
  }

  private String body(Job job, boolean inList) {
    String head =
        "{\"import_id\":\"%s\",\"filename\":\"%s\",\"status\":\"%s\""
            .formatted(job.id, job.filename, shownStatus(job));
    if (job.status.equals("failed")) {
      String count = job.written == null ? "" : ",\"written_count\":" + job.written;
      return head + ",\"reason\":\"invalid JSON on line 1\"" + count + "}";
    }
    return inList || !job.isOver() ? head + "}" : head + counts(job) + "}";
  }

  private String shownStatus(Job job) {
    if (!job.isOver() && !job.status.equals("uninitialised")) {
      if (dice.strikes("unknown status", 0.02)) {
        return "reticulating";
      }
      if (dice.strikes("status goes backwards", 0.01)) {
        job.liedAbout = true;
        return "uninitialised";
      }
    }
    return job.status;
  }

  private String counts(Job job) {
    Set<Integer> named = new TreeSet<>(job.rejected);
    if (!named.isEmpty() && dice.strikes("error list cut", 0.2)) {
      named.remove(job.rejected.get(0));
    }
    int accepted = job.accepted;
    if (dice.strikes("counts do not add up", 0.03)) {
      job.liedAbout = true;
      accepted += dice.pick("count off", 5) - 2;
    }
    List<String> errors =
        named.stream()
            .map(i -> "{\"record_index\":%d,\"field\":null,\"reason\":\"no\"}".formatted(i))
            .toList();
    return ",\"accepted_count\":%d,\"rejected_count\":%d,\"errors\":[%s]%s"
        .formatted(
            accepted,
            job.rejected.size(),
            String.join(",", errors),
            dropsDuplicates ? ",\"duplicate_count\":" + job.duplicates : "");
  }

  Answer describe() {
    List<String> imports = new ArrayList<>();
    for (Job job : jobs.values()) {
      if (!isInvisible(job)) {
        imports.add(0, body(job, /* inList= */ true));
      }
    }
    for (String id : others.keySet()) {
      imports.add(0, "{\"import_id\":\"%s\",\"status\":\"complete\"}".formatted(id));
    }
    int count =
        dataset.values().stream().mapToInt(Integer::intValue).sum()
            + others.values().stream().mapToInt(Integer::intValue).sum();
    return dated(
        200,
        "{\"name\":\"Reviews\",\"schema\":%s,\"schema_version\":4,\"total_datapoint_count\":%d,\"imports\":[%s]}"
            .formatted(
                hasSchema ? "{\"strict\":false,\"fields\":{\"n\":{\"type\":\"text\"}}}" : "null",
                count,
                String.join(",", imports)));
  }

  private Answer dated(int status, String body) {
    return dice.strikes("no date", 0.05)
        ? FakeService.answer(status, body)
        : FakeService.answer(
            status,
            body,
            "date",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(now.atOffset(ZoneOffset.UTC)));
  }

  private static String md5(String text) {
    return Integer.toHexString(text.hashCode());
  }
}
