package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.Set;

/** Tells traces apart by a digest of each, as the texts of many runs would fill the memory. */
final class Orders {
  private final Set<ByteBuffer> digests = new HashSet<>();
  private final MessageDigest digest;

  Orders() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  void add(Trace trace) {
    for (String line : trace.lines()) {
      digest.update(bytes(line));
    }
    digests.add(ByteBuffer.wrap(digest.digest()));
  }

  /** Its length and then each char: all of it, also what no charset has bytes for. */
  private static byte[] bytes(String line) {
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + Character.BYTES * line.length());
    bytes.putInt(line.length()).asCharBuffer().put(line);
    return bytes.array();
  }

  /** How many different ones there were. */
  int count() {
    return digests.size();
  }
}
