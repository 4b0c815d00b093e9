package io.github.jsonlpreflight.jsonl;

import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads gzip (RFC 1952), member after member to the end of the source, whatever {@code available()}
 * says. The work of a member does not depend on how many there are, so their number needs no limit.
 *
 * <p>Only the frame is read here; zlib does the rest. docs/rationale.md says why no ready reader is
 * used.
 */
final class GzipStream extends DecompressingStream {
  private static final int MAGIC_1 = 0x1F;
  private static final int MAGIC_2 = 0x8B;
  private static final int DEFLATE = 8;

  private static final int FLAG_HEADER_CRC = 0x02;
  private static final int FLAG_EXTRA = 0x04;
  private static final int FLAG_NAME = 0x08;
  private static final int FLAG_COMMENT = 0x10;
  private static final int RESERVED_FLAGS = 0xE0;

  /** Modification time, extra flags, operating system: nothing that matters here. */
  private static final int UNUSED_HEADER_BYTES = 6;

  private final Inflater inflater = new Inflater(/* nowrap= */ true);
  private final CRC32 dataCrc = new CRC32();
  private final CRC32 headerCrc = new CRC32();

  private boolean inMember;
  private boolean isFirstMember = true;
  private long memberFrom;
  private int fed;

  GzipStream(String name, CompressedBytes input, ReadOptions options, long ratioCountsFrom) {
    super(name, Compression.GZIP, input, options, ratioCountsFrom);
  }

  @Override
  int decode(byte[] buffer, int from, int length) throws IOException {
    while (true) {
      if (!inMember && !beginMember()) {
        return -1;
      }
      int count = inflate(buffer, from, length);
      if (count > 0) {
        dataCrc.update(buffer, from, count);
        return count;
      }
      if (inflater.finished()) {
        endMember();
      } else if (inflater.needsDictionary()) {
        throw damaged("asks for a dictionary at", input.position(), memberFrom, null);
      } else if (input.has(1)) {
        feed();
      } else {
        throw truncated();
      }
    }
  }

  private void feed() {
    fed = input.available();
    inflater.setInput(input.array(), input.from(), fed);
  }

  private int inflate(byte[] buffer, int from, int length) {
    try {
      return inflater.inflate(buffer, from, length);
    } catch (DataFormatException e) {
      takeConsumed();
      // Damage shows later than where it is: only whole members have proved good.
      throw damaged("is corrupt (" + e.getMessage() + ") at", input.position(), memberFrom, e);
    } finally {
      takeConsumed();
    }
  }

  private void takeConsumed() {
    int left = inflater.getRemaining();
    input.take(fed - left);
    fed = left;
  }

  /** Reads the header of the next member, if there is one. */
  private boolean beginMember() throws IOException {
    if (!isFirstMember && isAtEnd()) {
      return false;
    }
    long start = input.position();
    headerCrc.reset();
    if (header() != MAGIC_1 || header() != MAGIC_2) {
      throw damaged("is followed by something else at", start, produced(), null);
    }
    int method = header();
    int flags = header();
    if (method != DEFLATE || (flags & RESERVED_FLAGS) != 0) {
      throw damaged("has a header of an unknown kind at", start, produced(), null);
    }
    skipHeader(UNUSED_HEADER_BYTES);
    if ((flags & FLAG_EXTRA) != 0) {
      skipHeader(header() | header() << 8);
    }
    if ((flags & FLAG_NAME) != 0) {
      skipHeaderText();
    }
    if ((flags & FLAG_COMMENT) != 0) {
      skipHeaderText();
    }
    if ((flags & FLAG_HEADER_CRC) != 0) {
      long expected = headerCrc.getValue() & 0xFFFF;
      if ((header() | header() << 8) != expected) {
        throw damaged("has a header that fails its checksum at", start, produced(), null);
      }
    }
    isFirstMember = false;
    inMember = true;
    memberFrom = produced();
    inflater.reset();
    dataCrc.reset();
    return true;
  }

  /** Tells whether nothing follows but the zeros that fill a tape's block, as gzip allows them. */
  private boolean isAtEnd() throws IOException {
    if (!input.has(1)) {
      return true;
    }
    if (input.peek(0) != 0) {
      return false;
    }
    long start = input.position();
    int next = 0;
    while (next == 0) {
      next = input.next();
    }
    if (next > 0) {
      throw damaged("is followed by something else at", start, produced(), null);
    }
    return true;
  }

  private void endMember() throws IOException {
    long start = input.position();
    long crc = trailer();
    long length = trailer();
    if (crc != dataCrc.getValue()) {
      throw damaged("fails its checksum, at", start, memberFrom, null);
    }
    if (length != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw damaged("has not the length that it says, at", start, memberFrom, null);
    }
    inMember = false;
    fed = 0;
  }

  private long trailer() throws IOException {
    long number = 0;
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      number |= (long) take() << shift;
    }
    return number;
  }

  private int header() throws IOException {
    int b = take();
    headerCrc.update(b);
    return b;
  }

  private void skipHeader(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      header();
    }
  }

  /** A name may be of any length; nobody keeps it. */
  private void skipHeaderText() throws IOException {
    while (header() != 0) {
      // on to the zero that ends it
    }
  }

  private int take() throws IOException {
    int b = input.next();
    if (b < 0) {
      throw truncated();
    }
    return b;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    super.close();
  }
}
