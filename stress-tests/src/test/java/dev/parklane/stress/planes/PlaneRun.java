package dev.parklane.stress.planes;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Dispatch;
import dev.parklane.runtime.MailboxFullException;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.PlaneClosedException;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.StateStore;
import dev.parklane.stress.planes.GeneratedPlane.Move;
import dev.parklane.stress.planes.GeneratedPlane.Round;
import dev.parklane.testkit.InjectedFault;
import dev.parklane.testkit.Leniency;
import dev.parklane.testkit.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs a generated plane, on carriers or in a simulation, up to where all is quiet. */
final class PlaneRun {
  private static final Duration TICK = Duration.ofSeconds(1); // all delays are so many of them
  static final Duration LATEST = Duration.ofSeconds(5);

  private final GeneratedPlane generated;
  private final @Nullable Dispatch dispatch; // null for what planes begin with
  private final StateStore store = new InMemoryStore();
  private final Map<String, Book> books = new LinkedHashMap<>();
  private final List<Program> programs = new ArrayList<>();
  private final Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();
  private boolean crashed;

  private PlaneRun(GeneratedPlane generated) {
    this(generated, null);
  }

  private PlaneRun(GeneratedPlane generated, @Nullable Dispatch dispatch) {
    this.generated = generated;
    this.dispatch = dispatch;
    for (int i = 0; i < Role.AGENTS; i++) {
      books.put(Role.uri(i), new Book());
    }
  }

  private PlaneBuilder newPlane(StateStore noted) {
    PlaneBuilder builder = Plane.builder().onDeadLetter(deadLetters::add);
    if (dispatch != null) {
      builder.options(options -> options.withDispatch(dispatch));
    }
    for (int i = 0; i < Role.AGENTS; i++) {
      int agent = i;
      Role role = generated.roles().get(i);
      Book book = books.get(Role.uri(i));
      builder.route(
          Role.uri(i),
          () -> new GeneratedAgent(agent, role, book),
          options -> options.withStore(noted).withFailurePolicy(role.policy().policy()));
    }
    return builder;
  }

  private Program program(int number) {
    while (programs.size() <= number) {
      programs.add(new Program("program " + programs.size()));
    }
    return programs.get(number);
  }

  private void ready() {
    books.values().forEach(book -> book.note(new Noted.Ready()));
  }

  private Evidence evidence(long nanos, boolean late) {
    return new Evidence(
        generated,
        books.values().stream().map(Book::notes).toList(),
        programs,
        List.copyOf(deadLetters),
        nanos,
        late,
        crashed);
  }

  // --- on carriers -------------------------------------------------------------------------------

  static Evidence onCarriers(GeneratedPlane generated, boolean lockStep, int carriers)
      throws InterruptedException {
    PlaneRun run = new PlaneRun(generated);
    TestClock clock = new TestClock();
    StateStore noted = new NotedStore(run.store, run.books, true);
    try (Plane plane =
        run.newPlane(noted).lockStep(lockStep).carriers(carriers).clock(clock).start()) {
      run.calm(plane);
      run.ready();
      for (Round round : generated.rounds()) {
        run.play(plane, round);
        run.calm(plane);
        for (int i = 0; i < round.seconds(); i++) {
          clock.advance(TICK); // all that is due is at its end, and nothing else goes on by then
          run.calm(plane);
        }
      }
      return run.evidence(clock.nanos(), false);
    }
  }

  private void play(Plane plane, Round round) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < round.programs().size(); i++) {
      Program program = program(i);
      List<Move> moves = round.programs().get(i);
      threads.add(Thread.ofPlatform().start(() -> play(plane, program, moves)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void play(Plane plane, Program program, List<Move> moves) {
    try {
      for (Move move : moves) {
        program.move(plane, move);
        Thread.yield(); // others may move in between
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted: " + program.name(), e);
    }
  }

  /**
   * Waits until nothing goes on, and no suspended work either. To ask for it may make an agent, and
   * that may make others suspend work who were asked before: so until nobody has noted anything.
   */
  private void calm(Plane plane) throws InterruptedException {
    int noted;
    long outstanding;
    do {
      plane.awaitQuiet();
      noted = noted();
      outstanding = outstanding(plane);
      plane.awaitQuiet();
    } while (outstanding > 0 || noted() != noted);
  }

  private int noted() {
    return books.values().stream().mapToInt(Book::size).sum();
  }

  /** How much suspended work has not come back. Makes agents that are not there. */
  private static long outstanding(Plane plane) throws InterruptedException {
    long sum = 0;
    for (int i = 0; i < Role.AGENTS; i++) {
      try {
        sum += plane.agent(Role.uri(i)).ask(GeneratedAgent.class, GeneratedAgent::outstanding);
      } catch (AgentFailedException | MailboxFullException e) {
        continue; // a fault of a simulation, which waits for such work by itself
      }
    }
    return sum;
  }

  // --- in a simulation ---------------------------------------------------------------------------

  static Evidence inSimulation(GeneratedPlane generated, Simulation simulation, boolean late)
      throws Exception {
    return new PlaneRun(generated).simulated(simulation, late);
  }

  /** With agents whose triggered handlers are run so. */
  static Evidence inSimulation(GeneratedPlane generated, Simulation simulation, Dispatch dispatch)
      throws Exception {
    return new PlaneRun(generated, dispatch).simulated(simulation, true);
  }

  private Evidence simulated(Simulation simulation, boolean late) throws Exception {
    try (Plane plane = startSimulated(simulation)) {
      for (Round round : generated.rounds()) {
        play(plane, round, simulation);
      }
      return end(simulation, late);
    }
  }

  /** The plane crashes so many pauses after the beginning of its first round. */
  static Evidence withCrash(GeneratedPlane generated, Simulation simulation, int pauses)
      throws Exception {
    PlaneRun run = new PlaneRun(generated);
    Plane first = run.startSimulated(simulation);
    simulation.program(
        "crash",
        () -> {
          for (int i = 0; i < pauses; i++) {
            simulation.pause();
          }
          simulation.crash(first);
        });
    try {
      run.play(first, generated.rounds().getFirst(), simulation);
    } catch (InjectedFault | PlaneClosedException e) {
      simulation.awaitPrograms(); // as it was to be
    }
    run.crashed = true;
    run.books.values().forEach(Book::crashed);
    try (Plane second = simulation.start(run.newPlane(run.noted(simulation)))) {
      outstanding(second);
      for (Round round : generated.rounds()) {
        run.play(second, round, simulation);
      }
      return run.end(simulation, false);
    }
  }

  private Plane startSimulated(Simulation simulation) throws InterruptedException {
    simulation.allow(Leniency.FAILED_CASCADES, Leniency.DEAD_LETTERS); // which the books have
    Plane plane = simulation.start(newPlane(noted(simulation)));
    AtomicBoolean asked = new AtomicBoolean();
    simulation.program(
        "start",
        () -> {
          outstanding(plane);
          asked.set(true);
        });
    simulation.settle();
    while (!asked.get()) {
      simulation.clock().advance(TICK); // one who is asked may be late
      simulation.settle();
    }
    ready();
    return plane;
  }

  private StateStore noted(Simulation simulation) {
    return new NotedStore(simulation.faulty(new NotedStore(store, books, true)), books, false);
  }

  private void play(Plane plane, Round round, Simulation simulation) {
    AtomicInteger running = new AtomicInteger(round.programs().size());
    for (int i = 0; i < round.programs().size(); i++) {
      Program program = program(i);
      List<Move> moves = round.programs().get(i);
      simulation.program(
          program.name(),
          () -> {
            play(plane, program, moves, simulation);
            running.decrementAndGet();
          });
    }
    simulation.settle();
    for (int i = 0; i < round.seconds() || running.get() > 0; i++) {
      simulation.clock().advance(TICK); // a program may wait for an agent that is late
      simulation.settle();
    }
  }

  private static void play(Plane plane, Program program, List<Move> moves, Simulation simulation) {
    try {
      for (Move move : moves) {
        simulation.pause();
        program.move(plane, move);
      }
    } catch (PlaneClosedException | InterruptedException e) {
      simulation.note(program.name() + " is told that the plane has crashed");
    }
  }

  private Evidence end(Simulation simulation, boolean late) {
    simulation.endFaults();
    for (Duration time = Duration.ZERO; late && time.compareTo(LATEST) < 0; ) {
      time = time.plus(TICK); // until those that were late have come
      simulation.clock().advance(TICK);
      simulation.settle();
    }
    return evidence(simulation.clock().nanos(), late);
  }
}
