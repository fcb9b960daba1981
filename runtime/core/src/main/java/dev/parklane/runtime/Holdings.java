package dev.parklane.runtime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one instance of an agent has under way beyond its cascades: links, timers, suspended work.
 * While there is any the agent is not idle (law L4), and all of it ends with the instance (law S2).
 */
final class Holdings {
  private final Set<Holding> held = new LinkedHashSet<>(); // guarded by this
  private @Nullable AgentClock clock; // guarded by this; made when it is first asked for
  private @Nullable AgentBus bus; // likewise

  /** Something that ends with the instance. */
  interface Holding {
    /** The instance has ended: whatever this is, it does nothing any more. Its root thread. */
    void end();
  }

  synchronized void add(Holding holding) {
    held.add(holding);
  }

  synchronized void remove(Holding holding) {
    held.remove(holding);
  }

  synchronized boolean isEmpty() {
    return held.isEmpty() && (clock == null || clock.names().isEmpty());
  }

  /** The clock of the instance, which ends with it too. */
  synchronized AgentClock clock(AgentCell cell, Agent agent) {
    if (clock == null) {
      clock = new AgentClock(cell, agent);
    }
    return clock;
  }

  /** The bus as the instance sees it. */
  synchronized AgentBus bus(Agent agent) {
    if (bus == null) {
      bus = new AgentBus(agent);
    }
    return bus;
  }

  /** The instance has ended, and all that it held with it, in the order in which it began. */
  void end() {
    List<Holding> all;
    AgentClock last;
    synchronized (this) {
      all = List.copyOf(held);
      held.clear();
      last = clock;
    }
    all.forEach(Holding::end);
    if (last != null) {
      last.close();
    }
  }
}
