package io.github.jsonlpreflight.spark;

import io.github.jsonlpreflight.chunker.Manifest;
import io.github.jsonlpreflight.chunker.SkippedRecord;
import io.github.jsonlpreflight.jsonl.RecordPlace;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of skipped records on their way from tasks to the manifest. */
final class SkippedLists {
  private static final int NO_TEXT = -1;

  private SkippedLists() {}

  static void write(SkippedRecord record, DataOutputStream out) throws IOException {
    RecordPlace place = record.place();
    out.writeLong(place.lineNumber());
    out.writeLong(place.recordIndex());
    out.writeLong(place.contentOffset());
    out.writeLong(place.length());
    out.writeInt(record.reasons().size());
    for (SkippedRecord.Reason reason : record.reasons()) {
      write(reason.field(), out);
      write(reason.text(), out);
    }
  }

  private static void write(@Nullable String text, DataOutputStream out) throws IOException {
    if (text == null) {
      out.writeInt(NO_TEXT);
      return;
    }
    out.writeInt(text.length());
    out.writeChars(text); // not as UTF-8, which cannot say half a surrogate pair
  }

  private static @Nullable String readOrNull(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length == NO_TEXT) {
      return null;
    }
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(in.readChar());
    }
    return text.toString();
  }

  /** Hands over the records of a list. */
  static void forEach(InputStream list, Manifest.SkippedSink sink) throws IOException {
    try (DataInputStream in = new DataInputStream(new BufferedInputStream(list, 1 << 16))) {
      while (true) {
        long line;
        try {
          line = in.readLong();
        } catch (EOFException e) {
          return;
        }
        RecordPlace place = new RecordPlace(line, in.readLong(), in.readLong(), in.readLong());
        int count = in.readInt();
        List<SkippedRecord.Reason> reasons = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          String field = readOrNull(in);
          reasons.add(new SkippedRecord.Reason(field, String.valueOf(readOrNull(in))));
        }
        sink.accept(new SkippedRecord(place, reasons));
      }
    }
  }
}
