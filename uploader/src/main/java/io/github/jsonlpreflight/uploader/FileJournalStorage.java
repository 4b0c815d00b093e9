package io.github.jsonlpreflight.uploader;

import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * A journal on disk. It is no {@link FileChannel} because an interrupt would close that in the
 * middle of a write, and an interrupted run still has something to write.
 */
final class FileJournalStorage implements JournalStorage {
  private final Path path;
  private final RandomAccessFile file;

  private FileJournalStorage(Path path, RandomAccessFile file) {
    this.path = path;
    this.file = file;
  }

  static JournalStorage open(Path path) throws IOException {
    return new FileJournalStorage(path, new RandomAccessFile(path.toFile(), "rw"));
  }

  @Override
  public InputStream read(long position) throws IOException {
    FileInputStream in = new FileInputStream(path.toFile());
    try {
      in.skipNBytes(position);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
    return new BufferedInputStream(in);
  }

  @Override
  public long size() throws IOException {
    return file.length();
  }

  @Override
  public void write(long position, byte[] bytes) throws IOException {
    file.seek(position);
    file.write(bytes);
  }

  @Override
  public void force() throws IOException {
    file.getFD().sync();
  }

  @Override
  public void truncate(long size) throws IOException {
    file.setLength(size);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
