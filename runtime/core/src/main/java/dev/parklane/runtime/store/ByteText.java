package dev.parklane.runtime.store;

import java.util.HexFormat;

/** Bytes as messages show them: how many, and the first of them in hexadecimal digits. */
final class ByteText {
  private static final int SHOWN = 16; // bytes, so that a message stays on its line

  private ByteText() {}

  /** As in {@code 3 bytes (00 01 ff)}. */
  static String of(byte[] bytes) {
    return count(bytes.length) + (bytes.length == 0 ? "" : " (" + hex(bytes) + ")");
  }

  static String count(int bytes) {
    return bytes == 0 ? "no bytes" : bytes == 1 ? "1 byte" : bytes + " bytes";
  }

  private static String hex(byte[] bytes) {
    HexFormat spaced = HexFormat.ofDelimiter(" ");
    return bytes.length <= SHOWN
        ? spaced.formatHex(bytes)
        : spaced.formatHex(bytes, 0, SHOWN) + " ...";
  }
}
