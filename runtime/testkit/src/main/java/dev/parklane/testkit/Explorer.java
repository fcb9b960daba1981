package dev.parklane.testkit;

import dev.parklane.testkit.order.BoundedMailboxes;
import dev.parklane.testkit.order.Explored;
import dev.parklane.testkit.order.Footsteps;
import dev.parklane.testkit.order.PartialOrder;
import dev.parklane.testkit.order.Reversal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Plays a scenario once for each class of orders that differ in the sequence of something that
 * steps touch (law Q3): a run shows its races, each race asks for a run in which it goes the other
 * way, and what is known to begin as another one did is not played. Any thread.
 *
 * <p>Every class is found: of those that a class and the runs so far have in common the longest
 * beginning ends where a race of one of these runs goes the other way. It remembers what it has
 * played, so that it needs no sleep sets and plays next to nothing twice; see Abdulla et al.,
 * <i>Source sets: a foundation for optimal dynamic partial order reduction</i>, 2017.
 */
final class Explorer {
  private static final Reversal AGAIN = new Reversal(List.of(), new long[0], 0); // the first run

  private final Exploration.Of what;
  private final long most;
  private final BoundedMailboxes bounded = new BoundedMailboxes();
  private final Deque<Reversal> open = new ArrayDeque<>(); // guarded by this, as all that follows
  private final Set<Long> known = new HashSet<>(); // keys of what was ever open
  private Explored explored = new Explored();
  private Tally tally = new Tally();
  private long first; // the key of the first run; 0 before
  private int playing;
  private int generation; // of what is explored: it began anew so often
  private @Nullable Throwable broken;

  Explorer(Exploration.Of what, long most) {
    this.what = what;
    this.most = most;
    open.push(Reversal.NONE);
  }

  /** Plays until nothing is left to be played, or so much was. */
  Exploration explore() {
    List<Thread> others =
        IntStream.range(1, what.cores())
            .mapToObj(i -> Thread.ofPlatform().name("exploration " + i).start(this::work))
            .toList();
    work();
    for (Thread other : others) {
      join(other);
    }
    synchronized (this) {
      if (broken instanceof RuntimeException e) {
        throw e;
      } else if (broken instanceof Error e) {
        throw e;
      }
      return tally.result(explored.count(), open.size());
    }
  }

  private static void join(Thread other) {
    boolean interrupted = false;
    while (other.isAlive()) {
      try {
        other.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      for (Reversal next = take(); next != null; next = take()) {
        play(next);
      }
    } catch (RuntimeException | Error e) { // of the scenario: neither passed nor failed
      synchronized (this) {
        broken = broken == null ? e : broken;
        notifyAll();
      }
    }
  }

  private synchronized @Nullable Reversal take() {
    while (broken == null && tally.runs + playing < most) {
      Reversal next = open.poll();
      if (next == null && playing == 0) {
        return null;
      } else if (next == null) {
        await();
      } else if (explored.has(next)) {
        tally.pruned++;
      } else {
        playing++;
        return next;
      }
    }
    return null;
  }

  private void await() {
    try {
      wait();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("[PL-Q3.5] interrupted while it explored orders", e);
    }
  }

  private void play(Reversal beginning) {
    try {
      Footsteps footsteps = new Footsteps(bounded);
      Guide guide = new Guide(beginning.turns(), footsteps, what.preemptions() < Integer.MAX_VALUE);
      play(beginning, footsteps, guide);
    } finally {
      synchronized (this) { // when what is to be played for it stands among the others
        playing--;
        notifyAll();
      }
    }
  }

  private void play(Reversal beginning, Footsteps footsteps, Guide guide) {
    int begun;
    synchronized (this) {
      begun = generation;
    }
    Simulation simulation =
        new Simulation(0, seed -> guide, what.faults().withStarvedAgents(0, 1), footsteps);
    SimulationFailure failure = null;
    try {
      simulation.play(what.scenario());
    } catch (SimulationFailure e) {
      failure = e;
    }
    PartialOrder order = new PartialOrder(footsteps.steps());
    requireTheSame(order, beginning);
    boolean isTooFar = guide.preemptions() > what.preemptions();
    synchronized (this) {
      if (begun == generation && beginning != AGAIN) {
        hasPlayed(order, isTooFar);
        tally.add(failure, footsteps.agents(), isTooFar);
      }
      if (bounded.haveGrown()) {
        beginAnew();
      }
    }
  }

  /** Orders can be gone through only where the same choices make the same run, as the first is. */
  private synchronized void requireTheSame(PartialOrder order, Reversal beginning) {
    if (beginning == Reversal.NONE && first == 0) {
      first = order.key();
      open.push(AGAIN);
    } else if (beginning == AGAIN && order.key() != first) {
      throw new IllegalStateException(
          "[PL-Q4.2] the same choices made another run: the scenario depends on more than its"
              + " choices; take time, randomness and order from the simulation");
    }
  }

  private void hasPlayed(PartialOrder order, boolean isTooFar) {
    if (!explored.add(order)) {
      tally.superfluous++;
    }
    if (!isTooFar) {
      order.reversals(this::isUnknown).forEach(open::push);
    }
  }

  private boolean isUnknown(long reversal) {
    boolean unknown = known.add(reversal);
    tally.pruned += unknown ? 0 : 1;
    return unknown;
  }

  /** A mailbox may be full, which no run so far has looked at. */
  private void beginAnew() {
    generation++;
    explored = new Explored();
    known.clear();
    open.clear();
    open.push(Reversal.NONE);
    tally = tally.anew();
  }
}
