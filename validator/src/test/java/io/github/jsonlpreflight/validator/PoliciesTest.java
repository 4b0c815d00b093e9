package io.github.jsonlpreflight.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.jsonlpreflight.testkit.Judging;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PoliciesTest {
  /** Strict, with a field of every kind; a record needs all of them. */
  private static final String SCHEMA =
      """
      {"strict": true, "fields": {
        "text": {"type": "text"}, "meta": {"type": "metadata"}, "group": {"type": "task_group_id"},
        "image": {"type": "image_url"}, "audio": {"type": "audio_url"}, "video": {"type": "video_url"}}}
      """;

  private static final Judging JUDGING = Judging.by(SCHEMA);

  /** A value for each field that nothing is said of. */
  private static final Map<String, String> GOOD =
      Map.of(
          "text", "\"t\"",
          "meta", "\"m\"",
          "group", "\"g\"",
          "image", "\"https://example.com/i\"",
          "audio", "\"https://example.com/a.mp3\"",
          "video", "\"https://example.com/v.mp4\"");

  /** Returns a good record, but for one field. */
  private static String recordWith(String field, String value) {
    return Stream.concat(
            GOOD.entrySet().stream().filter(good -> !good.getKey().equals(field)),
            Stream.of(Map.entry(field, value)))
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }

  @ParameterizedTest
  @CsvSource({
    "DUPLICATE_KEY, duplicate-key, ERROR",
    "LONE_SURROGATE, lone-surrogate, ERROR",
    "UNKNOWN_FIELD, unknown-field, WARN",
    "NULL_VALUE, null-value, WARN",
    "TEXT_TYPE, text-type, WARN",
    "NESTED_VALUE, nested-value, WARN",
    "URL_SCHEME, url-scheme, WARN",
    "MEDIA_EXTENSION, media-extension, WARN",
    "BLANK_VALUE, blank-value, WARN",
    "MAX_VALUE_LENGTH, max-value-length, OFF",
    "PRECISION, precision, WARN"
  })
  void hasTheDocumentedNamesAndDefaults(Policy policy, String id, Severity severity) {
    assertThat(policy.id()).isEqualTo(id);
    assertThat(Policy.byId(id)).contains(policy);
    assertThat(policy.defaultSeverity()).isEqualTo(severity);
    assertThat(Policies.defaults().severity(policy)).isEqualTo(severity);
  }

  @Test
  void saysNothingOfAGoodRecord() {
    assertThat(JUDGING.verdict(recordWith("text", "\"t\"")))
        .isEqualTo(new RecordVerdict.Valid(List.of()));
    assertThat(JUDGING.with(everything(Severity.ERROR)).keywords(recordWith("text", "\"t\"")))
        .isEmpty();
  }

  static Stream<Arguments> firing() {
    return Stream.of(
        Arguments.of(Policy.DUPLICATE_KEY, "text", "\"a\",\"text\":\"b\""),
        Arguments.of(Policy.LONE_SURROGATE, "text", "\"\\ud800\""),
        Arguments.of(Policy.UNKNOWN_FIELD, "Text", "\"x\""),
        Arguments.of(Policy.UNKNOWN_FIELD, "", "1"),
        Arguments.of(Policy.NULL_VALUE, "text", "null"),
        Arguments.of(Policy.NULL_VALUE, "image", "null"),
        Arguments.of(Policy.NULL_VALUE, "group", "null"),
        Arguments.of(Policy.TEXT_TYPE, "text", "1"),
        Arguments.of(Policy.TEXT_TYPE, "meta", "false"),
        Arguments.of(Policy.TEXT_TYPE, "group", "-0.5"),
        Arguments.of(Policy.NESTED_VALUE, "text", "{}"),
        Arguments.of(Policy.NESTED_VALUE, "meta", "[]"),
        Arguments.of(Policy.NESTED_VALUE, "group", "[\"g\"]"),
        Arguments.of(Policy.URL_SCHEME, "image", "\"ftp://example.com/i\""),
        Arguments.of(Policy.URL_SCHEME, "audio", "\"s3://bucket/a.mp3\""),
        Arguments.of(Policy.URL_SCHEME, "image", "\"httpx://example.com/i\""),
        Arguments.of(Policy.MEDIA_EXTENSION, "audio", "\"https://example.com/a.ogg\""),
        Arguments.of(Policy.MEDIA_EXTENSION, "audio", "\"https://example.com/a.mp4\""),
        Arguments.of(Policy.MEDIA_EXTENSION, "audio", "\"https://example.com/a?f=b.mp3\""),
        Arguments.of(Policy.MEDIA_EXTENSION, "audio", "\"https://example.com/a#b.mp3\""),
        Arguments.of(Policy.MEDIA_EXTENSION, "audio", "\"https://example.com?a/b.mp3\""),
        Arguments.of(Policy.MEDIA_EXTENSION, "audio", "\"https://example.mp3\""),
        Arguments.of(Policy.MEDIA_EXTENSION, "audio", "\"https://example.com/mp3\""),
        Arguments.of(Policy.MEDIA_EXTENSION, "audio", "\"https://example.com/a.mp3/\""),
        Arguments.of(Policy.MEDIA_EXTENSION, "video", "\"https://example.com/v.mp3\""),
        Arguments.of(Policy.MEDIA_EXTENSION, "video", "\"https://example.com/\""),
        Arguments.of(Policy.BLANK_VALUE, "text", "\"\""),
        Arguments.of(Policy.BLANK_VALUE, "meta", "\" \\t\\n\\r\\u000b\\f\""),
        Arguments.of(Policy.BLANK_VALUE, "image", "\"\""),
        Arguments.of(Policy.BLANK_VALUE, "audio", "\"  \""),
        Arguments.of(Policy.BLANK_VALUE, "text", "\"\\u00a0\\u0085\\u2003\\u3000\\u2028\""),
        Arguments.of(Policy.BLANK_VALUE, "image", "\"\\u00a0\\u0085\\u2003\\u3000\\u2028\""));
  }

  @ParameterizedTest(name = "{0} {1}: {2}")
  @MethodSource("firing")
  void firesByItsSeverity(Policy policy, String field, String value) {
    String record = recordWith(field, value);
    Policies.Builder others = Policies.builder().setAll(Severity.OFF);
    Judging error = JUDGING.with(others.set(policy, Severity.ERROR).build());
    assertThat(error.keywords(record)).containsExactly(policy.id());
    assertThat(error.warnings(record)).isEmpty();
    assertThat(error.violation(record).field()).isEqualTo(field);
    Judging warn = JUDGING.with(others.set(policy, Severity.WARN).build());
    assertThat(warn.keywords(record)).isEmpty();
    assertThat(warn.warnings(record)).containsExactly(policy.id());
    assertThat(warn.verdict(record).warnings().get(0)).isEqualTo(error.violation(record));
    Judging off = JUDGING.with(others.set(policy, Severity.OFF).build());
    assertThat(off.verdict(record)).isEqualTo(new RecordVerdict.Valid(List.of()));
  }

  static Stream<Arguments> quiet() {
    return Stream.of(
        Arguments.of("text", "\"1\""),
        Arguments.of("text", "\"null\""),
        Arguments.of("text", "\".\""),
        Arguments.of("text", "\"ftp://example.com/a.ogg\""),
        Arguments.of("meta", "\"\\u200b\""),
        Arguments.of("image", "\"HTTP://example.com/i.anything\""),
        Arguments.of("image", "\"https://example.com\""),
        Arguments.of("audio", "\"https://example.com/a.MP3\""),
        Arguments.of("audio", "\"https://example.com/a.m4a?x=1\""),
        Arguments.of("audio", "\"https://example.com/a.wav#t=1\""),
        Arguments.of("audio", "\"https://example.com/a.aac?next=/b.ogg\""),
        Arguments.of("audio", "\"https://example.com/.mp3\""),
        Arguments.of("video", "\"https://example.com/v.MoV\""),
        Arguments.of("video", "\"https://example.com/v.webm?\""),
        Arguments.of("video", "\"hTTps://example.com/v.mp4\""));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("quiet")
  void doesNotFireWhereNothingIsOdd(String field, String value) {
    assertThat(JUDGING.with(everything(Severity.ERROR)).keywords(recordWith(field, value)))
        .isEmpty();
  }

  @Test
  void knowsNoBlankValueWithoutStrict() {
    Judging lenient = Judging.byField("a", "text").with(everything(Severity.ERROR));
    assertThat(lenient.keywords("{\"a\":\"\"}")).isEmpty();
    assertThat(lenient.keywords("{}")).isEmpty();
  }

  /** Its value is wrong already; the query of a relative address is no scheme. */
  @ParameterizedTest
  @ValueSource(
      strings = {"img/1.jpg?ref=ftp://example.com/", "//example.com/?x=ftp://y", "1x://host/"})
  void looksAtTheSchemeOfAnAddressOnly(String address) {
    String record = recordWith("image", "\"" + address + "\"");
    assertThat(JUDGING.keywords(record)).containsExactly("url");
    assertThat(JUDGING.warnings(record)).isEmpty();
  }

  @Test
  void showsAUrlsKindWithoutItsAddress() {
    Violation scheme =
        JUDGING.verdict(recordWith("image", "\"ftp://example.com/secret\"")).warnings().get(0);
    assertThat(scheme)
        .isEqualTo(
            new Violation(
                "image", "URL is neither http nor https: ftp", "url-scheme", "/image", ""));
    Violation ending =
        JUDGING.verdict(recordWith("video", "\"https://example.com/secret\"")).warnings().get(0);
    assertThat(ending.reason())
        .isEqualTo("URL of type video_url does not end in one of .mp4, .webm, .mov");
  }

  static Stream<Arguments> lengths() {
    return Stream.of(
        Arguments.of("abc", false),
        Arguments.of("abcd", true),
        Arguments.of("", false),
        Arguments.of("éèà", false),
        Arguments.of("😀😀😀", false),
        Arguments.of("😀😀😀😀", true),
        Arguments.of("a😀bc", true));
  }

  @ParameterizedTest
  @MethodSource("lengths")
  void limitsAValueByCodePoints(String value, boolean fires) {
    Judging limited =
        Judging.byField("a", "text").with(Policies.builder().maxValueLength(3).build());
    String record = "{\"a\":\"" + value + "\"}";
    assertThat(limited.keywords(record)).isEqualTo(fires ? List.of("max-value-length") : List.of());
    assertThat(Judging.byField("a", "text").keywords(record)).isEmpty();
  }

  @Test
  void limitsAddressesTooAndSaysByHowMuch() {
    Judging limited =
        Judging.byField("a", "image_url").with(Policies.builder().maxValueLength(12).build());
    assertThat(limited.violation("{\"a\":\"https://ex.co/1\"}"))
        .isEqualTo(
            new Violation(
                "a",
                "Value exceeds maximum length: 15 code points, limit 12",
                "max-value-length",
                "/a",
                ""));
  }

  @Test
  void warnsOfALongValueWhereAsked() {
    Policies warn =
        Policies.builder().maxValueLength(1).set(Policy.MAX_VALUE_LENGTH, Severity.WARN).build();
    assertThat(Judging.byField("a", "text").with(warn).warnings("{\"a\":\"ab\"}"))
        .containsExactly("max-value-length");
  }

  @DisplayName("fault 10: numbers that a 64-bit float changes")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "9007199254740993",
        "-9007199254740993",
        "10000000000000000999",
        "1e999",
        "-1e400",
        "1e309",
        "1e99999999999",
        "1e-400",
        "5e-325",
        "1.23456789e-320",
        "1.000000000000000000005",
        "0.1000000000000000055511151231257827",
        "3.14159265358979323846",
        "123456789012345678901e5"
      })
  void findsNumbersThatAFloatChanges(String number) {
    assertThat(Judging.byField("a", "text").warnings("{\"a\":" + number + "}"))
        .containsExactly("precision", "text-type");
    assertThat(Judging.byField("a", "text").warnings("{\"a\":{\"b\":[" + number + "]}}"))
        .containsExactly("precision", "nested-value");
  }

  @DisplayName("fault 10: numbers that a 64-bit float keeps")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "0.0",
        "0e5",
        "0.1",
        "9007199254740992",
        "9007199254740994",
        "1e308",
        "1E+2",
        "1152921504606846976",
        "9223372036854775808",
        "18446744073709551616",
        "8.41E21",
        "2e23",
        "841000000000000000000000",
        "1.7976931348623157e308",
        "4.9e-324",
        "2.2250738585072014E-308",
        "0.1000000000000000000000",
        "100000000000000000000000",
        "0.30000000000000004"
      })
  void keepsNumbersThatAFloatKeeps(String number) {
    assertThat(Judging.byField("a", "text").warnings("{\"a\":" + number + "}"))
        .containsExactly("text-type");
  }

  @Test
  void findsNumbersInFieldsThatTheSchemaDoesNotKnow() {
    assertThat(Judging.byField("a", "text").verdict("{\"b\":{\"c\":[0,1e999]}}").warnings())
        .extracting(Violation::keyword, Violation::field, Violation::instanceLocation)
        .containsExactly(tuple("precision", "b", "/b/c/1"), tuple("unknown-field", "b", "/b"));
  }

  @ParameterizedTest
  @EnumSource(Policy.class)
  void leavesAJsonSchemaAloneBesideWhatIsAboutJson(Policy policy) {
    Judging judging = Judging.byAnything().with(everything(Severity.ERROR));
    boolean aboutJson = policy == Policy.DUPLICATE_KEY || policy == Policy.LONE_SURROGATE;
    List<String> found =
        Stream.of(
                "{\"a\":1,\"a\":2}",
                "\"\\ud800\"",
                "{\"a\":null}",
                "[]",
                "{\"a\":\"ftp://x\"}",
                "{\"a\":\" \"}",
                "{\"a\":1e999}",
                "{\"a\":\"long\"}")
            .flatMap(record -> judging.keywords(record).stream())
            .toList();
    assertThat(found.contains(policy.id())).isEqualTo(aboutJson);
  }

  @Test
  void setsAllAtOnceAndOneAfterwards() {
    Policies policies =
        Policies.builder().setAll(Severity.OFF).set(Policy.NULL_VALUE, Severity.ERROR).build();
    assertThat(Arrays.stream(Policy.values()).filter(p -> policies.severity(p) != Severity.OFF))
        .containsExactly(Policy.NULL_VALUE);
  }

  @Test
  void comparesAndCopiesBySettings() {
    Policies policies =
        Policies.builder().maxValueLength(5).set(Policy.PRECISION, Severity.OFF).build();
    assertThat(policies.toBuilder().build())
        .isEqualTo(policies)
        .hasSameHashCodeAs(policies)
        .hasToString(policies.toString());
    assertThat(policies.maxValueLength()).hasValue(5);
    assertThat(policies)
        .isNotEqualTo(Policies.defaults())
        .isNotEqualTo(policies.toBuilder().maxValueLength(6).build())
        .isNotEqualTo(policies.toBuilder().set(Policy.PRECISION, Severity.WARN).build());
    assertThat(policies.toString()).isNotEqualTo(Policies.defaults().toString());
    assertThat(Policies.defaults().maxValueLength()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0})
  void refusesALengthUnderOne(int length) {
    assertThatThrownBy(() -> Policies.builder().maxValueLength(length))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxValueLength is %d; it starts at 1 code point", length);
  }

  private static Policies everything(Severity severity) {
    return Policies.builder().maxValueLength(1000).setAll(severity).build();
  }
}
