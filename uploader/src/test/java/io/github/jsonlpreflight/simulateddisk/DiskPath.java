package io.github.jsonlpreflight.simulateddisk;

import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path on a {@link SimulatedDisk}: names with slashes between them. The working folder is /. */
final class DiskPath implements Path {
  private final SimulatedDisk disk;
  private final boolean absolute;
  private final List<String> names;

  private DiskPath(SimulatedDisk disk, boolean absolute, List<String> names) {
    this.disk = disk;
    this.absolute = absolute;
    this.names = List.copyOf(names);
  }

  static DiskPath of(SimulatedDisk disk, String first, String... more) {
    String text = more.length == 0 ? first : first + "/" + String.join("/", more);
    List<String> names = new ArrayList<>(List.of(text.split("/+", -1)));
    names.removeIf(String::isEmpty);
    return new DiskPath(disk, text.startsWith("/"), names);
  }

  private DiskPath with(boolean isAbsolute, List<String> newNames) {
    return new DiskPath(disk, isAbsolute, newNames);
  }

  @Override
  public FileSystem getFileSystem() {
    return disk;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public @Nullable Path getRoot() {
    return absolute ? with(true, List.of()) : null;
  }

  @Override
  public @Nullable Path getFileName() {
    return names.isEmpty() ? null : with(false, names.subList(names.size() - 1, names.size()));
  }

  @Override
  public @Nullable Path getParent() {
    return names.isEmpty() || (names.size() == 1 && !absolute)
        ? null
        : with(absolute, names.subList(0, names.size() - 1));
  }

  @Override
  public int getNameCount() {
    return names.size();
  }

  @Override
  public Path getName(int index) {
    return with(false, List.of(names.get(index)));
  }

  @Override
  public Path subpath(int begin, int end) {
    return with(false, names.subList(begin, end));
  }

  @Override
  public boolean startsWith(Path other) {
    List<String> head = ((DiskPath) other).names;
    return other.isAbsolute() == absolute
        && head.size() <= names.size()
        && names.subList(0, head.size()).equals(head);
  }

  @Override
  public boolean endsWith(Path other) {
    List<String> tail = ((DiskPath) other).names;
    return tail.size() <= names.size()
        && names.subList(names.size() - tail.size(), names.size()).equals(tail);
  }

  @Override
  public Path normalize() {
    List<String> kept = new ArrayList<>();
    for (String name : names) {
      if (name.equals("..")) {
        kept.remove(kept.size() - 1);
      } else if (!name.equals(".")) {
        kept.add(name);
      }
    }
    return with(absolute, kept);
  }

  @Override
  public Path resolve(Path other) {
    if (other.isAbsolute()) {
      return other;
    }
    List<String> all = new ArrayList<>(names);
    other.forEach(name -> all.add(name.toString()));
    return with(absolute, all);
  }

  @Override
  public Path relativize(Path other) {
    return with(false, ((DiskPath) other).names.subList(names.size(), other.getNameCount()));
  }

  @Override
  public Path toAbsolutePath() {
    return absolute ? this : with(true, names);
  }

  @Override
  public Path toRealPath(LinkOption... options) {
    return toAbsolutePath().normalize();
  }

  @Override
  public URI toUri() {
    return URI.create("simulated:" + toAbsolutePath());
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int compareTo(Path other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DiskPath path
        && path.disk == disk
        && path.absolute == absolute
        && path.names.equals(names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return (absolute ? "/" : "") + String.join("/", names);
  }
}
