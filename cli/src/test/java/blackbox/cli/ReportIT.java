package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The report as a browser sees it. CI must have one; elsewhere these tests are skipped. */
final class ReportIT {
  private static final String SCHEMA =
      """
      {"type":"object","required":["id"],
       "properties":{"id":{"type":"integer"},"text":{"type":"string","maxLength":5}},
       "additionalProperties":{"type":"string"}}
      """;

  private static final String[] PLANTED = {
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror='window.hacked=2'>",
    "\"><svg onload=window.hacked=3>",
    "'\"`{{script}}$1",
    "\u202egnp.exe\u2066",
    "\u2028\u2029\u0000\u001b[31m"
  };

  private static final int TAB = 9;
  private static final int ENTER = 13;

  @TempDir private Path work;

  @Test
  void searchesAndSortsAndLoadsNothing() throws Exception {
    Path program = Browser.findOrSkip();
    StringBuilder records = new StringBuilder();
    for (int i = 1; i <= 300; i++) {
      records.append("{\"id\":1,\"text\":\"").append("x".repeat(5 + i)).append("\"}\n");
    }
    records.append("{\"text\":\"ok\"}\n");
    Path report = report("data.jsonl", records.toString());
    try (Browser page = Browser.start(program, Files.createDirectory(work.resolve("profile")))) {
      page.open(report.toUri());

      assertThat(page.evaluate(rows()).asInt()).isEqualTo(100);
      page.evaluate("document.getElementById('more').click()");
      assertThat(page.evaluate(rows()).asInt()).isEqualTo(200);
      search(page, "required");
      assertThat(page.evaluate(rows()).asInt()).isEqualTo(1);
      assertThat(page.evaluate(firstLine()).stringValue()).isEqualTo("301");
      search(page, "");
      page.evaluate("document.querySelector('th[data-column=line] button').click()");
      assertThat(page.evaluate(firstLine()).stringValue()).isEqualTo("301");
      assertThat(
              page.evaluate("document.querySelector('th[data-column=line]').ariaSort")
                  .stringValue())
          .isEqualTo("descending");
      page.evaluate("document.querySelector('[data-rule=maxLength] button').click()");
      assertThat(page.evaluate("document.getElementById('count').textContent").stringValue())
          .isEqualTo("300 of 301");
      page.evaluate("document.getElementById('theme').click()");
      assertThat(page.evaluate("document.documentElement.dataset.theme").stringValue())
          .isEqualTo("dark");

      assertThat(page.complaints()).isEmpty();
      assertThat(page.requests()).containsExactly(report.toUri().toString());
    }
  }

  @Test
  void worksByKeyboard() throws Exception {
    Path program = Browser.findOrSkip();
    Path report = report("data.jsonl", "{\"id\":1,\"text\":\"too long\"}\n{\"text\":\"ok\"}\n");
    try (Browser page = Browser.start(program, Files.createDirectory(work.resolve("profile")))) {
      page.open(report.toUri());
      int controls =
          page.evaluate(
                  "[...document.querySelectorAll('a,button,input,select')]"
                      + ".filter(control => control.checkVisibility()).length")
              .asInt();

      Set<String> reached = new LinkedHashSet<>();
      for (int i = 0; i < controls; i++) {
        page.press("Tab", TAB);
        reached.add(page.evaluate("document.activeElement.outerHTML").stringValue());
        assertThat(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
            .as("what has the focus is marked: " + reached)
            .hasToString("\"solid\"");
      }
      assertThat(reached).hasSize(controls).noneMatch(control -> control.startsWith("<body"));

      page.evaluate("document.querySelector('th[data-column=line] button').focus()");
      page.press("Enter", ENTER);
      assertThat(page.evaluate(firstLine()).stringValue()).isEqualTo("2");
    }
  }

  @Test
  void keepsPlantedMarkupText() throws Exception {
    Path program = Browser.findOrSkip();
    StringBuilder records = new StringBuilder();
    JsonMapper json = JsonMapper.shared();
    for (String planted : PLANTED) {
      String text = json.writeValueAsString(planted);
      records.append("{\"id\":1,\"text\":" + text + "}\n{\"id\":1," + text + ":2}\n");
    }
    Path report = report("<b onclick=x>'\"&.jsonl", records.toString());
    try (Browser page = Browser.start(program, Files.createDirectory(work.resolve("profile")))) {
      page.open(report.toUri());

      assertThat(page.evaluate("typeof window.hacked").stringValue()).isEqualTo("undefined");
      assertThat(page.evaluate("document.querySelector('h1').textContent").stringValue())
          .isEqualTo("<b onclick=x>'\"&.jsonl");
      assertThat(
              page.evaluate("document.querySelectorAll('img,b[onclick],main script').length")
                  .asInt())
          .isZero();
      String shown = page.evaluate("document.body.innerText").stringValue();
      assertThat(shown)
          .contains("</script><script>window.hacked=1</script>", "{{script}}$1", "\\u202egnp.exe")
          .doesNotContain("\u202e", "\u2066", "\u2028", "\u001b");
      assertThat(page.complaints()).isEmpty();
      assertThat(page.requests()).containsExactly(report.toUri().toString());
    }
  }

  @Test
  void leavesTheFormerReportWhereTheNewOneIsRefused() throws Exception {
    Files.writeString(work.resolve("data.jsonl"), "{\"id\":1}\n");
    Files.writeString(work.resolve("schema.json"), SCHEMA);
    Files.writeString(work.resolve("report.html"), "former");
    Program program = new Program(work);

    Program.Result refused =
        program.run("validate", "--schema", "absent.json", "--report", "report.html", "data.jsonl");
    Program.Result own =
        program.run("validate", "--schema", "schema.json", "--report", "data.jsonl", "data.jsonl");

    assertThat(refused.exitCode()).isEqualTo(3);
    assertThat(work.resolve("report.html")).hasContent("former");
    assertThat(own.exitCode()).isEqualTo(2);
    assertThat(work.resolve("data.jsonl")).hasContent("{\"id\":1}\n");
  }

  private Path report(String name, String records) throws Exception {
    Files.writeString(work.resolve(name), records, StandardCharsets.UTF_8);
    Files.writeString(work.resolve("schema.json"), SCHEMA);
    Program.Result result =
        new Program(work)
            .run("validate", "--schema", "schema.json", "--report", "report.html", name);
    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    return work.resolve("report.html").toRealPath();
  }

  private static void search(Browser page, String words) throws Exception {
    page.evaluate(
        "{ const search = document.getElementById('search'); search.value = '"
            + words
            + "'; search.dispatchEvent(new Event('input')); }");
  }

  private static String rows() {
    return "document.querySelectorAll('#findings-table tbody tr').length";
  }

  private static String firstLine() {
    return "document.querySelector('#findings-table td.line').textContent";
  }
}
