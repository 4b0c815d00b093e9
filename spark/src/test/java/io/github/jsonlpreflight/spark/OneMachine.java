package io.github.jsonlpreflight.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program that the cluster is held against, in a process of its own. */
final class OneMachine {
  private OneMachine() {}

  /**
   * How it ended.
   *
   * @param out what it printed
   */
  @SuppressWarnings("ArrayRecordComponent") // it is compared by nobody
  record Outcome(int exitCode, byte[] out, String err) {}

  static Outcome run(Path workFolder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("io.github.jsonlpreflight.cli.Main");
    command.addAll(List.of(arguments));
    Path out = workFolder.resolve("one-machine.out");
    Path err = workFolder.resolve("one-machine.err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    try {
      int exitCode = process.waitFor();
      return new Outcome(exitCode, Files.readAllBytes(out), Files.readString(err));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
