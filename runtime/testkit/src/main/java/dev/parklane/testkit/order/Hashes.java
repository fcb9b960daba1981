package dev.parklane.testkit.order;

/** Hashes of several numbers, which are the same in each run. */
public final class Hashes {
  private Hashes() {}

  /**
   * {@return two numbers scattered over all (the finalizer of SplitMix64)}
   *
   * @param one any
   * @param other any; in the other's place it gives another number
   */
  public static long mix(long one, long other) {
    long mixed = one * 0x9E3779B97F4A7C15L + other;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** The same, whatever the order of these. */
  static long sum(long[] hashes) {
    long sum = 0;
    for (long hash : hashes) {
      sum += mix(hash, 3);
    }
    return sum;
  }
}
