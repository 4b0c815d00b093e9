package io.github.jsonlpreflight.simulateddisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is proved on this disk is worth as much as the disk. */
class SimulatedDiskTest {
  private final SimulatedDisk disk = new SimulatedDisk(() -> Instant.EPOCH);
  private final Path file = disk.getPath("/folder/file");

  private FileChannel create() throws IOException {
    Files.createDirectories(disk.getPath("/folder"));
    return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private static void append(FileChannel channel, String text) throws IOException {
    channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void flushFolders() throws IOException {
    for (String folder : new String[] {"/", "/folder"}) {
      try (FileChannel channel = FileChannel.open(disk.getPath(folder))) {
        channel.force(true);
      }
    }
  }

  @Test
  void showsWhatWasWritten() throws IOException {
    append(create(), "abc");
    assertThat(Files.readString(file)).isEqualTo("abc");
    assertThat(Files.size(file)).isEqualTo(3);
    assertThatThrownBy(() -> Files.size(disk.getPath("/other")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void losesANameThatWasNotFlushedAlthoughTheBytesWere() throws IOException {
    FileChannel channel = create();
    append(channel, "abc");
    channel.force(true);
    assertThat(disk.durableContent(file)).isNull();
    flushFolders();
    assertThat(disk.durableContent(file)).asString().isEqualTo("abc");
  }

  @Test
  void losesBytesThatWereNotFlushedOrPartOfThem() throws IOException {
    Set<String> found = new HashSet<>();
    for (long seed = 0; seed < 50; seed++) {
      Files.deleteIfExists(file);
      FileChannel channel = create();
      append(channel, "abc");
      channel.force(true);
      flushFolders();
      append(channel, "def");
      disk.cutPower(new Random(seed));
      found.add(Files.readString(file));
    }
    assertThat(found).containsExactlyInAnyOrder("abc", "abcd", "abcde", "abcdef");
  }

  @Test
  void renamesInOneStepThatHasToBeFlushed() throws IOException {
    append(create(), "old");
    disk.flushAll();
    Path other = disk.getPath("/folder/other");
    Files.write(other, new byte[] {'n'});
    disk.flushAll();
    Files.move(other, file, StandardCopyOption.ATOMIC_MOVE);
    assertThat(disk.durableContent(file)).asString().isEqualTo("old");
    assertThat(disk.durableContent(other)).asString().isEqualTo("n");
    flushFolders();
    assertThat(disk.durableContent(file)).asString().isEqualTo("n");
    assertThat(disk.durableContent(other)).isNull();
  }

  @Test
  void doesNotBringBackWhatAFailedFlushHasLost() throws IOException {
    FileChannel channel = create();
    append(channel, "abc");
    channel.force(true);
    flushFolders();
    append(channel, "def");
    disk.watch(
        (operation, name, bytes) -> {
          throw new IOException("EIO");
        });
    assertThatThrownBy(() -> channel.force(true)).hasMessage("EIO");
    disk.watch((operation, name, bytes) -> bytes);
    channel.force(true);
    assertThat(Files.readString(file)).as("as the system shows it").isEqualTo("abcdef");
    assertThat(disk.durableContent(file)).asString().isEqualTo("abc\0\0\0");
    channel.write(ByteBuffer.wrap("def".getBytes(StandardCharsets.UTF_8)), 3);
    channel.force(true);
    assertThat(disk.durableContent(file)).asString().isEqualTo("abcdef");
  }

  @Test
  void keepsAsMuchAsThereIsRoomFor() throws IOException {
    FileChannel channel = create();
    disk.watch((operation, name, bytes) -> Math.min(bytes, 2));
    assertThatThrownBy(() -> append(channel, "abc")).hasMessageContaining("No space left");
    assertThat(Files.readString(file)).isEqualTo("ab");
  }
}
