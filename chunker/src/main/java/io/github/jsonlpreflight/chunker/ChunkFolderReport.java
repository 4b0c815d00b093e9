package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a folder holds just the chunk files that its manifest names.
 *
 * @param manifest the folder's manifest
 * @param findings what is wrong, in the order of the chunks; then what is too many, by name
 */
public record ChunkFolderReport(Manifest manifest, List<Finding> findings) {
  /** Copies the findings. */
  public ChunkFolderReport {
    findings = List.copyOf(findings);
  }

  /** What may be wrong with a file. */
  public enum Kind {
    /** The manifest names it, and it is not there. */
    MISSING,
    /** It has not the size that the manifest says. */
    WRONG_SIZE,
    /** It has not the SHA-256 that the manifest says. */
    WRONG_HASH,
    /** It is called like a chunk of the same source, or one in the making, and is none. */
    NOT_IN_MANIFEST
  }

  /**
   * Something that is wrong.
   *
   * @param file the file's name
   * @param kind what is wrong with it
   * @param message the same in words, with what is there and what should be
   */
  public record Finding(String file, Kind kind, String message) {}

  /**
   * Looks at a folder, and reads every chunk file in it.
   *
   * @throws PreflightException if there is no manifest, or it is damaged
   */
  public static ChunkFolderReport of(Path folder) throws IOException {
    Path file = folder.resolve(Manifest.FILE_NAME);
    if (!Files.exists(file)) {
      throw new PreflightException(
          ErrorCode.INPUT_UNREADABLE,
          Messages.printable(
              "There is no " + Manifest.FILE_NAME + " in " + folder + " to verify it by"));
    }
    Manifest manifest = Manifest.read(file);
    List<Finding> findings = new ArrayList<>();
    for (Chunk chunk : manifest.chunks()) {
      check(folder.resolve(chunk.name()), chunk, findings);
    }
    addStrangers(folder, manifest, findings);
    return new ChunkFolderReport(manifest, findings);
  }

  private static void check(Path file, Chunk chunk, List<Finding> findings) throws IOException {
    if (!Files.isRegularFile(file)) {
      findings.add(new Finding(chunk.name(), Kind.MISSING, "it is missing"));
      return;
    }
    long size = Files.size(file);
    if (size != chunk.bytes()) {
      findings.add(
          new Finding(
              chunk.name(),
              Kind.WRONG_SIZE,
              "it has " + size + " bytes, and should have " + chunk.bytes()));
      return;
    }
    String sha256 = ChunkFolder.sha256(file);
    if (!sha256.equals(chunk.sha256())) {
      findings.add(
          new Finding(
              chunk.name(),
              Kind.WRONG_HASH,
              "it has other bytes: its SHA-256 is "
                  + sha256
                  + ", and should be "
                  + chunk.sha256()));
    }
  }

  private static void addStrangers(Path folder, Manifest manifest, List<Finding> findings)
      throws IOException {
    Set<String> known = manifest.chunks().stream().map(Chunk::name).collect(Collectors.toSet());
    Pattern names = manifest.source().chunkNames();
    Set<String> strangers = new TreeSet<>();
    for (Path file : ChunkFolder.files(folder)) {
      String name = String.valueOf(file.getFileName());
      if (!known.contains(name) && names.matcher(ChunkFolder.withoutTemporary(name)).matches()) {
        strangers.add(name);
      }
    }
    for (String name : strangers) {
      findings.add(
          new Finding(name, Kind.NOT_IN_MANIFEST, "it is not of this manifest, by its name"));
    }
  }
}
