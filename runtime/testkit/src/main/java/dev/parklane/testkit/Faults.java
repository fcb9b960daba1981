package dev.parklane.testkit;

import dev.parklane.clock.Nanos;
import dev.parklane.runtime.trace.Trace;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What goes wrong in a simulation, and how often: each is drawn from the seed at each point where
 * it may happen, and stands in the {@link Trace} where it does. Every law holds all the same.
 *
 * <pre>{@code
 * Faults faults = Faults.none().withFailingHandlers(0.01).withStoppingAgents(0.001);
 * Simulation.run(42, Strategy.random(), faults, scenario);
 * }</pre>
 *
 * <p>Programs are spared: handlers of a client, and messages whose sender waits for room. A crash
 * is a step of the scenario, {@link Simulation#crash}: a program that pauses before it crashes a
 * plane does so at a moment that the seed chooses.
 *
 * @param failingHandlers the chance that a handler fails with an {@link InjectedFault},
 *     constructors, {@code onStart} and {@code onStop} included (laws F1, F2); half of them fail
 *     before their first statement, half after their last
 * @param stoppingAgents the chance that an agent stops after a root event, as if the last statement
 *     of it had been {@code stop()} (laws L2, L3)
 * @param fullMailboxes the chance that a message finds the mailbox full, where its sender does not
 *     wait for room: it is a dead letter, or a question is refused (law O3)
 * @param failingStores the chance that a commit fails in a store that {@link Simulation#faulty}
 *     gave
 * @param starvedAgents the chance that an agent which was chosen to run is passed over instead, and
 *     so for the next choices, as long as anything else can run: a slow observer (law J6)
 * @param starvedChoices for how many choices
 * @param lateTimers the chance that an agent is late with what is due by its clock, as if the
 *     handler before it had slept: the clock moves on meanwhile, and an advance may end before the
 *     agent does. What is due keeps the time on its grid (laws K3, S3), and closing the plane ends
 *     the sleep
 * @param lateNanos how late at the most, on the clock of the simulation
 */
public record Faults(
    double failingHandlers,
    double stoppingAgents,
    double fullMailboxes,
    double failingStores,
    double starvedAgents,
    int starvedChoices,
    double lateTimers,
    long lateNanos) {
  private static final Faults NONE = new Faults(0, 0, 0, 0, 0, 1, 0, 1);

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where a chance is not from 0 to 1, or a length not positive
   */
  public Faults {
    requireChance("failingHandlers", failingHandlers);
    requireChance("stoppingAgents", stoppingAgents);
    requireChance("fullMailboxes", fullMailboxes);
    requireChance("failingStores", failingStores);
    requireChance("starvedAgents", starvedAgents);
    requireChance("lateTimers", lateTimers);
    requirePositive("starvedChoices", starvedChoices);
    requirePositive("lateNanos", lateNanos);
  }

  static double requireChance(String name, double chance) {
    if (!(chance >= 0 && chance <= 1)) {
      throw new IllegalArgumentException(
          "[PL-Q1] " + name + " is " + chance + "; a chance is from 0 to 1");
    }
    return chance;
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(
          "[PL-Q1.2] " + name + " is " + value + "; it must be 1 or more");
    }
  }

  /**
   * Nothing goes wrong.
   *
   * @return every chance is 0
   */
  public static Faults none() {
    return NONE;
  }

  /**
   * These faults, and handlers fail with this chance.
   *
   * @param chance from 0 to 1, for each handler
   * @return these faults with that chance
   * @throws IllegalArgumentException where the chance is not from 0 to 1
   */
  public Faults withFailingHandlers(double chance) {
    return new Faults(
        chance,
        stoppingAgents,
        fullMailboxes,
        failingStores,
        starvedAgents,
        starvedChoices,
        lateTimers,
        lateNanos);
  }

  /**
   * These faults, and agents stop after a root event with this chance.
   *
   * @param chance from 0 to 1, for each root event
   * @return these faults with that chance
   * @throws IllegalArgumentException where the chance is not from 0 to 1
   */
  public Faults withStoppingAgents(double chance) {
    return new Faults(
        failingHandlers,
        chance,
        fullMailboxes,
        failingStores,
        starvedAgents,
        starvedChoices,
        lateTimers,
        lateNanos);
  }

  /**
   * These faults, and messages find mailboxes full with this chance.
   *
   * @param chance from 0 to 1, for each message
   * @return these faults with that chance
   * @throws IllegalArgumentException where the chance is not from 0 to 1
   */
  public Faults withFullMailboxes(double chance) {
    return new Faults(
        failingHandlers,
        stoppingAgents,
        chance,
        failingStores,
        starvedAgents,
        starvedChoices,
        lateTimers,
        lateNanos);
  }

  /**
   * These faults, and commits fail with this chance.
   *
   * @param chance from 0 to 1, for each commit
   * @return these faults with that chance
   * @throws IllegalArgumentException where the chance is not from 0 to 1
   */
  public Faults withFailingStores(double chance) {
    return new Faults(
        failingHandlers,
        stoppingAgents,
        fullMailboxes,
        chance,
        starvedAgents,
        starvedChoices,
        lateTimers,
        lateNanos);
  }

  /**
   * These faults, and agents are passed over for so many choices with this chance.
   *
   * @param chance from 0 to 1, each time that an agent is chosen to run
   * @param choices for how many choices it is passed over; 1 or more
   * @return these faults with that chance
   * @throws IllegalArgumentException where the chance is not from 0 to 1, or the number less than 1
   */
  public Faults withStarvedAgents(double chance, int choices) {
    return new Faults(
        failingHandlers,
        stoppingAgents,
        fullMailboxes,
        failingStores,
        chance,
        choices,
        lateTimers,
        lateNanos);
  }

  /**
   * These faults, and agents are late for what is due with this chance, by so much at the most; by
   * 292 years, which are a {@code long} of nanoseconds, where that is more.
   *
   * @param chance from 0 to 1, each time that something of an agent is due
   * @param most how late it is at the most, on the clock of the simulation; 1 ns or more
   * @return these faults with that chance
   * @throws IllegalArgumentException where the chance is not from 0 to 1, or the duration not
   *     positive
   */
  public Faults withLateTimers(double chance, Duration most) {
    return new Faults(
        failingHandlers,
        stoppingAgents,
        fullMailboxes,
        failingStores,
        starvedAgents,
        starvedChoices,
        chance,
        Nanos.plus(0, Objects.requireNonNull(most, "most")));
  }

  /** The same with one kind of them less, for each that there is; none at all first. */
  List<Faults> fewer() {
    return Stream.of(
            NONE,
            withFailingHandlers(0),
            withStoppingAgents(0),
            withFullMailboxes(0),
            withFailingStores(0),
            withStarvedAgents(0, 1),
            withLateTimers(0, Duration.ofNanos(1)))
        .filter(fewer -> !fewer.equals(this))
        .toList();
  }

  /** The Java expression that makes these faults, to be copied out of a failure. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Faults.none()");
    add(text, failingHandlers, ".withFailingHandlers(", "");
    add(text, stoppingAgents, ".withStoppingAgents(", "");
    add(text, fullMailboxes, ".withFullMailboxes(", "");
    add(text, failingStores, ".withFailingStores(", "");
    add(text, starvedAgents, ".withStarvedAgents(", ", " + starvedChoices);
    add(text, lateTimers, ".withLateTimers(", ", Duration.ofNanos(" + lateNanos + "L)");
    return text.toString();
  }

  private static void add(StringBuilder text, double chance, String name, String more) {
    if (chance > 0) {
      text.append(name).append(chance).append(more).append(')');
    }
  }
}
