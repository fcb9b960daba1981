package dev.parklane.testkit.model;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.store.Codecs;
import java.time.Duration;

/** A register, which may answer a write before it has written. */
final class Register extends Agent {
  private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0).codec(Codecs.INTEGER);
  private final boolean hasty;

  Register(boolean hasty) {
    this.hasty = hasty;
  }

  int read() {
    return value.get();
  }

  /** Reads after an hour. */
  int readLater() throws InterruptedException {
    clock().sleep(Duration.ofHours(1));
    return value.get();
  }

  int write(int n) {
    if (hasty) {
      suspend(() -> n, value::set); // wrong: who is answered now may read what was before
    } else {
      value.set(n);
    }
    return n;
  }

  boolean compareAndSet(int expected, int n) {
    boolean same = value.get() == expected;
    if (same) {
      value.set(n);
    }
    return same;
  }
}
