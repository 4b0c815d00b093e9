package io.github.jsonlpreflight.chunker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkSourceTest {
  @TempDir Path folder;

  @Test
  @DisplayName("fault 16: a file that was changed is noticed, for all chunks and for each")
  void noticesThatTheFileWasChanged() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n2\n");
    Manifest manifest = Plans.plan(file, ChunkLimits.defaults());
    Chunk chunk = manifest.chunks().get(0);
    ChunkSource source = ChunkSource.file(file);
    source.requireUnchanged(manifest);
    source.requireUnchanged(manifest, chunk);
    Files.writeString(file, "1\n2\n3\n");

    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> source.requireUnchanged(manifest))
        .withMessage(file + " has changed since it was read: it had 4 bytes and has 6");
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> source.requireUnchanged(manifest, chunk))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SOURCE_CHANGED));
  }

  @Test
  void saysWhatCanBeReadOfIt() throws IOException {
    Path plain = Files.writeString(folder.resolve("a.jsonl"), "1\n");
    Path compressed = folder.resolve("a.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      out.write('1');
    }
    Manifest manifest = Plans.plan(plain, ChunkLimits.defaults());

    assertThat(ChunkSource.file(plain).isRandomAccess(manifest)).isTrue();
    assertThat(
            ChunkSource.file(compressed)
                .isRandomAccess(Plans.plan(compressed, ChunkLimits.defaults())))
        .isFalse();
    assertThat(ChunkSource.folder(folder).isRandomAccess(manifest)).isTrue();
    assertThat(ChunkSource.file(plain).holdsSkipped()).isTrue();
    assertThat(ChunkSource.folder(folder).holdsSkipped()).isFalse();
    assertThat(ChunkSource.file(plain)).hasToString(plain.toString());
    assertThat(ChunkSource.folder(folder)).hasToString(folder.toString());
  }

  @Test
  void knowsAFolderThatIsNone() throws IOException {
    Path file = Files.writeString(folder.resolve("a.jsonl"), "1\n");
    assertThatExceptionOfType(NotDirectoryException.class)
        .isThrownBy(() -> ChunkStore.folder(file).sizes());
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> ChunkStore.folder(folder.resolve("missing")).sizes());
    assertThat(ChunkStore.folder(folder).sizes()).containsOnlyKeys("a.jsonl");
  }
}
