package io.github.jsonlpreflight.cli;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads small files that a command needs beside its data. */
final class InputFiles {
  private InputFiles() {}

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
