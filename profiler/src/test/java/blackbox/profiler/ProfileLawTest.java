package blackbox.profiler;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import io.github.jsonlpreflight.profiler.Profile;
import io.github.jsonlpreflight.profiler.ProfileOptions;
import io.github.jsonlpreflight.profiler.Profiler;
import io.github.jsonlpreflight.profiler.SuggestedSchema;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What holds of every profile, over random files. */
final class ProfileLawTest {
  private static final int SEEDS = 400;

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "1",
          "-1.5e300",
          "12345678901234567890",
          "\"\"",
          "\" \\u00a0\"",
          "\"text\"",
          "\"\\ud83d\\ude00\"",
          "\"2026-11-24\"",
          "\"17\"",
          "{}",
          "[]",
          "{\"a\":1,\"b\":{\"c\":[null,{\"d\":\"x\"}]}}",
          "[1,\"two\",[3]]");

  private static final List<String> ADDRESSES =
      List.of(
          "https://example.com/a.png",
          "http://example.com/a.mp3",
          "https://example.com/a.MP4?x#y",
          "https://example.com",
          "s3://bucket/a.wav",
          "https://",
          "https:/a",
          "http://[::1]:80/a.jpg",
          "http://[::1/a.jpg",
          "https://exa mple.com/a.mp3",
          "https://e.com:x/a.mp3",
          "https://u:p@e.com/a.wav",
          "https://e.com/a b.png",
          "https://e.com/a\\n.png",
          "https://e.com/a.png\\n",
          "https://e\\u00a0x.com/a.png",
          "https://e\\ufeff.com/a.png",
          "https://e\\u0085.com/a.png",
          "https://e\\u180e.com/a.png",
          "https://e\\u001c.com/a.png",
          "https://é.example/ü.png",
          "https://e.com/\\u2028.png",
          "https://e.com\\\\a.png",
          "",
          " ",
          "\\u0085",
          "\\u001c",
          "\\ufeff",
          "\\u180e",
          "\\u2028",
          "\\u200b");

  @TestFactory
  Stream<DynamicTest> recordsPassTheSchemaThatIsSuggestedForThem() {
    return seeds(
        random -> {
          String data = file(random, false);
          Optional<SuggestedSchema> suggestion = SuggestedSchema.of(profile(data, random));
          if (suggestion.isEmpty()) {
            return;
          }
          byte[] document = suggestion.get().toJson().getBytes(StandardCharsets.UTF_8);
          RecordValidator validator =
              RecordValidator.create(RecordSchema.parse("suggested", document));
          validator.validate(
              source(data),
              (record, verdict) -> {
                assertThat(verdict)
                    .as("%s under %s", record, suggestion.get().toJson())
                    .isInstanceOf(RecordVerdict.Valid.class);
                return true;
              });
        });
  }

  @TestFactory
  Stream<DynamicTest> aProfileIsTheSameOnEveryNumberOfThreadsAndForEveryBlockSize() {
    return seeds(
        random -> {
          String data = file(random, true);
          ProfileOptions.Builder options =
              ProfileOptions.builder()
                  .maxFields(1 + random.nextInt(20))
                  .levels(1 + random.nextInt(5))
                  .maxListed(random.nextInt(4));
          List<Profile> profiles = new ArrayList<>();
          for (int threads = 1; threads <= 3; threads++) {
            ReadOptions reading =
                ReadOptions.builder()
                    .threads(threads)
                    .blockBytes(1 + random.nextInt(random.nextBoolean() ? 100 : 5000))
                    .build();
            profiles.add(profile(data, options.reading(reading).build()));
          }
          assertThat(profiles.get(1)).isEqualTo(profiles.get(0));
          assertThat(profiles.get(2)).isEqualTo(profiles.get(0));
        });
  }

  private interface Law {
    void check(Random random) throws IOException;
  }

  private static Stream<DynamicTest> seeds(Law law) {
    return IntStream.range(0, SEEDS)
        .mapToObj(
            seed -> DynamicTest.dynamicTest("seed " + seed, () -> law.check(new Random(seed))));
  }

  private static String file(Random random, boolean withFaults) {
    StringBuilder data = new StringBuilder();
    int fields = 1 + random.nextInt(random.nextInt(20) == 0 ? 300 : 8);
    int kinds = random.nextInt(4);
    double presence = random.nextBoolean() ? 1 : random.nextDouble();
    int records = random.nextInt(30);
    for (int i = 0; i < records; i++) {
      if (withFaults && random.nextInt(5) == 0) {
        data.append(random.nextBoolean() ? "[1]" : "{\"a\":").append('\n');
        continue;
      }
      StringBuilder record = new StringBuilder();
      for (int field = 0; field < fields; field++) {
        if (random.nextDouble() <= presence) {
          record
              .append(record.length() == 0 ? "" : ",")
              .append(name(field))
              .append(':')
              .append(value(random, field + kinds));
        }
      }
      data.append('{').append(record).append("}\r\n");
    }
    return data.toString();
  }

  private static String name(int field) {
    return switch (field) {
      case 3 -> "\"\"";
      case 4 -> "\"a.b[]\\\"\\n\"";
      case 5 -> "\"" + "long".repeat(33) + "\"";
      default -> "\"f" + field + "\"";
    };
  }

  /** Some fields hold anything, some nearly only addresses that are good, some only such. */
  private static String value(Random random, int kind) {
    return switch (kind % 4) {
      case 0 -> VALUES.get(random.nextInt(VALUES.size()));
      case 1 -> quoted(ADDRESSES.get(random.nextInt(ADDRESSES.size())));
      case 2 -> random.nextInt(9) == 0 ? value(random, 1) : quoted("https://e.com/a.mp3");
      default ->
          random.nextInt(3) == 0
              ? List.of("null", "\"\"", "\" \"").get(random.nextInt(3))
              : quoted("https://e.com/a.png");
    };
  }

  private static String quoted(String content) {
    return "\"" + content + "\"";
  }

  private static JsonlSource source(String data) {
    return JsonlSource.stream(
        "test", new ByteArrayInputStream(data.getBytes(StandardCharsets.UTF_8)));
  }

  private static Profile profile(String data, Random random) throws IOException {
    ReadOptions reading =
        ReadOptions.builder().threads(2).blockBytes(1 + random.nextInt(2000)).build();
    return profile(data, ProfileOptions.builder().reading(reading).build());
  }

  private static Profile profile(String data, ProfileOptions options) throws IOException {
    Profiler profiler = Profiler.create(options);
    profiler.read(source(data));
    return profiler.profile();
  }
}
