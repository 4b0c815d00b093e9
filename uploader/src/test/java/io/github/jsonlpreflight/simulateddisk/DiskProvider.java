package io.github.jsonlpreflight.simulateddisk;

import io.github.jsonlpreflight.simulateddisk.DiskWatcher.Operation;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations of a {@link SimulatedDisk}, as {@link java.nio.file.Files} asks for them. */
final class DiskProvider extends FileSystemProvider {
  private static final Set<PosixFilePermission> DEFAULT =
      PosixFilePermissions.fromString("rw-r--r--");

  private final SimulatedDisk disk;

  DiskProvider(SimulatedDisk disk) {
    this.disk = disk;
  }

  @Override
  public FileChannel newFileChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    boolean writes = options.contains(StandardOpenOption.WRITE);
    boolean createsNew = options.contains(StandardOpenOption.CREATE_NEW);
    DiskNode node = disk.find(path);
    if (node != null && createsNew) {
      throw new FileAlreadyExistsException(path.toString());
    }
    if (node == null) {
      if (!createsNew && !options.contains(StandardOpenOption.CREATE)) {
        throw new NoSuchFileException(path.toString());
      }
      disk.folderOf(path);
      disk.before(Operation.CREATE, path, 0);
      node = disk.newNode(false, permissions(attributes));
      disk.name(path, node, null);
    }
    DiskChannel channel = new DiskChannel(disk, path, node, writes);
    if (writes && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      channel.truncate(0);
    }
    return channel;
  }

  @SuppressWarnings("unchecked")
  private static Set<PosixFilePermission> permissions(FileAttribute<?>... attributes) {
    return attributes.length == 0
        ? DEFAULT
        : Set.copyOf((Set<PosixFilePermission>) attributes[0].value());
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    return newFileChannel(path, options, attributes);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    if (disk.find(path) != null) {
      throw new FileAlreadyExistsException(path.toString());
    }
    disk.before(Operation.CREATE, path, 0);
    disk.name(path, disk.newNode(true, DEFAULT), null);
  }

  @Override
  public void delete(Path path) throws IOException {
    DiskNode node = disk.require(path);
    if (!node.entries.isEmpty()) {
      throw new DirectoryNotEmptyException(path.toString());
    }
    disk.before(Operation.DELETE, path, 0);
    disk.name(path, null, null);
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    DiskNode node = disk.require(source);
    if (!Objects.equals(source.getParent(), target.getParent())) {
      throw new UnsupportedOperationException();
    }
    disk.before(Operation.RENAME, target, 0);
    disk.name(target, node, String.valueOf(source.getFileName()));
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String name : disk.require(path).entries.keySet()) {
      Path entry = path.resolve(name);
      if (filter.accept(entry)) {
        found.add(entry);
      }
    }
    return new DirectoryStream<>() {
      @Override
      public Iterator<Path> iterator() {
        return found.iterator();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    disk.require(path);
  }

  @Override
  @SuppressWarnings("unchecked")
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    DiskNode node = disk.require(path);
    return (A)
        new Attributes(
            node.isFolder,
            node.content.length,
            node.modified,
            "inode " + node.inode,
            node.permissions);
  }

  private record Attributes(
      boolean isDirectory,
      long size,
      FileTime lastModifiedTime,
      String key,
      Set<PosixFilePermission> permissions)
      implements PosixFileAttributes {
    @Override
    public UserPrincipal owner() {
      throw new UnsupportedOperationException();
    }

    @Override
    public GroupPrincipal group() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Object fileKey() {
      return key;
    }

    @Override
    public FileTime lastAccessTime() {
      return lastModifiedTime;
    }

    @Override
    public FileTime creationTime() {
      return lastModifiedTime;
    }

    @Override
    public boolean isRegularFile() {
      return !isDirectory;
    }

    @Override
    public boolean isSymbolicLink() {
      return false;
    }

    @Override
    public boolean isOther() {
      return false;
    }
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
      throws IOException {
    return Map.of("permissions", disk.require(path).permissions);
  }

  @Override
  public boolean isSameFile(Path one, Path other) throws IOException {
    return disk.require(one) == disk.require(other);
  }

  @Override
  public boolean isHidden(Path path) {
    return false;
  }

  @Override
  public Path getPath(URI uri) {
    return disk.getPath(uri.getPath());
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return disk;
  }

  @Override
  public String getScheme() {
    return "simulated";
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FileStore getFileStore(Path path) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <V extends FileAttributeView> @Nullable V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return null;
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new UnsupportedOperationException();
  }
}
