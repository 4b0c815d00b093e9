package io.github.jsonlpreflight.uploader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The journal's file on a simulated disk. */
final class SimulatedJournal implements JournalStorage {
  private final Path path;
  private final FileChannel channel;
  private final Judge judge;

  SimulatedJournal(Path path, Judge judge) throws IOException {
    this.path = path;
    this.channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    this.judge = judge;
  }

  @Override
  public InputStream read(long position) throws IOException {
    byte[] all = Files.readAllBytes(path);
    return new ByteArrayInputStream(all, (int) position, all.length);
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void write(long position, byte[] bytes) throws IOException {
    judge.recordIsWritten(bytes);
    channel.write(ByteBuffer.wrap(bytes), position);
  }

  @Override
  public void force() throws IOException {
    channel.force(true);
  }

  @Override
  public void truncate(long size) throws IOException {
    channel.truncate(size);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
