package io.github.jsonlpreflight.chunker;

import io.github.jsonlpreflight.jsonl.ErrorCode;
import io.github.jsonlpreflight.jsonl.Messages;
import io.github.jsonlpreflight.jsonl.PreflightException;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Chunk files of their own. The file that they were cut from may be gone, or never was one. */
record StoredChunks(ChunkStore store) implements ChunkSource {
  @Override
  public void requireUnchanged(Manifest manifest) throws IOException {
    Map<String, Long> sizes = store.sizes();
    for (Chunk chunk : manifest.chunks()) {
      requireSize(chunk, sizes.get(chunk.name()));
    }
  }

  @Override
  public void requireUnchanged(Manifest manifest, Chunk chunk) throws IOException {
    OptionalLong size = store.size(chunk.name());
    requireSize(chunk, size.isPresent() ? size.getAsLong() : null);
  }

  private void requireSize(Chunk chunk, @Nullable Long size) {
    String change;
    if (size == null) {
      change = "it is not there";
    } else if (size != chunk.bytes()) {
      change = "it had " + chunk.bytes() + " bytes and has " + size;
    } else {
      return;
    }
    throw new PreflightException(
        ErrorCode.SOURCE_CHANGED,
        Messages.printable(chunk.name())
            + " in "
            + this
            + " is not what the manifest says: "
            + change);
  }

  @Override
  public ChunkReader open(Manifest manifest) {
    return new ChunkReader(store.toString(), new StoredBytes(store, manifest.chunks()));
  }

  @Override
  public boolean isRandomAccess(Manifest manifest) {
    return true;
  }

  @Override
  public boolean holdsSkipped() {
    return false;
  }

  @Override
  public String toString() {
    return Messages.printable(store.toString());
  }
}
