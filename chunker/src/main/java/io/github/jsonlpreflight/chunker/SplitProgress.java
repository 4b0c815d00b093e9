package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The note of a split at work: which of its chunks lie finished under their temporary names. It is
 * there from the first chunk until the manifest, and holds the folder's lock. A start under the
 * same conditions goes on from it; one under others removes what it tells of.
 *
 * <p>A chunk is noted when its bytes are on the disk. A later start believes the note where the
 * file still has the noted digest: it may have been lying there for days. The note itself need not
 * be flushed: what is lost of it is written again. Safe to share.
 */
final class SplitProgress implements Closeable {
  static final String NAME = "manifest.json.preflight-progress";

  private static final String FORMAT = "preflight-split-1";
  private static final String EVERY_FORMAT = "preflight-split-";

  private record Finished(long bytes, String sha256) {}

  private final Path folder;
  private final Path file;
  private final FileChannel channel;
  private final SourceFingerprint source;
  private final Map<Integer, Finished> finished = new ConcurrentHashMap<>();

  /** What an earlier start has noted and nobody has looked at yet. */
  private final Map<Integer, Finished> recalled = new ConcurrentHashMap<>();

  private SplitProgress(Path file, FileChannel channel, SourceFingerprint source) {
    this.folder = file.resolveSibling("");
    this.file = file;
    this.channel = channel;
    this.source = source;
  }

  /**
   * Begins a split, or goes on with one.
   *
   * @param conditions what decides how the source is cut; null if it cannot be cut a second time
   * @throws PreflightException if another split is at work in the folder, or there is something
   *     else under the note's name
   */
  static SplitProgress open(Path folder, SourceFingerprint source, @Nullable String conditions)
      throws IOException {
    Path file = folder.resolve(NAME);
    FileChannel channel = openLocked(file, folder);
    SplitProgress progress = new SplitProgress(file, channel, source);
    try {
      progress.begin(conditions);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    return progress;
  }

  private static FileChannel openLocked(Path file, Path folder) throws IOException {
    FileChannel channel = null;
    while (channel == null) {
      channel = tryOnce(file, folder);
    }
    return channel;
  }

  /** Returns null if the end of another start has taken the file away just now. */
  private static @Nullable FileChannel tryOnce(Path file, Path folder) throws IOException {
    BasicFileAttributes there = attributesOf(file);
    if (there != null && !there.isRegularFile()) {
      throw WholeFile.unwritable(file, "it is a link or no regular file; remove it", null);
    }
    Object key;
    FileChannel channel;
    try {
      if (there == null) {
        Files.createFile(file);
      }
      key = keyOf(file);
      channel =
          FileChannel.open(
              file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    } catch (FileSystemException e) {
      boolean hasFolder = Files.isDirectory(folder);
      if (hasFolder
          && (e instanceof NoSuchFileException || e instanceof FileAlreadyExistsException)) {
        return null;
      }
      throw WholeFile.unwritable(file, e);
    }
    boolean kept = false;
    try {
      lock(channel, folder);
      // A file that was taken away can be locked, too, but it is not where others look.
      kept = Objects.equals(key, keyOf(file));
      return kept ? channel : null;
    } finally {
      if (!kept) {
        channel.close();
      }
    }
  }

  /** Returns what the file system calls a file; null if it does not say, or the file is gone. */
  private static @Nullable Object keyOf(Path file) throws IOException {
    BasicFileAttributes attributes = attributesOf(file);
    return attributes == null ? null : attributes.fileKey();
  }

  /** Looks at a file, once and not through a link; returns null if it is gone. */
  private static @Nullable BasicFileAttributes attributesOf(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private static void lock(FileChannel channel, Path folder) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new PreflightException(
          ErrorCode.RUN_LOCKED,
          Messages.printable("Another split is at work in " + folder + "; wait for its end"));
    }
  }

  private void begin(@Nullable String conditions) throws IOException {
    // Through a stream of this channel, which stays open: closing another would end the lock.
    String text =
        new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.ISO_8859_1);
    // The name is ours, what is under it need not be: what a split has begun with is, also if torn.
    if (!text.startsWith(EVERY_FORMAT) && !EVERY_FORMAT.startsWith(text)) {
      throw WholeFile.unwritable(file, "it is not Preflight's; remove it", null);
    }
    List<String> lines = text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    String first = sealed(FORMAT + " " + conditions + " " + hex(source.name()));
    if (conditions != null && !lines.isEmpty() && lines.get(0).equals(first)) {
      lines.stream().skip(1).forEach(this::recall);
      channel.position(channel.size());
      append(""); // ends a line that was torn
      return;
    }
    if (!lines.isEmpty()) {
      removeLeftOvers(lines.get(0));
    }
    channel.truncate(0);
    append(first);
  }

  private void recall(String line) {
    String[] words = line.split(" ", -1);
    if (words.length == 4 && sealed(line.substring(0, line.lastIndexOf(' '))).equals(line)) {
      recalled.put(Integer.valueOf(words[0]), new Finished(Long.parseLong(words[1]), words[2]));
    }
  }

  private void removeLeftOvers(String firstLine) throws IOException {
    String[] words = firstLine.split(" ", -1);
    if (words.length == 4
        && sealed(firstLine.substring(0, firstLine.lastIndexOf(' '))).equals(firstLine)) {
      byte[] name = HexFormat.of().parseHex(words[2]);
      removeTemporary(SourceFingerprint.ofStream(new String(name, StandardCharsets.UTF_8), 0));
    }
  }

  private void removeTemporary(SourceFingerprint of) throws IOException {
    Pattern names =
        Pattern.compile(
            of.chunkNames().pattern() + Pattern.quote(WholeFile.TEMPORARY_ENDING), Pattern.DOTALL);
    for (Path one : ChunkFolder.files(folder)) {
      if (names.matcher(String.valueOf(one.getFileName())).matches()) {
        Files.deleteIfExists(one);
      }
    }
  }

  /**
   * Tells whether an earlier start has finished a chunk, and its file is there with the same bytes.
   * The first question about a chunk reads its file.
   */
  boolean has(int index) throws IOException {
    Finished chunk = recalled.remove(index);
    if (chunk != null && isThere(index, chunk)) {
      finished.put(index, chunk);
    }
    return finished.containsKey(index);
  }

  private boolean isThere(int index, Finished chunk) throws IOException {
    Path target = folder.resolve(source.chunkName(index));
    Path temporary = WholeFile.temporary(target);
    // It may have got its name before the end came. What else has this name is not to be believed.
    Path there = Files.exists(temporary, LinkOption.NOFOLLOW_LINKS) ? temporary : target;
    return ChunkFolder.holds(there, chunk.bytes(), chunk.sha256());
  }

  /**
   * Makes sure that a chunk that is there already is the one that was now cut.
   *
   * @throws PreflightException if it is not
   */
  void require(int index, long bytes, String sha256) {
    if (!new Finished(bytes, sha256).equals(finished.get(index))) {
      throw new PreflightException(
          ErrorCode.SOURCE_CHANGED,
          Messages.printable(
              source.name()
                  + " is not what an earlier start has cut into chunks here, although its size and"
                  + " time are the same; nothing was kept, run it again"));
    }
  }

  /** Notes that a chunk's bytes are on the disk. */
  void note(int index, long bytes, String sha256) throws IOException {
    finished.put(index, new Finished(bytes, sha256));
    append(sealed(index + " " + bytes + " " + sha256));
  }

  /** Returns how many chunks are finished. */
  int count() {
    return finished.size() + recalled.size();
  }

  private synchronized void append(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** A line that was torn, or changed, does not end like this. */
  private static String sealed(String line) {
    return line + " " + Sha256.of(line).substring(0, 16);
  }

  private static String hex(String name) {
    return HexFormat.of().formatHex(name.getBytes(StandardCharsets.UTF_8));
  }

  /** Gives every finished chunk its name. */
  void nameAll(Manifest manifest) throws IOException {
    for (Chunk chunk : manifest.chunks()) {
      Path target = folder.resolve(chunk.name());
      if (Files.exists(WholeFile.temporary(target), LinkOption.NOFOLLOW_LINKS)) {
        WholeFile.name(target);
      }
    }
    WholeFile.flushFolder(file);
  }

  /** Removes the note, and all chunk files that have no name yet. */
  void discard() throws IOException {
    try {
      removeTemporary(source);
      finished.clear();
      recalled.clear();
    } finally {
      close();
    }
  }

  /** Ends this start. What is finished stays, and the note with it. */
  @Override
  public void close() throws IOException {
    try (channel) { // which ends the lock, whatever becomes of the file
      if (count() == 0) {
        Files.deleteIfExists(file);
      }
    }
  }
}
