package io.github.jsonlpreflight.cli.upload;

import io.github.jsonlpreflight.chunker.ChunkLimits;
import io.github.jsonlpreflight.chunker.ChunkSource;
import io.github.jsonlpreflight.chunker.ChunkStore;
import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.WholeFile;
import io.github.jsonlpreflight.cli.console.Console;
import io.github.jsonlpreflight.cli.console.Humanize;
import io.github.jsonlpreflight.cli.options.CommandFiles;
import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import io.github.jsonlpreflight.uploader.RunDirectory;
import io.github.jsonlpreflight.uploader.S3ChunkStore;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chunk files and the manifest beside them, as {@code split} or the Spark job has left them in a
 * folder or under a prefix of S3. They were validated, or not, by whoever made them.
 */
public final class ChunkFilesInput implements UploadInput {
  private final String name;
  private final ChunkStore store;
  private final Path besideRunDir;
  private final @Nullable Path folder;
  private final boolean quiet;

  private ChunkFilesInput(
      String name, ChunkStore store, Path besideRunDir, @Nullable Path folder, boolean quiet) {
    this.name = name;
    this.store = store;
    this.besideRunDir = besideRunDir;
    this.folder = folder;
    this.quiet = quiet;
  }

  /**
   * Returns the chunk files at a place.
   *
   * @param place a folder, or {@code s3://BUCKET/PREFIX}
   * @throws IllegalArgumentException if it is neither
   */
  public static ChunkFilesInput at(String place, boolean quiet) {
    if (S3ChunkStore.isAddress(place)) {
      S3ChunkStore store = S3ChunkStore.of(place);
      return new ChunkFilesInput(place, store, Path.of(store.lastName()), null, quiet);
    }
    Path folder = Path.of(place);
    Path beside = folder.toAbsolutePath().normalize();
    return new ChunkFilesInput(place, ChunkStore.folder(folder), beside, folder, quiet);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public ChunkSource chunks() {
    return ChunkSource.stored(store);
  }

  @Override
  public Path besideRunDir() {
    return besideRunDir;
  }

  @Override
  public Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  @Override
  public void addTo(CommandFiles files) {
    // No run writes into this folder: it holds what is read.
  }

  @Override
  public @Nullable ChunkLimits limits() {
    return null;
  }

  @Override
  public @Nullable String onInvalid() {
    return null;
  }

  @Override
  public Optional<Manifest> planOnly(Planning at) throws IOException {
    Manifest manifest = readManifest();
    chunks().requireUnchanged(manifest);
    sayWhetherChecked(manifest, at.console());
    return Optional.of(manifest);
  }

  @Override
  public Optional<Manifest> begin(RunDirectory run, Planning at) throws IOException {
    copyManifest(run.manifest());
    Manifest manifest = Manifest.read(run.manifest());
    chunks().requireUnchanged(manifest);
    sayWhetherChecked(manifest, at.console());
    return Optional.of(manifest);
  }

  @Override
  public Manifest resume(RunDirectory run) throws IOException {
    Manifest manifest = Manifest.read(run.manifest());
    if (!readManifest().digest().equals(manifest.digest())) {
      throw new PreflightException(
          ErrorCode.RUN_MISMATCH,
          "The run in "
              + Humanize.path(run.folder())
              + " was begun with other chunks than those that are now in "
              + Messages.printable(name)
              + ". Put them back to go on with it, or use another --run-dir to begin anew");
    }
    return manifest;
  }

  private Manifest readManifest() throws IOException {
    Path copy = Files.createTempFile("preflight-", "-" + Manifest.FILE_NAME);
    try {
      copyManifest(copy);
      return Manifest.read(copy);
    } finally {
      Files.delete(copy);
    }
  }

  private void copyManifest(Path target) throws IOException {
    try (InputStream in = store.open(Manifest.FILE_NAME, 0);
        WholeFile copy = WholeFile.create(target)) {
      in.transferTo(Channels.newOutputStream(copy.channel()));
      copy.commit();
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new PreflightException(
          ErrorCode.INPUT_UNREADABLE,
          Messages.printable(
              "There is no "
                  + Manifest.FILE_NAME
                  + " in "
                  + name
                  + ": --manifest takes what preflight split, or the Spark job, has written"),
          e);
    }
  }

  @Override
  public void close() throws IOException {
    if (store instanceof Closeable connection) {
      connection.close();
    }
  }

  private void sayWhetherChecked(Manifest manifest, Console console) {
    if (manifest.rulesDigest().isEmpty() && !quiet) {
      console.say(
          "These chunks were split without --schema: none of their records was validated."
              + " preflight validate takes chunk files too");
    }
  }
}
