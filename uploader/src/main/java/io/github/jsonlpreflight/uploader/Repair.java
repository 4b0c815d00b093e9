package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.JournalRecord.Abandoned;
import io.github.jsonlpreflight.uploader.JournalRecord.Parked;
import io.github.jsonlpreflight.uploader.JournalRecord.Plan;
import io.github.jsonlpreflight.uploader.JournalRecord.Poll;
import io.github.jsonlpreflight.uploader.JournalRecord.PutStarted;
import io.github.jsonlpreflight.uploader.JournalRecord.Terminal;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlGranted;
import io.github.jsonlpreflight.uploader.JournalRecord.UrlIntent;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes a run's journal anew from what the service lists: the file name of an import says which
 * plan, chunk and attempt it is. Where that leaves a doubt whether bytes were sent, it is written
 * down as a doubt, and the next start deals with it as with any; where it cannot be, it refuses.
 */
final class Repair {
  private final ServiceOptions service;
  private final ServiceApi api;
  private final Manifest manifest;
  private final String datasetId;
  private final RunDirectory directory;
  private final Instant now;

  Repair(
      ServiceOptions service,
      ServiceApi api,
      Manifest manifest,
      String datasetId,
      RunDirectory directory,
      Instant now) {
    this.service = service;
    this.api = api;
    this.manifest = manifest;
    this.datasetId = datasetId;
    this.directory = directory;
    this.now = now;
  }

  /** A try to send a chunk; without an import if only the journal knows that there was one. */
  private record Attempt(Names.Meaning name, @Nullable ImportJob job) {
    int number() {
      return name.attempt();
    }

    boolean holdsBytes() {
      return job != null
          && !job.status().equals(ImportJob.UNINITIALISED)
          && (!job.status().equals(ImportJob.FAILED) || job.writtenAllTheSame() > 0);
    }

    /** Two imports have one name if the network has doubled a request: one of them was sent to. */
    int likelihood(Set<String> granted) {
      if (holdsBytes()) {
        return 2;
      }
      return job != null && granted.contains(String.valueOf(job.importId())) ? 1 : 0;
    }
  }

  void run() throws IOException, InterruptedException {
    requireBroken();
    Plan plan = Plan.of(service, /* rehearsal= */ false, datasetId, manifest, now);
    NavigableMap<Integer, List<Attempt>> listed = attempts(plan);
    JournalRemains remains = JournalRemains.of(directory.journal());
    requireAllThatWasSent(listed, remains);
    for (Names.Meaning name : remains.askedFor()) {
      List<Attempt> ofChunk = listed.computeIfAbsent(name.chunk(), any -> new ArrayList<>());
      if (ofChunk.stream().noneMatch(attempt -> attempt.name().equals(name))) {
        ofChunk.add(new Attempt(name, null));
      }
    }
    List<JournalRecord> records = new ArrayList<>(List.of(plan));
    for (Map.Entry<Integer, List<Attempt>> chunk : listed.entrySet()) {
      rebuild(plan, chunk.getKey(), chunk.getValue(), remains, records);
    }
    replaceJournal(records);
  }

  private void requireBroken() throws IOException {
    if (!Files.exists(directory.journal())) {
      return;
    }
    RunState state = new RunState();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(directory.journal()))) {
      Journal.replay(directory.journal(), in, state);
    } catch (PreflightException e) {
      return;
    }
    if (state.plan() != null) {
      throw refused("its journal is whole; there is nothing to repair");
    }
  }

  private NavigableMap<Integer, List<Attempt>> attempts(Plan plan) throws InterruptedException {
    List<ImportJob> jobs =
        api.imports(datasetId, waiting -> {})
            .orElseThrow(() -> refused("the service does not list the dataset's imports"));
    NavigableMap<Integer, List<Attempt>> found = new TreeMap<>();
    for (ImportJob job : jobs) {
      if (job.filename() == null || job.importId() == null || job.status().isEmpty()) {
        throw refused("the service lists an import without its file's name, its id or its status");
      }
      Optional<Names.Meaning> name = Names.read(plan.planId(), job.filename());
      if (name.isPresent()) {
        int chunk = name.get().chunk();
        if (chunk < 1 || chunk > plan.chunks()) {
          throw refused("there is an import of a chunk that the plan does not have");
        }
        found.computeIfAbsent(chunk, any -> new ArrayList<>()).add(new Attempt(name.get(), job));
      }
    }
    if (found.isEmpty()) {
      throw refused(
          "the dataset has no import of this plan: nothing was sent to it, or the service no longer"
              + " lists it. If the former, begin anew in another run directory");
    }
    return found;
  }

  /**
   * A list that lacks one import may lack others. Chunks are sent in order, so none is missing
   * before the last one; and what is left of the journal tells which attempts were sent.
   */
  private void requireAllThatWasSent(
      NavigableMap<Integer, List<Attempt>> listed, JournalRemains remains) {
    Set<Names.Meaning> missing = new HashSet<>(remains.sent());
    listed.values().forEach(all -> all.forEach(attempt -> missing.remove(attempt.name())));
    boolean hasGap = listed.size() < listed.lastKey();
    if (!missing.isEmpty() || hasGap) {
      throw refused(
          "the service does not list all imports of this plan that there were; try again later, it"
              + " may show new ones with a delay");
    }
  }

  /** A chunk's attempts in the order of their numbers; at most one of them can hold its bytes. */
  private void rebuild(
      Plan plan,
      int chunk,
      List<Attempt> attempts,
      JournalRemains remains,
      List<JournalRecord> records)
      throws InterruptedException {
    List<Attempt> inOrder = new ArrayList<>(attempts);
    inOrder.sort(
        Comparator.comparing(Attempt::number)
            .thenComparing(attempt -> attempt.likelihood(remains.granted())));
    List<Attempt> holding = inOrder.stream().filter(Attempt::holdsBytes).toList();
    Attempt last = inOrder.get(inOrder.size() - 1);
    if (holding.size() > 1 || (holding.size() == 1 && holding.get(0).number() < last.number())) {
      throw refused(
          String.format(
              Locale.ROOT,
              "chunk %d was tried several times (%s), and not only the last try holds records; look"
                  + " which of them are in the dataset",
              chunk,
              names(inOrder)));
    }
    for (int i = 0; i < inOrder.size(); i++) {
      int number = inOrder.get(i).number();
      ImportJob job = inOrder.get(i).job();
      boolean isLast = i == inOrder.size() - 1;
      String filename = Names.file(plan.planId(), chunk, number);
      records.add(new UrlIntent(chunk, number, filename, now));
      if (!isLast || job == null) {
        // An attempt is only followed by another if it holds nothing, or a person has said so.
        records.add(new Abandoned(chunk, number, "another attempt was made", now));
        continue;
      }
      String type = ServiceApi.Grant.DEFAULT_CONTENT_TYPE;
      String id = String.valueOf(job.importId());
      records.add(new UrlGranted(chunk, number, id, null, 0, "unknown", type, null, now));
      records.add(new PutStarted(chunk, number, 1, now)); // whether it was is not known
      JournalRecord outcome = outcome(chunk, number, whole(job, id));
      if (outcome != null) {
        records.add(outcome);
      }
    }
  }

  /** The list says little about an import; asked after on its own, it says all. */
  private ImportJob whole(ImportJob listed, String importId) throws InterruptedException {
    return listed.isFinal()
        ? api.importJob(datasetId, importId, waiting -> {}).orElse(listed)
        : listed;
  }

  private @Nullable JournalRecord outcome(int chunk, int attempt, ImportJob job) {
    if (job.isFinal() && !(job.status().equals(ImportJob.FAILED) && job.writtenAllTheSame() > 0)) {
      return new Terminal(chunk, attempt, job, now);
    }
    return switch (job.status()) {
      case ImportJob.UNINITIALISED, ImportJob.FAILED -> null;
      case ImportJob.PENDING_SCHEMA -> new Parked(chunk, attempt, now);
      default -> new Poll(chunk, attempt, job.status(), now);
    };
  }

  private static String names(List<Attempt> attempts) {
    return String.join(", ", attempts.stream().map(a -> "a" + a.number()).toList());
  }

  /** Whole or not at all: half a journal would let the other half be sent again. */
  private void replaceJournal(List<JournalRecord> records) throws IOException {
    Path journal = directory.journal();
    if (Files.exists(journal)) {
      PrivateFiles.write(directory.damagedJournal(), Files.readAllBytes(journal));
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (JournalRecord record : records) {
      lines.writeBytes(
          Journal.frame(Json.MAPPER.writerFor(JournalRecord.class).writeValueAsBytes(record)));
    }
    PrivateFiles.replace(journal, lines.toByteArray());
  }

  private PreflightException refused(String why) {
    return new PreflightException(
        ErrorCode.RUN_FILE_BROKEN, "The run in " + directory + " is not repaired: " + why);
  }
}
