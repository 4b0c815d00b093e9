package io.github.jsonlpreflight.uploader;

import io.github.jsonlpreflight.chunker.Chunk;
import io.github.jsonlpreflight.uploader.ChunkContents.Content;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A chunk's bytes, whose last block is let go only when all of them are known to be the planned
 * ones. Storage that has announced {@link #length()} bytes and has not got them all stores nothing,
 * so whatever {@link #isComplete} denies has certainly not been stored.
 */
final class VerifiedBody implements Transport.Body {
  private static final int LAST_BLOCK_BYTES = 8 << 10;

  private final Content content;
  private final Chunk chunk;
  private final LongConsumer progress;
  private @Nullable SentChecksums checksums;
  private boolean complete;
  private boolean changed;
  private boolean cut;

  /**
   * Wraps a chunk.
   *
   * @param content the bytes that are said to be the chunk's
   * @param progress is told how many bytes have been let go, on the thread that sends them
   */
  VerifiedBody(Content content, Chunk chunk, LongConsumer progress) {
    this.content = content;
    this.chunk = chunk;
    this.progress = progress;
  }

  @Override
  public long length() {
    return chunk.bytes();
  }

  @Override
  public InputStream open() throws IOException {
    return new HeldBack(content.open());
  }

  /** Tells whether the last block has been let go. */
  synchronized boolean isComplete() {
    return complete;
  }

  /** Tells whether the source's bytes turned out not to be the planned ones. */
  synchronized boolean isChanged() {
    return changed;
  }

  /** Lets nothing go any more: what {@link #isComplete} says afterwards is final. */
  synchronized void cut() {
    cut = true;
  }

  /** Returns the header by which an answer says that storage has other bytes than these. */
  synchronized Optional<String> contradictedBy(Transport.Answer answer) {
    return checksums == null ? Optional.empty() : checksums.contradictedBy(answer);
  }

  private synchronized void letGo(SentChecksums ofAll) throws IOException {
    requireUncut();
    complete = true;
    checksums = ofAll;
  }

  private synchronized void requireUncut() throws IOException {
    if (cut) {
      throw new IOException("the upload has been cut off");
    }
  }

  private synchronized IOException changed() {
    changed = true;
    return new IOException("the source has changed while it was being sent");
  }

  private final class HeldBack extends InputStream {
    private final InputStream in;
    private final MessageDigest digest = Digests.sha256();
    private final SentChecksums sent = new SentChecksums(chunk.sha256());
    private final long heldFrom = Math.max(0, chunk.bytes() - LAST_BLOCK_BYTES);
    private final byte[] last = new byte[(int) (chunk.bytes() - heldFrom)];
    private boolean verified;
    private long at;

    HeldBack(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
      Objects.checkFromIndexSize(from, length, buffer.length);
      if (length == 0) {
        return 0;
      }
      requireUncut();
      if (at == chunk.bytes()) {
        return -1;
      }
      int read = at < heldFrom ? readAhead(buffer, from, length) : readLast(buffer, from, length);
      at += read;
      progress.accept(at);
      return read;
    }

    private int readAhead(byte[] buffer, int from, int length) throws IOException {
      int read = in.read(buffer, from, (int) Math.min(length, heldFrom - at));
      if (read < 0) {
        throw changed();
      }
      digest.update(buffer, from, read);
      sent.update(buffer, from, read);
      return read;
    }

    private int readLast(byte[] buffer, int from, int length) throws IOException {
      if (!verified) {
        boolean whole = in.readNBytes(last, 0, last.length) == last.length;
        digest.update(last);
        if (!whole || !Digests.hex(digest.digest()).equals(chunk.sha256())) {
          throw changed();
        }
        sent.update(last, 0, last.length);
        letGo(sent);
        verified = true;
      }
      int read = (int) Math.min(length, chunk.bytes() - at);
      System.arraycopy(last, (int) (at - heldFrom), buffer, from, read);
      return read;
    }
  }
}
