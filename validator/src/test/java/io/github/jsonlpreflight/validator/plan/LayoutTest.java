package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Seeded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutTest {
  private static final List<String> NAMES =
      List.of("a", "ab", "ba", "bb", "é", "a\"b", "", "tab\t", "back\\b", "\ud800", "?");

  private static ObjectRule rule(List<String> names) {
    List<ObjectRule.Property> properties =
        names.stream().map(name -> new ObjectRule.Property(name, Node.ANYTHING, false)).toList();
    return new ObjectRule(
        0, properties, 0, Integer.MAX_VALUE, List.of(), Node.ANYTHING, /* names= */ null);
  }

  private static Scan at(String json) {
    Scan scan = new Scan(3);
    byte[] bytes = json.getBytes(UTF_8);
    scan.begin(bytes, 0, bytes.length);
    return scan;
  }

  /** The long way first, then by what it has taught. */
  private static int read(Layout layout, String name) {
    Scan scan = at(name + ":1}");
    int property = layout.read(scan, Layout.START, 0);
    if (property >= 0) {
      assertThat(scan.bytes[scan.at]).isEqualTo((byte) '1');
    }
    return property;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"a\", 1",
        "\"ab\", 2",
        "\"ba\", 3",
        "\"bb\", 4",
        "\"é\", 5",
        "\"\\u00e9\", 5",
        "\"a\\\"b\", 6",
        "\"a\\u0022b\", 6",
        "\"\", 7",
        "\"tab\\t\", 8",
        "\"back\\\\b\", 9",
        "\"?\", 11",
        "\"\\u0061\", 1",
        // The first that the schema does not name.
        "\"abc\", 12",
        "\"A\", 12",
        "\"back\\b\", 12",
        "\"\\u0061c\", 12",
        // What is no name.
        "\"a, -3",
        "a, -3",
        "\"\\x\", -3",
        "\"\\ud800\", -3",
        "1, -3"
      })
  void findsTheNumberOfAName(String name, int property) {
    assertThat(read(new Layout(rule(NAMES)), name)).isEqualTo(property);
  }

  /** A record's question mark is not what half a surrogate pair would become in UTF-8. */
  @ParameterizedTest(name = "{index}")
  @ValueSource(strings = {"\ud800", "\udbff", "\udc00", "\udfff", "a\udfff"})
  void findsNoNameThatIsNoUtf8(String name) {
    String questionMark = name.replaceAll("[^a]", "?");
    Layout layout = new Layout(rule(List.of(name, questionMark)));
    assertThat(read(layout, '"' + questionMark + '"')).isEqualTo(2);
  }

  @Test
  void knowsNothingBeforeItHasReadAnything() {
    Layout layout = new Layout(rule(List.of("a")));
    assertThat(layout.readFamiliar(at("\0".repeat(16)), 1)).isEqualTo(Layout.UNFAMILIAR);
  }

  @Test
  void readsOnBehindACommaAlone() {
    Layout layout = new Layout(rule(List.of("a", "b")));
    assertThat(layout.read(at(";\"b\":1}"), 1, 0)).isEqualTo(Layout.UNREADABLE);
    assertThat(layout.read(at("\"b\":1}"), 1, 0)).isEqualTo(Layout.UNREADABLE);
    assertThat(layout.read(at(",\"b\"1}"), 1, 0)).isEqualTo(Layout.UNREADABLE);
    assertThat(layout.read(at(" ,\"b\" : 1}"), 1, 0)).isEqualTo(2);
    assertThat(layout.read(at(" }"), 1, 0)).isEqualTo(Layout.CLOSED);
  }

  @Test
  void asksTheSchemaOfNamesAboutEachName() {
    Node shortNames =
        new Node() {
          @Override
          int judge(Scan scan) {
            assertThat(scan.string()).isTrue();
            return switch (scan.textCodePoints()) {
              case 1 -> Verdict.VALID;
              case 2 -> Verdict.UNKNOWN;
              default -> Verdict.INVALID;
            };
          }
        };
    ObjectRule rule =
        new ObjectRule(0, List.of(), 0, 9, List.of(), Node.ANYTHING, /* names= */ shortNames);
    Layout layout = new Layout(rule);
    assertThat(read(layout, "\"a\"")).isEqualTo(1);
    assertThat(read(layout, "\"abc\"")).isEqualTo(Layout.FORBIDDEN);
    assertThat(read(layout, "\"ab\"")).isEqualTo(Layout.UNREADABLE);
    assertThat(read(layout, "\"abc\"")).as("again").isEqualTo(Layout.FORBIDDEN);
  }

  @Test
  void numbersNamesThatNoSchemaHasAndThenSomeNoMore() {
    Layout layout = new Layout(rule(List.of("a")));
    List<Integer> numbers =
        IntStream.range(0, 100).map(i -> read(layout, "\"n" + i + "\"")).boxed().toList();
    int last = Long.SIZE - 1;
    assertThat(numbers.subList(0, 61)).doesNotHaveDuplicates().allMatch(layout::isNumbered);
    assertThat(numbers.subList(61, 100)).containsOnly(last).noneMatch(layout::isNumbered);
    assertThat(layout.seenWords()).isEqualTo(1);
    assertThat(read(layout, "\"n7\"")).isEqualTo(numbers.get(7));
    // It is known that a name is new, but not of one with escapes.
    assertThat(read(layout, "\"\\u0061\\u0061\"")).isEqualTo(Layout.UNREADABLE);
  }

  @Test
  void isFamiliarWithWhatStoodThereLastTimeByteByByte() {
    for (String space : List.of("", " ", "  ", "\t", " ".repeat(20))) {
      for (int length = 0; length < 40; length++) {
        String seam = "," + space + "\"" + "n".repeat(length) + "\":" + space;
        Layout layout = new Layout(rule(List.of("a", "n".repeat(length))));
        assertThat(layout.readFamiliar(at(seam + "1}"), 1)).isEqualTo(Layout.UNFAMILIAR);
        assertThat(layout.read(at(seam + "1}"), 1, 0)).isEqualTo(2);
        boolean fits = seam.length() <= 32;
        assertThat(layout.readFamiliar(at(seam + "22222222"), 1))
            .isEqualTo(fits ? 2 : Layout.UNFAMILIAR);
        for (int i = 0; i < seam.length(); i++) {
          String other = seam.substring(0, i) + '\u0001' + seam.substring(i + 1);
          Scan scan = at(other + "1}");
          assertThat(layout.readFamiliar(scan, 1)).isEqualTo(Layout.UNFAMILIAR);
          assertThat(scan.at).isZero();
          assertThat(layout.readFamiliar(at(seam.substring(0, i)), 1)).isEqualTo(Layout.UNFAMILIAR);
        }
        assertThat(layout.readFamiliar(at(seam + "1}"), 2)).isEqualTo(Layout.UNFAMILIAR);
      }
    }
  }

  @Test
  void learnsAnotherOrderOnlyIfThatLasts() {
    Layout layout = new Layout(rule(List.of("a", "b", "c")));
    int learned = 0;
    for (int i = 0; i < 1000; i++) {
      String next = i % 2 == 0 ? ",\"b\":" : ",\"c\":";
      if (layout.readFamiliar(at(next + 1), 1) == Layout.UNFAMILIAR) {
        layout.read(at(next + 1), 1, 0);
        learned += layout.readFamiliar(at(next + 1), 1) == Layout.UNFAMILIAR ? 0 : 1;
      }
    }
    assertThat(learned).isBetween(3, 20);
    for (int i = 0; i < 70; i++) {
      layout.read(at(",\"c\":1"), 1, 0);
    }
    assertThat(layout.readFamiliar(at(",\"c\":1"), 1)).isEqualTo(3);
  }

  static Stream<Seeded> seeds() {
    return Seeded.seeds(100);
  }

  /** Many objects of few and of many properties, in any order: twice is found, once is not. */
  @ParameterizedTest
  @MethodSource("seeds")
  void findsExactlyTheObjectsThatHaveANameTwiceOrLackOne(Seeded random) {
    int named = random.oneOf(List.of(0, 1, 10, 47, 48, 49, 63, 64, 65, 130, 1000));
    List<ObjectRule.Property> properties = new ArrayList<>();
    for (int i = 0; i < named; i++) {
      properties.add(new ObjectRule.Property("n" + i, Node.ANYTHING, i == named / 2));
    }
    ObjectRule rule =
        new ObjectRule(
            random.between(0, 9), properties, 0, Integer.MAX_VALUE, List.of(), Node.ANYTHING, null);
    Scan scan = new Scan(3);
    for (int round = 0; round < 50; round++) {
      List<String> names = new ArrayList<>();
      for (int i = random.between(0, 60); i > 0; i--) {
        names.add(random.oneOf(List.of("n", "n", "m")) + random.between(0, named + 80));
      }
      if (random.onceIn(2)) {
        names = new ArrayList<>(new HashSet<>(names));
      }
      StringBuilder json = new StringBuilder();
      for (String name : names) {
        json.append(json.isEmpty() ? "{" : ",").append('"').append(name).append("\":[{}]");
      }
      byte[] bytes = (json.isEmpty() ? "{}" : json + "}").getBytes(UTF_8);
      scan.begin(bytes, 0, bytes.length);
      boolean isTwice = new HashSet<>(names).size() < names.size();
      boolean isMissing = named > 0 && !names.contains("n" + named / 2);
      assertThat(rule.judge(scan))
          .as(new String(bytes, UTF_8))
          .isEqualTo(isTwice ? Verdict.UNKNOWN : isMissing ? Verdict.INVALID : Verdict.VALID);
    }
  }
}
