package io.github.jsonlpreflight.simulateddisk;

import io.github.jsonlpreflight.simulateddisk.DiskWatcher.Operation;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that code reaches through {@link Path} as it reaches any. It keeps two pictures:
 * what the system shows, and what would be found after a power cut, which is only what was flushed.
 *
 * <p>As POSIX has it: flushing a file saves its bytes and not its name; flushing a folder saves the
 * names in it; a rename is one step. Names that were not flushed are lost in the reverse order of
 * their making. After a flush that failed, what it was to save is lost, although the system still
 * shows it and a second flush succeeds.
 */
public final class SimulatedDisk extends FileSystem {
  private static final Set<PosixFilePermission> ANYONE =
      PosixFilePermissions.fromString("rw-r--r--");

  private final DiskProvider provider = new DiskProvider(this);
  private final DiskNode root;
  private final List<NameChange> unflushedNames = new ArrayList<>();
  private final Supplier<Instant> clock;
  private DiskWatcher watcher = (operation, name, bytes) -> bytes;
  private long lastInode;

  /** Names of a folder that change together. */
  private record NameChange(
      DiskNode folder, String name, @Nullable DiskNode node, @Nullable String nameGone) {
    void save() {
      if (nameGone != null) {
        folder.durableEntries.remove(nameGone);
      }
      if (node == null) {
        folder.durableEntries.remove(name);
      } else {
        folder.durableEntries.put(name, node);
      }
    }
  }

  /** Makes an empty disk whose files have their times by a clock. */
  public SimulatedDisk(Supplier<Instant> clock) {
    this.clock = clock;
    this.root = newNode(true, ANYONE);
  }

  /** Sets who is asked before each change. */
  public void watch(DiskWatcher newWatcher) {
    watcher = newWatcher;
  }

  /** Makes everything durable, as a machine that is switched off in order does. */
  public void flushAll() {
    unflushedNames.forEach(NameChange::save);
    unflushedNames.clear();
    flushBelow(root);
  }

  private static void flushBelow(DiskNode node) {
    node.flush();
    node.entries.values().forEach(SimulatedDisk::flushBelow);
  }

  /** Cuts the power: from now on there is what was flushed, and perhaps some of the rest. */
  public void cutPower(RandomGenerator random) {
    int saved = random.nextInt(unflushedNames.size() + 1);
    unflushedNames.subList(0, saved).forEach(NameChange::save);
    unflushedNames.clear();
    forgetBelow(root, random);
  }

  private static void forgetBelow(DiskNode node, RandomGenerator random) {
    node.entries.clear();
    node.entries.putAll(node.durableEntries);
    node.forget(random);
    node.entries.values().forEach(child -> forgetBelow(child, random));
  }

  /** Returns what a file would hold after a power cut; null if it would be gone. */
  public byte @Nullable [] durableContent(Path file) {
    DiskNode node = root;
    for (Path name : file.toAbsolutePath()) {
      node = node == null ? null : node.durableEntries.get(name.toString());
    }
    return node == null ? null : node.durable();
  }

  /** Replaces a file's bytes behind everybody's back, with or without a trace in its time. */
  public void tamper(Path file, byte[] content, FileTime modified) throws IOException {
    DiskNode node = require(file);
    node.content = content.clone();
    node.modified = modified;
    node.flush();
  }

  /** Hands over every file that there is. */
  public List<Path> files() {
    List<Path> found = new ArrayList<>();
    collect(getPath("/"), root, found);
    return found;
  }

  private static void collect(Path path, DiskNode node, List<Path> found) {
    if (!node.isFolder) {
      found.add(path);
    }
    node.entries.forEach((name, child) -> collect(path.resolve(name), child, found));
  }

  // What the provider is made of.

  int before(Operation operation, Path path, int bytes) throws IOException {
    return watcher.before(operation, String.valueOf(path.getFileName()), bytes);
  }

  DiskNode newNode(boolean isFolder, Set<PosixFilePermission> permissions) {
    return new DiskNode(++lastInode, isFolder, now(), permissions);
  }

  FileTime now() {
    return FileTime.from(clock.get());
  }

  @Nullable DiskNode find(Path path) {
    DiskNode node = root;
    for (Path name : path.toAbsolutePath()) {
      node = node == null ? null : node.entries.get(name.toString());
    }
    return node;
  }

  DiskNode require(Path path) throws NoSuchFileException {
    DiskNode node = find(path);
    if (node == null) {
      throw new NoSuchFileException(path.toString());
    }
    return node;
  }

  DiskNode folderOf(Path path) throws NoSuchFileException {
    Path parent = path.toAbsolutePath().getParent();
    return parent == null ? root : require(parent);
  }

  /** Names a node, or takes a name away if there is none; {@code nameGone} goes with it. */
  void name(Path path, @Nullable DiskNode node, @Nullable String nameGone)
      throws NoSuchFileException {
    DiskNode folder = folderOf(path);
    String name = String.valueOf(path.getFileName());
    if (nameGone != null) {
      folder.entries.remove(nameGone);
    }
    if (node == null) {
      folder.entries.remove(name);
    } else {
      folder.entries.put(name, node);
    }
    unflushedNames.add(new NameChange(folder, name, node, nameGone));
  }

  void flush(DiskNode node) {
    if (node.isFolder) {
      unflushedNames.stream().filter(change -> change.folder == node).forEach(NameChange::save);
      unflushedNames.removeIf(change -> change.folder == node);
    } else {
      node.flush();
    }
  }

  // What a file system has to say.

  @Override
  public FileSystemProvider provider() {
    return provider;
  }

  @Override
  public Path getPath(String first, String... more) {
    return DiskPath.of(this, first, more);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public String getSeparator() {
    return "/";
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(getPath("/"));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic", "posix");
  }

  @Override
  public PathMatcher getPathMatcher(String pattern) {
    throw new UnsupportedOperationException();
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
