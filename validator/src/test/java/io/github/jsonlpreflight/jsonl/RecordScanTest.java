package io.github.jsonlpreflight.jsonl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.DribblingStream;
import io.github.jsonlpreflight.testkit.Reading;
import io.github.jsonlpreflight.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One scanner: the scan for boundaries finds what a pass finds, whatever the blocks. */
class RecordScanTest {
  private static final List<String> PIECES =
      List.of(
          "\n", "\n", "\n", "\r\n", "\r", " ", " \t ", "{\"a\":1}", "x", "é", "\u2028", "\uFEFF");

  static Stream<Seeded> seeds() {
    return Seeded.seeds(2000);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("seeds")
  void findsWhatAPassFinds(Seeded seeded) throws IOException {
    byte[] file = file(seeded);
    int blockBytes = seeded.between(1, 40);
    Reading pass =
        Reading.inline(
            new DribblingStream(file, seeded.between(1, 9)),
            ReadOptions.builder().blockBytes(seeded.between(1, 40)).build());

    Boundaries found = new Boundaries(file, blockBytes);
    PassTotals totals =
        RecordScan.run(
            JsonlSource.stream("scan", new DribblingStream(file, seeded.between(1, 9))),
            ReadOptions.defaults(),
            found);

    assertThat(totals).isEqualTo(pass.totals());
    assertThat(found.lineOffset).as("no line is open at the end").isEqualTo(file.length);
    assertThat(found.records)
        .containsExactlyElementsOf(
            pass.records().stream()
                .map(
                    seen ->
                        line(
                            seen.lineNumber(),
                            seen.contentOffset(),
                            seen.length(),
                            seen.terminated()))
                .toList());
  }

  /** A good first line keeps the look at the whole file from ending it. */
  private static byte[] file(Seeded seeded) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    if (seeded.onceIn(4)) {
      file.writeBytes("\uFEFF".getBytes(UTF_8));
    }
    if (!seeded.onceIn(20)) {
      file.writeBytes("{\"first\":\"line\"}\n".getBytes(UTF_8));
      for (int pieces = seeded.between(0, 40); pieces > 0; pieces--) {
        file.writeBytes(seeded.oneOf(PIECES).getBytes(UTF_8));
      }
    }
    return file.toByteArray();
  }

  private static String line(long lineNumber, long offset, long length, boolean terminated) {
    return lineNumber + ": " + length + " at " + offset + (terminated ? "" : ", the last");
  }

  /** Takes places down, and holds what it is given against the file. */
  private static final class Boundaries implements RecordScan.Sink {
    private final byte[] file;
    private final int blockBytes;
    private final List<String> records = new ArrayList<>();
    private long blockEnd;
    private long lineOffset = -1; // of the line that is open at the end of the last block

    Boundaries(byte[] file, int blockBytes) {
      this.file = file;
      this.blockBytes = blockBytes;
    }

    @Override
    public byte[] nextBlock() {
      return new byte[blockBytes];
    }

    @Override
    public void begin(byte[] bytes, int length, long offset) {
      assertThat(offset).isEqualTo(blockEnd == 0 ? offset : blockEnd);
      assertThat(blockEnd == 0 || lineOffset >= 0).as("the block before was ended").isTrue();
      lineOffset = -1;
      assertThat(new String(bytes, 0, length, ISO_8859_1))
          .isEqualTo(new String(file, (int) offset, length, ISO_8859_1));
      blockEnd = offset + length;
    }

    @Override
    public void record(long lineNumber, long offset, long length, boolean terminated) {
      assertThat(offset + length + (terminated ? 1 : 0)).isLessThanOrEqualTo(blockEnd);
      records.add(line(lineNumber, offset, length, terminated));
    }

    @Override
    public void end(long lineOffset) {
      this.lineOffset = lineOffset;
      if (blockEnd < file.length) {
        String before = new String(file, 0, (int) blockEnd, ISO_8859_1);
        int mark = before.startsWith("\u00ef\u00bb\u00bf") ? 3 : 0;
        assertThat(lineOffset).isEqualTo(Math.max(before.lastIndexOf('\n') + 1, mark));
      }
    }
  }
}
