package io.github.jsonlpreflight.chunker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path folder;

  @Test
  void isThereOnceItIsCommitted() throws IOException {
    Path target = folder.resolve("file");
    try (WholeFile file = WholeFile.create(target)) {
      write(file, "new");
      assertThat(target).doesNotExist();
      file.commit();
      assertThat(target).hasContent("new");
    }

    assertThat(target).hasContent("new");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void replacesWhatWasThereWhole() throws IOException {
    Path target = Files.writeString(folder.resolve("file"), "old and longer");
    try (WholeFile file = WholeFile.create(target)) {
      write(file, "new");
      assertThat(target).hasContent("old and longer");
      file.commit();
    }

    assertThat(target).hasContent("new");
    assertThat(names()).containsExactly("file");
  }

  @Test
  void keepsThePermissionsOfWhatWasThere() throws IOException {
    Path target = Files.writeString(folder.resolve("file"), "old");
    assumeThat(Files.getFileAttributeView(target, PosixFileAttributeView.class)).isNotNull();
    Set<PosixFilePermission> ownerOnly = PosixFilePermissions.fromString("rw-------");
    Files.setPosixFilePermissions(target, ownerOnly);
    try (WholeFile file = WholeFile.create(target)) {
      write(file, "new");
      assertThat(Files.getPosixFilePermissions(WholeFile.temporary(target)))
          .as("while it is written")
          .isEqualTo(ownerOnly);
      file.commit();
    }

    assertThat(Files.getPosixFilePermissions(target)).isEqualTo(ownerOnly);
    assertThat(target).hasContent("new");
  }

  /** Also those that the process's mask keeps from a new file. */
  @Test
  void keepsPermissionsThatANewFileWouldNotHave() throws IOException {
    Path target = Files.writeString(folder.resolve("file"), "old");
    assumeThat(Files.getFileAttributeView(target, PosixFileAttributeView.class)).isNotNull();
    Set<PosixFilePermission> all = PosixFilePermissions.fromString("rwxrwxrwx");
    Files.setPosixFilePermissions(target, all);
    try (WholeFile file = WholeFile.create(target)) {
      file.commit();
    }

    assertThat(Files.getPosixFilePermissions(target)).isEqualTo(all);
  }

  @Test
  void holdsNoFileOpenOnceItIsSealedOrClosed() throws IOException {
    WholeFile file = WholeFile.create(folder.resolve("file"));
    file.seal();
    assertThat(file.channel().isOpen()).isFalse();
    file.close();
    WholeFile givenUp = WholeFile.create(folder.resolve("file"));
    givenUp.close();
    assertThat(givenUp.channel().isOpen()).isFalse();
  }

  @Test
  void leavesNothingAndKeepsTheOldFileWhenNotCommitted() throws IOException {
    Path target = Files.writeString(folder.resolve("file"), "old");
    try (WholeFile file = WholeFile.create(target)) {
      write(file, "new");
    }

    assertThat(target).hasContent("old");
    assertThat(names()).containsExactly("file");
  }

  @Test
  @DisplayName("fault 32: what a killed program left behind is no part of the next file")
  void startsAnewOverALeftover() throws IOException {
    Path target = folder.resolve("file");
    Files.writeString(folder.resolve("file.preflight-tmp"), "a longer leftover");
    try (WholeFile file = WholeFile.create(target)) {
      write(file, "new");
      file.commit();
    }

    assertThat(target).hasContent("new");
    assertThat(names()).containsExactly("file");
  }

  @Test
  @DisplayName("fault 15: a link under the temporary name leads to no other file")
  void writesToNoFileThatALinkOfItsTemporaryNameLeadsTo() throws IOException {
    Path target = folder.resolve("file");
    Path foreign = Files.writeString(folder.resolve("foreign"), "somebody's");
    for (boolean hard : List.of(false, true)) {
      Path link = folder.resolve("file.preflight-tmp");
      if (hard) {
        Files.createLink(link, foreign);
      } else {
        Files.createSymbolicLink(link, foreign);
      }
      try (WholeFile file = WholeFile.create(target)) {
        write(file, "new");
        file.commit();
      }

      assertThat(foreign).as("hard: %s", hard).hasContent("somebody's");
      assertThat(target).isRegularFile().hasContent("new");
      assertThat(Files.isSymbolicLink(target)).isFalse();
      assertThat(names()).containsExactlyInAnyOrder("file", "foreign");
    }
  }

  @Test
  void isWholeThoughAnotherWritesItAtTheSameTime() throws IOException {
    Path target = folder.resolve("file");
    try (WholeFile first = WholeFile.createBesideOthers(target)) {
      write(first, "the first ");
      try (WholeFile second = WholeFile.createBesideOthers(target);
          WholeFile givenUp = WholeFile.createBesideOthers(target)) {
        write(second, "the second ");
        write(givenUp, "half");
        write(first, "whole");
        first.commit();
        assertThat(target).hasContent("the first whole");
        write(second, "whole");
        second.commit();
      }
      assertThat(target).hasContent("the second whole");
    }

    assertThat(names()).containsExactly("file");
  }

  @Test
  @DisplayName("fault 15: a link under a temporary name of one of several leads to no other file")
  void takesAnotherNameWhereThereIsSomethingUnderTheFirst() throws IOException {
    Path target = folder.resolve("file");
    Path foreign = Files.writeString(folder.resolve("foreign"), "somebody's");
    Files.createSymbolicLink(folder.resolve("file.one.preflight-tmp"), foreign);
    Files.createSymbolicLink(folder.resolve("file.two.preflight-tmp"), folder.resolve("nothing"));
    Iterator<String> names = List.of("one", "two", "three").iterator();
    try (WholeFile file = WholeFile.createBesideOthers(target, names::next)) {
      write(file, "new");
      file.commit();
    }

    assertThat(target).isRegularFile().hasContent("new");
    assertThat(foreign).hasContent("somebody's");
    assertThat(names())
        .containsExactlyInAnyOrder(
            "file", "foreign", "file.one.preflight-tmp", "file.two.preflight-tmp");
  }

  @Test
  void leavesNothingAfterAnInterrupt() throws IOException {
    try (WholeFile file = WholeFile.create(folder.resolve("file"))) {
      Thread.currentThread().interrupt();
      // The channel closes itself, as any does whose thread is interrupted.
      assertThatExceptionOfType(ClosedByInterruptException.class)
          .isThrownBy(() -> write(file, "new"));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(names()).isEmpty();
  }

  @Test
  void leavesNothingWhenItCannotTakeItsName() throws IOException {
    Path target = folder.resolve("file");
    try (WholeFile file = WholeFile.create(target)) {
      write(file, "new");
      Files.createDirectories(target.resolve("in the way"));
      assertThatExceptionOfType(IOException.class).isThrownBy(file::commit);
    }

    assertThat(names()).containsExactly("file");
    assertThat(target).isDirectory();
  }

  @Test
  @DisplayName("fault 33: a full disk leaves nothing behind")
  void leavesNothingOnAFullDisk() throws IOException {
    try (WholeFile file = FullDisk.create(folder.resolve("file"))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> write(file, "new"))
          .withMessage("No space left on device");
    }

    assertThat(names()).isEmpty();
  }

  @Test
  @DisplayName("fault 15: a file that cannot be written is named with the cause")
  void namesTheCauseWhereItCannotBeWritten() throws IOException {
    Path missing = folder.resolve("missing");
    assertUnwritable(missing.resolve("file"), "there is no folder " + missing);
    Path file = Files.writeString(folder.resolve("file"), "");
    assertUnwritable(file.resolve("below"), "Not a directory");
    assertUnwritable(Files.createDirectory(folder.resolve("folder")), "it is a directory");
    assertUnwritable(folder.resolve("long".repeat(80)), "File name too long");
    Path inTheWay = folder.resolve("other.preflight-tmp");
    Files.createDirectories(inTheWay.resolve("below"));
    assertUnwritable(folder.resolve("other"), inTheWay + " is a folder that is not empty");
  }

  /** A report to a device must not make the device a file. */
  @Test
  void takesTheNameOfNothingButAFile() throws IOException {
    Path socket = folder.resolve("socket");
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.bind(UnixDomainSocketAddress.of(socket));
      assertUnwritable(socket, "it is no regular file");
      assertThat(Files.readAttributes(socket, BasicFileAttributes.class).isOther()).isTrue();
    }
  }

  @Test
  @DisplayName("fault 15: a folder that may not be written to is named with the cause")
  void namesAMissingPermission() throws IOException {
    Path locked = Files.createDirectory(folder.resolve("locked"));
    assumeThat(locked.toFile().setWritable(false) && !Files.isWritable(locked))
        .as("run by somebody to whom permissions apply")
        .isTrue();

    assertUnwritable(locked.resolve("file"), "permission denied");
  }

  private static void assertUnwritable(Path target, String cause) {
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> WholeFile.create(target))
        .withMessage("Cannot write " + target + ": " + cause)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_UNWRITABLE));
    if (!cause.contains(WholeFile.TEMPORARY_ENDING)) {
      assertThatExceptionOfType(PreflightException.class)
          .isThrownBy(() -> WholeFile.createBesideOthers(target))
          .withMessage("Cannot write " + target + ": " + cause);
    }
  }

  private static void write(WholeFile file, String text) throws IOException {
    file.channel().write(ByteBuffer.wrap(text.getBytes(UTF_8)));
  }

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList().stream();
    }
  }
}
