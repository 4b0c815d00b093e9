package io.github.jsonlpreflight.cli.files;

import io.github.jsonlpreflight.chunker.WholeFile;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.commons.io.output.CloseShieldOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * What the user has named to be written. A file is there whole or not at all, in place of the one
 * that a link leads to; standard output, a pipe or a device is given the bytes as they come.
 */
final class OutputFile implements Closeable {
  private final @Nullable WholeFile file;
  private final OutputStream out;

  private OutputFile(Path target, @Nullable WholeFile file, OutputStream bytes) {
    this.file = file;
    this.out = new Explaining(bytes, target);
  }

  static OutputFile create(Path target) throws IOException {
    if (StandardOutput.is(target)) {
      return new OutputFile(target, null, CloseShieldOutputStream.wrap(StandardOutput.bytes()));
    }
    return switch (FileKind.of(target)) {
      case PIPE, CHARACTERS ->
          new OutputFile(target, null, Files.newOutputStream(target, StandardOpenOption.WRITE));
      case REGULAR, ABSENT, OTHER -> {
        WholeFile file = WholeFile.createBesideOthers(Destination.of(target));
        yield new OutputFile(target, file, Channels.newOutputStream(file.channel()));
      }
    };
  }

  /** Returns where to write to; what is behind it is closed with this alone. */
  OutputStream out() {
    return out;
  }

  /** Tells whether it is a file, which does not have its name before {@link #commit}. */
  boolean isFile() {
    return file != null;
  }

  /** Gives a file its name. */
  void commit() throws IOException {
    if (file != null) {
      file.commit();
    }
  }

  /** Takes a file back that has no name yet; what a stream was given it keeps. */
  @Override
  public void close() throws IOException {
    if (file == null) {
      out.close();
    } else {
      file.close();
    }
  }

  /** Says of a failure what could not be written. */
  private static final class Explaining extends FilterOutputStream {
    private final Path target;

    Explaining(OutputStream out, Path target) {
      super(out);
      this.target = target;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (ClosedByInterruptException e) {
        throw e;
      } catch (IOException e) {
        if (StandardOutput.is(target)) {
          throw new LostOutputException(e);
        }
        throw new IOException("Cannot write " + target + ": " + e.getMessage(), e);
      }
    }
  }
}
