package io.github.jsonlpreflight.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** A folder laid out like Spark's distribution, from which its programs are started. */
final class SparkHome {
  private final Path home;

  private SparkHome(Path home) {
    this.home = home;
  }

  /**
   * Makes it in the build's folder, out of links to the jars of the Spark that this module is
   * compiled against.
   */
  static SparkHome create() throws IOException {
    Path home = Path.of("target", "spark-home").toAbsolutePath();
    Path jars = Files.createDirectories(home.resolve("jars"));
    try (Stream<Path> former = Files.list(jars)) {
      for (Path link : former.toList()) {
        Files.delete(link);
      }
    }
    String classpath = Files.readString(Path.of(System.getProperty("preflight.spark.classpath")));
    for (String entry : classpath.strip().split(File.pathSeparator, -1)) {
      Path jar = Path.of(entry);
      Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
    }
    return new SparkHome(home);
  }

  /**
   * Starts a program of Spark's with its output in a file.
   *
   * @param address what it listens on, so that two are two hosts
   */
  Process start(String address, Path output, String mainClass, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
    command.add("-cp");
    command.add(home.resolve("jars") + "/*");
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "SPARK_HOME",
                home.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "SPARK_LOCAL_IP",
                address,
                "JAVA_HOME",
                System.getProperty("java.home")));
    return builder.start();
  }
}
