package dev.parklane.runtime.recording;

/**
 * Which cascades recordings want, beside those that fail. Any thread.
 *
 * <p>A setting for each event: the JDK mixes up those of an event that has more than one.
 *
 * @param every one of so many, whatever it does, with all its handlers; 1 for all, 0 for none
 * @param slowNanos those that take as long, by a time that is a few milliseconds late
 * @param slowHandlerNanos their handlers that take as long by themselves, by the same
 * @param deep those in which so many writers were parked over each other
 */
public record CascadeWish(int every, long slowNanos, long slowHandlerNanos, int deep) {
  static final String EVERY = "1000"; // the defaults, as settings have them
  static final String SLOW = "20 ms";
  static final String DEEP = "100";

  private static volatile CascadeWish now =
      new CascadeWish(
          Counts.of("every", EVERY),
          Timespans.nanos("slow", SLOW),
          Timespans.nanos("slow", SLOW),
          Counts.of("deep", DEEP));

  private static volatile boolean any;

  /** {@return whether a recording wants cascades, some of them or all} */
  public static boolean isAny() {
    return any;
  }

  static void any(boolean wanted) {
    any = wanted;
  }

  /** {@return what all recordings of this moment want} */
  public static CascadeWish now() {
    return now;
  }

  static synchronized void every(int every) {
    now = new CascadeWish(every, now.slowNanos, now.slowHandlerNanos, now.deep);
  }

  static synchronized void slow(long nanos) {
    now = new CascadeWish(now.every, nanos, now.slowHandlerNanos, now.deep);
  }

  static synchronized void slowHandler(long nanos) {
    now = new CascadeWish(now.every, now.slowNanos, nanos, now.deep);
  }

  static synchronized void deep(int deep) {
    now = new CascadeWish(now.every, now.slowNanos, now.slowHandlerNanos, deep);
  }

  /**
   * {@return whether a cascade is one that is written with all its handlers}
   *
   * @param number which it is of its agent
   */
  public boolean takes(long number) {
    return every == 1 || (every > 1 && number % every == 0);
  }

  /**
   * {@return whether one that has ended is written for what it did}
   *
   * @param nanos how long it took
   * @param depth how deep it went
   * @param failed whether it was rolled back
   */
  public boolean takes(long nanos, int depth, boolean failed) {
    return failed || nanos >= slowNanos || depth >= deep;
  }
}
