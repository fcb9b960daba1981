package dev.parklane.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An agent with three slots and a door, whose behaviour each test gives it. */
final class Probe extends Agent {
  final Slot<Integer> a = new Slot<>(this, "a", 0);
  final Slot<Integer> b = new Slot<>(this, "b", 0);
  final Slot<Integer> c = new Slot<>(this, "c", 0);
  final Slot<String> door = new Slot<>(this, "door", "");

  @Nullable Act start;
  @Nullable Act stop;
  Slot.@Nullable On<Throwable> failure;

  /** What a probe does at a point of its life. */
  interface Act {
    void run() throws Exception;
  }

  /** What makes a probe what it is in a test. */
  interface Setup {
    void prepare(Probe probe);
  }

  Probe(Setup setup) {
    setup.prepare(this);
  }

  @Override
  protected void onStart() throws Exception {
    if (start != null) {
      start.run();
    }
  }

  @Override
  protected void onStop() throws Exception {
    if (stop != null) {
      stop.run();
    }
  }

  @Override
  protected void onFailure(Throwable cause) throws Exception {
    if (failure != null) {
      failure.accept(cause);
    }
  }

  void end() {
    stop();
  }

  void repeat(Duration interval, Step step) {
    every(interval, step);
  }

  AgentRef other(String uri) {
    return agent(uri);
  }
}
