package io.github.jsonlpreflight.uploader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.chunker.RecordRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifiedBodyTest {
  private static final int LAST_BLOCK = 8192;

  private final List<Long> progress = new ArrayList<>();

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private static Chunk chunkOf(byte[] bytes) {
    String sha256 = Digests.hex(Digests.sha256().digest(bytes));
    List<RecordRange> ranges = List.of(new RecordRange(0, bytes.length, 1, 0, 1));
    return new Chunk(1, "a", 1, 1, 1, bytes.length, sha256, false, ranges);
  }

  /** What is planned, and what the source has by now. */
  private VerifiedBody body(byte[] planned, byte[] found) {
    ChunkContents.Content content =
        new ChunkContents.Content() {
          @Override
          public InputStream open() {
            return new ByteArrayInputStream(found);
          }

          @Override
          public void close() {}
        };
    return new VerifiedBody(content, chunkOf(planned), progress::add);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8191, 8192, 8193, 50_000})
  void hasTheBytesOfTheChunkInPiecesOfAnySize(int length) throws IOException {
    byte[] planned = bytes(length);
    for (int piece : new int[] {1, 7, 8191, 100_000}) {
      progress.clear();
      VerifiedBody body = body(planned, planned);
      assertThat(body.length()).isEqualTo(length);
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      try (InputStream in = body.open()) {
        byte[] buffer = new byte[piece + 2];
        assertThat(in.read(buffer, 0, 0)).isZero();
        int count = in.read(buffer, 1, piece);
        while (count >= 0) {
          assertThat(count).isPositive();
          read.write(buffer, 1, count);
          assertThat(progress).last().isEqualTo((long) read.size());
          assertThat(body.isComplete()).isEqualTo(read.size() > length - LAST_BLOCK);
          count = in.read(buffer, 1, piece);
        }
      }
      assertThat(read.toByteArray()).isEqualTo(planned);
      assertThat(body.isChanged()).isFalse();
    }
  }

  @Test
  void isReadByteByByteAndFromTheStartAgain() throws IOException {
    byte[] planned = bytes(10_000);
    VerifiedBody body = body(planned, planned);
    for (int i = 0; i < 2; i++) {
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      try (InputStream in = body.open()) {
        for (int b = in.read(); b >= 0; b = in.read()) {
          read.write(b);
        }
      }
      assertThat(read.toByteArray()).isEqualTo(planned);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5_000, 41_807, 41_808, 49_999})
  @DisplayName("fault 16: of other bytes the last block never goes")
  void keepsTheLastBlockOfOtherBytes(int changedAt) throws IOException {
    byte[] planned = bytes(50_000);
    byte[] found = planned.clone();
    found[changedAt] ^= 1;
    requireHeldBack(planned, found);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 41_807, 41_808, 49_999})
  @DisplayName("fault 16: of fewer bytes the last block never goes")
  void keepsTheLastBlockOfAShorterSource(int length) throws IOException {
    byte[] planned = bytes(50_000);
    requireHeldBack(planned, Arrays.copyOf(planned, length));
  }

  private void requireHeldBack(byte[] planned, byte[] found) throws IOException {
    VerifiedBody body = body(planned, found);
    try (InputStream in = body.open()) {
      assertThatThrownBy(() -> in.transferTo(new ByteArrayOutputStream()))
          .isInstanceOf(IOException.class)
          .hasMessage("the source has changed while it was being sent");
    }
    assertThat(body.isChanged()).isTrue();
    assertThat(body.isComplete()).isFalse();
    assertThat(progress).allMatch(bytes -> bytes <= planned.length - LAST_BLOCK);
  }

  @Test
  void letsNothingGoOnceItIsCut() throws IOException {
    byte[] planned = bytes(50_000);
    VerifiedBody body = body(planned, planned);
    try (InputStream in = body.open()) {
      assertThat(in.readNBytes(planned.length - LAST_BLOCK)).hasSize(planned.length - LAST_BLOCK);
      body.cut();
      assertThatThrownBy(in::read).isInstanceOf(IOException.class).hasMessageContaining("cut off");
      assertThat(body.isComplete()).isFalse();
    }
    VerifiedBody whole = body(planned, planned);
    try (InputStream in = whole.open()) {
      assertThat(in.readNBytes(planned.length - 1)).hasSize(planned.length - 1);
      whole.cut();
      assertThat(whole.isComplete()).isTrue();
      assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }
  }

  @Test
  void knowsAnAnswerAboutOtherBytes() throws IOException {
    byte[] planned = bytes(20_000);
    VerifiedBody body = body(planned, planned);
    String right = base64(chunkOf(planned).sha256());
    String wrong = base64(chunkOf(bytes(20_001)).sha256());
    assertThat(body.contradictedBy(answer(wrong))).as("before it was sent").isEmpty();
    try (InputStream in = body.open()) {
      assertThat(in.readAllBytes()).isEqualTo(planned);
    }
    assertThat(body.contradictedBy(answer(right))).isEmpty();
    CRC32C crc = new CRC32C();
    crc.update(planned);
    byte[] ofAll = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
    Map<String, String> crcHeader =
        Map.of("x-amz-checksum-crc32c", Base64.getEncoder().encodeToString(ofAll));
    assertThat(
            body.contradictedBy(
                new Transport.Answer(200, crcHeader, new byte[0], /* truncated= */ false)))
        .isEmpty();
    assertThat(body.contradictedBy(answer(wrong))).contains("x-amz-checksum-sha256");
  }

  private static String base64(String hex) {
    return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  private static Transport.Answer answer(String sha256) {
    return new Transport.Answer(
        200, Map.of("x-amz-checksum-sha256", sha256), new byte[0], /* truncated= */ false);
  }
}
