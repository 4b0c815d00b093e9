package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the distribution holds, unpacked and packed. */
final class DistributionIT {
  private static final Pattern LISTED = Pattern.compile("^  ([a-z]+) ", Pattern.MULTILINE);
  private static final String NAME = Program.home().getFileName().toString();

  @TempDir private Path temporary;
  private Path work;

  /** A file's bytes, each a character, none of a folder; and its permissions. */
  private record Entry(@Nullable String content, String permissions) {}

  @BeforeEach
  void makeRoom() throws IOException {
    work = Files.createDirectory(temporary.resolve("work"));
  }

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

  @Test
  void isTheSameInBothArchives() throws Exception {
    Map<String, Entry> fromTar = entries(unpacked().getParent());
    Map<String, Entry> fromZip;
    try (FileSystem zip =
        FileSystems.newFileSystem(packed(".zip"), Map.of("enablePosixFileAttributes", "true"))) {
      fromZip = entries(zip.getPath("/"));
    }

    assertThat(fromTar.keySet()).isEqualTo(fromZip.keySet());
    assertThat(fromTar).isEqualTo(fromZip);
    assertThat(fromTar.keySet())
        .allMatch(name -> name.equals(NAME) || name.startsWith(NAME + "/"))
        .contains(
            NAME + "/LICENSE",
            NAME + "/README.md",
            NAME + "/THIRD-PARTY.txt",
            NAME + "/bin/preflight",
            NAME + "/bin/preflight.cmd",
            NAME + "/completion/preflight",
            NAME + "/completion/_preflight",
            NAME + "/lib/preflight.classes",
            NAME + "/share/man/man1/preflight.1")
        .noneMatch(name -> name.contains("/archive") || name.contains("/."));
    fromTar.forEach(
        (name, entry) -> {
          boolean isRun = entry.content() == null || name.contains("/bin/");
          assertThat(entry.permissions()).as(name).isEqualTo(isRun ? "rwxr-xr-x" : "rw-r--r--");
        });
  }

  @Test
  void runsWhereItIsUnpackedWithNothingButJava() throws Exception {
    Path samples = Path.of("../samples/data").toAbsolutePath().normalize();
    Path home = unpacked();
    // No JAVA_HOME and no user's folder; a PATH with Java and what every Unix has.
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", "");
    environment.put("HOME", "");
    environment.put("PATH", System.getProperty("java.home") + "/bin:/usr/bin:/bin");
    Files.createSymbolicLink(work.resolve("linked"), home.resolve("bin/preflight"));
    Program program = new Program(work, environment);

    Program.Result result =
        program.finish(
            program.start(
                List.of(
                    "./linked",
                    "validate",
                    "--schema",
                    samples.resolve("reviews.schema.json").toString(),
                    samples.resolve("reviews.jsonl").toString())));

    assertThat(result.stdout()).contains("1,000 records: 997 valid, 3 invalid\n");
    assertThat(result.stderr()).isEmpty();
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void namesTheLicenceOfEveryJar() throws Exception {
    List<String> listed = new ArrayList<>();
    Pattern.compile("^[\\w.-]+:([\\w.-]+):([\\w.-]+)\n    [A-Z][\\w. -]+", Pattern.MULTILINE)
        .matcher(Files.readString(Program.home().resolve("THIRD-PARTY.txt")))
        .results()
        .forEach(match -> listed.add(match.group(1) + "-" + match.group(2) + ".jar"));

    try (Stream<Path> files = Files.list(Program.home().resolve("lib"))) {
      // That there are no others also says that no jar of a former build was left here.
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".jar") && !name.startsWith("preflight-")))
          .containsExactlyInAnyOrderElementsOf(listed);
    }
  }

  @Test
  void holdsTheTextOfEveryLicence() throws Exception {
    assertThat(Files.readString(Program.home().resolve("LICENSE")))
        .contains("Apache License", "Version 2.0, January 2004", "END OF TERMS AND CONDITIONS");
    List<String> needed = new ArrayList<>();
    Matcher listed =
        Pattern.compile("^[\\w.-]+:([\\w.-]+):([\\w.-]+)\n    ([^,\n]+)", Pattern.MULTILINE)
            .matcher(Files.readString(Program.home().resolve("THIRD-PARTY.txt")));
    while (listed.find()) {
      String jar = listed.group(1) + "-" + listed.group(2) + ".jar";
      if (!listed.group(3).equals("Apache-2.0") && !hasLicenceText(jar)) {
        needed.add(listed.group(1) + ".txt");
      }
    }

    try (Stream<Path> texts = Files.list(Program.home().resolve("licences"))) {
      List<Path> files = texts.toList();
      assertThat(files.stream().map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(needed);
      for (Path file : files) {
        assertThat(Files.readString(file))
            .as("%s", file)
            .containsPattern("(?i)copyright|authors")
            .containsIgnoringCase("warranties");
      }
    }
  }

  private static boolean hasLicenceText(String jar) throws IOException {
    try (ZipFile zip = new ZipFile(Program.home().resolve("lib").resolve(jar).toFile())) {
      return zip.stream()
          .anyMatch(entry -> entry.getName().matches("(?i)META-INF/licen[cs]e(\\.\\w+)?"));
    }
  }

  @Test
  void startsOnWindowsWhatItStartsOnUnix() throws IOException {
    String unix = Files.readString(Program.home().resolve("bin/preflight"));
    String windows = Files.readString(Program.home().resolve("bin/preflight.cmd"));

    assertThat(windows.replace("\r\n", "")).doesNotContain("\n");
    for (String both :
        List.of(
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "io.github.jsonlpreflight.cli.Main")) {
      assertThat(unix).contains(both);
      assertThat(windows).contains(both);
    }
  }

  private static Path packed(String ending) {
    return Program.home().resolveSibling(NAME + ending);
  }

  private Path unpacked() throws IOException, InterruptedException {
    Path folder = Files.createDirectory(temporary.resolve("unpacked"));
    Process tar =
        new ProcessBuilder("tar", "-xpzf", packed(".tar.gz").toString())
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return folder.resolve(NAME);
  }

  private static Map<String, Entry> entries(Path root) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(file -> !file.equals(root)).toList()) {
        String name = root.relativize(file).toString();
        String content =
            Files.isDirectory(file)
                ? null
                : new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        entries.put(name, new Entry(content, permissions));
      }
    }
    return entries;
  }
}
