package blackbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes that the program's starter makes where it is used. */
final class ArchiveIT {
  /** With {@code -Xshare:on}, Java does not start where it cannot use the archive. */
  private static final String REQUIRED = "-Xshare:on -Xlog:class+load:file=loaded.log";

  private static final String MAIN = "io.github.jsonlpreflight.cli.Main ";

  @TempDir private Path temporary;
  private Path home;
  private Path work;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(temporary.resolve("preflight")).toRealPath();
    work = Files.createDirectory(temporary.resolve("work"));
    Files.createDirectories(home.resolve("lib"));
    Files.createDirectories(home.resolve("bin"));
    try (Stream<Path> jars = Files.list(Program.home().resolve("lib"))) {
      for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        Files.copy(jar, home.resolve("lib").resolve(jar.getFileName()));
      }
    }
    Files.copy(Program.home().resolve("bin/preflight"), home.resolve("bin/preflight"));
    home.resolve("bin/preflight").toFile().setExecutable(true);
    // A short list: what is tested is the starter, and a short one is done sooner.
    List<String> classes = Files.readAllLines(Program.home().resolve("lib/preflight.classes"));
    List<String> some = new ArrayList<>(classes.subList(0, 500));
    classes.stream()
        .filter(line -> line.startsWith(MAIN.strip().replace('.', '/')))
        .forEach(some::add);
    Files.write(home.resolve("lib/preflight.classes"), some);
    environment.put("XDG_CACHE_HOME", Files.createDirectory(temporary.resolve("cache")).toString());
  }

  @Test
  void isMadeByTheFirstStartAndUsedByTheNext() throws Exception {
    runs();
    List<Path> made = archives();
    environment.put("PREFLIGHT_JAVA_OPTS", REQUIRED);

    runs();

    assertThat(made).hasSize(1);
    assertThat(archives()).isEqualTo(made);
    assertThat(Files.readAllLines(work.resolve("loaded.log")))
        .anyMatch(line -> line.contains(MAIN) && line.contains("shared objects file"));
  }

  @Test
  void holdsWhatAnOrdinaryRunLoads() throws Exception {
    environment.put("PREFLIGHT_JAVA_OPTS", "-Xlog:class+load:file=loaded.log");
    Path samples = Path.of("../samples/data").toAbsolutePath().normalize();
    List<String> command =
        List.of(
            Program.home().resolve("bin/preflight").toString(),
            "validate",
            "--schema",
            samples.resolve("reviews.json-schema.json").toString(),
            samples.resolve("reviews.jsonl").toString());
    Program program = new Program(work, environment);
    program.finish(program.start(command)); // makes the archive, if no other test has

    Program.Result result = program.finish(program.start(command));

    assertThat(result.exitCode()).as(result.output()).isEqualTo(1);
    List<String> loaded = Files.readAllLines(work.resolve("loaded.log"));
    assertThat(loaded).hasSizeGreaterThan(1000);
    assertThat(loaded.stream().filter(line -> line.contains("shared objects file")).count())
        .isGreaterThan(loaded.size() * 9L / 10);
  }

  @Test
  void isMadeOnceByManyStartsAtOnce() throws Exception {
    List<Program> programs = new ArrayList<>();
    List<Process> running = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Program program = new Program(Files.createDirectory(work.resolve("at-" + i)), environment);
      programs.add(program);
      running.add(program.start(version()));
    }
    for (int i = 0; i < running.size(); i++) {
      assertSaysItsVersion(programs.get(i).finish(running.get(i)));
    }
    assertThat(archives()).hasSize(1);
    assertThat(home.resolve("archive/making")).doesNotExist();
  }

  @Test
  void isMadeAnewForAnotherBuild() throws Exception {
    runs();
    List<Path> old = archives();
    Path list = home.resolve("lib/preflight.classes");
    List<String> lines = new ArrayList<>(Files.readAllLines(list));
    lines.set(0, "# 1-2");
    Files.write(list, lines);

    runs();

    assertThat(archives()).hasSize(1).doesNotContainAnyElementsOf(old);
  }

  @Test
  void isMadeAnewWhereTheProgramWasMovedTo() throws Exception {
    runs();
    home = Files.move(home, temporary.resolve("moved")).toRealPath();
    runs();
    environment.put("PREFLIGHT_JAVA_OPTS", REQUIRED);

    runs();

    assertThat(archives()).hasSize(1);
  }

  @Test
  void leavesTheChoiceOfACollector() throws Exception {
    environment.put("PREFLIGHT_JAVA_OPTS", "-XX:+UseParallelGC");

    runs();
  }

  @Test
  void isNotSharedWithAnotherJava() throws Exception {
    runs();
    environment.put("JAVA_HOME", anotherJava("exec \"$real\" \"$@\"").toString());

    runs();

    assertThat(archives()).hasSize(2).anyMatch(file -> file.toString().endsWith("-99.0.1+2.jsa"));
  }

  @Test
  void isIgnoredWhereItDoesNotFit() throws Exception {
    runs();
    Path archive = archives().get(0);
    Files.delete(archive);
    Files.writeString(archive, "no archive at all");

    runs();
  }

  @Test
  void isNotTriedAgainWhereJavaCannotMakeIt() throws Exception {
    Path count = temporary.resolve("count");
    environment.put("COUNT", count.toString());
    environment.put(
        "JAVA_HOME",
        anotherJava(
                "case $1 in -Xshare:dump) echo tried | tee -a \"$COUNT\" >&2; exit 1 ;; esac\n"
                    + "exec \"$real\" \"$@\"")
            .toString());

    runs();
    runs();

    assertThat(Files.readAllLines(count)).hasSize(1);
    assertThat(home.resolve("archive/making")).doesNotExist();
  }

  @Test
  void isMadeThoughAStartWasKilledWhileMakingIt() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.createDirectories(home.resolve("archive/making"));
    Files.writeString(home.resolve("archive/making/pid"), gone.pid() + "\n");

    runs();
    runs();

    assertThat(archives()).hasSize(1);
  }

  @Test
  void isNotNeeded() throws Exception {
    Files.writeString(home.resolve("archive"), "no folder");

    runs();
  }

  @Test
  void canBeSwitchedOff() throws Exception {
    environment.put("PREFLIGHT_ARCHIVE", "off");

    runs();

    assertThat(home.resolve("archive")).doesNotExist();
  }

  @Test
  void standsInTheUsersCacheWhereTheProgramIsReadOnly() throws Exception {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(home), "an administrator may write anywhere");
      runs();
      environment.put("PREFLIGHT_JAVA_OPTS", REQUIRED);

      runs();

      assertThat(temporary.resolve("cache/preflight")).isDirectory();
      assertThat(home.resolve("archive")).doesNotExist();
    } finally {
      Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private List<String> version() {
    return List.of(home.resolve("bin/preflight").toString(), "--version");
  }

  private void runs() throws Exception {
    Program program = new Program(work, environment);
    assertSaysItsVersion(program.finish(program.start(version())));
  }

  private static void assertSaysItsVersion(Program.Result result) {
    assertThat(result.stdout()).matches("preflight [0-9].*\n");
    assertThat(result.stderr()).isEmpty();
    assertThat(result.exitCode()).isZero();
  }

  private List<Path> archives() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("archive"))) {
      return files.filter(file -> file.toString().endsWith(".jsa")).sorted().toList();
    }
  }

  /**
   * Makes a Java of another version; the script finds the one that it really is in {@code real}.
   */
  private Path anotherJava(String script) throws IOException {
    Path another = Files.createDirectories(temporary.resolve("jdk/bin")).getParent();
    Files.writeString(another.resolve("release"), "JAVA_RUNTIME_VERSION=\"99.0.1+2\"\n");
    Path java = another.resolve("bin/java");
    Files.writeString(
        java,
        "#!/bin/sh\nreal='" + System.getProperty("java.home") + "/bin/java'\n" + script + "\n");
    java.toFile().setExecutable(true);
    return another;
  }
}
