package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.DribblingStream;
import io.github.jsonlpreflight.testkit.Reading;
import io.github.jsonlpreflight.testkit.Seeded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random files, read in random ways, against {@link ReferenceSplitter}. */
class RecordPassOracleTest {
  private static final int FILES_A_SEED = 100;

  static Stream<Seeded> seeds() {
    return Seeded.seeds(40);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seeds")
  void readsWhatTheReferenceReads(Seeded seeded) throws IOException {
    for (int i = 0; i < FILES_A_SEED; i++) {
      byte[] file = RandomLines.file(seeded, "");
      ReadOptions options = RandomLines.options(seeded);
      assertThat(Reading.undiagnosed(new DribblingStream(file, seeded.between(1, 40)), options))
          .as(
              "%s with blocks of %d, records up to %d",
              text(file), options.blockBytes(), options.maxRecordBytes())
          .isEqualTo(ReferenceSplitter.read(file, options.maxRecordBytes()));
    }
  }

  /** A good first line keeps the look at the whole file from ending the pass. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("seeds")
  void readsTheSameOnSeveralThreads(Seeded seeded) throws IOException {
    for (int i = 0; i < FILES_A_SEED / 10; i++) {
      byte[] file =
          RandomLines.file(
              seeded, "{\"first line\":\"of some length, so that the text outweighs the NULs\"}\n");
      ReadOptions options = RandomLines.options(seeded);
      assertThat(Reading.threaded(new ByteArrayInputStream(file), options))
          .as(
              "%s with blocks of %d, records up to %d",
              text(file), options.blockBytes(), options.maxRecordBytes())
          .isEqualTo(ReferenceSplitter.read(file, options.maxRecordBytes()));
    }
  }

  private static String text(byte[] file) {
    return Messages.printable(new String(file, UTF_8));
  }
}
