package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the distribution holds beside the program. */
final class DistributionIT {
  private static final Pattern LISTED = Pattern.compile("^  ([a-z]+) ", Pattern.MULTILINE);

  @TempDir private Path work;

  @Test
  void completesAndDescribesTheCommandsThatTheProgramLists() throws Exception {
    String help = new Program(work).run("--help").stdout();
    List<String> commands = new ArrayList<>();
    LISTED
        .matcher(help.substring(help.indexOf("Commands:"), help.indexOf("Exit codes:")))
        .results()
        .forEach(result -> commands.add(result.group(1)));

    assertThat(commands).contains("validate", "upload");
    String bash = Files.readString(Program.home().resolve("completion/preflight"));
    String zsh = Files.readString(Program.home().resolve("completion/_preflight"));
    List<String> pages = new ArrayList<>(List.of("preflight.1"));
    for (String command : commands) {
      assertThat(bash).contains("\n    " + command + ")\n");
      assertThat(zsh).contains("\n        " + command + ")\n");
      pages.add("preflight-" + command + ".1");
    }
    try (Stream<Path> files = Files.list(Program.home().resolve("share/man/man1"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(pages);
    }
  }
}
