package io.github.jsonlpreflight.validator.duplicates;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks for temporary files that were not freed. */
public final class Temporary {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");

  private Temporary() {}

  /** Returns the files that have a name in a folder. */
  public static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  /** Returns the files of a folder that this process holds open, with a name or without. */
  public static List<Path> openIn(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path descriptor : filesIn(OPEN_FILES)) {
      try {
        Path file = Files.readSymbolicLink(descriptor);
        if (file.startsWith(folder.toRealPath())) {
          found.add(file);
        }
      } catch (NoSuchFileException e) {
        // The descriptor was the listing's own.
      }
    }
    return found;
  }
}
