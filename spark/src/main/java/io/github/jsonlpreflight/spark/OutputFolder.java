package io.github.jsonlpreflight.spark;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** The folder of a job's results, as the driver completes it when all tasks are done. */
final class OutputFolder {
  private final Path folder;
  private final FileSystem system;

  OutputFolder(Path folder, Configuration conf) throws IOException {
    this.folder = folder;
    this.system = folder.getFileSystem(conf);
  }

  /** Writes a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Takes a line. */
  @FunctionalInterface
  interface LineSink {
    /** Returns false when it wants no more. */
    boolean accept(String line) throws IOException;
  }

  /** Writes a file that has its name only when it is whole. */
  void write(String name, Content content) throws IOException {
    Path unfinished = new Path(folder, "_" + name + ".preflight-tmp");
    try (FSDataOutputStream out = system.create(unfinished, /* overwrite= */ true)) {
      content.writeTo(out);
      if (out.hasCapability(StreamCapabilities.HSYNC)) {
        out.hsync();
      }
    }
    if (!system.rename(unfinished, new Path(folder, name))) {
      throw new IOException("Cannot give " + new Path(folder, name) + " its name");
    }
  }

  /** Makes one file of those that tasks have written, in their order, and removes those. */
  void concatenate(String parts, String name) throws IOException {
    write(
        name,
        out -> {
          for (FileStatus part : parts(parts)) {
            try (InputStream in = system.open(part.getPath())) {
              in.transferTo(out);
            }
          }
        });
    delete(parts);
  }

  /** Hands over the lines of the files of some splits, where they have any. */
  void forEachLine(List<String> files, LineSink sink) throws IOException {
    for (String file : files) {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(system.open(new Path(folder, file)), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!sink.accept(line)) {
            return;
          }
        }
      } catch (FileNotFoundException e) {
        // The split had nothing to say.
      }
    }
  }

  /** Opens one of the files. */
  InputStream open(FileStatus part) throws IOException {
    return system.open(part.getPath());
  }

  /** Returns the files in a folder, in the order of their names. */
  List<FileStatus> parts(String name) throws IOException {
    try {
      return Arrays.stream(system.listStatus(new Path(folder, name)))
          .sorted(Comparator.comparing(part -> part.getPath().getName()))
          .toList();
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  void delete(String name) throws IOException {
    system.delete(new Path(folder, name), /* recursive= */ true);
  }
}
