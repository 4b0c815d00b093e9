package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.ChunkReader;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.uploader.ImportJob.Rejection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergedFilesTest {
  /** As on a machine with less memory than the one that the chunks were cut on. */
  private static final ReadOptions NOTHING_IS_HELD =
      ReadOptions.builder().maxRecordBytes(1).blockBytes(1).build();

  @TempDir Path folder;

  @Test
  void writesRejectedRecordsThatAreTooLongToBeHeld() throws IOException {
    FakeWorld world = new FakeWorld(folder);
    Manifest manifest = world.plan(3, 3);
    Chunk chunk = manifest.chunks().get(0);
    ChunkOutcome outcome = new ChunkOutcome.Partial(chunk, "imp-1", "partial", 1, 2, null);
    List<Rejection> errors =
        List.of(new Rejection(0L, "t", "missing"), new Rejection(2L, "t", "is wrong"));
    ChunkVerdicts verdicts = ChunkVerdicts.of(outcome, errors);
    JournalRecord.Ended ended =
        new JournalRecord.Ended(RunStatus.PARTIAL, null, null, FakeWorld.START);

    try (ChunkReader reader = ChunkReader.open(world.source);
        MergedFiles files = MergedFiles.begin(world.directory, reader, true)) {
      RunCounts counts = RunCounts.of(manifest, List.of(outcome));
      files.run("ds", "reviews.jsonl", ended, counts, List.of(outcome));
      RecordPass.run(
          JsonlSource.file(world.source),
          NOTHING_IS_HELD,
          record -> {
            assertThat(record.isHeld()).isFalse();
            files.verdict(record, verdicts, verdicts.next(record));
            return true;
          });
      files.commit(Optional.empty(), verdicts.notes());
    }

    List<String> lines = Files.readAllLines(world.source);
    assertThat(Files.readAllLines(world.directory.rejected()))
        .containsExactly(lines.get(0), lines.get(2));
    assertThat(verdicts.notes()).as("what is not held is no evidence").isEmpty();
  }
}
