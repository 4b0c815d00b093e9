package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees: the program in a terminal, which {@code script} of util-linux makes. */
final class TerminalIT {
  private static final Path SAMPLES = Path.of("../samples/data").toAbsolutePath().normalize();

  /** What stands on a line before it is erased is gone: progress. */
  private static final Pattern ERASED = Pattern.compile("(?md)^.*\r\u001b\\[K");

  private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;]*m|\r");

  @TempDir private Path work;

  @BeforeEach
  void furnish() throws Exception {
    assumeTrue(
        new ProcessBuilder("/bin/sh", "-c", "command -v script").start().waitFor() == 0
            || "true".equals(System.getenv("CI")),
        "there is no script(1)");
    for (String file : List.of("reviews.jsonl", "reviews.schema.json")) {
      Files.copy(SAMPLES.resolve(file), work.resolve(file));
    }
    Files.writeString(work.resolve("array.json"), "[\n{\"a\": 1},\n{\"a\": 2}\n]\n");
  }

  @Test
  void breaksNoLineInTheMiddleOfAWord() throws Exception {
    List<String> lines =
        shown(
            60,
            "validate --schema reviews.schema.json reviews.jsonl array.json",
            "validate --schema reviews.schema.json 'a file that is not there.jsonl'",
            "validate --schema reviews.schema.json --valid-out - reviews.jsonl > valid.jsonl",
            "upload --schema reviews.schema.json --sandbox reviews.jsonl",
            "upload --schema reviews.schema.json --sandbox --on-invalid skip reviews.jsonl",
            "upload --dataset 1 --base-url http://127.0.0.1:1/ reviews.jsonl",
            "profile reviews.jsonl",
            "split --max-records 400 --out-dir chunks reviews.jsonl",
            "split --verify chunks",
            "explain 6 json-array maxLength",
            "config validate",
            "doctor --dataset 1",
            "upload --help");

    assertThat(lines)
        .hasSizeGreaterThan(150)
        .allMatch(line -> line.codePointCount(0, line.length()) <= 60 || isWord(line));
    assertThat(String.join("\n", lines))
        .contains(
            "\n      value a line and no brackets around: jq -c '.[]'\n",
            "a file that is not there.jsonl",
            "\n          it, or give --token-file FILE\n",
            "preflight: Missing API token: set PROLIFIC_TOKEN, or give\n    --token-file FILE\n");
  }

  @Test
  void usesTheWidthOfAWideTerminal() throws Exception {
    assertThat(shown(120, "validate --schema reviews.schema.json array.json"))
        .anyMatch(line -> line.length() > 80)
        .allMatch(line -> line.length() <= 120);
  }

  private static boolean isWord(String line) {
    return !line.strip().contains(" ");
  }

  /** Returns the lines that commands leave on a terminal, one command after another. */
  private List<String> shown(int columns, String... commands) throws Exception {
    Files.writeString(
        work.resolve("commands"),
        "stty cols " + columns + "\npreflight " + String.join("\npreflight ", commands) + "\n");
    String text =
        new Program(work).shell("script -qec 'sh commands' /dev/null < /dev/null").stdout();
    return STYLE.matcher(ERASED.matcher(text).replaceAll("")).replaceAll("").lines().toList();
  }
}
