package io.github.jsonlpreflight.cli.files;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where results go. A {@link PrintWriter} keeps its failures to itself; this one remembers the
 * first, so that a full disk does not end with exit code 0. Text goes out as UTF-8 whatever the
 * machine's own encoding is: records are UTF-8.
 */
public final class StandardOutput extends PrintWriter {
  /** What stands for standard output on a command line. */
  public static final String NAME = "-";

  /** What it is called in the file system, on systems that have such names. */
  public static final Path PATH = Path.of("/dev/stdout");

  private final Remembering stream;

  private StandardOutput(Remembering stream) {
    super(stream, /* autoFlush= */ false, StandardCharsets.UTF_8);
    this.stream = stream;
  }

  /** Returns the process's own. */
  public static StandardOutput ofProcess() {
    return over(bytes());
  }

  /** Returns one that writes to a stream. */
  static StandardOutput over(OutputStream out) {
    return new StandardOutput(new Remembering(out));
  }

  /** Returns the process's own, for bytes. */
  static OutputStream bytes() {
    return new FileOutputStream(FileDescriptor.out);
  }

  /** Tells whether a file is the one that standard output goes to, under whatever name. */
  public static boolean is(Path file) throws IOException {
    return file.toString().equals(NAME)
        || (Files.exists(file) && Files.exists(PATH) && Files.isSameFile(file, PATH));
  }

  /** Returns what has kept a text from getting out, or null if all is well so far. */
  public @Nullable IOException failure() {
    return stream.failure;
  }

  /** Tells whether a failure only says that whoever was reading has read enough. */
  public static boolean isReaderGone(IOException failure) {
    // Writing to a pipe fails for no other reason, whatever language the system says it in.
    return FileKind.of(PATH) == FileKind.PIPE || "Broken pipe".equals(failure.getMessage());
  }

  /** Passes bytes on until that fails once. */
  private static final class Remembering extends OutputStream {
    private final OutputStream out;
    private @Nullable IOException failure;

    Remembering(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      if (failure != null) {
        return;
      }
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        failure = e;
      }
    }
  }
}
