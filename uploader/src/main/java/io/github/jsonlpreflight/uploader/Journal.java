package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.WholeFile;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.InvalidTypeIdException;

/**
 * The append-only memory of a run: one JSON object a line, each with the length and the CRC32C of
 * what it carries. A record is on disk when {@link #append} returns.
 *
 * <p>A last line that a crash has cut short is dropped: its append had not returned, so what it
 * announces was not begun. Any other damage is refused, because it may hide that something was
 * sent.
 */
final class Journal implements Closeable {
  private static final Pattern FRAME =
      Pattern.compile("\\{\"len\":(\\d{1,10}),\"crc32c\":\"([0-9a-f]{8})\",\"record\":");

  private final Path file;
  private final JournalStorage storage;
  private long end;
  private boolean broken;

  private Journal(Path file, JournalStorage storage) {
    this.file = file;
    this.storage = storage;
  }

  /** Takes records as they are read. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes the next record.
     *
     * @param position where its line begins: what {@link #at} finds it again by
     */
    void accept(JournalRecord record, long position);
  }

  /**
   * Opens a journal to go on with it, or creates it for the owner's eyes only; hands over what it
   * remembers and drops a torn last line.
   *
   * @throws PreflightException if it is damaged, or written by a newer version
   */
  static Journal open(Path file, JournalStorage.Opener opener, Sink sink) throws IOException {
    PrivateFiles.createIfMissing(file);
    WholeFile.flushFolder(file);
    JournalStorage storage = opener.open(file);
    try {
      Journal journal = new Journal(file, storage);
      journal.recover(sink);
      return journal;
    } catch (IOException | RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  /**
   * Hands over what a journal remembers, also while a run is writing to it, and changes nothing.
   */
  static void replay(Path file, InputStream in, Sink sink) throws IOException {
    new Scan(file, sink).run(in);
  }

  /** Hands over the lines of a damaged journal that are whole, wherever they stand. */
  static void salvage(InputStream in, Consumer<JournalRecord> sink) throws IOException {
    try (in) {
      for (byte[] line = nextLine(in); line != null; line = nextLine(in)) {
        byte[] payload = payload(line, line.length - 1);
        if (payload != null) {
          try {
            sink.accept(Json.MAPPER.readValue(payload, JournalRecord.class));
          } catch (JacksonException e) {
            // What another version has written is no evidence that is understood.
          }
        }
      }
    }
  }

  /**
   * The last line is written over itself: if the start before ended between writing and flushing
   * it, or because flushing failed, it may be what the system shows and not what the disk has, and
   * only what is written anew is flushed again. Every line before it was flushed before it was
   * written.
   */
  private void recover(Sink sink) throws IOException {
    Scan scan = new Scan(file, sink);
    try (InputStream in = storage.read(0)) {
      scan.run(in);
    }
    boolean torn = scan.wholeBytes < storage.size();
    if (torn) {
      storage.truncate(scan.wholeBytes);
    }
    if (torn || scan.lastLine.length > 0) {
      end = scan.lastLineAt;
      write(scan.lastLine);
    }
  }

  /**
   * Adds a record and returns when it is on disk. After a failure nothing is written any more: what
   * is on disk then is not known, and a second try that succeeds would prove nothing.
   *
   * @return where its line begins
   */
  long append(JournalRecord record) throws IOException {
    long position = end;
    write(frame(Json.MAPPER.writerFor(JournalRecord.class).writeValueAsBytes(record)));
    return position;
  }

  private void write(byte[] bytes) throws IOException {
    if (broken) {
      throw new IOException("the journal could not be written earlier: " + file);
    }
    broken = true;
    storage.write(end, bytes);
    storage.force();
    broken = false;
    end += bytes.length;
  }

  /** Reads a single record again. */
  JournalRecord at(long position) throws IOException {
    try (InputStream in = storage.read(position)) {
      return recordAt(file, in);
    }
  }

  /** Reads the record that a stream stands at. */
  static JournalRecord recordAt(Path file, InputStream in) throws IOException {
    byte[] line = nextLine(in);
    byte[] payload = line == null ? null : payload(line, line.length - 1);
    if (payload == null) {
      throw new IOException("the journal has changed while it was in use: " + file);
    }
    return Json.MAPPER.readValue(payload, JournalRecord.class);
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }

  static byte[] frame(byte[] payload) {
    String head =
        String.format(
            Locale.ROOT, "{\"len\":%d,\"crc32c\":\"%s\",\"record\":", payload.length, crc(payload));
    ByteArrayOutputStream line = new ByteArrayOutputStream(payload.length + 64);
    line.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    line.writeBytes(payload);
    line.writeBytes(new byte[] {'}', '\n'});
    return line.toByteArray();
  }

  /**
   * Returns what a line's first {@code length} bytes carry, or null if they are not a whole one.
   */
  private static byte @Nullable [] payload(byte[] line, int length) {
    String head = new String(line, 0, Math.min(length, 64), StandardCharsets.ISO_8859_1);
    Matcher frame = FRAME.matcher(head);
    if (!frame.lookingAt()
        || frame.end() + Long.parseLong(frame.group(1)) + 1 != length
        || line[length - 1] != '}') {
      return null;
    }
    byte[] payload = Arrays.copyOfRange(line, frame.end(), length - 1);
    return crc(payload).equals(frame.group(2)) ? payload : null;
  }

  /** Returns the next line with its newline, the last perhaps without; null at the end. */
  private static byte @Nullable [] nextLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0; b = in.read()) {
      line.write(b);
      if (b == '\n') {
        break;
      }
    }
    return line.size() == 0 ? null : line.toByteArray();
  }

  private static String crc(byte[] payload) {
    CRC32C crc = new CRC32C();
    crc.update(payload, 0, payload.length);
    return String.format(Locale.ROOT, "%08x", crc.getValue());
  }

  /** One reading of a journal, line by line. */
  private static final class Scan {
    private final Path file;
    private final Sink sink;
    private long wholeBytes;
    private long lastLineAt;
    private byte[] lastLine = new byte[0];
    private int lineNumber;

    Scan(Path file, Sink sink) {
      this.file = file;
      this.sink = sink;
    }

    void run(InputStream in) throws IOException {
      for (byte[] line = nextLine(in); line != null; line = nextLine(in)) {
        lineNumber++;
        boolean ended = line[line.length - 1] == '\n';
        byte[] payload = payload(line, ended ? line.length - 1 : line.length);
        if (payload == null) {
          // Without its newline it is torn; unless only that one byte is wrong.
          if (ended || payload(line, line.length - 1) != null) {
            throw broken("is damaged", null);
          }
          return;
        }
        sink.accept(parse(payload), wholeBytes);
        lastLineAt = wholeBytes;
        lastLine = ended ? line : withNewline(line);
        wholeBytes += line.length;
      }
    }

    private static byte[] withNewline(byte[] line) {
      byte[] ended = Arrays.copyOf(line, line.length + 1);
      ended[line.length] = '\n';
      return ended;
    }

    private JournalRecord parse(byte[] payload) {
      try {
        return Json.MAPPER.readValue(payload, JournalRecord.class);
      } catch (InvalidTypeIdException e) {
        throw broken("was written by a newer version of Preflight", e);
      } catch (JacksonException e) {
        throw broken("holds what no version of Preflight has written", e);
      }
    }

    private PreflightException broken(String how, @Nullable Throwable cause) {
      return new PreflightException(
          ErrorCode.RUN_FILE_BROKEN,
          String.format(
              Locale.ROOT,
              "Line %d of the journal %s %s, so it is not known what was sent. 'preflight repair'"
                  + " makes it anew from the dataset's imports; or use the version of Preflight"
                  + " that wrote it",
              lineNumber,
              Messages.printable(file.toString()),
              how),
          cause);
    }
  }
}
