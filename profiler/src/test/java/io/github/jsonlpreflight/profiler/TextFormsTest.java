package io.github.jsonlpreflight.profiler;

import static io.github.jsonlpreflight.profiler.TextForm.AUDIO_URL;
import static io.github.jsonlpreflight.profiler.TextForm.BLANK;
import static io.github.jsonlpreflight.profiler.TextForm.DATE;
import static io.github.jsonlpreflight.profiler.TextForm.IMAGE_URL;
import static io.github.jsonlpreflight.profiler.TextForm.NUMBER;
import static io.github.jsonlpreflight.profiler.TextForm.URL;
import static io.github.jsonlpreflight.profiler.TextForm.VIDEO_URL;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class TextFormsTest {
  @TestFactory
  Stream<DynamicTest> tellsWhatStringsLookLike() {
    return Stream.of(
        like("", BLANK),
        like(" \t\u00a0\u2028", BLANK),
        like("\u200b"),
        like("word"),
        like("https://example.com/a", URL),
        like("HTTPS://user@example.com:80/A.PNG?x=.mp3#.mp4", URL, IMAGE_URL),
        like("http://[::1]/a.Mp3", URL, AUDIO_URL),
        like("https://example.com/a.webm?x", URL, VIDEO_URL),
        like("https://example.com?.png", URL),
        like("https://", new TextForm[0]),
        like("https://a b/"),
        like("https://a\u00a0b/"),
        like("https://example.com/a\n"),
        like("s3://bucket/a.mp3"),
        like("example.com/a.png"),
        like("https://example.com/" + "a".repeat(TextForms.MAX_URL_LENGTH)),
        like("12", NUMBER),
        like("-1.5e3", NUMBER),
        like(".5", NUMBER),
        like("-"),
        like("1,000"),
        like("12 "),
        like("2026-11-24", DATE),
        like("2026-11-24T20:19:00.5+01:00", DATE),
        like("2026-11-24 20:19", DATE),
        like("2026-13-24"),
        like("2026-11-24T25:00"),
        like("2026-11", new TextForm[0]));
  }

  private static DynamicTest like(String text, TextForm... forms) {
    int expected = Arrays.stream(forms).mapToInt(TextForms::bit).sum();
    return DynamicTest.dynamicTest(
        text.substring(0, Math.min(40, text.length())) + " is " + List.of(forms),
        () -> {
          char[] chars = ("x" + text + "y").toCharArray(); // what is beside it is no part of it
          assertThat(TextForms.of(chars, 1, text.length())).isEqualTo(expected);
        });
  }
}
