package io.github.jsonlpreflight.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Product reviews as JSON Lines, always the same ones: {@value #BYTES} bytes of one shape. */
final class ReviewData {
  /** The size in megabytes, which are the operations of one call of a benchmark. */
  static final int MEGABYTES = 64;

  static final int BYTES = MEGABYTES * 1_000_000;

  /** What was made already, while there is memory for it: making it takes longer than most uses. */
  private static final Map<Parameters, SoftReference<ReviewData>> MADE = new ConcurrentHashMap<>();

  private record Parameters(Shape shape, int invalidOneIn) {}

  private final byte[] bytes;
  private final int[] ends;
  private final int invalid;

  private ReviewData(byte[] bytes, int[] ends, int invalid) {
    this.bytes = bytes;
    this.ends = ends;
    this.invalid = invalid;
  }

  /** Returns the data, all of them valid under both schemas. */
  static ReviewData of(Shape shape) {
    return of(shape, 0);
  }

  /**
   * Returns the data.
   *
   * @param invalidOneIn one record in so many is invalid under both schemas; 0 for none
   */
  static ReviewData of(Shape shape, int invalidOneIn) {
    Parameters parameters = new Parameters(shape, invalidOneIn);
    SoftReference<ReviewData> made = MADE.get(parameters);
    ReviewData data = made == null ? null : made.get();
    if (data == null) {
      data = make(shape, invalidOneIn);
      MADE.put(parameters, new SoftReference<>(data));
    }
    return data;
  }

  private static ReviewData make(Shape shape, int invalidOneIn) {
    ReviewGenerator generator = new ReviewGenerator(shape, invalidOneIn);
    ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES);
    int[] ends = new int[BYTES / 50];
    while (out.size() < BYTES - shape.longestRecordBytes()) {
      out.writeBytes(generator.next().getBytes(UTF_8));
      ends[generator.records() - 1] = out.size();
      out.write('\n');
    }
    String last = generator.last();
    int missing = BYTES - out.size() - last.getBytes(UTF_8).length - 1;
    out.writeBytes(
        last.replace("\"text\":\"\"", "\"text\":\"" + "x".repeat(missing) + "\"").getBytes(UTF_8));
    ends[generator.records() - 1] = out.size();
    out.write('\n');
    return new ReviewData(
        out.toByteArray(), Arrays.copyOf(ends, generator.records()), generator.invalid());
  }

  /** Returns the bytes themselves, not a copy. */
  byte[] bytes() {
    return bytes;
  }

  int records() {
    return ends.length;
  }

  int invalid() {
    return invalid;
  }

  int start(int record) {
    return record == 0 ? 0 : ends[record - 1] + 1;
  }

  /** Returns where a record ends, its newline not counted. */
  int end(int record) {
    return ends[record];
  }
}
