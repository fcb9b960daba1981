package dev.parklane.stress.soak;

import java.util.BitSet;
import java.util.Optional;

/**
 * What one sender has sent to one receiver, by number, and what became of it. Every number that was
 * sent has to be handled or a dead letter, exactly once, and those handled in order (laws E1, O3).
 */
final class Track {
  private final String name;
  private final Faults faults;
  private final BitSet sent = new BitSet(); // guarded by this, as all that follows
  private final BitSet unsure = new BitSet(); // whoever sent it was told that it may be lost
  private final BitSet handled = new BitSet();
  private final BitSet dead = new BitSet();
  private int next;
  private int last = -1;

  Track(String name, Faults faults) {
    this.name = name;
    this.faults = faults;
  }

  /** A number for a message that may be sent, or not. */
  synchronized int next() {
    return next++;
  }

  synchronized void sent(int number) {
    sent.set(number);
  }

  /** Its sender has got an exception, and does not know what became of it. */
  synchronized void unsure(int number) {
    unsure.set(number);
  }

  synchronized void handled(int number) {
    if (handled.get(number)) {
      faults.add("%s: %d was handled twice", name, number);
    } else if (number < last) {
      faults.add("%s: %d was handled after %d", name, number, last);
    }
    handled.set(number);
    last = Math.max(last, number);
  }

  synchronized void died(int number) {
    if (dead.get(number)) {
      faults.add("%s: %d is a dead letter twice", name, number);
    }
    dead.set(number);
  }

  /** How many were sent. */
  synchronized int size() {
    return sent.cardinality();
  }

  /** How many are dead letters. */
  synchronized int letters() {
    return dead.cardinality();
  }

  /** Nothing is under way any more: compares, and begins anew. */
  synchronized void settle() {
    BitSet both = copy(handled);
    both.and(dead);
    report(both, "handled and a dead letter");
    BitSet either = copy(handled);
    either.or(dead);
    BitSet lost = copy(sent);
    lost.andNot(either);
    report(lost, "lost");
    BitSet uncalled = copy(either);
    uncalled.andNot(sent);
    uncalled.andNot(unsure);
    report(uncalled, "there although the cascade that sent it had failed");
    sent.clear();
    unsure.clear();
    handled.clear();
    dead.clear();
    next = 0;
    last = -1;
  }

  /** The first that has not come, for one who waits. */
  synchronized Optional<String> missing() {
    BitSet lost = copy(sent);
    lost.andNot(handled);
    lost.andNot(dead);
    return lost.isEmpty() ? Optional.empty() : Optional.of(name + ": " + lost.nextSetBit(0));
  }

  private void report(BitSet numbers, String what) {
    if (!numbers.isEmpty()) {
      faults.add(
          "%s: %d of %d %s, the first is %d",
          name, numbers.cardinality(), sent.cardinality(), what, numbers.nextSetBit(0));
    }
  }

  private static BitSet copy(BitSet of) {
    return (BitSet) of.clone();
  }
}
