package dev.parklane.testkit;

import dev.parklane.clock.Nanos;
import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.MapLaneRef;
import dev.parklane.runtime.NotQuietException;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Question;
import dev.parklane.runtime.Quiet;
import dev.parklane.runtime.scheduling.HandlerEnvironment;
import dev.parklane.runtime.trace.Trace;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
  private final TestRun run;

  TestPlane(long seed) {
    this(new TestRun(seed, TestSettings.DEFAULT));
  }

  TestPlane(TestRun run) {
    this.run = run;
  }

  /**
   * Makes the plane with the builder of a program, with all that is set on it, but for its clock
   * and its observer of dead letters: these are the test's. Routes and options of the test come to
   * it.
   *
   * @param program is changed by this plane of the test, so it is not for another
   * @return this plane of the test
   * @throws IllegalStateException where the plane has started, or has routes or options already
   */
  public TestPlane with(PlaneBuilder program) {
    run.with(Objects.requireNonNull(program, "program"));
    return this;
  }

  /**
   * Chooses in this way what runs next.
   *
   * @param strategy in place of a random one
   * @return this plane of the test
   * @throws IllegalStateException where it has been used
   */
  public TestPlane with(Strategy strategy) {
    run.set(settings -> settings.with(strategy));
    return this;
  }

  /**
   * Lets things go wrong.
   *
   * @param faults in place of none
   * @return this plane of the test
   * @throws IllegalStateException where it has been used
   */
  public TestPlane with(Faults faults) {
    run.set(settings -> settings.with(faults));
    return this;
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
    run.building().route(pattern, factory);
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
    run.building().route(pattern, factory, options);
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
    run.building().options(change);
    return this;
  }

  /**
   * Where it runs: for programs beside the agents, notes, and what is left to chance.
   *
   * @return the same at each call; the first begins it
   */
  public Simulation simulation() {
    return run.simulation();
  }

  /**
   * The plane, started: for its bus, clients, broadcasts. Not to be closed.
   *
   * @return the same at each call; the first starts it
   */
  public Plane plane() {
    return run.plane();
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
    return await("asked " + uri, () -> agent(uri).ask(type, question));
  }

  private interface Wait<R> {
    R get() throws InterruptedException;
  }

  private <R> R await(String what, Wait<R> wait) {
    try {
      return wait.get();
    } catch (AgentFailedException e) {
      if (e.getCause() != null) {
        run.expectations().expect(e.getCause());
      }
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("[PL-Q1.8] interrupted while it " + what, e);
    }
  }

  /**
   * The value that a lane of an agent holds, as {@link AgentRef#get(LaneKey)} reads it.
   *
   * @param <T> the type of the value
   * @param uri of the agent, which is made if it is not there
   * @param lane the key of the lane
   * @return the value
   * @throws AgentFailedException where the agent has no such lane
   */
  public <T> T value(String uri, LaneKey<T> lane) {
    return await("read " + uri, () -> agent(uri).get(lane));
  }

  /**
   * The map that a lane of an agent holds, as {@link MapLaneRef#get()} reads it.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param uri of the agent, which is made if it is not there
   * @param lane the key of the lane
   * @return a map that cannot be modified
   * @throws AgentFailedException where the agent has no such lane
   */
  public <K, V> Map<K, V> value(String uri, MapLaneKey<K, V> lane) {
    return await("read " + uri, () -> agent(uri).lane(lane).get());
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
    run.judge().allow(Leniency.STRANGERS);
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
   * Lets time pass, with all that is due by then, its end included (law K7).
   *
   * @param by 0 or more
   */
  public void advance(Duration by) {
    plane();
    simulation().advance(by);
  }

  /** Runs what is due now, and all that can run at this moment of the clock. */
  public void runCurrent() {
    plane();
    simulation().runCurrent();
  }

  /** Lets time pass until nothing is to come with it, as {@link Simulation#advanceUntilIdle()}. */
  public void advanceUntilIdle() {
    plane();
    simulation().advanceUntilIdle();
  }

  /** Runs all that can run at this moment of the clock: agents, programs, suspended work. */
  public void settle() {
    plane();
    simulation().settle();
  }

  /**
   * Lets virtual time pass until the plane is quiet, from one moment to the next at which something
   * is due.
   *
   * @param what it is waited for, as of {@link Plane#awaitQuiet(Quiet, Duration)}
   * @param limit of virtual time; zero to let none pass
   * @throws AssertionError where that is not so at the limit; it names what is still to come
   */
  public void awaitQuiet(Quiet what, Duration limit) {
    long end = Nanos.plus(clock().nanos(), limit);
    NotQuietException pending = notQuiet(what);
    while (pending != null) {
      if (clock().nanos() == end) {
        throw new AssertionError(
            "expected that the plane is quiet within %s: %s".formatted(limit, pending.getMessage()),
            pending);
      }
      long next = Math.min(end, Math.max(clock().nanos(), clock().nextNanos()));
      advance(Duration.ofNanos(next - clock().nanos()));
      pending = notQuiet(what);
    }
  }

  private @Nullable NotQuietException notQuiet(Quiet what) {
    settle();
    return TimedRun.notQuiet(plane(), what);
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
    return run.expectations().letter(uri, reason);
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
    return run.expectations().failure(uri, cause);
  }

  /** Settles, closes the plane, and fails where there is what the test did not expect. */
  void end() {
    run.end();
  }

  /** How it is played. */
  TestRun run() {
    return run;
  }

  /** Frees what agents hold, however the test has ended; those that nothing can end keep it. */
  void abandon() {
    run.abandon();
  }
}
