package dev.parklane.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One addressable, single-writer object with lanes, stores and handlers.
 *
 * <p>An agent is a plain class: its fields are its lanes, its constructor registers the handlers.
 * It is made by its {@link Plane} on the first message to its URI, and nowhere else. Life (laws L1
 * to L3): constructor, {@link #onStart} with its cascade, then the mailbox in order of arrival,
 * {@link #onStop} last. At most one of its handlers runs at any time (law E2), so its fields need
 * no locks.
 *
 * <p>In the constructor lanes may be read and observed, but not written: give a lane its first
 * value when you declare it, or write in {@code onStart}.
 */
public abstract class Agent {
  private static final Lane[] NONE = {};

  private final AgentCell cell;
  private Lane[] lanes = NONE; // replaced as a whole; the thread whose turn it is

  /** The thread that may touch the lanes; null between cascades, and from a failure to its end. */
  @Nullable Thread
      turn; // written by the thread whose turn begins; others only compare it to themselves

  /**
   * Called by the factory of its route, on the agent's own thread.
   *
   * @throws IllegalStateException where the agent is not being made by a plane
   */
  @SuppressWarnings("this-escape") // its place keeps the reference; nothing is called on it
  protected Agent() {
    AgentCell maker = AgentCell.constructing();
    if (maker == null) {
      throw new IllegalStateException(
          getClass().getName()
              + " was constructed outside a plane; register it with"
              + " Plane.builder().route(\"/...\", "
              + getClass().getSimpleName()
              + "::new) and send to its URI: the first message makes it");
    }
    cell = maker;
    turn = Thread.currentThread();
    cell.construct(this);
  }

  /** Runs before the first message is handled, with its whole cascade (law L1). */
  protected void onStart() throws Exception {}

  /** The last handler, after {@link #stop} or when the plane closes (law L2). */
  protected void onStop() throws Exception {}

  /**
   * Has the last word of an agent that ends because a cascade has failed (law F3). The lanes are as
   * they were before that cascade.
   */
  protected void onFailure(Throwable cause) throws Exception {}

  /**
   * Ends the agent when this cascade has run to its end, all that the handlers still trigger
   * included. Throws nothing at its caller; {@link #onStop} comes next, and messages still in the
   * mailbox go to a fresh instance (law L3). A cascade that fails takes the request back with
   * everything else.
   *
   * @throws LaneAccessException where it is not this thread's turn
   */
  protected final void stop() {
    if (Thread.currentThread() != turn) {
      refuse("stop()");
    }
    cascade().requestStop();
  }

  /** Its URI, in canonical form. Any thread. */
  public final String uri() {
    return cell.uri();
  }

  /**
   * The decoded value of a parameter of its route: {@code parameter("code")} under {@code
   * /airport/:code}. Any thread.
   *
   * @throws IllegalArgumentException where the route has no such parameter
   */
  public final String parameter(String name) {
    return cell.route().parameter(cell.uri(), name);
  }

  /**
   * Another agent of the same plane. What this agent sends it leaves when the cascade has succeeded
   * (law O1).
   */
  protected final AgentRef agent(String uri) {
    return cell.plane().agent(uri);
  }

  /** As in {@code Names /names/guests}. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + " " + uri();
  }

  final void add(Lane lane) {
    if (Thread.currentThread() != turn) {
      refuse("declaring lane '" + lane.name() + "'");
    }
    if (lane.name().isBlank()) {
      throw new IllegalArgumentException("a lane of " + uri() + " has a blank name; name it");
    }
    if (lane(lane.name()) != null) {
      throw new IllegalArgumentException(
          uri() + " has a lane '" + lane.name() + "' already; give each lane its own name");
    }
    cascade().addsLane(lanes);
    Lane[] more = Arrays.copyOf(lanes, lanes.length + 1);
    more[lanes.length] = lane;
    lanes = more;
  }

  final @Nullable Lane lane(String name) {
    for (Lane lane : lanes) {
      if (lane.name().equals(name)) {
        return lane;
      }
    }
    return null;
  }

  final void restoreLanes(Lane[] before) {
    lanes = before;
  }

  final Cascade cascade() {
    Cascade cascade = cell.cascade();
    if (cascade == null) {
      throw new LaneAccessException(uri() + " runs no cascade now");
    }
    return cascade;
  }

  final void keepState(Lane lane, @Nullable Object state) {
    cascade().keepState(lane, state);
  }

  final void keepObservers(Lane lane, Observers observers) {
    cascade().keepObservers(lane, observers);
  }

  /** Throws what an access to this lane out of turn deserves. */
  final void refuse(Lane lane) {
    refuse(lane.toString());
  }

  private void refuse(String what) {
    Cascade cascade = cell.cascade();
    if (cascade != null) {
      cascade.rethrowIn(Thread.currentThread());
    }
    throw new LaneAccessException(
        what
            + (what.contains(uri()) ? "" : " in " + uri())
            + ": touched from thread '"
            + Thread.currentThread().getName()
            + "' outside a handler's turn; send a command or use plane.agent(\""
            + uri()
            + "\").ask(...)");
  }
}
