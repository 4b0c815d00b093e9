package io.github.jsonlpreflight.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;

/**
 * Writes what shells and {@code man} know of the program: its completions and manual pages. It is
 * part of the build, not of the program, and reads the very command line that the program runs, so
 * what it writes cannot be out of date.
 */
public final class UsageFiles {
  private UsageFiles() {}

  /**
   * Writes all files.
   *
   * @param arguments the folder to write into, the version, and the date as {@code 2026-11-24…}
   */
  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    String date = arguments[2].substring(0, "2026-11-24".length());
    CommandLine program = program();
    write(folder.resolve("completion/preflight"), BashCompletion.of(program));
    write(folder.resolve("completion/_preflight"), ZshCompletion.of(program));
    Path manual = folder.resolve("share/man/man1");
    for (Map.Entry<String, String> page :
        new ManPages(program, arguments[1], date).all().entrySet()) {
      write(manual.resolve(page.getKey()), page.getValue());
    }
  }

  /** Returns the whole command line, as {@link Main} runs it. */
  static CommandLine program() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Program.whole(nowhere, nowhere);
  }

  static String resource(String name) {
    try (InputStream text = UsageFiles.class.getResourceAsStream("/usage/" + name)) {
      if (text == null) {
        throw new IllegalStateException(name + " is missing among the build's resources");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
