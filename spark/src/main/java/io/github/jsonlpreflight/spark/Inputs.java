package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.jsonl.ReadOptions;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.security.AccessControlException;
import org.jspecify.annotations.Nullable;

/** Finds and looks at the files that paths stand for, on the driver. */
final class Inputs {
  /** By which the files of a directory are told that stand for it. */
  private static final List<String> ENDINGS =
      Stream.of("", ".gz", ".zst")
          .flatMap(outer -> Stream.of(".jsonl" + outer, ".ndjson" + outer))
          .toList();

  private Inputs() {}

  /**
   * A file, or why it is none.
   *
   * @param name what the user calls it
   * @param file the file, where it can be used
   * @param unusable why it cannot, or null
   */
  record Input(String name, @Nullable HadoopFile file, @Nullable PreflightException unusable) {}

  /** Returns the files that all of the paths stand for. */
  static List<Input> look(List<String> paths, ReadOptions options, Configuration conf)
      throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (String path : paths) {
      inputs.addAll(expand(path, options, conf));
    }
    return inputs;
  }

  /**
   * Returns the same, where all of them can be used.
   *
   * @throws PreflightException about the first that cannot
   */
  static List<HadoopFile> require(List<String> paths, ReadOptions options, Configuration conf)
      throws IOException {
    List<HadoopFile> files = new ArrayList<>();
    for (Input input : look(paths, options, conf)) {
      if (input.unusable() != null) {
        throw input.unusable();
      }
      if (input.file() != null) {
        files.add(input.file());
      }
    }
    return files;
  }

  private static List<Input> expand(String argument, ReadOptions options, Configuration conf)
      throws IOException {
    try {
      Path path = new Path(argument);
      FileSystem system = path.getFileSystem(conf);
      FileStatus status = statusOrNull(system, path);
      if (status == null) {
        return matching(argument, system.globStatus(path), options, conf);
      }
      return status.isDirectory()
          ? inDirectory(argument, system.listStatus(path), options, conf)
          : List.of(look(argument, status, options, conf));
    } catch (IllegalArgumentException e) {
      return List.of(unreadable(argument, String.valueOf(e.getMessage())));
    } catch (FileNotFoundException e) {
      return List.of(unreadable(argument, "there is no such file"));
    } catch (AccessControlException e) {
      return List.of(unreadable(argument, "permission denied"));
    }
  }

  private static @Nullable FileStatus statusOrNull(FileSystem system, Path path)
      throws IOException {
    try {
      return system.getFileStatus(path);
    } catch (FileNotFoundException e) {
      return null;
    }
  }

  private static List<Input> matching(
      String pattern, FileStatus @Nullable [] found, ReadOptions options, Configuration conf)
      throws IOException {
    if (found == null || found.length == 0) {
      return List.of(unreadable(pattern, "there is no such file"));
    }
    List<Input> inputs = new ArrayList<>();
    for (FileStatus status : found) { // which come in the order of their paths
      if (!status.isDirectory()) {
        inputs.add(look(status.getPath().toString(), status, options, conf));
      }
    }
    return inputs;
  }

  private static List<Input> inDirectory(
      String directory, FileStatus[] entries, ReadOptions options, Configuration conf)
      throws IOException {
    List<FileStatus> files =
        Arrays.stream(entries)
            .filter(entry -> !entry.isDirectory() && hasEnding(entry.getPath().getName()))
            .sorted(Comparator.comparing(entry -> entry.getPath().getName()))
            .toList();
    if (files.isEmpty()) {
      return List.of(
          unreadable(
              directory,
              "it is a directory without a file that ends in " + String.join(", ", ENDINGS)));
    }
    List<Input> inputs = new ArrayList<>();
    for (FileStatus file : files) {
      String separator = directory.endsWith(Path.SEPARATOR) ? "" : Path.SEPARATOR;
      inputs.add(look(directory + separator + file.getPath().getName(), file, options, conf));
    }
    return inputs;
  }

  private static boolean hasEnding(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.stream().anyMatch(lower::endsWith);
  }

  private static Input look(String name, FileStatus status, ReadOptions options, Configuration conf)
      throws IOException {
    try {
      return new Input(name, HadoopFile.look(name, status, options, conf), null);
    } catch (PreflightException e) {
      return new Input(name, null, e);
    }
  }

  private static Input unreadable(String name, String cause) {
    return new Input(
        name,
        null,
        new PreflightException(
            ErrorCode.INPUT_UNREADABLE, "Cannot read " + Messages.printable(name) + ": " + cause));
  }
}
