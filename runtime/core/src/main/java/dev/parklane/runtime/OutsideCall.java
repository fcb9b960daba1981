package dev.parklane.runtime;

import dev.parklane.runtime.recording.GuardTripEvent;
import dev.parklane.runtime.recording.PlaneEvents;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A call by a plane of something that belongs to no agent: a program's subscriber or endpoint, a
 * tap, an observer of dead letters. The calling thread, and what it forks, is inside of it.
 *
 * <p>What runs inside may publish and send again, and so come back to itself. It is bounded (law
 * G4) by how deep such calls stand over each other, and by how many of them the outermost one
 * causes. Either bound ends the outermost one with all that is inside: what trips is thrown by
 * every call on the way out, also where a handler has caught it, and nothing is logged on the way.
 *
 * <p>The plane is at work for as long as the outermost call lasts, so that whoever is inside would
 * wait for itself if it waited for the plane to be quiet (law E13): see {@link #within}.
 */
final class OutsideCall {
  private static final String BUS = "the bus";

  private static final ScopedValue<OutsideCall> CURRENT = ScopedValue.newInstance();

  private final Commons commons;
  private final String what;
  private final @Nullable OutsideCall outer;
  private final int depth;
  private final Total total;

  /** What is done in a call. It may throw what a handler throws. */
  interface Act {
    void run() throws Exception;
  }

  /** What the outermost call and all those inside of it have in common. */
  private static final class Total {
    final AtomicInteger calls = new AtomicInteger(); // any thread that is inside
    volatile @Nullable GuardException tripped; // any thread that is inside, the first for good
  }

  private OutsideCall(Commons commons, String what, @Nullable OutsideCall outer) {
    this.commons = commons;
    this.what = what;
    this.outer = outer;
    depth = outer == null ? 1 : outer.depth + 1;
    total = outer == null ? new Total() : outer.total;
  }

  /** The innermost call that the calling thread is inside of, or null. */
  private static @Nullable OutsideCall current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /**
   * What the calling thread is inside of that this plane has called, in words; null where it is
   * inside of nothing of it.
   */
  static @Nullable String within(Commons commons) {
    for (OutsideCall call = current(); call != null; call = call.outer) {
      if (call.commons == commons) {
        return call.what;
      }
    }
    return null;
  }

  /** Whether the calling thread is inside of any. */
  static boolean isInside() {
    return CURRENT.isBound();
  }

  /** Whether this is a bound that has tripped: it is thrown on, to the outermost call's caller. */
  static boolean isTrip(Throwable thrown) {
    return thrown instanceof GuardException guard && guard.agent().equals(BUS);
  }

  /**
   * Calls something on this thread.
   *
   * @param what it is, with the topic or endpoint, as messages name it
   * @throws GuardException where a bound trips, here or inside
   * @throws Exception what the act throws
   */
  static void run(Commons commons, String what, Act act) throws Exception {
    OutsideCall call = new OutsideCall(commons, what, current());
    call.requireWithinBounds();
    try {
      ScopedValue.where(CURRENT, call)
          .call(() -> {
            act.run();
            return true;
          });
    } catch (Throwable t) {
      call.throwTrip();
      throw t;
    }
    call.throwTrip();
  }

  private void requireWithinBounds() {
    throwTrip();
    PublicationBounds bounds = commons.publicationBounds();
    if (depth > bounds.maxDepth()) {
      trip("maxPublicationDepth", bounds.maxDepth());
    }
    if (total.calls.incrementAndGet() > bounds.maxDeliveries()) {
      trip("maxDeliveries", bounds.maxDeliveries());
    }
  }

  private void trip(String guard, int limit) {
    Deque<String> chain = new ArrayDeque<>();
    for (OutsideCall call = this; call != null; call = call.outer) {
      chain.addFirst(call.what);
    }
    String text = ChainText.of(chain);
    if (PlaneEvents.mayBeWanted()) {
      GuardTripEvent.write(BUS, guard, limit, text);
    }
    total.tripped = new GuardException(guard, limit, BUS, text);
    throwTrip();
  }

  private void throwTrip() {
    GuardException tripped = total.tripped;
    if (tripped != null) {
      throw tripped;
    }
  }
}
