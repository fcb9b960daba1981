package dev.parklane.testkit.model;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.store.Codecs;
import java.time.Duration;

/** The pieces of one thing; what is lent comes back after an hour. */
final class Stock extends Agent {
  static final LaneKey<Integer> LEFT = LaneKey.of("left", Integer.class);

  /** What can be wrong with it. */
  enum Fault {
    NONE,
    /** Where there were five it gives away one that it has not. */
    GENEROUS,
    /** It counts in a lane that no store keeps. */
    FORGETFUL,
    /** What is lent twice in one hour comes back once. */
    LOSES_WHAT_IS_LENT,
    /** It fails where nothing is left. */
    BRITTLE
  }

  private final ValueLane<Integer> left = new ValueLane<>(this, LEFT, 0).codec(Codecs.INTEGER);
  private final Fault fault;
  private boolean hadFive;
  private boolean isLent;

  Stock(Fault fault) {
    this.fault = fault;
    new CommandLane<>(this, "restock", Integer.class).onCommand(this::restock);
    if (fault == Fault.FORGETFUL) {
      left.asTransient();
    }
  }

  /** How many are left behind it. */
  int restock(int n) {
    left.set(left.get() + n);
    hadFive |= left.get() >= 5;
    return left.get();
  }

  /** Whether there were as many. */
  boolean reserve(int n) {
    if (fault == Fault.BRITTLE && left.get() == 0) {
      throw new IllegalStateException("nothing left");
    }
    int more = fault == Fault.GENEROUS && hadFive ? 1 : 0;
    boolean there = n <= left.get() + more;
    if (there) {
      left.set(left.get() - n);
    }
    return there;
  }

  /** How many are left behind it. */
  int lend(int n) {
    left.set(left.get() - n);
    if (!isLent || fault != Fault.LOSES_WHAT_IS_LENT) {
      after(
          Duration.ofHours(1),
          () -> {
            left.set(left.get() + n);
            isLent = false;
          });
    }
    isLent = true;
    return left.get();
  }
}
