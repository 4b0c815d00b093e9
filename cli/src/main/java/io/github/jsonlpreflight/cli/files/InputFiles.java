package io.github.jsonlpreflight.cli.files;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.validator.RecordSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files that a command reads. */
public final class InputFiles {
  /** By which the files of a directory are told that stand for it. */
  private static final List<String> ENDINGS =
      Stream.of("", ".gz", ".zst")
          .flatMap(outer -> Stream.of(".jsonl" + outer, ".ndjson" + outer))
          .toList();

  /** What stands for standard input on a command line. */
  public static final String STANDARD_INPUT = "-";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private InputFiles() {}

  /** Returns the source that an argument stands for. */
  public static JsonlSource source(String file) {
    return file.equals(STANDARD_INPUT)
        ? JsonlSource.stream(STANDARD_INPUT, System.in)
        : JsonlSource.file(Path.of(file));
  }

  /**
   * A file of a command line.
   *
   * @param name what it is called there, or where in its directory it is
   * @param unusable why it is known to be none before it is opened, or null
   */
  public record Input(String name, @Nullable PreflightException unusable) {}

  /**
   * Returns the files that arguments stand for: a directory for those in it that its endings tell,
   * in the order of their names by characters; anything else for itself.
   */
  public static List<Input> expand(List<String> arguments) throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (String argument : arguments) {
      // An empty argument is a shell's unset variable, and not a wish for the current directory.
      boolean isName = !argument.equals(STANDARD_INPUT) && !argument.isEmpty();
      if (isName && Files.isDirectory(Path.of(argument))) {
        inputs.addAll(filesOf(argument));
      } else {
        inputs.add(new Input(argument, null));
      }
    }
    return inputs;
  }

  private static List<Input> filesOf(String directory) throws IOException {
    Path folder = Path.of(directory);
    String cause;
    try (Stream<Path> entries = Files.list(folder)) {
      List<Input> files =
          entries
              .filter(entry -> hasEnding(entry) && !Files.isDirectory(entry))
              .map(entry -> entry.getFileName().toString())
              .sorted()
              .map(name -> new Input(folder.resolve(name).toString(), null))
              .toList();
      if (!files.isEmpty()) {
        return files;
      }
      cause = "it is a directory without a file that ends in " + String.join(", ", ENDINGS);
    } catch (AccessDeniedException e) {
      cause = "permission denied";
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return List.of(
        new Input(
            directory,
            new PreflightException(
                ErrorCode.INPUT_UNREADABLE,
                "Cannot read " + Messages.printable(directory) + ": " + cause)));
  }

  private static boolean hasEnding(Path entry) {
    String name = entry.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
  }

  /** Returns a file's text, without the byte-order mark that some editors put before it. */
  public static String readText(String what, Path file) throws IOException {
    String text = new String(readAll(what, file), StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }

  /**
   * Returns the bytes of a file that is small, or the wrong one. Where that fails the message says
   * what the file was to be, and why.
   */
  public static byte[] readAll(String what, Path file) throws IOException {
    String cause;
    try {
      if (!Files.isDirectory(file)) {
        byte[] bytes = firstBytes(file);
        if (bytes.length <= RecordSchema.MAX_SCHEMA_BYTES) {
          return bytes;
        }
        cause =
            "it has more than " + RecordSchema.MAX_SCHEMA_BYTES + " bytes, the most it may have";
      } else {
        cause = "it is a directory";
      }
    } catch (NoSuchFileException e) {
      cause = "there is no such file";
    } catch (AccessDeniedException e) {
      cause = "permission denied";
    }
    throw new PreflightException(
        ErrorCode.INPUT_UNREADABLE,
        "Cannot read " + what + " " + Messages.printable(file.toString()) + ": " + cause);
  }

  /** A device may be endless, and a file of records larger than memory. */
  private static byte[] firstBytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(RecordSchema.MAX_SCHEMA_BYTES + 1);
    }
  }
}
