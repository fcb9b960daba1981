package dev.parklane.stress.planes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Dispatch;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.stress.Simulations;
import dev.parklane.stress.Watchdog;
import dev.parklane.testkit.Faults;
import dev.parklane.testkit.Simulation;
import dev.parklane.testkit.Strategy;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/**
 * Whatever agents are made of, whatever is sent to them, and in whatever order they take it: each
 * does what the recursive model does that takes the same, and what came to each is what left the
 * others.
 */
@AddLifecycleHook(Watchdog.class)
class PlanePropertiesTest {
  private static final int STEPS = 300; // about the choices of a run

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  @Label(
      "E1-E3 E6 E9 V2-V4 M1-M3 C1 C4 J1-J7 F1-F3 F10 O1-O3 S1 S3 L1-L3 K7 K10 B1-B5 B7: on carriers")
  void agents_onCarriers_doWhatTheModelDoes(
      @ForAll("planes") GeneratedPlane generated,
      @ForAll boolean lockStep,
      @ForAll @IntRange(min = 1, max = 2) int carriers)
      throws Exception {
    Evidence evidence = PlaneRun.onCarriers(generated, lockStep, carriers);
    collect(evidence);
    Audit.check(evidence);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label(
      "E1-E3 E6 E9 V2-V4 M1-M3 C1 C4 J1-J7 F1-F3 F10 O1-O3 S1 S3 L1-L3 K7 K10 B1-B5 B7: simulated")
  void agents_inASimulation_doWhatTheModelDoes(
      @ForAll("planes") GeneratedPlane generated,
      @ForAll("strategies") Strategy strategy,
      @ForAll long seed) {
    if (Simulations.areRefused(seed)) {
      return;
    }
    Simulation.run(
        seed,
        strategy,
        simulation -> {
          Audit.check(PlaneRun.inSimulation(generated, simulation, false));
          assertThat(simulation.strangers()).isEmpty();
        });
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label(
      "F2 F10 O1 O3 L2 S3 K3: so they do where stores fail, mailboxes are full, agents stop or lag")
  void agents_inASimulationWithFaults_doWhatTheModelDoes(
      @ForAll("planes") GeneratedPlane generated,
      @ForAll("strategies") Strategy strategy,
      @ForAll("faults") Faults faults,
      @ForAll long seed) {
    if (Simulations.areRefused(seed)) {
      return;
    }
    Simulation.run(
        seed,
        strategy,
        faults,
        simulation -> Audit.check(PlaneRun.inSimulation(generated, simulation, true)));
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("F2 F10 O1 L1 V4: after a crash, what was kept is there, and nothing half done was sent")
  void agents_whosePlaneCrashes_goOnFromWhatWasKept(
      @ForAll("planes") GeneratedPlane generated,
      @ForAll("strategies") Strategy strategy,
      @ForAll @IntRange(min = 0, max = 60) int pauses,
      @ForAll long seed) {
    if (Simulations.areRefused(seed)) {
      return;
    }
    Simulation.run(
        seed,
        strategy,
        simulation -> Audit.check(PlaneRun.withCrash(generated, simulation, pauses)));
  }

  @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
  @Label("E10 X2: the same seed, the same trace, parked or mounted")
  void trace_ofTheSameSeed_isTheSame(
      @ForAll("planes") GeneratedPlane generated,
      @ForAll("strategies") Strategy strategy,
      @ForAll("faults") Faults faults,
      @ForAll @IntRange(min = 1, max = 4) int mounted,
      @ForAll long seed) {
    if (Simulations.areRefused(seed)) {
      return;
    }
    List<List<List<Noted>>> books = new ArrayList<>();
    Dispatch parked = Dispatch.parked();
    Trace first = simulate(generated, strategy, faults, parked, seed, books);
    for (Dispatch next : List.of(parked, Dispatch.mounted(mounted))) {
      Trace again = simulate(generated, strategy, faults, next, seed, books);
      assertThat(again).as(next.toString()).hasToString(first.toString());
      assertThat(books.getLast()).as(next.toString()).isEqualTo(books.getFirst());
    }
  }

  private static Trace simulate(
      GeneratedPlane generated,
      Strategy strategy,
      Faults faults,
      Dispatch dispatch,
      long seed,
      List<List<List<Noted>>> books) {
    return Simulation.run(
        seed,
        strategy,
        faults,
        simulation -> books.add(PlaneRun.inSimulation(generated, simulation, dispatch).books()));
  }

  @Provide
  Arbitrary<GeneratedPlane> planes() {
    return Planes.any();
  }

  @Provide
  Arbitrary<Strategy> strategies() {
    return Arbitraries.of(Strategy.random(), Strategy.pct(3, STEPS));
  }

  /** Not of handlers, which the model could not foretell. */
  @Provide
  Arbitrary<Faults> faults() {
    return Arbitraries.of(
        Faults.none().withFailingStores(0.05),
        Faults.none().withFullMailboxes(0.1),
        Faults.none().withStoppingAgents(0.05),
        Faults.none().withStarvedAgents(0.1, 10),
        Faults.none().withLateTimers(0.2, PlaneRun.LATEST),
        Faults.none()
            .withFailingStores(0.03)
            .withFullMailboxes(0.03)
            .withStoppingAgents(0.03)
            .withStarvedAgents(0.03, 10)
            .withLateTimers(0.1, PlaneRun.LATEST));
  }

  /** Generated planes are worth an audit only where all sorts of things happen, often. */
  private static void collect(Evidence evidence) {
    for (Class<?> kind : Taken.class.getPermittedSubclasses()) {
      checkOften(
          kind.getSimpleName(),
          evidence.books().stream()
              .flatMap(List::stream)
              .anyMatch(n -> n instanceof Noted.Took took && kind.isInstance(took.taken())));
    }
    for (String mark :
        List.of("! ", "caught ", "kept", "refused", "> slot", "> VALUES", "> MAPS")) {
      checkOften(
          mark,
          evidence.books().stream()
              .flatMap(List::stream)
              .anyMatch(n -> n instanceof Noted.Line line && line.text().startsWith(mark)));
    }
  }

  private static void checkOften(String what, boolean there) {
    Statistics.label(what)
        .collect(there)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 1));
  }
}
