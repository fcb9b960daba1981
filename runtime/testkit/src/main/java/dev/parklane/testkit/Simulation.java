package dev.parklane.testkit;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.store.StateStore;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.testkit.order.Footsteps;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A run of planes on one thread, in virtual time, in which every choice of what runs next comes
 * from a seed: agents after each root event, suspended work, and {@linkplain #program programs}
 * outside the agents. The same seed gives the same {@link Trace}, on every machine (law E10).
 *
 * <pre>{@code
 * Simulation.run(42, simulation -> {
 *   try (Plane plane = simulation.start(Plane.builder().route("/counter", Counter::new))) {
 *     plane.agent("/counter").command("add", 1);
 *     simulation.clock().advance(Duration.ofHours(1));
 *     assertThat(plane.agent("/counter").ask(Counter.class, Counter::total)).isEqualTo(1);
 *   }
 * });
 * }</pre>
 *
 * <p>Nothing runs before the scenario waits for it: {@code awaitQuiet}, {@code ask}, {@code
 * advance}, {@code close}. Where it waits for what cannot come, as everything else waits too, that
 * is a {@link StallException}. What wakes agents from threads that the simulation does not control
 * is in {@link #strangers} and in the trace.
 *
 * <p>The run fails where the scenario does, where a program does, where an assertion fails in a
 * handler; and where a cascade failed, a message became a dead letter, a handler or suspended work
 * has not ended, or a stranger has woken an agent, unless that was expected or {@linkplain #allow
 * allowed} (law Q1).
 *
 * <p>It needs the flag that opens the JDK to lock-step schedulers, and refuses clearly without it.
 * A lane write under a native frame, which cannot park, fails as on a plane of its own.
 */
public final class Simulation extends TimedRun {
  private final long seed;
  private final RunTrace trace;
  private final FaultDraws draws;
  private final @Nullable Footsteps footsteps; // null where nobody wants to know
  private final SimulatedCarrier carrier;
  private final Faults faults;
  private final StartedPlanes planes;
  private final Programs programs;
  private final SplittableRandom random;

  Simulation(long seed, Strategy strategy, Faults faults) {
    this(seed, strategy, faults, null);
  }

  /** One that leaves footsteps. */
  Simulation(long seed, Strategy strategy, Faults faults, @Nullable Footsteps footsteps) {
    super(new TestClock(), seed);
    if (!Plane.isLockStepPossible()) {
      Module module = Plane.class.getModule();
      String to = module.isNamed() ? module.getName() : "ALL-UNNAMED";
      String flag = "--add-opens java.base/java.lang=" + to;
      throw new IllegalStateException(
          "[PL-E13.5] a simulation needs schedulers of its own: run the JVM with %s, under Surefire with <argLine>%s</argLine>"
              .formatted(flag, flag));
    }
    this.seed = seed;
    this.faults = faults;
    trace =
        new RunTrace(clock()::nanos, footsteps != null && footsteps.isTold() ? footsteps : null);
    Busiest busiest = new Busiest(trace);
    this.draws = new FaultDraws(faults, seed, trace, clock()::nanos, latencies());
    this.footsteps = footsteps;
    this.carrier =
        new SimulatedCarrier(strategy.begin(seed), draws, busiest, footsteps, judge()::isAllowed);
    this.planes = new StartedPlanes(carrier, busiest, draws, footsteps, judge().expectations());
    this.programs = new Programs(carrier);
    judge().allowWhatComesOf(faults);
    this.random = new SplittableRandom(~seed);
  }

  /**
   * Plays a scenario once, with a random strategy.
   *
   * @param seed any; what is left to chance follows from it
   * @param scenario is played once, where it does not fail
   * @return what agents have done
   * @throws SimulationFailure where the scenario fails; its message says how to play it again
   */
  public static Trace run(long seed, Scenario scenario) {
    return run(seed, Strategy.random(), scenario);
  }

  /**
   * Plays a scenario once, with a given strategy.
   *
   * @param seed any; what is left to chance follows from it
   * @param strategy chooses what runs next
   * @param scenario is played once, where it does not fail
   * @return what agents have done
   * @throws SimulationFailure where the scenario fails; its message says how to play it again
   */
  public static Trace run(long seed, Strategy strategy, Scenario scenario) {
    return run(seed, strategy, Faults.none(), scenario);
  }

  /**
   * Plays a scenario once, with a given strategy, and with things that go wrong. Where it fails it
   * is played again, up to a hundred times or for seconds, to tell which order decides.
   *
   * @param seed any; what is left to chance follows from it
   * @param strategy chooses what runs next
   * @param faults what goes wrong, and how often
   * @param scenario is played once, where it does not fail
   * @return what agents have done
   * @throws SimulationFailure where the scenario fails; its message says how to play it again
   */
  public static Trace run(long seed, Strategy strategy, Faults faults, Scenario scenario) {
    try {
      return play(seed, strategy, faults, scenario);
    } catch (SimulationFailure e) {
      throw e.explained(scenario);
    }
  }

  /**
   * Replays the order of a trace, most often of one that was recorded on a live plane.
   *
   * @param trace of one plane; with values it says more
   * @return what plays a scenario in that order, as far as it goes, and says where it parts
   */
  public static Replay of(Trace trace) {
    return Replay.of(trace);
  }

  /** Plays it, and explains nothing. */
  static Trace play(long seed, Strategy strategy, Faults faults, Scenario scenario) {
    return new Simulation(seed, strategy, faults).play(scenario);
  }

  /** Whether a cascade has failed. */
  boolean hasFailures() {
    return trace.hasFailures();
  }

  /** Null where nobody wants to know. */
  @Nullable Footsteps footsteps() {
    return footsteps;
  }

  /** Plays the scenario, once. */
  Trace play(Scenario scenario) {
    watch();
    try {
      scenario.play(this);
      if (footsteps != null) {
        footsteps.areOver();
      }
      awaitPrograms();
      judge().judge();
      return trace();
    } catch (Exception | Error e) {
      if (Judge.isAborted(e)) {
        throw (RuntimeException) e;
      }
      throw withFailuresOfPrograms(
          new SimulationFailure(seed, carrier.choices(), faults, trace(), e).of(scenario));
    } finally {
      unwatch();
    }
  }

  /** What nobody has been told yet: a failure of the scenario may be what came of it. */
  SimulationFailure withFailuresOfPrograms(SimulationFailure failure) {
    programs.takeFailures().forEach(failure::addSuppressed);
    return failure;
  }

  /** From here on to {@link #unwatch}, writers that are pinned are looked for. */
  void watch() {
    SimulationWatch.begin(carrier);
  }

  void unwatch() {
    SimulationWatch.end(carrier);
  }

  /**
   * Starts a plane on the clock and the thread of this simulation. It is closed as any other.
   *
   * @param builder with routes and options; it is given the clock of this simulation
   * @return a plane that has started
   */
  public Plane start(PlaneBuilder builder) {
    return planes.start(builder.clock(clock()));
  }

  /**
   * Drops a plane as if its process had died: where each agent waits or would have gone on, it does
   * not. Nothing is drained, no handler runs, {@code onStop} included, timers do not fire, and what
   * a store has kept by now is all that is left. The plane is closed; another one may be started on
   * the same store.
   *
   * <p>Programs live on, and one that waits for the plane is interrupted; the scenario gets an
   * {@link InjectedFault} where it does. What handlers have forked in scopes of their own is beyond
   * the control of the simulation. Agents of other planes that wait for this one do so for ever.
   *
   * @param plane one that {@link #start} of this simulation gave
   * @throws IllegalArgumentException where the plane is not of this simulation
   * @throws IllegalStateException where a handler of the plane calls it, or the plane is being
   *     closed or has been
   */
  public void crash(Plane plane) {
    planes.crash(plane, programs.all());
  }

  /**
   * A store that keeps what it is given in another, but for the commits that fail by the {@link
   * Faults} of this run: these keep nothing and throw an {@link InjectedFault}. Others may run, and
   * a plane may crash, before and after each commit.
   *
   * @param store keeps what the commits that do not fail bring
   * @return a store for a plane of this simulation
   */
  public StateStore faulty(StateStore store) {
    return new FaultyStore(store, draws, carrier);
  }

  /** Nothing is made to go wrong from now on, so that what has come of it can be looked at. */
  public void endFaults() {
    draws.end();
  }

  /**
   * How many choices one wait of the scenario may take, in place of 1,000,000, before it is taken
   * for one without end, which is a {@link StallException}.
   *
   * @param most 1 or more
   * @throws IllegalArgumentException where that is not at least one
   */
  public void limitSteps(long most) {
    carrier.limitSteps(most);
  }

  /**
   * What programs and scenarios leave to chance: the same for the same seed.
   *
   * @return the same at each call, so that what is drawn depends on what was drawn before
   */
  public SplittableRandom random() {
    touches("random");
    return random;
  }

  /**
   * The seed of this run, from which the strategy, the faults and {@link #random} draw.
   *
   * @return as it was given to {@link #run(long, Scenario)}
   */
  public long seed() {
    return seed;
  }

  /**
   * A program outside the agents, which runs beside them: another choice at each of its {@link
   * #pause}s, and wherever it waits.
   *
   * @param name of its thread, in the trace and in messages
   * @param program is begun at once, and is another thing that can run
   */
  public void program(String name, Program program) {
    programs.start(name, program);
  }

  /** What a program does. */
  @FunctionalInterface
  public interface Program {
    /**
     * Runs it once.
     *
     * @throws Exception what {@link #awaitPrograms} throws as the cause of an {@link
     *     AssertionError}
     */
    void run() throws Exception;
  }

  /**
   * Waits until every program has ended; the end of the scenario does so too.
   *
   * @throws AssertionError where one has failed
   * @throws IllegalStateException where a program calls it, which would wait for itself
   */
  public void awaitPrograms() {
    programs.await();
  }

  /**
   * Runs everything until nothing can run: agents, suspended work, programs. What only time can
   * bring is still to come.
   *
   * @throws IllegalStateException where a program calls it: it lets others run with {@link #pause}
   */
  public void settle() {
    carrier.settle();
  }

  /** Lets others run, in a program; in the scenario itself it runs one of them, if any can. */
  public void pause() {
    if (Thread.currentThread().isVirtual()) {
      Thread.yield();
    } else {
      carrier.pause();
    }
  }

  /**
   * Says that the caller reads or changes something that programs, suspended work or agents share
   * beside their messages, such as a list in which they note what they have seen: an exploration of
   * {@link Exploration.Of#all all} orders plays those that differ in who comes first.
   *
   * @param what tells it apart from other such things
   */
  public void touches(String what) {
    if (footsteps != null) {
      footsteps.touches("user's", what, Footprint.Touch.CHANGES);
    }
  }

  /** Those that it has started. */
  StartedPlanes planes() {
    return planes;
  }

  /** Delivers what is due at one moment. */
  void deliver(Runnable delivery) {
    carrier.deliver(delivery);
  }

  /** What is away from agents and has not ended, programs and suspended work. */
  List<String> alive() {
    return carrier.alive().stream().map(Thread::getName).toList();
  }

  /** The names of the threads that do suspended work and have not ended. */
  List<String> suspended() {
    return programs.others();
  }

  /** The choices so far, where there was more than one thing to run. */
  List<Integer> choices() {
    return carrier.choices();
  }

  /**
   * Writes a line into the trace.
   *
   * @param line stands in the trace behind what has been done so far
   */
  public void note(String line) {
    trace.trace(new TraceEntry.Note(line));
  }

  /**
   * From the next cascades on the {@link #trace} has what lanes and messages held, as text that is
   * the same in each run: for a file that later runs are compared with.
   */
  public void withValues() {
    trace.withValues();
  }

  /**
   * What agents have done so far, and between that the moves of the clock.
   *
   * @return a copy
   */
  public Trace trace() {
    return trace.recorded();
  }

  /** {@return how many choices there were, also where only one thing could run; 0 or more} */
  public long steps() {
    return carrier.steps();
  }

  /**
   * What has woken agents although the simulation does not control it.
   *
   * @return for each time a line with the name of the thread and of what it has woken; empty where
   *     all is well
   */
  public List<String> strangers() {
    return carrier.strangers();
  }
}
