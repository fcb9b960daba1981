package dev.parklane.runtime;

import dev.parklane.runtime.address.LoneSurrogate;
import dev.parklane.runtime.store.StateStore;
import dev.parklane.runtime.untyped.CalledByName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the runtime has of one instance of an agent: its place, its lanes, and what it holds. */
abstract class Instance extends Host {
  private static final Lane[] NONE = {};
  private static final int FEW = 8; // up to here a look at each is as fast as a map

  private final AgentCell cell;
  private Lane[] lanes = NONE; // replaced as a whole; the thread whose turn it is
  private @Nullable Map<String, Lane> named; // where there are many; the thread whose turn it is
  @Nullable AgentResources resources; // set once, by the thread whose turn it is

  @SuppressWarnings("this-escape") // its place keeps the reference; nothing is called on it
  Instance() {
    AgentCell maker = CallingThread.constructing();
    if (maker == null) {
      throw new IllegalStateException(
          "[PL-L1.2] "
              + getClass().getName()
              + " was constructed outside a plane; register it with"
              + " Plane.builder().route(\"/...\", "
              + getClass().getSimpleName()
              + "::new) and send to its URI: the first message makes it");
    }
    cell = maker;
    turn = Thread.currentThread();
    cell.construct(this);
  }

  /** The first handler. */
  protected abstract void onStart() throws Exception;

  /** The last handler. */
  protected abstract void onStop() throws Exception;

  /** Has the last word where a cascade has failed. */
  protected abstract void onFailure(Throwable cause) throws Exception;

  /** Whether it stands for a program, whose messages wait for room (law O3). */
  boolean isProgram() {
    return false;
  }

  // --- its lanes ---------------------------------------------------------------------------------

  @Override
  final void add(Lane lane) {
    if (Thread.currentThread() != turn) {
      refuse("declaring lane '" + lane.name() + "'");
    }
    requireName(lane);
    Cascade cascade = cascade();
    cascade.changesLanes(this, lane);
    if (store() != null && !cascade.constructing) {
      lane.restoreLater();
    }
    Lane[] more = Arrays.copyOf(lanes, lanes.length + 1);
    more[lanes.length] = lane;
    lanes = more;
    if (named != null) {
      named.put(lane.name, lane);
    }
  }

  /** Refuses a name that is blank, or that another lane has. */
  private void requireName(Lane lane) {
    String name = lane.name();
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "[PL-L1.6] a lane of " + uri() + " has a blank name; name it");
    }
    LoneSurrogate.requireNone(lane, name); // a store may have to write it as bytes
    if (lane(name) != null) {
      throw new IllegalArgumentException(
          "[PL-L1.7] " + uri() + " has a lane '" + name + "' already; give each lane its own name");
    }
  }

  @Override
  final void remove(Lane lane) {
    cascade().changesLanes(this, lanes);
    lanes = Arrays.stream(lanes).filter(l -> l != lane).toArray(Lane[]::new);
    named = null;
  }

  /** By its name, in a time that does not grow with their number. */
  final @Nullable Lane lane(String name) {
    if (lanes.length > FEW) {
      return named().get(name);
    }
    for (Lane lane : lanes) {
      if (lane.name.equals(name)) {
        return lane;
      }
    }
    return null;
  }

  private Map<String, Lane> named() {
    Map<String, Lane> there = named;
    if (there == null) {
      there = HashMap.newHashMap(lanes.length);
      for (Lane lane : lanes) {
        there.put(lane.name, lane);
      }
      named = there;
    }
    return there;
  }

  /** What guests have of it beside its lanes, by its name: {@code bus}, {@code clock}. */
  abstract CalledByName part(String name);

  // --- its store ------------------------------------------------------------------------------

  @Override
  final @Nullable StateStore store() {
    return cell.route.store;
  }

  /** Its lanes, which nobody else changes. */
  final Lane[] lanes() {
    return lanes;
  }

  // --- what it holds --------------------------------------------------------------------------

  final AgentCell cell() {
    return cell;
  }

  final void requireStarted() {
    if (cascade().constructing) {
      throw new LaneAccessException(
          "[PL-L1.3] links, timers, suspended work, and what is registered or awaited, in the constructor of "
              + uri()
              + ": an agent has them from onStart() on; begin them there");
    }
  }

  /** What it holds, from now on if it has held nothing yet. */
  final AgentResources resources() {
    if (resources == null) {
      resources = new AgentResources();
    }
    return resources;
  }

  /** Whether it is not idle although its mailbox is empty (law L4). */
  final boolean hasUnderWay() {
    return (resources != null && !resources.isEmpty())
        || Arrays.stream(lanes).anyMatch(Lane::hasLinks);
  }

  /** The instance has ended: those who link to it are told why, and at once (law O5). */
  final void endLinks(@Nullable Throwable failure) {
    JointDeparture ends = new JointDeparture(cell.commons());
    endLinks(failure, ends);
    ends.go(false);
  }

  /** The instance ends: those who link to it are told why. */
  final void endLinks(@Nullable Throwable failure, Departure by) {
    for (Lane lane : lanes) {
      lane.endLinks(failure, by);
    }
  }

  /**
   * Takes back that a lane was declared by a cascade that has failed, and is dead (law F7), or has
   * those again that it had before one was closed. The last change comes first.
   */
  @Override
  final void putBack(Object change) {
    if (change instanceof Lane declared) {
      declared.takeBack();
      lanes = Arrays.copyOf(lanes, lanes.length - 1);
    } else {
      lanes = (Lane[]) change;
    }
    named = null;
  }

  @Override
  final void restore(Lane lane) {
    Restore.one(this, lane);
  }

  @Override
  final void refuse(ObservedLane lane) {
    refuse(lane.toString());
  }

  final void requireTurn(String what) {
    if (Thread.currentThread() != turn) {
      refuse(what);
    }
  }

  final void refuse(String what) {
    Cascade cascade = cell.cascade();
    if (cascade != null) {
      cascade.rethrowIn(Thread.currentThread());
    }
    throw OutOfTurn.refusal(what, uri());
  }
}
