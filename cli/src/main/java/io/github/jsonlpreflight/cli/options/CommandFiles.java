package io.github.jsonlpreflight.cli.options;

import io.github.jsonlpreflight.cli.files.Destination;
import io.github.jsonlpreflight.cli.files.FileKind;
import io.github.jsonlpreflight.cli.files.InputFiles;
import io.github.jsonlpreflight.cli.files.StandardOutput;
import io.github.jsonlpreflight.jsonl.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The files that a command reads, and those that it writes. Two of them that are one file, of which
 * one is written, would end what it was to keep; so that is wrong usage, however the file is
 * called: by a link, through a linked folder, as standard input.
 */
public final class CommandFiles {
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  /** A file, and what messages call it. */
  private record Named(String name, Path file) {}

  private final CommandSpec spec;
  private final List<Named> read = new ArrayList<>();
  private final List<Named> written = new ArrayList<>();

  public CommandFiles(CommandSpec spec) {
    this.spec = spec;
  }

  /** Adds the file that results are printed to, where a shell has sent standard output to one. */
  public void printsResults() {
    if (FileKind.of(StandardOutput.PATH) == FileKind.REGULAR) {
      written.add(new Named("standard output", StandardOutput.PATH));
    }
  }

  /** Adds a data file, or standard input. */
  public void input(String file) throws IOException {
    if (!file.equals(InputFiles.STANDARD_INPUT)) {
      reads("the input", Path.of(file));
      return;
    }
    if (read.stream().anyMatch(other -> other.file.equals(STANDARD_INPUT))) {
      throw Usage.error(spec, "- stands for standard input, which can be read only once");
    }
    add(new Named("standard input", STANDARD_INPUT), read, written);
  }

  /**
   * Adds a file that is read.
   *
   * @param what what messages call it, before its name
   * @param file nothing is added if it is null
   */
  public void reads(String what, @Nullable Path file) throws IOException {
    if (file != null) {
      add(named(what, file), read, written);
    }
  }

  /**
   * Adds a file that is written.
   *
   * @param option the option that names it
   * @param file nothing is added if it is null
   */
  public void writes(String option, @Nullable Path file) throws IOException {
    if (file == null) {
      return;
    }
    Path real = StandardOutput.is(file) ? StandardOutput.PATH : file;
    List<Named> others = new ArrayList<>(read);
    others.addAll(written);
    add(named(option, real), written, others);
  }

  private static Named named(String what, Path file) {
    return new Named(what + " " + Messages.printable(file.toString()), file);
  }

  private void add(Named one, List<Named> list, List<Named> others) throws IOException {
    for (Named other : others) {
      if (isSame(one.file, other.file)) {
        throw Usage.error(spec, one.name + " and " + other.name + " are the same file");
      }
    }
    list.add(one);
  }

  private static boolean isSame(Path one, Path other) throws IOException {
    if (Files.exists(one) && Files.exists(other)) {
      return FileKind.of(one) != FileKind.CHARACTERS && Files.isSameFile(one, other);
    }
    return Destination.of(one).equals(Destination.of(other));
  }
}
