package io.github.jsonlpreflight.validator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.testkit.Judging;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is JSON by RFC 8259 and what is not, in the manner of JSONTestSuite. */
@DisplayName("RFC 8259")
class JsonTextsTest {
  static Stream<String> accepted() {
    return Stream.of(
        // structures
        "[]",
        "{}",
        "[[]]",
        "{\"a\":{}}",
        " [ ] ",
        "{ \"a\" : [ 1 , 2 ] }",
        "[1,null,true,false]",
        "\t{\r}\t",
        "{\"\":0}",
        "{\"a\":[],\"b\":{}}",
        // a value alone
        "null",
        "true",
        "false",
        "0",
        "-0",
        "\"\"",
        "\"a\"",
        " 42 ",
        // numbers
        "[0]",
        "[-1]",
        "[0.0]",
        "[-0.0]",
        "[1e5]",
        "[1E5]",
        "[1e+5]",
        "[1e-5]",
        "[0e1]",
        "[0e+1]",
        "[123.456e78]",
        "[20e1]",
        "[1.5E+9]",
        // strings
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
        "[\"\\u0060\\u012a\\u12AB\"]",
        "[\"\\uD801\\udc37\"]",
        "[\"\\u0000\"]",
        "[\"\u007f\"]",
        "[\"\u2028\u2029\"]",
        "[\"é€😀\"]",
        "[\"\uFFFF\"]",
        "[\"/*not a comment*/\"]",
        "[\"a\\\\\"]",
        "{\"\\u0061\\n\":1}",
        "[\" \"]",
        "[\"\uFEFF\"]");
  }

  static Stream<String> refused() {
    return Stream.of(
        // structures
        "[",
        "]",
        "{",
        "}",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1,,2]",
        "[,]",
        "[1 2]",
        "[1]]",
        "[1}",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{\"a\":1,,\"b\":2}",
        "{,}",
        "{\"a\" \"b\"}",
        "{\"a\"::1}",
        "{\"a\":1:2}",
        "{\"a\":1 \"b\":2}",
        "{\"a\",\"b\"}",
        "{\"a\":1]",
        "{1:1}",
        "{a:1}",
        "{'a':1}",
        "{null:1}",
        "{[]:1}",
        ":",
        ",",
        "[:]",
        "[\"a\":1]",
        // several values, and what follows one
        "{}{}",
        "[] []",
        "1 2",
        "\"a\"\"b\"",
        "{},",
        "[1],",
        "{}#",
        "[]x",
        "nulltrue",
        "1,",
        "true false",
        // numbers
        "[01]",
        "[-01]",
        "[00]",
        "[1.]",
        "[.1]",
        "[-.1]",
        "[-]",
        "[--1]",
        "[+1]",
        "[1+2]",
        "[1e]",
        "[1e+]",
        "[1.e1]",
        "[1ea]",
        "[0x1]",
        "[1_0]",
        "[1,5.]",
        "[0.1.2]",
        "[- 1]",
        "[NaN]",
        "[Infinity]",
        "[-Infinity]",
        "[Inf]",
        "[1a]",
        "[１]",
        // words
        "nul",
        "True",
        "TRUE",
        "None",
        "undefined",
        "[tru]",
        "[nulll]",
        "[*]",
        "abc",
        "nan",
        // strings
        "\"",
        "\"a",
        "['a']",
        "[\"\\x00\"]",
        "[\"\\a\"]",
        "[\"\\\"]",
        "[\"\\u\"]",
        "[\"\\u00\"]",
        "[\"\\u00G0\"]",
        "[\"\\U0061\"]",
        "[\"\\'\"]",
        "[\"\t\"]",
        "[\"\u0000\"]",
        "[\"\u001f\"]",
        "[\"a\" \"b\"]",
        "[\"\\",
        "[\"\\u",
        "[“a”]",
        // what JSON has not
        "/**/",
        "[1] // no",
        "[1/**/]",
        "# no",
        "<a>",
        "[\u000B1]",
        "[\f1]",
        "[\u00A01]",
        "\u2060[]",
        "[\u20281]",
        "\uFEFF{}",
        "{} \u0085",
        "(1)",
        "[1;2]",
        "{\"a\"=1}",
        "`a`");
  }

  @ParameterizedTest(name = "y {0}")
  @MethodSource("accepted")
  void acceptsJson(String text) {
    assertThat(Judging.byAnything().keywords(text)).isEmpty();
  }

  @ParameterizedTest(name = "n {0}")
  @MethodSource("refused")
  void refusesWhatIsNone(String text) {
    List<Judging> bothKinds = List.of(Judging.byAnything(), Judging.byField("a", "text"));
    for (Judging judging : bothKinds) {
      assertThat(judging.keywords(text)).containsExactly("parse");
    }
  }
}
