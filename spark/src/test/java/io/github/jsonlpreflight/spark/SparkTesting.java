package io.github.jsonlpreflight.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/** Spark in a test's own process, and what tests look at. */
final class SparkTesting {
  private SparkTesting() {}

  static SparkSession.Builder local(String master) {
    Path target = Path.of("target").toAbsolutePath();
    return SparkSession.builder()
        .master(master)
        .appName("preflight test")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.local.dir", target.resolve("spark-local").toString())
        .config("spark.sql.warehouse.dir", target.resolve("spark-warehouse").toString());
  }

  /** Returns the files of a folder together, in the order of their names. */
  static byte[] concatenated(Path folder, String glob) throws IOException {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    for (Path file : files(folder, glob)) {
      all.writeBytes(Files.readAllBytes(file));
    }
    return all.toByteArray();
  }

  static List<Path> files(Path folder, String glob) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      var matcher = folder.getFileSystem().getPathMatcher("glob:" + glob);
      return all.filter(file -> matcher.matches(file.getFileName())).sorted().toList();
    }
  }
}
