package io.github.jsonlpreflight.validator.plan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyTableTest {
  private static final PropertyTable TABLE =
      new PropertyTable(
          Stream.of("a", "ab", "ba", "bb", "é", "a\"b", "", "tab\t", "back\\b")
              .map(
                  name -> new PropertyTable.Property(name, name.equals("ba") ? null : Node.NOTHING))
              .toList());

  private static int read(String name, int expected) {
    Scan scan = new Scan(1);
    byte[] bytes = (name + ":1").getBytes(UTF_8);
    scan.begin(bytes, 0, bytes.length);
    int property = TABLE.read(scan, expected);
    if (property != PropertyTable.UNREADABLE) {
      assertThat(scan.at).isEqualTo(bytes.length - 2);
    }
    return property;
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "\"a\", 0",
        "\"ab\", 1",
        "\"ba\", 2",
        "\"bb\", 3",
        "\"é\", 4",
        "\"\\u00e9\", 4",
        "\"a\\\"b\", 5",
        "\"a\\u0022b\", 5",
        "\"\", 6",
        "\"tab\\t\", 7",
        "\"back\\\\b\", 8",
        "\"\\u0061\", 0",
        "\"abc\", -1",
        "\"A\", -1",
        "\"back\\b\", -1",
        "\"\\u0061c\", -1",
        "\"a, -2",
        "a, -2",
        "\"\\x\", -2",
        "1, -2"
      })
  void findsNamesWhateverIsExpected(String name, int property) {
    for (int expected = 0; expected < 12; expected++) {
      assertThat(read(name, expected)).as("expecting %d", expected).isEqualTo(property);
    }
  }

  @Test
  void readsNoNameThatIsNoJson() {
    for (int expected = 0; expected < 9; expected++) {
      assertThat(read("\"tab\t\"", expected)).isEqualTo(PropertyTable.UNREADABLE);
    }
  }

  @Test
  void hasASchemaOnlyWhereOneIsGiven() {
    assertThat(TABLE.hasNode(0)).isTrue();
    assertThat(TABLE.hasNode(2)).isFalse();
    assertThat(TABLE.node(2, Node.ANYTHING)).isSameAs(Node.ANYTHING);
    assertThat(new PropertyTable(List.of()).read(scanAt("\"a\""), 0))
        .isEqualTo(PropertyTable.NOT_HERE);
  }

  private static Scan scanAt(String json) {
    Scan scan = new Scan(1);
    scan.begin(json.getBytes(UTF_8), 0, json.length());
    return scan;
  }
}
