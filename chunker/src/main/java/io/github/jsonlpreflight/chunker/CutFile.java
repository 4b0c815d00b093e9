package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.Compression;
import io.github.jsonlpreflight.jsonl.Messages;
import java.io.IOException;
import java.nio.file.Path;

/** The file that chunks were cut from. */
record CutFile(Path file) implements ChunkSource {
  @Override
  public void requireUnchanged(Manifest manifest) throws IOException {
    manifest.source().requireUnchanged(file);
  }

  @Override
  public void requireUnchanged(Manifest manifest, Chunk chunk) throws IOException {
    requireUnchanged(manifest);
  }

  @Override
  public ChunkReader open(Manifest manifest) throws IOException {
    return ChunkReader.open(file);
  }

  @Override
  public boolean isRandomAccess(Manifest manifest) {
    return manifest.source().compression() == Compression.NONE;
  }

  @Override
  public boolean holdsSkipped() {
    return true;
  }

  @Override
  public String toString() {
    return Messages.printable(file.toString());
  }
}
