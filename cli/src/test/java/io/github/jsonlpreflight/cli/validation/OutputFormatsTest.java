package io.github.jsonlpreflight.cli.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.options.OutputOptions;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.RecordSchema;
import io.github.jsonlpreflight.validator.RecordValidator;
import io.github.jsonlpreflight.validator.RecordVerdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What each form of results promises its readers. */
final class OutputFormatsTest {
  private static final RecordSchema DATASET =
      Findings.schema("{\"strict\":true,\"fields\":{\"a\":{\"type\":\"text\"}}}");

  /** Whatever a medium might obey: a terminal, XML, GitHub's commands, a bidirectional text. */
  private static final String HOSTILE =
      "\u001b[31m\u009b1m\u202e<script>]]>&amp;\"'%0A::error::,=:\r\u0000\u2028\ud83d\ude00";

  /** Every form, and both of the ways in which people get theirs. */
  private static ValidationOutput output(String name, ShownReasons reasons, Console console) {
    FieldHints hints = new FieldHints(DATASET.fieldNames());
    return switch (name) {
      case "text" -> new TextValidationOutput(console, 100, reasons, hints);
      case "text of all" -> new TextValidationOutput(console, Long.MAX_VALUE, reasons, hints);
      case "json" -> new JsonValidationOutput(console.out(), 100, reasons);
      case "jsonl" -> new JsonlValidationOutput(console, 100, reasons);
      case "github" -> new GithubValidationOutput(console.out(), reasons);
      case "sarif" -> new SarifValidationOutput(console.out(), 100, reasons, "1");
      case "junit" -> new JunitValidationOutput(console.out(), 100, reasons);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static Stream<String> names() {
    return Stream.concat(
        Stream.of("text of all"), Arrays.stream(OutputOptions.Format.values()).map(Enum::name));
  }

  private static String shown(String name, RecordSchema schema, String file, String records)
      throws IOException {
    return shown(name, new ShownReasons(false), schema, file, records);
  }

  private static String shown(
      String name, ShownReasons reasons, RecordSchema schema, String file, String records)
      throws IOException {
    return Findings.shown(schema, file, records, console -> output(name, reasons, console));
  }

  @ParameterizedTest(name = "{0} (fault 13)")
  @MethodSource("names")
  void letsNoControlCharacterOfTheDataThrough(String name) throws IOException {
    String field = JsonMapper.shared().writeValueAsString(HOSTILE);

    String text = shown(name, DATASET, HOSTILE, "{" + field + ":" + field + "}\n");

    // C0 and, where people read, C1 and format characters; a line's end is the output's own.
    assertThat(text).doesNotContain("\u001b", "\r", "\u0000");
    if (!name.equals("json") && !name.equals("jsonl") && !name.equals("sarif")) {
      assertThat(text).doesNotContain("\u009b", "\u202e", "\u2028");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void showsNoValueWhereNoneIsToBeSeen(String name) throws IOException {
    String secret = "sesame77313";
    // Every rule that looks at a value; 77313 is in the numbers too.
    RecordSchema schema =
        Findings.schema(
            """
            {"properties":{
              "maximum":{"maximum":1},"minimum":{"minimum":1e9},"exclusiveMaximum":{"exclusiveMaximum":1},
              "exclusiveMinimum":{"exclusiveMinimum":1e9},"multipleOf":{"multipleOf":7},
              "type":{"type":"boolean"},"enum":{"enum":[1]},"const":{"const":1},"pattern":{"pattern":"^x"},
              "format":{"format":"uri"},"maxLength":{"maxLength":1},"minLength":{"minLength":99},
              "uniqueItems":{"uniqueItems":true},"contains":{"contains":{"const":1}},
              "items":{"items":{"type":"null"}},"propertyNames":{"propertyNames":{"maxLength":1}},
              "not":{"not":{"type":"string"}},"oneOf":{"oneOf":[{"const":1},{"const":2}]},
              "anyOf":{"anyOf":[{"const":1},{"maximum":2}]},"false":false,
              "dependentRequired":{"dependentRequired":{"k":["l"]}},
              "if":{"if":{"type":"string"},"then":{"const":1}},
              "maxItems":{"maxItems":0},"minItems":{"minItems":9},"maxProperties":{"maxProperties":0}}}""");
    StringBuilder records = new StringBuilder();
    for (String rule : schema.fieldNames()) {
      for (String value :
          List.of(
              "77313",
              "\"" + secret + "\"",
              "[77313,77313,\"" + secret + "\"]",
              "{\"k\":\"" + secret + "\"}")) {
        records.append("{\"").append(rule).append("\":").append(value).append("}\n");
      }
      records.append("{\"").append(rule).append("\":").append(secret).append("}\n");
    }

    assertThat(shown(name, new ShownReasons(true), schema, "f", records.toString()))
        .doesNotContain("77313");
    // The same test would see it.
    if (!name.equals("github")) {
      assertThat(shown(name, schema, "f", records.toString())).contains("77313");
    }
  }

  @Test
  void jsonlHasWhatJsonHasAndTheFile() throws IOException {
    String records = "{}\nx\n{\"a\":\"1\"}\n";
    List<JsonNode> expected = new ArrayList<>();
    JsonMapper.shared()
        .readTree(shown("json", DATASET, "f", records))
        .at("/files/0/errors")
        .forEach(expected::add);

    List<JsonNode> lines =
        shown("jsonl", DATASET, "f", records)
            .lines()
            .map(line -> JsonMapper.shared().readTree(line))
            .toList();

    assertThat(lines).hasSize(2).allMatch(line -> line.path("file").asString().equals("f"));
    assertThat(lines.stream().map(line -> without(line, "file"))).isEqualTo(expected);
  }

  private static JsonNode without(JsonNode object, String name) {
    return ((tools.jackson.databind.node.ObjectNode) object.deepCopy()).without(name);
  }

  @Test
  void sarifKeepsToItsStandard() throws IOException {
    RecordValidator shape = RecordValidator.create(sarifShape());
    String text = shown("sarif", DATASET, "dir/a b:c.jsonl", "{\"b\":1}\nx\n{\"a\":\"1\"}\n");

    assertValid(shape, text);
    JsonNode run = JsonMapper.shared().readTree(text).at("/runs/0");
    assertThat(run.at("/results").size()).isEqualTo(3);
    assertThat(run.at("/results/0/locations/0/physicalLocation/artifactLocation/uri").asString())
        .isEqualTo("./dir/a%20b:c.jsonl");
    assertThat(run.at("/results/2/locations/0/physicalLocation/region/startLine").asLong())
        .isEqualTo(2);
    assertThat(run.at("/tool/driver/rules").findValuesAsString("id"))
        .containsExactly("parse", "required", "unknown-field");
  }

  @Test
  void sarifSaysWhatItDoesNotListAndWhatItCouldNotRead() throws IOException {
    StringWriter text = new StringWriter();
    SarifValidationOutput output =
        new SarifValidationOutput(new PrintWriter(text), 1, new ShownReasons(false), "1");
    output.begin("f");
    output.end(
        Findings.judge(
            DATASET,
            "{}\n".repeat(5),
            (record, verdict) -> {
              output.record(record, verdict);
              return true;
            }),
        List.of());
    output.begin("g");
    output.unusable(new PreflightException(ErrorCode.BINARY, "g is binary"));
    output.finish();

    assertValid(RecordValidator.create(sarifShape()), text.toString());
    JsonNode invocation = JsonMapper.shared().readTree(text.toString()).at("/runs/0/invocations/0");
    assertThat(invocation.at("/executionSuccessful").asBoolean()).isFalse();
    assertThat(invocation.findValuesAsString("text"))
        .containsExactly(
            "4 more errors that are not listed; --max-errors 0 lists all", "g is binary");
  }

  private static RecordSchema sarifShape() throws IOException {
    return RecordSchema.parse(
        "SARIF", OutputFormatsTest.class.getResourceAsStream("sarif-shape.json").readAllBytes());
  }

  private static void assertValid(RecordValidator validator, String document) {
    byte[] bytes = document.strip().getBytes(StandardCharsets.UTF_8);
    assertThat(validator.validate(bytes, 0, bytes.length)).isInstanceOf(RecordVerdict.Valid.class);
  }

  @Test
  void junitCountsWhatItHolds() throws Exception {
    Document report = xml(shown("junit", DATASET, HOSTILE, "{\"b\":1}\nx\n{}\n"));

    Element suite = (Element) report.getElementsByTagName("testsuite").item(0);
    assertThat(suite.getAttribute("failures")).isEqualTo("2");
    assertThat(report.getElementsByTagName("failure").getLength()).isEqualTo(2);
    assertThat(report.getElementsByTagName("testcase").getLength())
        .isEqualTo(Integer.parseInt(suite.getAttribute("tests")));
    assertThat(report.getElementsByTagName("failure").item(0).getTextContent())
        .isEqualTo(
            "line 1: Record missing required field: a\nline 3: Record missing required field: a\n");
  }

  @Test
  void junitHasOnePassedCaseForAGoodFile() throws Exception {
    Document report = xml(shown("junit", DATASET, "f", "{\"a\":\"1\"}\n"));

    assertThat(report.getElementsByTagName("testcase").getLength()).isEqualTo(1);
    assertThat(report.getElementsByTagName("failure").getLength()).isZero();
  }

  private static Document xml(String text)
      throws IOException, ParserConfigurationException, SAXException {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text)));
  }

  @Test
  void githubStaysWithinWhatAStepShowsAndSaysSo() throws IOException {
    StringBuilder records = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      records.append(String.format(Locale.ROOT, "{\"f%d\":\"1\"}%n", i % 3));
    }

    List<String> lines = shown("github", DATASET, "f", records.toString()).lines().toList();

    assertThat(lines.stream().filter(line -> line.startsWith("::error "))).hasSize(2);
    assertThat(lines.stream().filter(line -> line.startsWith("::warning "))).hasSize(6);
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(
            "::notice file=f,title=f::40 records: 0 valid, 40 invalid. 2 of 40 errors are"
                + " annotated; a step shows 10 at most. 6 of 40 warnings are annotated; a step"
                + " shows 10 at most");
  }

  @Test
  void githubReadsNoCommandOutOfData() throws IOException {
    String name = JsonMapper.shared().writeValueAsString(HOSTILE);

    List<String> lines = shown("github", DATASET, HOSTILE, "{" + name + ":1}\n").lines().toList();

    assertThat(lines)
        .hasSize(3)
        .allMatch(
            line -> line.matches("::(error|warning|notice) file=[^,:]*(,[a-z]+=[^,:]*)*::.*"));
  }
}
