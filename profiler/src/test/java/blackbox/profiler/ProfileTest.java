package blackbox.profiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.MemoryShares;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.profiler.FieldProfile;
import io.github.jsonlpreflight.profiler.Lengths;
import io.github.jsonlpreflight.profiler.Profile;
import io.github.jsonlpreflight.profiler.ProfileOptions;
import io.github.jsonlpreflight.profiler.Profiler;
import io.github.jsonlpreflight.profiler.SuggestedSchema;
import io.github.jsonlpreflight.profiler.TextForm;
import io.github.jsonlpreflight.profiler.UnreadRecord;
import io.github.jsonlpreflight.profiler.ValueType;
import io.github.jsonlpreflight.validator.FieldType;
import io.github.jsonlpreflight.validator.Note;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProfileTest {
  @Test
  void countsRecordsTypesAndLengthsInCodePoints() throws IOException {
    Profile profile =
        profile(
            """
            {"a":"x😀","n":1}
            {"a":null,"n":-2.5}

            {"a":"","b":true,"n":10}
            """);
    assertThat(profile.records()).isEqualTo(3);
    assertThat(profile.blankLines()).isEqualTo(1);
    FieldProfile a = profile.fields().get(0);
    assertThat(a.records()).isEqualTo(3);
    assertThat(a.types()).isEqualTo(Map.of(ValueType.STRING, 2L, ValueType.NULL, 1L));
    assertThat(a.lengths()).isEqualTo(new Lengths(0, 0, 2, 2, 2));
    assertThat(a.count(TextForm.BLANK)).isEqualTo(1);
    assertThat(a.distinct()).isEqualTo(2);
    FieldProfile n = field(profile, "n");
    assertThat(n.types()).isEqualTo(Map.of(ValueType.INTEGER, 2L, ValueType.NUMBER, 1L));
    assertThat(n.min()).isEqualTo("-2.5");
    assertThat(n.max()).isEqualTo("10");
    assertThat(n.examples()).containsExactly("1", "-2.5");
    assertThat(field(profile, "b").records()).isEqualTo(1);
  }

  @Test
  void looksIntoObjectsAndArraysDownToALevel() throws IOException {
    String data = "{\"a\":{\"b.c\":1,\"d\":[{\"e\":\"x\"},{\"e\":\"y\"}]},\"t\":[1,2]}\n";
    assertThat(paths(profile(data))).isEqualTo("a, a.\"b.c\", a.d, a.d[], t, t[]");
    assertThat(paths(profile(data, options().levels(4)))).contains("a.d[].e");
    assertThat(paths(profile(data, options().levels(1)))).isEqualTo("a, t");
    FieldProfile elements = field(profile(data), "t[]");
    assertThat(elements.values()).isEqualTo(2);
    assertThat(elements.records()).isEqualTo(1);
    assertThat(elements.name()).isNull();
  }

  @Test
  void goesOnBehindRecordsThatAreNone() throws IOException {
    Profile profile = profile("{\"a\":1}\n[1]\n{\"a\":\n{\"a\":1,\"a\":2}\n{\"a\":\"\\ud800\"}\n");
    assertThat(profile.objects()).isEqualTo(3);
    assertThat(profile.unreadByKeyword()).isEqualTo(Map.of("parse", 1L, "type", 1L));
    assertThat(profile.unread()).extracting(UnreadRecord::lineNumber).containsExactly(2L, 3L);
    assertThat(profile.remarks()).isEqualTo(Map.of("duplicate-key", 1L, "lone-surrogate", 1L));
    assertThat(profile.fields().get(0).records()).isEqualTo(3);
    assertThat(profile.fields().get(0).values()).isEqualTo(4);
  }

  @Test
  void saysOfALongRecordThatItIsPastTheLimit() throws IOException {
    ReadOptions reading = ReadOptions.builder().maxRecordBytes(20).build();
    Profile profile =
        profile("{\"a\":1}\n{\"a\":\"" + "x".repeat(100) + "\"}\n", options().reading(reading));
    assertThat(profile.unreadByKeyword()).isEqualTo(Map.of("limit", 1L));
    assertThat(profile.objects()).isEqualTo(1);
  }

  @Test
  void keepsNoValueIfToldSo() throws IOException {
    Profile profile = profile("{\"a\":\"secret\",\"n\":42}\n", options().keepsValues(false));
    assertThat(profile.fields().toString()).doesNotContain("secret").doesNotContain("42");
    assertThat(field(profile, "a").lengths()).isEqualTo(new Lengths(6, 6, 6, 6, 6));
  }

  @Test
  void keepsTheFirstFieldsAndCountsTheOthers() throws IOException {
    String data =
        IntStream.range(0, 50_000)
            .mapToObj(i -> "{\"id\":\"" + i + "\",\"k" + i + "\":1,\"last\":2}\n")
            .collect(Collectors.joining());
    for (int threads = 1; threads <= 4; threads += 3) {
      ReadOptions reading = ReadOptions.builder().threads(threads).blockBytes(4096).build();
      Profile profile = profile(data, options().maxFields(10).reading(reading));
      assertThat(profile.fields()).hasSize(10);
      assertThat(field(profile, "last").records()).isEqualTo(50_000);
      assertThat(profile.fieldsBeyond()).isBetween(48_500L, 51_500L);
      assertThat(field(profile, "id").distinct()).isBetween(48_500L, 51_500L);
    }
  }

  @Test
  void oneRecordMayHaveAMillionFields() throws IOException {
    String record =
        IntStream.range(0, 1_000_000)
            .mapToObj(i -> "\"k" + i + "\":" + i)
            .collect(Collectors.joining(",", "{", "}\n"));
    Profile profile = profile(record);
    assertThat(profile.fields()).hasSize(ProfileOptions.DEFAULT_MAX_FIELDS);
    assertThat(profile.fieldsBeyond()).isBetween(965_000L, 1_035_000L);
  }

  @Test
  void readsNamesThatCollideInJacksonsTable() throws IOException {
    // What stands behind the twelfth byte of a name is added up there, in whatever order.
    List<String> names = List.of("");
    for (String part : List.of("aaaa", "bbbb", "cccc", "dddd", "eeee", "ffff", "gggg")) {
      names =
          names.stream()
              .flatMap(
                  name ->
                      IntStream.rangeClosed(0, name.length() / 4)
                          .mapToObj(i -> name.substring(0, 4 * i) + part + name.substring(4 * i)))
              .toList();
    }
    String record =
        names.stream()
            .map(name -> "\"0123456789ab" + name + "\":1")
            .collect(Collectors.joining(",", "{", "}\n"));
    Profile profile = profile("{\"a\":1}\n" + record, options().maxFields(6_000));
    assertThat(profile.unread()).isEmpty();
    assertThat(profile.objects()).isEqualTo(2);
    assertThat(profile.fields()).hasSize(5_041).allMatch(field -> field.records() == 1);
  }

  @Test
  void namesTheLimitThatARecordIsOver() throws IOException {
    String record = "{\"a\":\"" + "x".repeat(2_000_000) + "\"}\n";
    ReadOptions byOption = ReadOptions.builder().maxRecordBytes(1_000).build();
    assertThat(reasons(profile(record, options().reading(byOption))))
        .isEqualTo("Record of 2000008 bytes is over the 1000-byte limit set by maxRecordBytes");
    ReadOptions byHeap = ReadOptions.builder().memory(new MemoryShares(16 << 20)).build();
    assertThat(reasons(profile(record, options().reading(byHeap))))
        .startsWith(
            "Record of 2000008 bytes is over the 838860-byte limit set by Java's heap of 16 MiB");
  }

  private static String reasons(Profile profile) {
    return profile.unread().stream().map(UnreadRecord::reason).collect(Collectors.joining(", "));
  }

  @Test
  void anEmptySourceHasNoFieldsAndNoSchema() throws IOException {
    Profile profile = profile("");
    assertThat(profile.records()).isZero();
    assertThat(profile.fields()).isEmpty();
    assertThat(SuggestedSchema.of(profile)).isEmpty();
  }

  @Test
  void suggestsAddressesByTheirEndings() throws IOException {
    SuggestedSchema schema =
        suggest(
            """
            {"i":"https://a.b/c.png","s":"https://a.b/c.mp3","v":"https://a.b/c.mov","u":"https://a.b/c","m":"https://a.b/c.png"}
            {"i":null,"s":" ","v":"https://a.b/d.mp4?x=1","u":"https://a.b/d.png","m":3}
            """);
    assertThat(schema.strict()).isTrue();
    assertThat(schema.fields())
        .isEqualTo(
            Map.of(
                "i", FieldType.IMAGE_URL,
                "s", FieldType.AUDIO_URL,
                "v", FieldType.VIDEO_URL,
                "u", FieldType.TEXT,
                "m", FieldType.TEXT));
    assertThat(schema.notes())
        .extracting(Note::code)
        .containsExactly("null-value", "text-type", "blank-value", "addresses-as-text");
  }

  @Test
  void neverChoosesATaskGroupButNamesOne() throws IOException {
    SuggestedSchema schema =
        suggest(
            "{\"group_id\":\"1\"}\n{\"group_id\":\"1\"}\n".repeat(3) + "{\"group_id\":\"2\"}\n");
    assertThat(schema.fields()).isEqualTo(Map.of("group_id", FieldType.TEXT));
    assertThat(schema.notes()).extracting(Note::code).containsExactly("task-group");
  }

  @Test
  void leavesOutWhatASchemaCannotName() throws IOException {
    String often =
        IntStream.range(0, 300)
            .mapToObj(i -> "\"f" + i + "\":\"x\"")
            .collect(Collectors.joining(",", "{\"\":1,\"" + "n".repeat(129) + "\":1,", "}\n"));
    SuggestedSchema schema = suggest(often + "{\"f299\":\"y\"}\n");
    assertThat(schema.fields()).hasSize(200).containsKey("f299").doesNotContainKey("");
    assertThat(schema.strict()).isFalse();
    assertThat(schema.notes())
        .extracting(Note::code)
        .contains("too-many-fields", "unusable-names", "missing");
  }

  private static SuggestedSchema suggest(String data) throws IOException {
    return SuggestedSchema.of(profile(data)).orElseThrow();
  }

  private static FieldProfile field(Profile profile, String path) {
    return profile.fields().stream()
        .filter(field -> field.path().equals(path))
        .findFirst()
        .orElseThrow();
  }

  private static String paths(Profile profile) {
    return profile.fields().stream().map(FieldProfile::path).collect(Collectors.joining(", "));
  }

  private static ProfileOptions.Builder options() {
    return ProfileOptions.builder();
  }

  private static Profile profile(String data) throws IOException {
    return profile(data, options());
  }

  private static Profile profile(String data, ProfileOptions.Builder options) throws IOException {
    Profiler profiler = Profiler.create(options.build());
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    profiler.read(JsonlSource.stream("test", new ByteArrayInputStream(bytes)));
    return profiler.profile();
  }
}
