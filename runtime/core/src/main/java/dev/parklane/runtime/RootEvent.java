package dev.parklane.runtime;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What starts a cascade: a message in an agent's mailbox. */
abstract class RootEvent extends Mail {
  long postedNanos; // its poster, before posting; 0 where no recording wants it

  /** What its root handler is called. */
  abstract HandlerName name();

  /** The one instance that it is for, or null where it is for whoever is there. */
  @Nullable Instance addressee() {
    return null;
  }

  /** Whether an agent that is not there is made for it (law L1). */
  boolean makesAgent() {
    return true;
  }

  /** Whether it has come because its time has. */
  boolean isDue() {
    return false;
  }

  /** Whether it tells a link what has become of the other end, also while the plane stops (L5). */
  boolean isToldAtTheEnd() {
    return false;
  }

  /** What its dead letters have in common with those that are counted with them (law F9). */
  String cause() {
    return message();
  }

  /** Its turn has come; false where it is of no use any more. Root thread. */
  boolean begin() {
    return !isWithdrawn();
  }

  /**
   * Its turn has come once more, by the same instance (law F11); false where it is of no use any
   * more. Root thread.
   */
  boolean beginAgain() {
    return begin();
  }

  /** Has somebody told when nobody waits any more for it to be delivered. */
  void whenGivenUp(Runnable told) {}

  /** Why this agent cannot take it, or null where it can. */
  @Nullable Refusal refusedBy(Instance agent) {
    return null;
  }

  /** Runs the handlers of the root event in a cascade of this agent. */
  abstract void run(Instance agent, Cascade cascade);

  /** It is no message, and the instance that it was for has ended. */
  void missed() {}

  /**
   * Is sent to an agent that lives elsewhere.
   *
   * @return false where there is no room for it
   */
  boolean travel(Delivery by, String uri, boolean mayWait) throws InterruptedException {
    throw new IllegalStateException("[PL-N2.3] " + message() + " cannot leave its plane");
  }

  /** What goes back to who sent it, together with what the cascade sends, if it succeeds. */
  Outbox.@Nullable Leaving reply() {
    return null;
  }

  /** The cascade has succeeded, and what it sent has left. */
  void succeeded() {}

  /** The cascade has failed with this cause and is rolled back. */
  void failed(String uri, Throwable cause) {}

  /** It became a dead letter, because of this where there is a cause. */
  void died(DeadLetter letter, @Nullable Throwable cause) {}

  /** It is in no mailbox any more, as its agent could not be woken: no memory, most likely. */
  void notWoken(Commons commons, String uri, Throwable why) {
    commons.letters().add(uri, this, DeadLetter.Reason.NOT_STARTED, "no memory to wake it", why);
  }

  /** What a dead letter says it was. */
  String message() {
    return name().lane();
  }

  /** What it carries. */
  @Nullable Object value() {
    return null;
  }

  /** The agent that waits for its answer; null for none. */
  @Nullable String asker() {
    return null;
  }

  /** As in {@code addName.onCommand "Ada"}: for reports. */
  @Override
  public String toString() {
    Object value = value();
    return value == null ? name().toString() : name() + " " + ValueText.of(value);
  }

  /** Why an agent does not take a message. */
  record Refusal(DeadLetter.Reason reason, String detail) {
    static Refusal noLane(Instance agent, String lane) {
      return new Refusal(DeadLetter.Reason.NO_LANE, agent.uri() + " has no lane '" + lane + "'");
    }
  }

  /** A command to a lane by name. */
  static class Command extends RootEvent {
    private final String lane;
    private final Object value;
    private final boolean fits;
    private @Nullable Lane to; // root thread, from the beginning of its turn on
    private Object given; // root thread, from then on: as the lane takes it

    Command(String lane, Object value) {
      this(lane, value, false);
    }

    /**
     * Of a value that may come from a guest.
     *
     * @param fits whether it is fitted to the lane when its turn comes (law H2)
     */
    Command(String lane, Object value, boolean fits) {
      this.lane = lane;
      this.value = value;
      this.given = value;
      this.fits = fits;
    }

    @Override
    final boolean isMessage() {
      return true;
    }

    @Override
    HandlerName name() {
      return HandlerName.of(lane, "onCommand", 0);
    }

    @Override
    @Nullable Refusal refusedBy(Instance agent) {
      Lane there = agent.lane(lane);
      to = there;
      if (there == null) {
        return Refusal.noLane(agent, lane);
      }
      given = fits ? there.fit("command", 0, value) : value;
      String why = there.refusesCommand(given);
      return why == null ? null : new Refusal(DeadLetter.Reason.NO_COMMAND, there + ": " + why);
    }

    @Override
    void run(Instance agent, Cascade cascade) {
      Lane there = to;
      if (there != null) {
        there.accept(given);
      }
    }

    @Override
    boolean travel(Delivery by, String uri, boolean mayWait) throws InterruptedException {
      return by.deliver(parcel(uri, null), mayWait);
    }

    final Parcel parcel(String uri, @Nullable Consumer<Acknowledgement> sender) {
      return new Parcel(uri, new Parcel.Command(lane, value), sender);
    }

    @Override
    String message() {
      return lane;
    }

    @Override
    Object value() {
      return value;
    }
  }

  /** A command to all agents of a route that are alive: it makes none. */
  static final class Broadcast extends Command {
    Broadcast(String lane, Object value, boolean fits) {
      super(lane, value, fits);
    }

    @Override
    boolean makesAgent() {
      return false;
    }
  }

  /** The wish that the agent stops, in its place among the messages. */
  static final class Stop extends RootEvent {
    private static final HandlerName NAME = HandlerName.ofAgent("stop");

    private final boolean sent; // by somebody, and not by the plane itself

    Stop(boolean sent) {
      this.sent = sent;
    }

    @Override
    boolean isMessage() {
      return sent;
    }

    @Override
    HandlerName name() {
      return NAME;
    }

    @Override
    boolean makesAgent() {
      return false;
    }

    @Override
    void run(Instance agent, Cascade cascade) {
      cascade.requestStop();
    }

    @Override
    boolean travel(Delivery by, String uri, boolean mayWait) throws InterruptedException {
      return by.deliver(new Parcel(uri, new Parcel.Stop()), mayWait);
    }

    @Override
    String message() {
      return "stop";
    }
  }

  /**
   * The end of a back-off: a fresh instance is made, message or not (law F3). Where one is there,
   * what it has failed on comes next (law F11).
   */
  static final class Restart extends RootEvent {
    private static final HandlerName NAME = HandlerName.ofAgent("restart");

    @Override
    HandlerName name() {
      return NAME;
    }

    @Override
    void run(Instance agent, Cascade cascade) {}
  }

  /** The agent has been idle for as long as it may be, unless it has something under way (L4). */
  static final class Idle extends RootEvent {
    private static final HandlerName NAME = HandlerName.ofAgent("idle");

    @Override
    HandlerName name() {
      return NAME;
    }

    @Override
    boolean makesAgent() {
      return false;
    }

    @Override
    void run(Instance agent, Cascade cascade) {
      if (!agent.hasUnderWay()) {
        cascade.requestStop();
      }
    }
  }
}
