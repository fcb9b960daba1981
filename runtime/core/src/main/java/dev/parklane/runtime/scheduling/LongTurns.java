package dev.parklane.runtime.scheduling;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Finds carriers that do not come back from a turn: a handler computes without pause, or blocks
 * where the JDK cannot take it off its carrier. In place of each another is lent to those that
 * wait, and the agent is told once that it keeps one (law E7). For the watch of the pool alone.
 *
 * <p>A turn ends after {@link Carriers#slice} stretches of threads, and where nothing of its agent
 * can run; so only what a user's code does makes it long.
 */
final class LongTurns {
  /** For so long others wait before they get another carrier, and a look of the watch more. */
  static final long LENT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** After so long it is told. */
  static final long TOLD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Collection<? extends Carrier> carriers;
  private Map<Carrier, Turn> turns = new HashMap<>();

  /** A thread on which lock-step schedulers take turns. */
  interface Carrier extends PinnedWriters.Carrier {
    /** How many turns it has begun or ended. Any thread, after {@link #running}. */
    int turns();
  }

  /** A turn that was under way at some look. */
  private static final class Turn {
    final LockStepScheduler agent;
    final int number;
    final long since;
    boolean isTold;

    Turn(LockStepScheduler agent, int number, long since) {
      this.agent = agent;
      this.number = number;
      this.since = since;
    }
  }

  /** Watches these carriers, which come and go. */
  LongTurns(Collection<? extends Carrier> carriers) {
    this.carriers = carriers;
  }

  /** Looks once, tells whom it has to, and says how many carriers do not come back. */
  int look(long now) {
    try {
      return lookAround(now);
    } catch (OutOfMemoryError e) {
      turns.clear(); // the next look begins anew
      return 0;
    }
  }

  private int lookAround(long now) {
    Map<Carrier, Turn> seen = new HashMap<>();
    int missing = 0;
    for (Carrier carrier : carriers) {
      Turn turn = turnOf(carrier, now);
      if (turn != null) {
        seen.put(carrier, turn);
        long lasts = now - turn.since;
        if (lasts >= LENT_NANOS) {
          missing++;
        }
        if (lasts >= TOLD_NANOS && !turn.isTold) {
          turn.isTold = true;
          turn.agent.tellKeepsCarrier(lasts);
        }
      }
    }
    turns = seen;
    return missing;
  }

  private @Nullable Turn turnOf(Carrier carrier, long now) {
    LockStepScheduler agent = carrier.running();
    if (agent == null) {
      return null;
    }
    int number = carrier.turns();
    Turn before = turns.get(carrier);
    return before != null && before.agent == agent && before.number == number
        ? before
        : new Turn(agent, number, now);
  }
}
