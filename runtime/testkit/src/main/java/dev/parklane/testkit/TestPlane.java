package dev.parklane.testkit;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Closing;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Question;
import dev.parklane.runtime.scheduling.HandlerEnvironment;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TracedCascade;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plane of a test, in a {@link Simulation} of its own: one thread, virtual time, and every
 * choice of what runs next from a seed. It starts when it is first used after its routes, and
 * {@link PlaneExtension} ends it. For the thread of the test, but for {@link #agent} and {@link
 * #ask}, which programs of the simulation may call too.
 *
 * <pre>{@code
 * @PlaneTest
 * class CounterTest {
 *   @Test
 *   void additions_areCounted(TestPlane plane) {
 *     plane.route("/counter", Counter::new);
 *     plane.agent("/counter").command("add", 1);
 *     plane.agent("/counter").command("add", 1);
 *     plane.settle();
 *     assertThat(plane.ask("/counter", Counter.class, Counter::total)).isEqualTo(2);
 *   }
 * }
 * }</pre>
 */
public final class TestPlane {
  private final long seed;
  private final PlaneBuilder builder = Plane.builder();
  private final List<DeadLetter> unexpected = new ArrayList<>(); // the carrier
  private final Set<Throwable> expected = // the carrier; causes of cascades that have failed
      Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable Simulation simulation; // the thread of the test; null before it is used
  private @Nullable Plane plane; // the thread of the test
  private boolean strangersAllowed; // the thread of the test

  TestPlane(long seed) {
    this.seed = seed;
  }

  /**
   * Adds a route, as {@link PlaneBuilder#route(String, Supplier)} does, before the plane is used.
   *
   * @param pattern of the URIs of the agents, as in {@code /order/:number}
   * @param factory makes a new agent at each call
   * @return this plane of the test
   * @throws IllegalStateException where the plane has started
   */
  public TestPlane route(String pattern, Supplier<? extends Agent> factory) {
    building().route(pattern, factory);
    return this;
  }

  /**
   * Adds a route, as {@link PlaneBuilder#route(String, Supplier, UnaryOperator)} does, before the
   * plane is used.
   *
   * @param pattern of the URIs of the agents, as in {@code /order/:number}
   * @param factory makes a new agent at each call
   * @param options makes the options of these agents of those of the plane
   * @return this plane of the test
   * @throws IllegalStateException where the plane has started
   */
  public TestPlane route(
      String pattern, Supplier<? extends Agent> factory, UnaryOperator<AgentOptions> options) {
    building().route(pattern, factory, options);
    return this;
  }

  /**
   * Changes the options of agents, as {@link PlaneBuilder#options} does, before the plane is used.
   *
   * @param change makes the new options of those that there are
   * @return this plane of the test
   * @throws IllegalStateException where the plane has started
   */
  public TestPlane options(UnaryOperator<AgentOptions> change) {
    building().options(change);
    return this;
  }

  private PlaneBuilder building() {
    if (plane != null) {
      throw new IllegalStateException(
          "[PL-Q1.7] the plane of the test has started; give it its routes and options before its first use");
    }
    return builder;
  }

  /**
   * Where it runs: for programs beside the agents, notes, and what is left to chance.
   *
   * @return the same at each call; the first begins it
   */
  public Simulation simulation() {
    Simulation there = simulation;
    if (there == null) {
      there = new Simulation(seed, Strategy.random(), Faults.none());
      there.watch();
      simulation = there;
    }
    return there;
  }

  /**
   * The plane, started: for its bus, clients, broadcasts. Not to be closed.
   *
   * @return the same at each call; the first starts it
   */
  public Plane plane() {
    Plane there = plane;
    if (there == null) {
      there = simulation().start(builder.onDeadLetter(unexpected::add));
      plane = there;
    }
    return there;
  }

  /**
   * An agent of the plane, as {@link Plane#agent} gives it; the plane is started for it.
   *
   * @param uri has to match a route
   * @return a reference, also where the agent is not there yet
   */
  public AgentRef agent(String uri) {
    return plane().agent(uri);
  }

  /**
   * Asks an agent, as {@link AgentRef#ask} does, after what was sent to the agent before. A failure
   * that it throws counts as expected: it is the test's to assert.
   *
   * @param <A> the class of the agent
   * @param <R> the type of the answer
   * @param uri of the agent, which is made if it is not there
   * @param type the class of the agent, or a superclass of it
   * @param question is run in the agent's turn
   * @return what the question gives
   * @throws AgentFailedException where the question throws, with that as its cause
   * @throws IllegalStateException where the thread is interrupted as it waits
   */
  public <A extends Agent, R> R ask(
      String uri, Class<A> type, Question<? super A, ? extends R> question) {
    try {
      return agent(uri).ask(type, question);
    } catch (AgentFailedException e) {
      if (e.getCause() != null) {
        expected.add(e.getCause());
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("[PL-Q1.8] interrupted while it asked " + uri, e);
    }
  }

  /**
   * What a lane of the agent holds, read in its turn: the value of a value lane, the map of a map
   * lane.
   *
   * @param uri of the agent, which is made if it is not there
   * @param lane the name of the lane
   * @return what its {@code get()} gives: a value, or a map that cannot be modified
   * @throws AgentFailedException where the agent has no such lane, or one that holds nothing
   */
  public Object value(String uri, String lane) {
    return ask(
        uri,
        Agent.class,
        agent -> {
          Object there = HandlerEnvironment.CURRENT.get().lane(lane);
          return there.getClass().getMethod("get").invoke(there);
        });
  }

  /**
   * Lets threads wake agents that the simulation does not control, such as those of an executor:
   * they do not fail the test, which may go otherwise with the same seed.
   *
   * @return this plane of the test
   */
  public TestPlane allowStrangers() {
    strangersAllowed = true;
    return this;
  }

  /**
   * The clock of the plane.
   *
   * @return stands where no advance is under way
   */
  public TestClock clock() {
    return simulation().clock();
  }

  /**
   * Lets time pass, with all that is due by then (law K7).
   *
   * @param by 0 or more; 0 runs what is due now
   */
  public void advance(Duration by) {
    plane();
    clock().advance(by);
  }

  /** Runs all that can run at this moment of the clock: agents, programs, suspended work. */
  public void settle() {
    plane();
    simulation().settle();
  }

  /**
   * What agents have done so far.
   *
   * @return a copy, up to this moment
   */
  public Trace trace() {
    return simulation().trace();
  }

  /**
   * {@linkplain #settle Settles}, and takes the first dead letter that was sent there for this
   * reason: it does not fail the test any more.
   *
   * @param uri the URI of the agent to which it was sent
   * @param reason why it was not delivered
   * @return the letter, with what it carries
   * @throws AssertionError where there is none, or all were taken before
   */
  public DeadLetter expectDeadLetter(String uri, DeadLetter.Reason reason) {
    settle();
    for (DeadLetter letter : unexpected) {
      if (letter.uri().equals(uri) && letter.reason() == reason) {
        unexpected.remove(letter);
        return letter;
      }
    }
    throw new AssertionError(
        "expected a dead letter to %s with the reason %s; there is %s"
            .formatted(uri, reason, unexpected.isEmpty() ? "none" : unexpected));
  }

  /**
   * {@linkplain #settle Settles}, and takes the first cascade of the agent that has failed with
   * such a cause: it does not fail the test any more.
   *
   * @param <T> the class of the cause
   * @param uri the URI of the agent
   * @param cause the class of what a handler threw, or a superclass of it
   * @return the cause
   * @throws AssertionError where there is none, or all were taken before
   */
  public <T extends Throwable> T expectFailure(String uri, Class<T> cause) {
    settle();
    List<TracedCascade> failed = failed();
    for (TracedCascade cascade : failed) {
      Throwable failure = cascade.failure();
      if (cascade.agent().equals(uri) && cause.isInstance(failure)) {
        expected.add(failure);
        return cause.cast(failure);
      }
    }
    throw new AssertionError(
        "expected that %s fails with %s; %s"
            .formatted(
                uri,
                cause.getName(),
                failed.isEmpty()
                    ? "no failure is there"
                    : failed.stream().map(TestPlane::text).collect(Collectors.joining("; "))));
  }

  /** The cascades whose failure nobody has expected. */
  private List<TracedCascade> failed() {
    return trace().cascades().stream()
        .filter(cascade -> cascade.failure() != null && !expected.contains(cascade.failure()))
        .toList();
  }

  private static String text(TracedCascade cascade) {
    return "%s failed, root event %s, handlers %s: %s"
        .formatted(cascade.agent(), cascade.rootEvent(), cascade.handlers(), cascade.failure());
  }

  private static String text(DeadLetter letter) {
    return "dead letter to %s, '%s' with %s: %s, %s"
        .formatted(
            letter.uri(), letter.message(), letter.value(), letter.reason(), letter.detail());
  }

  /** Settles, closes the plane, and fails where there is what the test did not expect. */
  void end() {
    if (plane == null) {
      return;
    }
    List<String> found;
    try {
      settle();
      found = unexpected();
      simulation().awaitPrograms();
      close();
    } catch (RuntimeException | AssertionError e) {
      throw failure(simulation(), e);
    }
    List<TracedCascade> failed = failed();
    if (!found.isEmpty() || !failed.isEmpty()) {
      failed.stream().map(TestPlane::text).forEach(found::add);
      AssertionError report =
          new AssertionError(
              found.stream()
                  .map(line -> "\n  " + line)
                  .collect(Collectors.joining("", "the test did not expect", "")));
      throw failure(simulation(), report);
    }
  }

  /** What is left, and what was lost. */
  private List<String> unexpected() {
    List<String> found = new ArrayList<>();
    String parked = whatRuns();
    if (!parked.isEmpty()) {
      found.add("handlers that have not ended: " + parked);
    }
    for (String name : simulation().suspended()) {
      found.add("work that has not ended, " + name);
    }
    unexpected.forEach(letter -> found.add(text(letter)));
    if (!strangersAllowed) {
      for (String stranger : simulation().strangers()) {
        found.add("what no seed controls: " + stranger);
      }
    }
    return found;
  }

  private String whatRuns() {
    try {
      plane().awaitQuiet();
    } catch (StallException e) {
      // said below, with what only sleeps
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return simulation().whatRuns();
  }

  /** Stops agents; handlers that nothing can end are left where they stand. */
  private void close() {
    try {
      plane().close();
    } catch (StallException e) {
      if (whatRuns().isEmpty() && simulation().suspended().isEmpty()) {
        throw e;
      }
    }
  }

  /**
   * What has failed the test, with the seed that plays it again where anything was played, and what
   * cascades have failed with unexpectedly.
   */
  Throwable failure(Throwable cause) {
    Simulation played = simulation;
    return played == null ? cause : failure(played, cause);
  }

  private SimulationFailure failure(Simulation played, Throwable cause) {
    SimulationFailure failure =
        new SimulationFailure(
            seed,
            played.choices(),
            Faults.none(),
            played.trace(),
            cause,
            "@Seed(%1$dL) at the test, or -Dparklane.seed=%1$d".formatted(seed));
    failed().forEach(cascade -> failure.addSuppressed(cascade.failure()));
    return played.withFailuresOfPrograms(failure);
  }

  /** Frees what agents hold, however the test has ended; those that nothing can end keep it. */
  void abandon() {
    if (plane != null) {
      try {
        plane.close(Closing.DROP);
      } catch (StallException e) {
        // the test has failed for that
      }
    }
    if (simulation != null) {
      simulation.unwatch();
    }
  }
}
