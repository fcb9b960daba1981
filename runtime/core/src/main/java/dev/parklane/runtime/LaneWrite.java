package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;

/** A write to a lane of an agent from outside of it: what came through a link, or a delivery. */
final class LaneWrite extends RootEvent {
  private final String lane;
  private final LaneEvent write;
  private @Nullable Lane to; // root thread, from the beginning of its turn on

  LaneWrite(String lane, LaneEvent write) {
    this.lane = lane;
    this.write = write;
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
    String why = there.refusesWrite(write);
    return why == null ? null : new Refusal(DeadLetter.Reason.NO_COMMAND, there + ": " + why);
  }

  @Override
  void run(Instance agent, Cascade cascade) {
    Lane there = to;
    if (there != null) {
      there.acceptWrite(write);
    }
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
