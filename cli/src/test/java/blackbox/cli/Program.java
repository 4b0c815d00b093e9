package blackbox.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program, started as a user starts it. */
final class Program {
  private static final long PATIENCE_SECONDS = 120;

  /** How a start of the program ended. */
  record Result(int exitCode, String stdout, String stderr) {
    /** Everything that it has printed. */
    String output() {
      return stdout + stderr;
    }
  }

  private final Path workingDirectory;
  private final Map<String, String> environment;

  Program(Path workingDirectory, Map<String, String> environment) {
    this.workingDirectory = workingDirectory;
    this.environment = environment;
  }

  Program(Path workingDirectory) {
    this(workingDirectory, Map.of());
  }

  static Path home() {
    return Path.of(System.getProperty("preflight.home"));
  }

  /** Runs it to its end. */
  Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home().resolve("bin/preflight").toString());
    command.addAll(Arrays.asList(arguments));
    return finish(start(command));
  }

  /** Runs a shell's line to its end; {@code preflight} is on the path. */
  Result shell(String line) throws IOException, InterruptedException {
    return finish(start(List.of("/bin/sh", "-c", line)));
  }

  /** Starts it and lets it run; output goes to the files {@code stdout} and {@code stderr}. */
  Process start(List<String> command) throws IOException {
    Process process = startReading(command);
    process.getOutputStream().close();
    return process;
  }

  /** Starts it like {@link #start}, and leaves its standard input to the caller. */
  Process startReading(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("PROLIFIC_"));
    builder
        .environment()
        .put("PATH", home().resolve("bin") + File.pathSeparator + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    // Short runs gain nothing from the second compiler.
    builder.environment().put("PREFLIGHT_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    builder.environment().putAll(environment);
    builder.redirectOutput(workingDirectory.resolve("stdout").toFile());
    builder.redirectError(workingDirectory.resolve("stderr").toFile());
    return builder.start();
  }

  /** Waits for the end of a start. */
  Result finish(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the program does not end");
    }
    return new Result(process.exitValue(), text("stdout"), text("stderr"));
  }

  /** Copies a folder's files into another that is there already; no folder, no files. */
  static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.sorted(Comparator.naturalOrder()).toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (!Files.exists(target)) {
          Files.copy(file, target);
        }
      }
    }
  }

  private String text(String name) throws IOException {
    return Files.readString(workingDirectory.resolve(name), StandardCharsets.UTF_8);
  }
}
