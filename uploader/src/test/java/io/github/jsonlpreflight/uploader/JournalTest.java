package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.JournalRecord.Note;
import io.github.jsonlpreflight.uploader.JournalRecord.Terminal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.5Z");

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameFile() {
    file = folder.resolve("journal.jsonl");
  }

  private static Note note(String text) {
    return new Note("TEST", null, text, NOW);
  }

  private List<JournalRecord> records() throws IOException {
    List<JournalRecord> found = new ArrayList<>();
    Journal.open(file, FileJournalStorage::open, (record, position) -> found.add(record)).close();
    return found;
  }

  private void write(JournalRecord... records) throws IOException {
    try (Journal journal = Journal.open(file, FileJournalStorage::open, (r, p) -> {})) {
      for (JournalRecord record : records) {
        journal.append(record);
      }
    }
  }

  @Test
  void givesBackWhatWasAppended() throws IOException {
    ImportJob job =
        new ImportJob(
            "i",
            null,
            "partial",
            1L,
            1L,
            null,
            null,
            null,
            List.of(new ImportJob.Rejection(3L, "ü", "line\nbreak")));
    JournalRecord[] written = {note("one"), new Terminal(1, 2, job, NOW), note("\u2028 two")};
    write(written);
    assertThat(records()).containsExactly(written);
  }

  @Test
  void findsARecordAgainByItsPosition() throws IOException {
    try (Journal journal = Journal.open(file, FileJournalStorage::open, (r, p) -> {})) {
      journal.append(note("one"));
      long position = journal.append(note("two"));
      journal.append(note("three"));
      assertThat(journal.at(position)).isEqualTo(note("two"));
    }
  }

  @Test
  void isForTheOwnersEyesOnlyFromTheStart() throws IOException {
    write();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  @DisplayName("fault 15: a journal that is a link is refused, and what it leads to is not cut off")
  void refusesALink() throws IOException {
    Path foreign = Files.writeString(folder.resolve("foreign"), "no line end");
    Files.createSymbolicLink(file, foreign);

    assertThatThrownBy(this::records)
        .isInstanceOfSatisfying(
            PreflightException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_UNWRITABLE))
        .hasMessage("Cannot write " + file + ": it is a link; remove it");

    assertThat(foreign).hasContent("no line end");
  }

  @Test
  @DisplayName("fault 34: a last line torn at any byte is dropped, and the journal goes on")
  void dropsATornTail() throws IOException {
    write(note("one"), note("two"));
    byte[] whole = Files.readAllBytes(file);
    int firstEnd = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = firstEnd; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      List<JournalRecord> left = new ArrayList<>(List.of(note("one")));
      boolean onlyTheNewlineIsMissing = length == whole.length - 1;
      if (onlyTheNewlineIsMissing) {
        left.add(note("two"));
      }
      assertThat(records()).as("cut at " + length).isEqualTo(left);
      assertThat(file)
          .as("nothing of what is torn may stay behind a shorter line")
          .hasBinaryContent(onlyTheNewlineIsMissing ? whole : Arrays.copyOf(whole, firstEnd));
      write(note("three"));
      left.add(note("three"));
      assertThat(records()).isEqualTo(left);
    }
  }

  @Test
  void staysAsItIsHoweverOftenItIsOpened() throws IOException {
    write(note("one"), note("the second, which is longer"), note("three"));
    byte[] written = Files.readAllBytes(file);
    for (int i = 0; i < 3; i++) {
      assertThat(records()).hasSize(3);
      assertThat(file).hasBinaryContent(written);
    }
  }

  @Test
  @DisplayName("fault 34: a flipped byte anywhere is refused with the line's number")
  void refusesAnyFlippedByte() throws IOException {
    write(note("one"), note("two"), note("three"));
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      for (int bit : new int[] {1, 0x20, 0x80}) {
        byte[] damaged = whole.clone();
        damaged[at] ^= (byte) bit;
        Files.write(file, damaged);
        assertThatThrownBy(this::records)
            .as("byte " + at + " with bit " + bit)
            .isInstanceOfSatisfying(
                PreflightException.class,
                e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FILE_BROKEN))
            .hasMessageContaining("Line ");
      }
    }
  }

  @Test
  @DisplayName("fault 34: zeros, which a power cut may leave, end a journal and hide nothing in it")
  void takesNoZerosForTheEnd() throws IOException {
    write(note("one"), note("two"));
    byte[] whole = Files.readAllBytes(file);
    int first = new String(whole, StandardCharsets.UTF_8).indexOf('\n') + 1;

    Files.write(file, Arrays.copyOf(whole, whole.length + 512)); // behind the last line
    assertThat(records()).containsExactly(note("one"), note("two"));
    assertThat(file).hasBinaryContent(whole);

    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 0, first - 1, (byte) 0); // in place of the first
    Files.write(file, damaged);
    assertThatThrownBy(this::records)
        .isInstanceOf(PreflightException.class)
        .hasMessageStartingWith("Line 1 of the journal");
  }

  @Test
  @DisplayName("fault 34: a record type of a newer version is refused")
  void refusesUnknownTypes() throws IOException {
    byte[] payload = "{\"type\":\"teleported\",\"chunk\":1}".getBytes(StandardCharsets.UTF_8);
    Files.write(file, Journal.frame(payload));
    assertThatThrownBy(this::records)
        .isInstanceOf(PreflightException.class)
        .hasMessageContaining("newer version");
  }

  @Test
  @DisplayName("fault 33: a failed force is fatal and never tried again")
  void neverRetriesAFailedForce() throws IOException {
    ByteArrayOutputStream appended = new ByteArrayOutputStream();
    JournalStorage broken =
        new FakeStorage(appended) {
          @Override
          public void force() throws IOException {
            throw new IOException("EIO");
          }
        };
    try (Journal journal = Journal.open(file, path -> broken, (r, p) -> {})) {
      assertThatThrownBy(() -> journal.append(note("one"))).hasMessage("EIO");
      int size = appended.size();
      assertThatThrownBy(() -> journal.append(note("two"))).hasMessageContaining("earlier");
      assertThat(appended.size()).isEqualTo(size);
    }
  }

  @Test
  void closesItsStorageAlsoWhereItCannotBeOpened() throws IOException {
    List<String> closed = new ArrayList<>();
    Journal.open(file, path -> closing(closed, InputStream.nullInputStream()), (r, p) -> {})
        .close();
    assertThat(closed).hasSize(1);

    InputStream damaged = new ByteArrayInputStream("no journal\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> Journal.open(file, path -> closing(closed, damaged), (r, p) -> {}))
        .isInstanceOf(PreflightException.class);
    assertThat(closed).hasSize(2);
  }

  private static JournalStorage closing(List<String> closed, InputStream content) {
    return new FakeStorage(new ByteArrayOutputStream()) {
      @Override
      public InputStream read(long position) {
        return content;
      }

      @Override
      public void close() {
        closed.add("closed");
      }
    };
  }

  private static class FakeStorage implements JournalStorage {
    private final ByteArrayOutputStream bytes;

    FakeStorage(ByteArrayOutputStream bytes) {
      this.bytes = bytes;
    }

    @Override
    public InputStream read(long position) {
      return InputStream.nullInputStream();
    }

    @Override
    public long size() {
      return 0;
    }

    @Override
    public void write(long position, byte[] added) {
      bytes.writeBytes(added);
    }

    @Override
    public void force() throws IOException {}

    @Override
    public void truncate(long size) {}

    @Override
    public void close() {}
  }
}
