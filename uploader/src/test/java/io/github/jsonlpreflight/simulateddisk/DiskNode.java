package io.github.jsonlpreflight.simulateddisk;

import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * A file or a folder, twice: as the system shows it, and as it would be found after a power cut.
 */
final class DiskNode {
  final long inode;
  final boolean isFolder;
  final Map<String, DiskNode> entries = new TreeMap<>();
  final Map<String, DiskNode> durableEntries = new TreeMap<>();
  Set<PosixFilePermission> permissions;
  FileTime modified;
  byte[] content = new byte[0];
  private byte[] durable = new byte[0];

  /** Where the system shows what a failed flush has lost: a later flush does not bring it back. */
  private int lostFrom = Integer.MAX_VALUE;

  private int lostTo;

  DiskNode(long inode, boolean isFolder, FileTime modified, Set<PosixFilePermission> permissions) {
    this.inode = inode;
    this.isFolder = isFolder;
    this.modified = modified;
    this.permissions = permissions;
  }

  void write(int position, byte[] bytes, int length) {
    if (length == 0) {
      return;
    }
    content = Arrays.copyOf(content, Math.max(content.length, position + length));
    System.arraycopy(bytes, 0, content, position, length);
    if (position <= lostFrom && position + length >= lostTo) {
      forgetLoss();
    }
  }

  void truncate(int size) {
    content = Arrays.copyOf(content, Math.min(size, content.length));
    if (content.length <= lostFrom) {
      forgetLoss();
    }
    lostTo = Math.min(lostTo, content.length);
  }

  private void forgetLoss() {
    lostFrom = Integer.MAX_VALUE;
    lostTo = 0;
  }

  void flush() {
    durable = content.clone();
    for (int i = lostFrom; i < Math.min(lostTo, durable.length); i++) {
      durable[i] = 0;
    }
  }

  /** What the disk does not have is clean now as far as the system is concerned. */
  void failToFlush() {
    int same = commonPrefix();
    if (same < content.length) {
      lostFrom = Math.min(lostFrom, same);
      lostTo = content.length;
    }
  }

  /** Tells what would be found after a power cut. */
  byte[] durable() {
    return durable.clone();
  }

  /** Forgets what was not flushed, or a part of it: some of it may have been written back. */
  void forget(RandomGenerator random) {
    int same = commonPrefix();
    int reaches = Math.min(content.length, lostFrom);
    switch (random.nextInt(3)) {
      case 0 -> content = durable;
      case 1 -> {
        flush();
        content = durable;
      }
      default ->
          content =
              same < reaches
                  ? Arrays.copyOf(content, same + random.nextInt(reaches - same + 1))
                  : durable;
    }
    durable = content;
    forgetLoss();
  }

  private int commonPrefix() {
    int mismatch = Arrays.mismatch(content, durable);
    return mismatch < 0 ? content.length : mismatch;
  }
}
