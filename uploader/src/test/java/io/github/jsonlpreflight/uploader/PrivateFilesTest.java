package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.simulateddisk.SimulatedDisk;
import java.io.IOException;
import java.io.SyncFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PrivateFilesTest {
  private static final byte[] OLD = "old".getBytes(StandardCharsets.UTF_8);
  private static final byte[] NEW = "new and longer".getBytes(StandardCharsets.UTF_8);

  private final SimulatedDisk disk = new SimulatedDisk(() -> Instant.EPOCH);
  private final Path file = disk.getPath("/journal.jsonl");

  @Test
  @DisplayName("fault 32: what replaces a file outlives a power cut, and is the owner's alone")
  void replacesAFileForGood() throws IOException {
    Files.write(file, OLD);
    disk.flushAll();
    PrivateFiles.replace(file, NEW);
    assertThat(disk.durableContent(file)).isEqualTo(NEW);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(disk.files()).containsExactly(file);
  }

  @Test
  @DisplayName("fault 33: on a full disk the old file stays")
  void keepsTheOldFileOnAFullDisk() throws IOException {
    Files.write(file, OLD);
    disk.flushAll();
    disk.watch((operation, name, bytes) -> Math.min(bytes, 3));
    assertThatThrownBy(() -> PrivateFiles.replace(file, NEW)).hasMessageContaining("No space");
    assertThat(Files.readAllBytes(file)).isEqualTo(OLD);
  }

  /** A device that cannot be flushed says so, which a flush that is none would never find out. */
  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("fault 33: the journal's flush is one, and its failure is heard")
  void hearsOfAFlushThatFails() throws IOException {
    try (JournalStorage device = FileJournalStorage.open(Path.of("/dev/null"))) {
      device.write(0, NEW);
      assertThatThrownBy(device::force).isInstanceOf(SyncFailedException.class);
    }
    try (JournalStorage full = FileJournalStorage.open(Path.of("/dev/full"))) {
      assertThatThrownBy(() -> full.write(0, NEW)).isInstanceOf(IOException.class);
    }
  }
}
