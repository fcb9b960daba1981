package dev.parklane.runtime.trace;

import java.util.ArrayDeque;
import java.util.List;

/**
 * Keeps what agents do for a {@link Trace}: the latest entries, up to a bound, as a flight recorder
 * does. Any thread; the order between agents is that in which they told it.
 */
public final class TraceRecorder implements Tracer {
  private final int most;
  private final boolean values;
  private final ArrayDeque<TraceEntry> entries = new ArrayDeque<>(); // guarded by this
  private long dropped; // guarded by this

  /**
   * A recorder that keeps so many entries; the oldest goes where there are more.
   *
   * @param most how many entries it keeps, 1 or more
   * @throws IllegalArgumentException where that is not at least one
   */
  public TraceRecorder(int most) {
    this(most, false);
  }

  private TraceRecorder(int most, boolean values) {
    this.values = values;
    if (most < 1) {
      throw new IllegalArgumentException(
          "[PL-E10] a recorder of " + most + " entries keeps nothing; give it room for at least 1");
    }
    this.most = most;
  }

  /**
   * Makes a recorder that keeps everything: for runs that end.
   *
   * @return a recorder that drops no entry
   */
  public static TraceRecorder ofAll() {
    return new TraceRecorder(Integer.MAX_VALUE);
  }

  /**
   * Makes another that also keeps what lanes and messages held, as text: strings in quotes, maps by
   * what has changed in them, the rest by {@link Object#toString}, but never an identity. So the
   * lines are the same in each run where the values are.
   *
   * @return an empty one, with the same bound
   */
  public TraceRecorder withValues() {
    return new TraceRecorder(most, true);
  }

  @Override
  public boolean wantsValues() {
    return values;
  }

  @Override
  public synchronized void trace(TraceEntry entry) {
    if (entries.size() == most) {
      entries.removeFirst();
      dropped++;
    }
    entries.addLast(entry);
  }

  /** {@return a copy of what it has kept so far} A copy. */
  public synchronized Trace recorded() {
    return new Trace(List.copyOf(entries), dropped);
  }
}
