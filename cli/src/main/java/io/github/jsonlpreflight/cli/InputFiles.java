package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.JsonlSource;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** The files that a command reads. */
final class InputFiles {
  /** What stands for standard input on a command line. */
  static final String STANDARD_INPUT = "-";

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private InputFiles() {}

  /** Returns the source that an argument stands for. */
  static JsonlSource source(String file) {
    return file.equals(STANDARD_INPUT)
        ? JsonlSource.stream(STANDARD_INPUT, System.in)
        : JsonlSource.file(Path.of(file));
  }

  /** Explains to whoever pipes something into a command that reads its file twice why it cannot. */
  static void requireNoStandardInput(CommandSpec spec, Path file) {
    if (file.toString().equals(STANDARD_INPUT)) {
      throw Usage.error(
          spec,
          spec.name()
              + " reads its file twice, and standard input comes only once: write it to a file"
              + " first (a file that is called - is ./-)");
    }
  }

  /** Returns a file's text, without the byte-order mark that some editors put before it. */
  static String readText(String what, Path file) throws IOException {
    String text = new String(readAll(what, file), StandardCharsets.UTF_8);
    return text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
  }

  /** Returns a file's bytes; where that fails the message says what the file was to be, and why. */
  static byte[] readAll(String what, Path file) throws IOException {
    String cause;
    try {
      if (!Files.isDirectory(file)) {
        return Files.readAllBytes(file);
      }
      cause = "it is a directory";
    } catch (NoSuchFileException e) {
      cause = "there is no such file";
    } catch (AccessDeniedException e) {
      cause = "permission denied";
    }
    throw new PreflightException(
        ErrorCode.INPUT_UNREADABLE,
        "Cannot read " + what + " " + Messages.printable(file.toString()) + ": " + cause);
  }
}
