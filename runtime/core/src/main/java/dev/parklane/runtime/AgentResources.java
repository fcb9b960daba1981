package dev.parklane.runtime;

import dev.parklane.clock.failure.Cause;
import dev.parklane.clock.failure.FailureLog;
import dev.parklane.runtime.event.Guest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * What one instance of an agent has under way beyond its cascades: links, timers, suspended work.
 * While there is any the agent is not idle (law L4), and all of it ends with the instance (law S2).
 * So do its guests, which do nothing by themselves and so do not count as under way.
 */
final class AgentResources {
  private static final Logger LOG = LoggerFactory.getLogger(AgentResources.class);

  private final Set<Resource> held = new LinkedHashSet<>(); // guarded by this
  private final Set<Guest> guests = new LinkedHashSet<>(); // guarded by this
  private @Nullable Alarms alarms; // guarded by this; made when it is first asked for

  /** Something that ends with the instance. A class, so that its method is not for users. */
  abstract static class Resource {
    /** The instance has ended: whatever this is, it does nothing any more. Its root thread. */
    abstract void end();

    /** Time brings nothing of it any more; nothing runs to end it. Any thread. */
    void abandon() {}

    /** What of it time will bring, in words; null where nothing. Any thread. */
    @Nullable String toCome() {
      return null;
    }

    /** Ends it because its instance has ended. */
    void endWithAgent() {
      end();
    }
  }

  /** What time will bring of an instance. A class, so that its methods are not for users. */
  abstract static class Alarms {
    /** Whether there are any. Any thread. */
    abstract boolean areAny();

    /** What they are called. Any thread. */
    abstract Collection<String> names();

    /** The instance has ended: none comes any more. */
    abstract void end();
  }

  /** An agent begins to hold something, unless its cascade fails: then this is done. */
  static void hold(Instance agent, Resource resource, UndoLog.Undo undo) {
    agent.requireStarted();
    of(agent).add(resource);
    agent
        .cascade()
        .onUndo(() -> {
          letGo(agent, resource);
          undo.undo();
        });
  }

  /** It begins to hold something between two cascades. Root thread. */
  static void keep(Instance agent, Resource resource) {
    agent.resources().add(resource);
  }

  /** It ceases to hold something, unless its cascade fails. */
  static void release(Instance agent, Resource resource) {
    letGo(agent, resource);
    agent.cascade().onUndo(() -> agent.resources().add(resource));
  }

  /** It ceases to hold something. Any thread. */
  static void letGo(Instance agent, Resource resource) {
    AgentResources there = agent.resources;
    if (there != null) {
      there.remove(resource);
    }
  }

  /**
   * What an agent holds.
   *
   * @throws LaneAccessException where it is not this thread's turn, and it holds nothing yet
   */
  static AgentResources of(Instance agent) {
    if (agent.resources == null) {
      agent.requireTurn("what it has under way");
    }
    return agent.resources();
  }

  synchronized void add(Resource resource) {
    held.add(resource);
  }

  synchronized void remove(Resource resource) {
    held.remove(resource);
  }

  /** Lets what is registered with the bus outlive the instance (law B8). */
  synchronized List<Registration> leaveRegistrations() {
    List<Registration> all =
        held.stream().filter(Registration.class::isInstance).map(Registration.class::cast).toList();
    all.forEach(Registration::outlive);
    all.forEach(held::remove);
    return all;
  }

  synchronized boolean isEmpty() {
    return held.isEmpty() && (alarms == null || !alarms.areAny());
  }

  /** What time will bring of it, in words. */
  synchronized List<String> toCome() {
    List<String> all = new ArrayList<>();
    for (Resource resource : held) {
      String what = resource.toCome();
      if (what != null) {
        all.add(what);
      }
    }
    if (alarms != null && alarms.areAny()) {
      all.add("alerts and timers " + alarms.names());
    }
    return all;
  }

  /** The alarms of the instance, which end with it too; made when they are first asked for. */
  synchronized Alarms alarms(Supplier<Alarms> maker) {
    if (alarms == null) {
      alarms = maker.get();
    }
    return alarms;
  }

  /** A guest ends with the instance, or if the cascade fails that has opened it. */
  Guest own(Guest guest, Cascade openedBy) {
    synchronized (this) {
      guests.add(guest);
    }
    if (!openedBy.constructing) { // what the constructor opens lives as long as the instance
      openedBy.onUndo(() -> disown(guest));
    }
    return guest;
  }

  private void disown(Guest guest) {
    synchronized (this) {
      guests.remove(guest);
    }
    close(guest);
  }

  /** A guest may run code of its own at its end, and that may fail: the others end all the same. */
  private static void close(Guest guest) {
    try {
      guest.close();
    } catch (RuntimeException | Error e) {
      Cause cause = Cause.of("guest not closed", "", guest.toString(), e);
      if (FailureLog.ofProcess().tellsInFull(LOG, Level.ERROR, cause)) {
        LOG.error("[PL-F5.4] {} failed when it was closed with its agent", guest, e);
      }
    }
  }

  /** The instance is no more, and nothing runs to end it: time brings nothing of it any more. */
  synchronized void abandon() {
    for (Resource resource : List.copyOf(held)) {
      resource.abandon();
    }
    if (alarms != null) {
      alarms.end();
    }
  }

  /** The instance has ended, and all that it held with it, in the order in which it began. */
  void end() {
    List<Resource> all;
    List<Guest> open;
    Alarms last;
    synchronized (this) {
      all = List.copyOf(held);
      held.clear();
      open = List.copyOf(guests);
      guests.clear();
      last = alarms;
    }
    all.forEach(Resource::endWithAgent);
    if (last != null) {
      last.end();
    }
    open.forEach(AgentResources::close);
  }
}
