package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("fault 15: sources that are no readable files")
class JsonlSourceTest {
  @TempDir Path folder;

  @Test
  void readsAFileAgainAndAgain() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "{}\n");
    JsonlSource source = JsonlSource.file(file);
    for (int i = 0; i < 2; i++) {
      assertThat(contentOf(source)).isEqualTo("{}\n");
    }
    assertThat(source.requireRegularFile()).isEqualTo(file);
    assertThat(source.path()).hasValue(file);
    assertThat(source.name()).isEqualTo(file.toString());
  }

  @Test
  void followsALinkToAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "{}\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), file);
    assertThat(contentOf(JsonlSource.file(link))).isEqualTo("{}\n");
  }

  @Test
  void readsAStreamButNotASecondTime() throws IOException {
    JsonlSource source = JsonlSource.stream("-", new ByteArrayInputStream("{}".getBytes(UTF_8)));
    assertThat(contentOf(source)).isEqualTo("{}");
    assertThat(source.path()).isEmpty();
    assertThatThrownBy(source::requireRegularFile)
        .isInstanceOf(PreflightException.class)
        .hasMessage(
            "Cannot read -: it is a stream, and this needs a file that can be read a second time");
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    assertUnreadable(folder.resolve("missing.jsonl"), "there is no such file");
    assertUnreadable(folder.resolve("missing/folder.jsonl"), "there is no such file");
    assertUnreadable(folder.resolve("x".repeat(300)), "there is no such file");
  }

  @Test
  void saysThatAFolderOnTheWayIsAFile() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertUnreadable(file.resolve("a.jsonl"), "there is no such file");
  }

  @Test
  void saysThatItIsADirectory() {
    assertUnreadable(folder, "it is a directory");
  }

  @Test
  void saysThatItIsADevice() {
    Path device = Path.of("/dev/null");
    assumeTrue(Files.exists(device));
    assertUnreadable(device, "it is a device or another special file");
  }

  @Test
  void saysThatLinksFormALoop() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    Files.createSymbolicLink(one, two);
    Files.createSymbolicLink(two, one);
    assertUnreadable(one, "its symbolic links form a loop");
  }

  @Test
  void saysThatALinkLeadsNowhere() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("missing"));
    assertUnreadable(link, "it is a symbolic link to a file that is not there");
  }

  @Test
  void saysThatPermissionIsDenied() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.jsonl"), "{}\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "the superuser may read everything");
    assertUnreadable(file, "permission denied");
  }

  @Timeout(60)
  @Test
  void readsAPipeOnceAndNeverRequiresIt() throws Exception {
    Path pipe = makePipe();
    JsonlSource source = JsonlSource.file(pipe);
    assertThatThrownBy(source::requireRegularFile)
        .isInstanceOf(PreflightException.class)
        .hasMessageEndingWith("it is a pipe, and this needs a file that can be read a second time");
    CompletableFuture<Path> writer =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return Files.writeString(pipe, "{}\n");
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(contentOf(source)).isEqualTo("{}\n");
    writer.get();
  }

  @DisplayName("fault 21: a name with control characters")
  @Test
  void escapesControlCharactersOfTheName() {
    assertThatThrownBy(() -> contentOf(JsonlSource.file(folder.resolve("a\u001b[31m\nb.jsonl"))))
        .hasMessageEndingWith("a\\u001b[31m\\u000ab.jsonl: there is no such file");
  }

  private Path makePipe() throws IOException, InterruptedException {
    Path pipe = folder.resolve("pipe");
    try {
      Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
      assumeTrue(mkfifo.waitFor() == 0, "mkfifo works");
    } catch (IOException e) {
      assumeTrue(false, "mkfifo is there");
    }
    return pipe;
  }

  private static String contentOf(JsonlSource source) throws IOException {
    try (InputStream in = source.open(ReadOptions.defaults())) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static void assertUnreadable(Path path, String cause) {
    JsonlSource source = JsonlSource.file(path);
    PreflightException opened =
        catchThrowableOfType(PreflightException.class, () -> contentOf(source));
    PreflightException required =
        catchThrowableOfType(PreflightException.class, source::requireRegularFile);
    for (PreflightException thrown : new PreflightException[] {opened, required}) {
      assertThat(thrown).hasMessage("Cannot read " + path + ": " + cause);
      assertThat(thrown.code()).isEqualTo(ErrorCode.INPUT_UNREADABLE);
      assertThat(thrown.lineNumber()).isEmpty();
    }
  }

  @Test
  void readsAPartAsItIs() throws IOException {
    byte[] likeGzip = {0x1F, (byte) 0x8B, 8, 0};
    JsonlSource part = JsonlSource.part("part", new ByteArrayInputStream(likeGzip), 7, 2, 1);
    try (InputStream in = part.open(ReadOptions.defaults())) {
      assertThat(in.readAllBytes()).isEqualTo(likeGzip);
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, 1, 0", "0, 0, 0", "0, 1, -1", "0, 1, 1", "9, 3, 3"})
  void refusesPartsThatNoSourceHas(long byteOffset, long firstLine, long firstRecordIndex) {
    InputStream nothing = InputStream.nullInputStream();
    assertThatThrownBy(
            () -> JsonlSource.part("part", nothing, byteOffset, firstLine, firstRecordIndex))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("no part begins at byteOffset " + byteOffset);
    assertThat(JsonlSource.part("part", nothing, 0, 1, 0).name()).isEqualTo("part");
  }
}
