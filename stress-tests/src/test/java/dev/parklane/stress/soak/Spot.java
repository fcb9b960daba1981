package dev.parklane.stress.soak;

import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is known of one URI over all instances of its agent, and what its lanes must hold by that.
 *
 * <p>Most of it is unguarded on purpose, as only the turn of the agent touches it (law E2).
 */
final class Spot {
  private final int agent;
  private final Faults faults;
  private final SplittableRandom luck; // the turn
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger alive = new AtomicInteger();
  private final BitSet back = new BitSet(); // the turn: errands that have come back
  private int errands; // the turn: how many were begun
  private int counted; // the turn: what the lane 'count' must hold
  private volatile int supplied; // the turn writes: the last number that was supplied

  Spot(int agent, long seed, Faults faults) {
    this.agent = agent;
    this.faults = faults;
    luck = new SplittableRandom(seed);
  }

  int agent() {
    return agent;
  }

  void expect(boolean lawful, String what, Object... parts) {
    if (!lawful) {
      faults.add(Kind.uri(agent) + ": " + what, parts);
    }
  }

  /** An instance begins its life (law L1). */
  void born() {
    expect(alive.incrementAndGet() == 1, "has two instances");
    if (Kind.of(agent) != Kind.KEPT) {
      counted = 0;
    }
  }

  /** An instance has had its last handler. */
  void died() {
    expect(alive.decrementAndGet() == 0, "has ended twice");
  }

  int alive() {
    return alive.get();
  }

  /** Whether this start shall fail. */
  boolean failsToStart() {
    return Kind.of(agent).mayFailToStart() && luck.nextInt(5) == 0;
  }

  /** A root event begins (law E2). */
  void enter() {
    faults.step();
    expect(running.incrementAndGet() == 1, "runs two handlers");
  }

  void leave() {
    running.decrementAndGet();
  }

  int counted() {
    return counted;
  }

  void count() {
    counted++;
  }

  int supplied() {
    return supplied;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // one turn writes
  int supply() {
    return ++supplied;
  }

  int nextErrand() {
    return errands++;
  }

  /** An errand has come back: a timer, suspended work, an answer. */
  void back(int errand) {
    expect(!back.get(errand), "errand %d came back twice", errand);
    back.set(errand);
  }
}
