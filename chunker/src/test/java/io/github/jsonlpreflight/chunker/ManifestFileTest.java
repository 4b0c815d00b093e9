package io.github.jsonlpreflight.chunker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.PassTotals;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.jsonl.RecordPass;
import io.github.jsonlpreflight.jsonl.RecordPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ManifestFileTest {
  /** Names and sentences as data may bring them along. */
  private static final List<String> ODD =
      List.of(
          "",
          "\"quoted\" \\ / back",
          "\u0000\u001b[31mred\u001b[0m\t\r\n",
          "\u2028\u2029\u0085\uFEFF",
          "é→日本語😀",
          "half a pair: \ud83d",
          "the other half: \ude00",
          "\ude00\ud83d");

  private static final List<String> LONG = List.of("x".repeat(20_000), "😀".repeat(5_000));

  @TempDir Path folder;
  private Path source;
  private Path file;

  @BeforeEach
  void prepare() throws IOException {
    source = Files.writeString(folder.resolve("source.jsonl"), "\uFEFF1\n2\n\n3\n4\n5");
    file = folder.resolve("manifest.json");
  }

  @Test
  void comesBackAsItWas() throws IOException {
    ChunkLimits limits = ChunkLimits.builder().maxChunkBytes(10).maxChunkRecords(2).build();

    Manifest written = write(limits, "rules");

    assertSame(Manifest.read(file), written);
    assertThat(Manifest.read(file).rulesDigest()).hasValue("rules");
    assertThat(skipped()).extracting(record -> record.place().lineNumber()).containsExactly(2L);
    assertThat(Files.readString(file)).endsWith("}\n").doesNotContain("\n{");
  }

  @Test
  void comesBackWithoutWhatIsOptional() throws IOException {
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(file, source, ChunkLimits.defaults(), null)) {
      assertSame(planner.planUnchecked(ReadOptions.defaults()), Manifest.read(file));
    }
    assertThat(Manifest.read(file).rulesDigest()).isEmpty();
    assertThat(skipped()).isEmpty();
  }

  @Test
  @DisplayName("fault 34: zeros at the start once passed for UTF-32, and for a failure of the disk")
  void refusesWhatLooksLikeUtf32() throws IOException {
    for (String start : List.of("\0\0\0\u0099", "\u0099\0\0\0", "\0{", "{\0")) {
      SealedText.write(file, start);
      assertThatExceptionOfType(PreflightException.class)
          .as(start)
          .isThrownBy(() -> Manifest.read(file))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FILE_BROKEN));
    }
  }

  @Test
  void comesBackFromAnEmptySource() throws IOException {
    Files.writeString(source, "");
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(file, source, ChunkLimits.defaults(), null)) {
      assertSame(planner.planUnchecked(ReadOptions.defaults()), Manifest.read(file));
    }
  }

  @Test
  void holdsNumbersBeyondThirtyTwoBits() throws IOException {
    long big = (1L << 53) + 1;
    SourceFingerprint fingerprint =
        new SourceFingerprint("a.jsonl", big, Instant.MAX, "(dev=1,inode=2)", Compression.ZSTD);
    ChunkLimits limits = ChunkLimits.builder().maxChunkBytes(big).maxChunkRecords(big).build();
    RecordRange range = new RecordRange(big, big + 1, big + 2, big + 3, big + 4);
    Chunk chunk =
        new Chunk(
            Integer.MAX_VALUE,
            "a-2147483647.jsonl",
            big,
            Long.MAX_VALUE,
            big,
            big,
            "00",
            true,
            List.of(range, range));
    Manifest manifest =
        new Manifest(
            fingerprint,
            null,
            limits,
            new PassTotals(big, big + 1, big + 2, big + 3, true, false, true),
            big,
            List.of(chunk));
    SkippedRecord skipped =
        new SkippedRecord(new RecordPlace(big, big + 1, big + 2, big + 3), List.of());
    try (ManifestWriter writer = new ManifestWriter(file, fingerprint, limits, null)) {
      writer.writeSkipped(skipped);
      writer.finish(manifest);
    }

    assertSame(Manifest.read(file), manifest);
    assertThat(skipped()).containsExactly(skipped);
  }

  @Test
  @DisplayName("fault 13: reasons come back whatever characters are in them")
  void keepsTenThousandSkippedRecordsInOrder() throws IOException {
    Files.writeString(source, "{}\n".repeat(10_000));

    List<SkippedRecord> expected = writeSkippingAll(ManifestFileTest::oddReasons);

    assertThat(skipped()).isEqualTo(expected);
    assertThat(Manifest.read(file).skippedCount()).isEqualTo(10_000);
    assertThatCode(() -> Files.readString(file)).as("UTF-8").doesNotThrowAnyException();
  }

  /** The long texts come up rarely. */
  private static List<SkippedRecord.Reason> oddReasons(long index) {
    String odd =
        index % 501 == 0
            ? LONG.get((int) (index % LONG.size()))
            : ODD.get((int) (index % ODD.size()));
    return index % 3 == 0
        ? List.of(new SkippedRecord.Reason(null, odd))
        : List.of(new SkippedRecord.Reason(odd, "reason"), new SkippedRecord.Reason("f", odd));
  }

  @Test
  void isReadAlikeInEveryLanguage() throws IOException {
    Manifest written = write(ChunkLimits.defaults(), null);
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("fa-IR"));
    try {
      assertSame(Manifest.read(file), written);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  @DisplayName("fault 34: a manifest that was cut off anywhere is refused")
  void refusesEveryTruncation() throws IOException {
    write(Plans.maxRecords(2), "rules");
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertBroken(length + " bytes");
    }
  }

  @Test
  @DisplayName("fault 34: a manifest with a flipped bit anywhere is refused")
  void refusesAFlippedBitInEveryByte() throws IOException {
    write(Plans.maxRecords(2), "rules");
    byte[] whole = Files.readAllBytes(file);

    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) (1 << i % 8);
      Files.write(file, damaged);
      assertBroken("byte " + i);
    }
  }

  @Test
  void refusesWhatIsNoManifest() throws IOException {
    for (String text :
        List.of("", "{}", "[]", "null", "\u0000", "{\"format\":{}}", "x".repeat(500))) {
      Files.writeString(file, text);
      assertBroken(text);
      SealedText.write(file, text.endsWith("}") ? text.substring(0, text.length() - 1) : text);
      assertBroken("sealed " + text);
    }
  }

  @ParameterizedTest(name = "{0} in place of {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "preflight-manifest | something-else | does not say that it is a preflight-manifest",
        "'\"version\":1' | '\"version\":2' | format version 2",
        "'\"version\":1' | '\"version\":\"1\"' | VALUE_STRING",
        "'\"version\":1' | '\"version\":99999999999999999999' | out of range",
        "'\"format\":\"preflight-manifest\"' | '\"format\":{\"x\":1}' | START_OBJECT",
        "'\"max_chunk_bytes\":67108864' | '\"max_chunk_bytes\":0' | maxChunkBytes is 0",
        "'\"last_modified\":\"' | '\"last_modified\":\"soon' | could not be parsed",
        "'\"totals\":' | '\"total\":' | no totals",
        "'\"compression\":\"none\"' | '\"compression\":\"lzma\"' | compressed with lzma",
        "'\"source\":{' | '\"source\":5,\"x\":{' | VALUE_NUMBER_INT in place of START_OBJECT",
        "'\"chunks\":[' | '\"chunks\":{},\"x\":[' | START_OBJECT in place of START_ARRAY",
        "'\"ranges\":[' | '\"ranges\":[5,' | VALUE_NUMBER_INT in place of START_ARRAY",
        "'\"ranges\":[[' | '\"ranges\":[[0,' | VALUE_NUMBER_INT in place of END_ARRAY",
        "'\"records\":4' | '\"records\":3' | digest does not match",
        "'\"name\":\"source.jsonl\"' | '\"name\":\"../source.jsonl\"' | '../source.jsonl'",
        "source-00001.jsonl | ../../x-00001.jsonl | ../../x-00001.jsonl",
        "source-00001.jsonl | source-00002.jsonl | source-00002.jsonl",
      })
  @DisplayName("fault 21: sealed nonsense is refused, names that lead elsewhere among it")
  void refusesNonsenseThoughItIsSealed(String good, String bad, String why) throws IOException {
    write(ChunkLimits.defaults(), "rules");
    String text = SealedText.read(file);
    assertThat(text).contains(good);

    SealedText.write(file, text.replace(good, bad));

    assertBroken(why);
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> Manifest.read(file))
        .withMessageStartingWith(file + " is no manifest, or is damaged: ")
        .withMessageContaining(why);
  }

  @Test
  @DisplayName("fault 34: bytes that are no UTF-8 are refused though they are sealed")
  void refusesWhatIsNoText() throws IOException {
    SealedText.write(file, "{\"format\":\"".getBytes(UTF_8), new byte[] {(byte) 0xFF, '"'});

    assertBroken("not UTF-8");
    assertThatExceptionOfType(PreflightException.class)
        .isThrownBy(() -> Manifest.read(file))
        .withMessage(file + " is no manifest, or is damaged: it is no text");
  }

  @Test
  void refusesAChunkWithoutAPlaceInTheSource() throws IOException {
    write(ChunkLimits.defaults(), null);
    String text = SealedText.read(file);

    SealedText.write(
        file, text.replaceFirst("\"ranges\":\\[\\[[0-9,\\[\\]]*\\]\\]", "\"ranges\":[]"));

    assertBroken("a chunk has at least one range");
  }

  @Test
  void ignoresMembersThatItDoesNotKnow() throws IOException {
    Manifest written = write(ChunkLimits.defaults(), "rules");
    String extra = "\"later\":{\"format\":[1,{\"a\":null}]},";

    SealedText.write(file, SealedText.read(file).replaceAll("\\{(?=\")", "{" + extra));

    assertSame(Manifest.read(file), written);
    assertThat(skipped()).hasSize(1);
  }

  @Test
  void letsTheSinksOwnTroubleThrough() throws IOException {
    write(ChunkLimits.defaults(), null);

    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Manifest.forEachSkipped(
                    file,
                    record -> {
                      throw new IllegalArgumentException("the sink's");
                    }))
        .withMessage("the sink's");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(
            () ->
                Manifest.forEachSkipped(
                    file,
                    record -> {
                      throw new IOException("the sink's");
                    }))
        .withMessage("the sink's");
  }

  @Test
  @DisplayName("fault 33: a full disk is an IOException, and leaves nothing behind")
  void saysThatTheDiskIsFull() throws IOException {
    SourceFingerprint fingerprint = SourceFingerprint.of(source);
    Manifest manifest = write(ChunkLimits.defaults(), null);
    Path other = folder.resolve("other.json");
    try (ManifestWriter writer = writingTo(FullDisk.create(other), fingerprint)) {
      assertThatExceptionOfType(IOException.class)
          .as("at the end")
          .isThrownBy(() -> writer.finish(manifest))
          .withMessage("No space left on device");
    }
    List<SkippedRecord> skipped = skipped();
    try (ManifestWriter writer = writingTo(FullDisk.create(other), fingerprint)) {
      assertThatExceptionOfType(IOException.class)
          .as("on the way")
          .isThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  writer.writeSkipped(skipped.get(0));
                }
              })
          .withMessage("No space left on device");
    }

    assertThat(folder).isDirectoryNotContaining(f -> !f.equals(source) && !f.equals(file));
  }

  private static ManifestWriter writingTo(WholeFile file, SourceFingerprint source) {
    return new ManifestWriter(file, source, ChunkLimits.defaults(), null);
  }

  /** Writes the manifest of a plan that skips line 2. */
  private Manifest write(ChunkLimits limits, @Nullable String rules) throws IOException {
    try (ChunkPlanner planner = ChunkPlanner.writingTo(file, source, limits, rules)) {
      return planner.finish(
          RecordPass.run(
              JsonlSource.file(source),
              ReadOptions.defaults(),
              record -> {
                if (record.lineNumber() == 2) {
                  planner.skip(record, List.of(new SkippedRecord.Reason("a", "is wrong")));
                } else {
                  planner.add(record);
                }
                return true;
              }));
    }
  }

  /** Writes the manifest of a plan that skips every record, and returns those. */
  private List<SkippedRecord> writeSkippingAll(LongFunction<List<SkippedRecord.Reason>> reasons)
      throws IOException {
    List<SkippedRecord> skipped = new ArrayList<>();
    try (ChunkPlanner planner =
        ChunkPlanner.writingTo(file, source, ChunkLimits.defaults(), null)) {
      PassTotals totals =
          RecordPass.run(
              JsonlSource.file(source),
              ReadOptions.defaults(),
              record -> {
                List<SkippedRecord.Reason> why = reasons.apply(record.recordIndex());
                planner.skip(record, why);
                return skipped.add(new SkippedRecord(record.place(), why));
              });
      planner.finish(totals);
    }
    return skipped;
  }

  private List<SkippedRecord> skipped() throws IOException {
    List<SkippedRecord> records = new ArrayList<>();
    Manifest.forEachSkipped(file, records::add);
    return records;
  }

  private void assertBroken(String what) {
    assertThatExceptionOfType(PreflightException.class)
        .as(what)
        .isThrownBy(() -> Manifest.read(file))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FILE_BROKEN));
    assertThatExceptionOfType(PreflightException.class)
        .as(what)
        .isThrownBy(this::skipped)
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.RUN_FILE_BROKEN));
  }

  private static void assertSame(Manifest actual, Manifest expected) {
    assertThat(actual).usingRecursiveComparison().isEqualTo(expected);
    assertThat(actual.digest()).isEqualTo(expected.digest());
  }
}
