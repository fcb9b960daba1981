package dev.parklane.testkit;

import dev.parklane.clock.Nanos;
import dev.parklane.clock.TestClock;
import dev.parklane.runtime.NotQuietException;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Quiet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run in virtual time (law Q4), which the thread that plays it moves. What the ways to do so are
 * called comes from <i>kotlinx-coroutines-test</i>, and they mean the same, but that an advance
 * also brings what is due at its end (law K7).
 */
public abstract sealed class TimedRun extends JudgedRun permits Simulation {
  private static final int MOST_MOVES = 10_000; // of the clock, until all is idle

  private final TestClock clock;
  private final Latencies latencies;

  TimedRun(TestClock clock, long seed) {
    this.clock = clock;
    this.latencies = new Latencies(clock, seed);
  }

  private Simulation self() {
    return (Simulation) this;
  }

  /**
   * The clock of its planes.
   *
   * @return the same at each call; it stands at first at 0
   */
  public final TestClock clock() {
    return clock;
  }

  /** What suspended work and calls of the outside take. */
  final Latencies latencies() {
    return latencies;
  }

  /**
   * Lets time pass, with all that is due by then, its end included, from one moment to the next at
   * which something is due. What is due at one moment is brought in order (laws K7, K8), and then
   * handled in any: agents, suspended work and programs run until nothing can, before time goes on.
   *
   * @param by 0 or more
   * @throws IllegalArgumentException where it is negative
   */
  public final void advance(Duration by) {
    if (by.isNegative()) {
      clock.advance(by); // which refuses it
    }
    self().settle();
    long end = Nanos.plus(clock.nanos(), by);
    while (clock.nextNanos() <= end) {
      moveTo(clock.nextNanos());
    }
    moveTo(end);
  }

  private void moveTo(long nanos) {
    self().deliver(() -> clock.advanceTo(Math.max(clock.nanos(), nanos)));
    self().settle();
  }

  /** Runs what is due now, and all that can run at this moment of the clock. */
  public final void runCurrent() {
    advance(Duration.ZERO);
  }

  /**
   * Lets time pass until nothing is to come with it: no step of an agent, no timer, no suspended
   * work, no program; from one moment to the next at which something is due.
   *
   * @throws AssertionError where that has no end, as with a timer that comes again and again; it
   *     names what is still to come
   */
  public final void advanceUntilIdle() {
    self().settle();
    for (int moves = 0; isToCome(); moves++) {
      if (moves == MOST_MOVES) {
        throw new AssertionError(
            "[PL-Q4.3] time never brings all to its end, %s is not idle: %s; end what comes again and again, or advance by a duration"
                .formatted(Nanos.text(clock.nanos()), toCome()));
      }
      moveTo(clock.nextNanos());
    }
  }

  private boolean isToCome() {
    return clock.nextNanos() < Long.MAX_VALUE && !toCome().isEmpty();
  }

  /** In words; empty where nothing is. */
  private String toCome() {
    Simulation run = self();
    return Stream.concat(
            run.planes().alive().stream()
                .map(plane -> notQuiet(plane, Quiet.NOTHING_TO_COME))
                .filter(Objects::nonNull)
                .map(NotQuietException::getMessage),
            Stream.of(run.alive()).filter(alive -> !alive.isEmpty()).map(List::toString))
        .collect(Collectors.joining("; "));
  }

  /** What keeps a plane from being quiet so; null where it is. */
  static @Nullable NotQuietException notQuiet(Plane plane, Quiet what) {
    try {
      plane.awaitQuiet(what, Duration.ZERO);
      return null;
    } catch (NotQuietException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("[PL-Q1.8] interrupted while it waited for the plane", e);
    }
  }

  /**
   * Lets suspended work of a name take time: half of it passes before the work, as for the way
   * there, and half behind it. So a time-out may come before what the work does outside, and
   * between that and its answer.
   *
   * @param work its name, as of {@link dev.parklane.runtime.Work#named}; {@code suspended} for work
   *     without one
   * @param takes 0 or more
   * @throws IllegalArgumentException where that is negative
   */
  public final void latency(String work, Duration takes) {
    latency(work, takes, takes);
  }

  /**
   * Lets suspended work of a name take time, as {@link #latency(String, Duration)} does, each time
   * another, drawn from the seed.
   *
   * @param work its name, as of {@link dev.parklane.runtime.Work#named}; {@code suspended} for work
   *     without one
   * @param least 0 or more
   * @param most no less
   * @throws IllegalArgumentException where they are not
   */
  public final void latency(String work, Duration least, Duration most) {
    latencies.set(work, new Latency(least, most));
  }

  /**
   * Puts a fake in the place of something outside that agents call, most often in suspended work,
   * such as a provider of cards: the calls take virtual time, and may come to nothing, as the
   * result says. What is outside is shared, so explorations play the orders of calls (law Q3).
   *
   * @param <T> what agents call
   * @param type an interface
   * @param fake does what is done outside, in memory
   * @return calls the fake without any delay or loss; see there
   * @throws IllegalArgumentException where the type is no interface
   */
  public final <T> Outside<T> outside(Class<T> type, T fake) {
    return new Outside<>(self(), type, fake, new Latency(Duration.ZERO, Duration.ZERO), 0, 0);
  }
}
