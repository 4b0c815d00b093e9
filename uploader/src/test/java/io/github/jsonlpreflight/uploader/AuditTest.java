package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.uploader.JournalRecord.CountedAfter;
import io.github.jsonlpreflight.uploader.JournalRecord.CountedBefore;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {
  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");

  private static DatasetInfo dataset(@Nullable Long count, DatasetInfo.Import... imports) {
    return new DatasetInfo(
        "ds", "Reviews", null, null, count, List.of(imports), /* dropsDuplicates= */ false);
  }

  private static DatasetInfo.Import job(String id, String filename, String status) {
    return new DatasetInfo.Import(id, filename, status);
  }

  @Test
  void countsBeforeAndRemembersWhatHadEnded() {
    DatasetInfo dataset =
        dataset(
            7L,
            job("i1", "f1", "complete"),
            job("i2", "f2", "queued"),
            job("", "f3", "failed"),
            job("i4", "f4", "partial"));
    assertThat(Audit.begin(dataset, T)).contains(new CountedBefore(7, List.of("i1", "i4"), T));
    assertThat(Audit.begin(dataset(null), T)).isEmpty();
  }

  @Test
  void countsNoDatasetOfVeryManyImports() {
    DatasetInfo.Import one = job("i", "f", "complete");
    for (int imports : new int[] {1000, 1001}) {
      DatasetInfo dataset =
          dataset(7L, Collections.nCopies(imports, one).toArray(new DatasetInfo.Import[0]));
      assertThat(Audit.begin(dataset, T).isPresent()).isEqualTo(imports == 1000);
    }
  }

  @Test
  void countsAfterwardsAndNamesWhoElseMayHaveWritten() {
    CountedBefore before = new CountedBefore(7, List.of("i1"), T);
    DatasetInfo.Import ours = job("i9", "ours", "complete");
    DatasetInfo dataset =
        dataset(
            12L,
            ours,
            job("i1", "f1", "complete"),
            job("i2", "f2", "queued"),
            job("i3", "f3", "uninitialised"));
    assertThat(Audit.end(before, dataset, Set.of("ours"), T))
        .contains(new CountedAfter(12, List.of("i2"), T));
    assertThat(Audit.end(before, dataset, Set.of("not listed"), T)).isEmpty();
    assertThat(Audit.end(before, dataset(null, ours), Set.of("ours"), T)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7, 10, 3, 0, false", "7, 10,, 0, false", "7, 10, 2, 0, true", "7, 6, 0, 0, true"})
  void saysSomethingOnlyWhereTheCountsDiffer(
      long before, long after, @Nullable Long expected, int others, boolean isSaid) {
    Audit audit = new Audit(before, after, expected, Collections.nCopies(others, "i"));
    assertThat(audit.added()).isEqualTo(after - before);
    assertThat(audit.note().isPresent()).isEqualTo(isSaid);
  }

  @Test
  void namesAFewOfTheOthers() {
    Optional<String> note = new Audit(7, 12, 4L, List.of("a", "b", "c", "d", "e")).note();
    assertThat(note)
        .contains(
            "COUNT_DIFFERS: the dataset counts 12 datapoints, 5 more than before the run, and the"
                + " run's imports added 4; others imported meanwhile: a, b, c, d, e");
    assertThat(new Audit(7, 12, 4L, List.of("a", "b", "c", "d", "e", "f", "g")).note().orElse(""))
        .endsWith("others imported meanwhile: a, b, c, d, e and 2 more");
    assertThat(new Audit(7, 12, 4L, List.of()).note().orElse(""))
        .contains("no other import shows between the two counts");
  }
}
