package dev.parklane.runtime.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several byte arrays in one: how many, and then each with its length before it. Numbers are ints,
 * big-endian.
 */
final class Frames {
  private Frames() {}

  /** One array that holds them all, in order. */
  static byte[] join(List<byte[]> frames) {
    long size = Integer.BYTES;
    for (byte[] frame : frames) {
      size += Integer.BYTES + (long) frame.length;
    }
    ByteBuffer joined = ByteBuffer.allocate(size(size)).putInt(frames.size());
    for (byte[] frame : frames) {
      joined.putInt(frame.length).put(frame);
    }
    return joined.array();
  }

  /** The size of an array, which is refused where no array is so large. */
  static int size(long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "[PL-D5.9] the value needs "
              + bytes
              + " bytes, and an array holds at most "
              + Integer.MAX_VALUE
              + "; keep it as a map of several entries");
    }
    return (int) bytes;
  }

  /**
   * The arrays that were joined, in order.
   *
   * @param what what they make up, for the message, as in {@code a list}
   * @throws IllegalArgumentException where this is not what {@link #join} gives
   */
  static List<byte[]> split(byte[] bytes, String what) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    if (from.remaining() < Integer.BYTES) {
      throw Malformed.bytes(
          what + " that starts with the 4 bytes of its count", ByteText.of(bytes));
    }
    int count = from.getInt();
    if (count < 0 || count > from.remaining() / Integer.BYTES) {
      throw Malformed.bytes(
          what + " with a count that its bytes have room for",
          "a count of " + count + " in " + ByteText.of(bytes));
    }
    List<byte[]> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int length = from.remaining() < Integer.BYTES ? -1 : from.getInt();
      if (length < 0 || length > from.remaining()) {
        throw Malformed.bytes(
            what + " of " + count + " parts with the length of each before it",
            "part " + i + " cut off or of a wrong length in " + ByteText.of(bytes));
      }
      int start = from.position();
      frames.add(Arrays.copyOfRange(bytes, start, start + length));
      from.position(start + length);
    }
    if (from.hasRemaining()) {
      throw Malformed.bytes(
          what + " of " + count + " parts and nothing after them",
          ByteText.count(from.remaining()) + " too many in " + ByteText.of(bytes));
    }
    return frames;
  }
}
