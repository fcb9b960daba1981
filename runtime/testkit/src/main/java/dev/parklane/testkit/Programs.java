package dev.parklane.testkit;

import dev.parklane.testkit.order.Footsteps;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The programs of a simulation, beside its agents. The carrier, and what it runs. */
final class Programs {
  private final SimulatedCarrier carrier;
  private final List<Thread> all = new ArrayList<>();
  private final List<AssertionError> failures = new ArrayList<>(); // that nobody was told of

  Programs(SimulatedCarrier carrier) {
    this.carrier = carrier;
  }

  void start(String name, Simulation.Program program) {
    Thread thread =
        carrier.newThread(
            name,
            () -> {
              try {
                program.run();
              } catch (Throwable e) { // whoever waits for it throws it
                failures.add(new AssertionError("program '" + name + "' failed: " + e, e));
              }
            },
            null);
    all.add(thread);
    thread.start();
  }

  List<Thread> all() {
    return all;
  }

  /** The names of the threads that live beside them, which do suspended work. */
  List<String> others() {
    return carrier.alive().stream()
        .filter(thread -> !all.contains(thread))
        .map(Thread::getName)
        .toList();
  }

  /**
   * Waits until every one has ended.
   *
   * @throws AssertionError where one has failed
   */
  void await() {
    carrier.driveUntil(Footsteps.Awaited.PROGRAMS, this::haveEnded, this::whatTheyDo);
    if (!failures.isEmpty()) {
      throw failures.removeFirst();
    }
  }

  private boolean haveEnded() {
    return all.stream().noneMatch(Thread::isAlive);
  }

  private String whatTheyDo() {
    List<String> alive = all.stream().filter(Thread::isAlive).map(Thread::getName).toList();
    return Stream.concat(Stream.of("programs " + alive), carrier.waits().whatRuns())
        .collect(Collectors.joining("; "));
  }

  /** What nobody has been told of yet. */
  List<AssertionError> takeFailures() {
    List<AssertionError> taken = List.copyOf(failures);
    failures.clear();
    return taken;
  }
}
