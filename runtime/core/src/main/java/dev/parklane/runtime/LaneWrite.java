package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** A write to a lane of an agent from outside of it: what came through a link, or a delivery. */
final class LaneWrite extends RootEvent {
  private final String lane;
  private final LaneEvent write;
  private final boolean fits;
  private LaneEvent given; // root thread: as the lane takes it, from then on
  private @Nullable Lane to; // root thread, from the beginning of its turn on

  LaneWrite(String lane, LaneEvent write) {
    this(lane, write, false);
  }

  /**
   * Of what may come from a guest.
   *
   * @param fits whether it is fitted to the lane when its turn comes (law H2)
   */
  LaneWrite(String lane, LaneEvent write, boolean fits) {
    this.lane = lane;
    this.write = write;
    this.given = write;
    this.fits = fits;
  }

  @Override
  boolean isMessage() {
    return true;
  }

  @Override
  HandlerName name() {
    return HandlerName.of(lane, "write", 0);
  }

  @Override
  @Nullable Refusal refusedBy(Instance agent) {
    Lane there = agent.lane(lane);
    to = there;
    if (there == null) {
      return Refusal.noLane(agent, lane);
    }
    given = fits ? fitted(there) : write;
    String why = there.refusesWrite(given);
    return why == null ? null : new Refusal(DeadLetter.Reason.NO_COMMAND, there + ": " + why);
  }

  @Override
  void run(Instance agent, Cascade cascade) {
    Lane there = to;
    if (there != null) {
      there.acceptWrite(given);
    }
  }

  private LaneEvent fitted(Lane there) {
    return switch (write) {
      case LaneEvent.Value one -> new LaneEvent.Value(there.fit("set", 0, one.value()));
      case LaneEvent.Update update ->
          new LaneEvent.Update(
              there.fit("put", 0, update.key()),
              there.fit("put", 1, update.value()),
              update.isNew());
      case LaneEvent.Remove remove -> new LaneEvent.Remove(there.fit("remove", 0, remove.key()));
      default -> write;
    };
  }

  @Override
  boolean travel(Delivery by, String uri, boolean mayWait) throws InterruptedException {
    return by.deliver(new Parcel(uri, new Parcel.Write(lane, write)), mayWait);
  }

  @Override
  String message() {
    return lane;
  }

  @Override
  Object value() {
    return write.payload();
  }
}
