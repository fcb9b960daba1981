package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update((byte) '\n');
    }
    digests.add(ByteBuffer.wrap(digest.digest()));
  }

  /** How many different ones there were. */
  int count() {
    return digests.size();
  }
}
