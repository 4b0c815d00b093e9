package io.github.jsonlpreflight.simulateddisk;

import io.github.jsonlpreflight.simulateddisk.DiskWatcher.Operation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** An open file of a {@link SimulatedDisk}. */
final class DiskChannel extends FileChannel {
  private final SimulatedDisk disk;
  private final Path path;
  private final DiskNode node;
  private final boolean writable;
  private long position;

  DiskChannel(SimulatedDisk disk, Path path, DiskNode node, boolean writable) {
    this.disk = disk;
    this.path = path;
    this.node = node;
    this.writable = writable;
  }

  @Override
  public int read(ByteBuffer to) {
    int read = read(to, position);
    position += Math.max(read, 0);
    return read;
  }

  @Override
  public int read(ByteBuffer to, long from) {
    int length = (int) Math.min(to.remaining(), node.content.length - from);
    if (length <= 0) {
      return to.hasRemaining() ? -1 : 0;
    }
    to.put(node.content, (int) from, length);
    return length;
  }

  @Override
  public int write(ByteBuffer from) throws IOException {
    int written = write(from, position);
    position += written;
    return written;
  }

  @Override
  public int write(ByteBuffer from, long at) throws IOException {
    if (!writable) {
      throw new NonWritableChannelException();
    }
    byte[] bytes = new byte[from.remaining()];
    int room = disk.before(Operation.WRITE, path, bytes.length);
    from.get(bytes);
    node.write((int) at, bytes, Math.min(room, bytes.length));
    node.modified = disk.now();
    if (room < bytes.length) {
      throw new IOException("No space left on device");
    }
    return bytes.length;
  }

  @Override
  public FileChannel truncate(long size) throws IOException {
    disk.before(Operation.TRUNCATE, path, 0);
    node.truncate((int) size);
    node.modified = disk.now();
    return this;
  }

  @Override
  public void force(boolean metadata) throws IOException {
    try {
      disk.before(Operation.FLUSH, path, 0);
    } catch (IOException e) {
      node.failToFlush();
      throw e;
    }
    disk.flush(node);
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public FileChannel position(long newPosition) {
    position = newPosition;
    return this;
  }

  @Override
  public long size() {
    return node.content.length;
  }

  @Override
  public FileLock tryLock(long from, long size, boolean shared) {
    return new FileLock(this, from, size, shared) {
      @Override
      public boolean isValid() {
        return isOpen();
      }

      @Override
      public void release() {}
    };
  }

  @Override
  public FileLock lock(long from, long size, boolean shared) {
    return tryLock(from, size, shared);
  }

  @Override
  public long read(ByteBuffer[] to, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long write(ByteBuffer[] from, int offset, int length) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferTo(long from, long count, WritableByteChannel target) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long transferFrom(ReadableByteChannel source, long at, long count) {
    throw new UnsupportedOperationException();
  }

  @Override
  public MappedByteBuffer map(MapMode mode, long at, long size) {
    throw new UnsupportedOperationException();
  }

  @Override
  protected void implCloseChannel() {}
}
