package io.github.jsonlpreflight.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
  private static final String RESULT =
      """
      {"benchmark": "io.github.jsonlpreflight.jmh.%s", "jdkVersion": "17.0.15", "forks": 2,
       "warmupIterations": 8, "warmupTime": "2 s", "measurementIterations": 2,
       "measurementTime": "5 s", "params": {"shape": "REVIEW"%s},
       "primaryMetric": {"score": %s, "rawData": [[%s, 500.0], [%s, 520.0]]}}
      """;

  @TempDir Path folder;

  @Test
  void setsScoresBesideTheirBaselineAndTheirAuthority() throws IOException {
    String tables =
        tables(
            RESULT.formatted("BareScanBenchmark.parserPerRecord", "", 500, 490, 510),
            RESULT.formatted(
                "NetworkntBenchmark.validateTrees",
                ", \"schema\": \"RICH\", \"invalidOneIn\": \"0\"",
                100.4,
                99,
                101),
            RESULT.formatted(
                "ValidatorBenchmark.validateSource",
                ", \"schema\": \"RICH\", \"threads\": \"1\", \"invalidOneIn\": \"0\"",
                660,
                600,
                700));

    assertThat(tables)
        .startsWith("JDK 17.0.15; forks 2, warm-up 8 × 2 s, measured 2 × 5 s\n\n")
        .contains(
            "| `BareScan.parserPerRecord` | review |  |  |  | 500 | 490–520 | 1.00 | – |\n",
            "| `Networknt.validateTrees` | review | rich |  | 0 % | 100 | 99–520 | 0.20 | 1.00 |\n",
            "| `Validator.validateSource` | review | rich | 1 | 0 % | 660 | 500–700 | 1.32 | 6.57 |\n")
        .contains(
            "| rich schema, against the bare scan | 1.30 | 1.32 | yes |\n",
            "| rich schema, against networknt on trees | 6.00 | 6.57 | yes |\n",
            "| two threads, against one | 1.90 | – | – |\n");
  }

  @Test
  void saysWhichGoalsAreMissed() throws IOException {
    String valid = ", \"schema\": \"RICH\", \"threads\": \"%d\", \"invalidOneIn\": \"0\"";
    String tables =
        tables(
            RESULT.formatted(
                "ValidatorBenchmark.validateSource", valid.formatted(1), 500, 500, 500),
            RESULT.formatted(
                "ValidatorBenchmark.validateSource", valid.formatted(2), 945, 945, 945));

    assertThat(tables).contains("| two threads, against one | 1.90 | 1.89 | **no** |\n");
  }

  @Test
  void writesAShareOfInvalidRecordsInPercent() throws IOException {
    String invalid = ", \"schema\": \"FLAT\", \"invalidOneIn\": \"%d\"";

    assertThat(
            tables(
                RESULT.formatted(
                    "NetworkntBenchmark.validateTrees", invalid.formatted(1000), 1, 1, 1),
                RESULT.formatted(
                    "NetworkntBenchmark.validateTrees", invalid.formatted(1), 1, 1, 1)))
        .contains("| flat |  | 0.1 % |", "| flat |  | 100 % |");
  }

  @Test
  void putsSeveralFilesTogether() throws IOException {
    Path bare = file("bare", RESULT.formatted("BareScanBenchmark.parserPerRecord", "", 500, 1, 1));
    Path pass = file("pass", RESULT.formatted("RecordPassBenchmark.findRecords", "", 4000, 1, 1));

    assertThat(Figures.read(List.of(bare, pass)).markdown())
        .containsOnlyOnce("JDK 17.0.15")
        .contains("| `RecordPass.findRecords` | review |  |  |  | 4000 | 1–520 | 8.00 | – |");
  }

  private String tables(String... results) throws IOException {
    return Figures.read(List.of(file("results", results))).markdown();
  }

  private Path file(String name, String... results) throws IOException {
    return Files.writeString(folder.resolve(name + ".json"), "[" + String.join(",", results) + "]");
  }
}
