package io.github.jsonlpreflight.uploader;

import java.util.zip.Checksum;

/**
 * CRC-64/NVME, which S3 gives for every object that came without another checksum. The JDK has none
 * of 64 bits.
 */
final class Crc64Nvme implements Checksum {
  private static final long POLYNOMIAL = 0x9A6C9329AC4BC9B5L; // least significant bit first
  private static final long[] TABLE = new long[256];

  static {
    for (int i = 0; i < TABLE.length; i++) {
      long remainder = i;
      for (int bit = 0; bit < 8; bit++) {
        remainder = (remainder & 1) == 0 ? remainder >>> 1 : (remainder >>> 1) ^ POLYNOMIAL;
      }
      TABLE[i] = remainder;
    }
  }

  private long register = -1;

  @Override
  public void update(int b) {
    register = TABLE[(int) (register ^ b) & 0xFF] ^ (register >>> 8);
  }

  @Override
  public void update(byte[] bytes, int from, int length) {
    long value = register;
    for (int i = from; i < from + length; i++) {
      value = TABLE[(int) (value ^ bytes[i]) & 0xFF] ^ (value >>> 8);
    }
    register = value;
  }

  @Override
  public long getValue() {
    return ~register;
  }

  @Override
  public void reset() {
    register = -1;
  }
}
