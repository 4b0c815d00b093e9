package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.uploader.Transport.Answer;
import io.github.jsonlpreflight.uploader.Transport.Call;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The dataset service and its object storage, in memory, with a ledger of every record that has got
 * into the dataset. Each call can be made to fail before or after its effect.
 */
final class FakeService {
  static final String SIGNATURE = "planted-signature-77c1";
  private static final DateTimeFormatter AMZ =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final FakeWorld.FakeTime time;

  /** How often each record is in the dataset. */
  final Map<String, Integer> ledger = new TreeMap<>();

  final Map<String, Job> jobs = new LinkedHashMap<>();
  final List<String> calls = new ArrayList<>();
  final List<String> putHeaders = new ArrayList<>();

  /** What happens to the next PUTs, the next polls, the next requests for a URL. */
  final Deque<Fault> puts = new ArrayDeque<>();

  final Deque<Fault> polls = new ArrayDeque<>();
  final Deque<Fault> urls = new ArrayDeque<>();
  final Deque<Fault> datasets = new ArrayDeque<>();

  Duration urlLife = Duration.ofHours(1);
  Duration eventLag = Duration.ZERO;
  boolean tellsExpiry = true;
  boolean hasSchema = true;

  /** What others have put into the dataset. */
  int datapoints;

  boolean tellsCount = true;

  /** Others' imports, as JSON. */
  final List<String> othersImports = new ArrayList<>();

  boolean losesEvents;
  boolean unknowsJobs;
  @Nullable String stuckStatus;
  @Nullable String failReason;
  @Nullable Long written;

  /** The body of a finished import in place of the honest one; by chunk number. */
  final Map<Integer, String> endings = new HashMap<>();

  static final class Job {
    final String id;
    final String filename;
    final Instant expires;
    @Nullable String body;
    @Nullable Instant received;
    String status = "uninitialised";
    int stepsLeft = 2;
    int accepted;
    int puts;

    Job(String id, String filename, Instant expires) {
      this.id = id;
      this.filename = filename;
      this.expires = expires;
    }

    int chunk() {
      return Integer.parseInt(filename.split("-", -1)[2]);
    }
  }

  /** Something that goes wrong with a call. */
  interface Fault {
    Answer exchange(Effect effect) throws IOException, InterruptedException;
  }

  /** The call as it would be without the fault. */
  interface Effect {
    Answer take() throws IOException;
  }

  static final Fault NONE = Effect::take;
  static final Fault LOST_BEFORE =
      effect -> {
        throw new IOException("Connection reset");
      };
  static final Fault LOST_AFTER =
      effect -> {
        effect.take();
        throw new IOException("Connection reset");
      };

  static Fault answers(int status, String body, String... headers) {
    return effect -> answer(status, body, headers);
  }

  static Fault effectThenAnswers(int status, String body) {
    return effect -> {
      effect.take();
      return answer(status, body);
    };
  }

  static String s3Error(String code, String message) {
    return "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>%s</Message></Error>"
        .formatted(code, message);
  }

  /** A request's body, all there. */
  static Transport.Body body(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Transport.Body() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }

  static Answer answer(int status, String body, String... headers) {
    Map<String, String> map = new HashMap<>();
    for (int i = 0; i < headers.length; i += 2) {
      map.put(headers[i], headers[i + 1]);
    }
    return new Answer(status, map, body.getBytes(StandardCharsets.UTF_8), false);
  }

  FakeService(FakeWorld.FakeTime time) {
    this.time = time;
  }

  Answer exchange(Call call) throws IOException, InterruptedException {
    String url = call.url().reveal();
    if (call.method().equals("PUT")) {
      calls.add("PUT");
      putHeaders.add(String.join(",", call.headers().keySet()));
      return faulty(puts, () -> put(url, Objects.requireNonNull(call.body())));
    }
    if (url.contains("/upload-url/")) {
      calls.add("URL " + url.substring(url.lastIndexOf('/') + 1));
      return faulty(urls, () -> grant(url.substring(url.lastIndexOf('/') + 1)));
    }
    if (url.contains("/imports/")) {
      calls.add("POLL");
      return faulty(polls, () -> poll(url.substring(url.lastIndexOf('/') + 1)));
    }
    calls.add("DATASET");
    return faulty(datasets, this::dataset);
  }

  private static Answer faulty(Deque<Fault> faults, Effect effect)
      throws IOException, InterruptedException {
    Fault fault = faults.poll();
    return fault == null ? effect.take() : fault.exchange(effect);
  }

  private Answer dated(int status, String body) {
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.now.atOffset(ZoneOffset.UTC));
    return answer(status, body, "date", date);
  }

  private Answer grant(String filename) {
    String id = "imp-" + (jobs.size() + 1);
    Instant expires = time.now.plus(urlLife);
    jobs.put(id, new Job(id, filename, expires));
    String expiry = tellsExpiry ? ",\"expires_at\":\"" + expires + "\"" : "";
    return dated(
        201,
        "{\"upload_url\":\"https://bucket.example.com/%s/%s?X-Amz-Date=%s&X-Amz-Expires=%d&X-Amz-SignedHeaders=host&X-Amz-Signature=%s\",\"http_method\":\"PUT\",\"import_id\":\"%s\"%s}"
            .formatted(
                id, filename, AMZ.format(time.now), urlLife.toSeconds(), SIGNATURE, id, expiry));
  }

  private Answer put(String url, Transport.Body body) throws IOException {
    Job job = Objects.requireNonNull(jobs.get(url.split("/", -1)[3]));
    if (time.now.isAfter(job.expires)) {
      return answer(403, s3Error("AccessDenied", "Request has expired"));
    }
    String text;
    try (InputStream in = body.open()) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    if (text.getBytes(StandardCharsets.UTF_8).length != body.length()) {
      throw new IOException("Connection reset");
    }
    job.puts++;
    job.body = text;
    job.received = job.received == null ? time.now : job.received;
    return answer(200, "", "etag", "\"e\"");
  }

  private Answer poll(String id) {
    Job job = jobs.get(id);
    if (job == null || unknowsJobs) {
      return dated(404, "{\"error\":{\"title\":\"Not found\"}}");
    }
    advance(job);
    return dated(200, body(job));
  }

  /** Lets one import get on, as it does between two polls. */
  private void advance(Job job) {
    boolean noticed =
        job.received != null && !losesEvents && !time.now.isBefore(job.received.plus(eventLag));
    if (!noticed || (job.stepsLeft == 0 && !job.status.equals("pending_schema"))) {
      return;
    }
    if (stuckStatus != null) {
      job.status = stuckStatus;
    } else if (!hasSchema) {
      job.status = "pending_schema";
    } else if (--job.stepsLeft > 0) {
      job.status = "queued";
    } else {
      importAll(job);
    }
  }

  private void importAll(Job job) {
    if (failReason != null) {
      job.status = "failed";
      return;
    }
    job.status = "complete";
    job.stepsLeft = 0;
    for (String line : lines(job)) {
      if (!line.contains("reject")) {
        ledger.merge(line, 1, Integer::sum);
        job.accepted++;
      } else {
        job.status = "partial";
      }
    }
  }

  private String body(Job job) {
    String head = "{\"import_id\":\"%s\",\"status\":\"%s\"".formatted(job.id, job.status);
    if (job.status.equals("failed")) {
      String count = written == null ? "" : ",\"written_count\":" + written;
      return head + ",\"reason\":\"" + failReason + "\"" + count + "}";
    }
    if (!job.status.equals("complete") && !job.status.equals("partial")) {
      return head + "}";
    }
    String ending = endings.get(job.chunk());
    return ending != null
        ? "{\"import_id\":\"" + job.id + "\"," + ending + "}"
        : head + counts(job);
  }

  private static List<String> lines(Job job) {
    return Objects.requireNonNull(job.body).lines().toList();
  }

  private static String counts(Job job) {
    List<String> errors = new ArrayList<>();
    List<String> lines = lines(job);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("reject")) {
        errors.add(
            "{\"record_index\":%d,\"field\":null,\"reason\":\"Value exceeds maximum length\"}"
                .formatted(i));
      }
    }
    return ",\"accepted_count\":%d,\"rejected_count\":%d,\"errors\":[%s]}"
        .formatted(job.accepted, errors.size(), String.join(",", errors));
  }

  private Answer dataset() {
    List<String> imports = new ArrayList<>(othersImports);
    for (Job job : jobs.values()) {
      imports.add(
          "{\"import_id\":\"%s\",\"filename\":\"%s\",\"status\":\"%s\"}"
              .formatted(job.id, job.filename, job.status));
    }
    return dated(
        200,
        "{\"name\":\"Reviews\",\"schema\":%s,\"schema_version\":4,\"total_datapoint_count\":%s,\"imports\":[%s]}"
            .formatted(
                hasSchema ? "{\"strict\":false,\"fields\":{\"n\":{\"type\":\"text\"}}}" : "null",
                tellsCount
                    ? datapoints + ledger.values().stream().mapToInt(count -> count).sum()
                    : null,
                unknowsJobs ? "" : String.join(",", imports)));
  }
}
