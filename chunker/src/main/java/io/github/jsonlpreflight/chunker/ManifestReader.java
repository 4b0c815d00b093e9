package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.chunker.JsonTokens.BrokenException;
import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.RecordPlace;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** Reads a manifest's file token by token: its list of skipped records may be of any length. */
final class ManifestReader {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private final JsonTokens json;
  private final Manifest.@Nullable SkippedSink skippedSink;

  private @Nullable String format;
  private long version;
  private @Nullable SourceFingerprint source;
  private @Nullable String rulesDigest;
  private final ChunkLimits.Builder limits = ChunkLimits.builder();
  private @Nullable PassTotals totals;
  private long skippedCount;
  private final List<Chunk> chunks = new ArrayList<>();
  private @Nullable String digest;

  private ManifestReader(JsonTokens json, Manifest.@Nullable SkippedSink skippedSink) {
    this.json = json;
    this.skippedSink = skippedSink;
  }

  static Manifest read(Path file) throws IOException {
    return read(file, null);
  }

  static void forEachSkipped(Path file, Manifest.SkippedSink sink) throws IOException {
    read(file, sink);
  }

  private static Manifest read(Path file, Manifest.@Nullable SkippedSink sink) throws IOException {
    if (!ManifestSeal.isIntact(file)) {
      throw broken(file, "its end does not match the rest", null);
    }
    // Of bytes, the parser would guess the encoding, and fail in its own ways where it guesses
    // wrong.
    try (InputStream in = Files.newInputStream(file);
        Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
        JsonParser json = JSON.createParser(ObjectReadContext.empty(), text)) {
      return new ManifestReader(new JsonTokens(json), sink).document();
    } catch (SinkException e) {
      throw e.thrown;
    } catch (JacksonIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw broken(file, "it is no text", e);
      }
      throw e.getCause();
    } catch (JacksonException e) {
      throw broken(file, e.getOriginalMessage(), e);
    } catch (BrokenException | IllegalArgumentException | DateTimeException e) {
      throw broken(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static PreflightException broken(
      Path file, String why, @Nullable RuntimeException cause) {
    return new PreflightException(
        ErrorCode.RUN_FILE_BROKEN,
        Messages.printable(file + " is no manifest, or is damaged: " + why),
        cause);
  }

  private Manifest document() throws IOException {
    json.begin();
    json.object(this::topLevel);
    if (!ManifestWriter.FORMAT.equals(format)) {
      throw new BrokenException("it does not say that it is a " + ManifestWriter.FORMAT);
    }
    if (version != Manifest.FORMAT_VERSION) {
      throw new BrokenException(
          "it has format version " + version + ", and " + Manifest.FORMAT_VERSION + " is known");
    }
    if (source == null || totals == null) {
      throw new BrokenException("it has no source or no totals");
    }
    requireOwnNames(source);
    Manifest manifest =
        new Manifest(source, rulesDigest, limits.build(), totals, skippedCount, chunks);
    if (!manifest.digest().equals(digest)) {
      throw new BrokenException("its digest does not match its chunks");
    }
    return manifest;
  }

  /** Files are written under these names, so they may not lead to another folder. */
  private void requireOwnNames(SourceFingerprint source) {
    if (source.name().contains("/") || source.name().contains(File.separator)) {
      throw new BrokenException("its source has a folder in its name: " + source.name());
    }
    for (Chunk chunk : chunks) {
      if (!chunk.name().equals(source.chunkName(chunk.index()))) {
        throw new BrokenException("a chunk of " + source.name() + " is called " + chunk.name());
      }
    }
  }

  private void topLevel(String name) throws IOException {
    switch (name) {
      case "format" -> format = json.string();
      case "version" -> version = json.number();
      case "source" -> source = source();
      case "rules_sha256" -> rulesDigest = json.stringOrNull();
      case "max_chunk_bytes" -> limits.maxChunkBytes(json.number());
      case "max_chunk_records" -> limits.maxChunkRecords(json.number());
      case "skipped" -> skipped();
      case "skipped_count" -> skippedCount = json.number();
      case "totals" -> totals = totals();
      case "chunks" -> json.array(() -> chunks.add(chunk()));
      case "digest" -> digest = json.string();
      default -> json.skip();
    }
  }

  private SourceFingerprint source() throws IOException {
    var read =
        new Object() {
          String name = "";
          long bytes;
          @Nullable Instant lastModified;
          @Nullable String fileKey;
          Compression compression = Compression.NONE; // as in manifests that do not say it
        };
    json.object(
        name -> {
          switch (name) {
            case "name" -> read.name = json.string();
            case "bytes" -> read.bytes = json.number();
            case "last_modified" -> read.lastModified = json.instantOrNull();
            case "file_key" -> read.fileKey = json.stringOrNull();
            case "compression" -> read.compression = compression();
            default -> json.skip();
          }
        });
    return new SourceFingerprint(
        read.name, read.bytes, read.lastModified, read.fileKey, read.compression);
  }

  private Compression compression() {
    String id = json.string();
    return Arrays.stream(Compression.values())
        .filter(compression -> compression.id().equals(id))
        .findAny()
        .orElseThrow(() -> new BrokenException("its source is compressed with " + id));
  }

  private PassTotals totals() throws IOException {
    var read =
        new Object() {
          long lines;
          long blankLines;
          long records;
          long bytes;
          boolean byteOrderMark;
          boolean finalNewline;
        };
    json.object(
        name -> {
          switch (name) {
            case "lines" -> read.lines = json.number();
            case "blank_lines" -> read.blankLines = json.number();
            case "records" -> read.records = json.number();
            case "bytes" -> read.bytes = json.number();
            case "byte_order_mark" -> read.byteOrderMark = json.flag();
            case "final_newline" -> read.finalNewline = json.flag();
            default -> json.skip();
          }
        });
    return new PassTotals(
        read.lines,
        read.blankLines,
        read.records,
        read.bytes,
        read.byteOrderMark,
        read.finalNewline,
        /* finished= */ true);
  }

  private void skipped() throws IOException {
    if (skippedSink == null) {
      json.skip();
    } else {
      Manifest.SkippedSink sink = skippedSink;
      json.array(() -> handOver(skippedRecord(), sink));
    }
  }

  private static void handOver(SkippedRecord record, Manifest.SkippedSink sink) throws IOException {
    try {
      sink.accept(record);
    } catch (RuntimeException e) {
      throw new SinkException(e);
    }
  }

  private SkippedRecord skippedRecord() throws IOException {
    var read =
        new Object() {
          long line;
          long recordIndex;
          long offset;
          long length;
        };
    List<SkippedRecord.Reason> reasons = new ArrayList<>();
    json.object(
        name -> {
          switch (name) {
            case "line" -> read.line = json.number();
            case "record_index" -> read.recordIndex = json.number();
            case "offset" -> read.offset = json.number();
            case "length" -> read.length = json.number();
            case "reasons" -> json.array(() -> reasons.add(reason()));
            default -> json.skip();
          }
        });
    return new SkippedRecord(
        new RecordPlace(read.line, read.recordIndex, read.offset, read.length), reasons);
  }

  private SkippedRecord.Reason reason() throws IOException {
    var read =
        new Object() {
          @Nullable String field;
          String text = "";
        };
    json.object(
        name -> {
          switch (name) {
            case "field" -> read.field = json.stringOrNull();
            case "reason" -> read.text = json.string();
            default -> json.skip();
          }
        });
    return new SkippedRecord.Reason(read.field, read.text);
  }

  private Chunk chunk() throws IOException {
    var read =
        new Object() {
          int index;
          String name = "";
          long firstLine;
          long lastLine;
          long records;
          long bytes;
          String sha256 = "";
          boolean newlineAdded;
        };
    List<RecordRange> ranges = new ArrayList<>();
    json.object(
        name -> {
          switch (name) {
            case "index" -> read.index = json.integer();
            case "name" -> read.name = json.string();
            case "first_line" -> read.firstLine = json.number();
            case "last_line" -> read.lastLine = json.number();
            case "records" -> read.records = json.number();
            case "bytes" -> read.bytes = json.number();
            case "sha256" -> read.sha256 = json.string();
            case "newline_added" -> read.newlineAdded = json.flag();
            case "ranges" -> json.array(() -> ranges.add(range()));
            default -> json.skip();
          }
        });
    return new Chunk(
        read.index,
        read.name,
        read.firstLine,
        read.lastLine,
        read.records,
        read.bytes,
        read.sha256,
        read.newlineAdded,
        ranges);
  }

  private RecordRange range() {
    long[] numbers = json.numbers(5);
    return new RecordRange(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  }

  /** Carries the sink's own exception past those that say something about the file. */
  private static final class SinkException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final RuntimeException thrown;

    SinkException(RuntimeException thrown) {
      super(thrown);
      this.thrown = thrown;
    }
  }
}
