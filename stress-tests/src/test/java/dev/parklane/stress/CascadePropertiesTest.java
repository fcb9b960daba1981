package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Dispatch;
import dev.parklane.testkit.Leniency;
import dev.parklane.testkit.Simulation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import net.jqwik.api.statistics.StatisticsReport.StatisticsReportMode;

/**
 * Whatever an agent is made of and whatever is sent to it, its trace is that of the {@link Model}.
 *
 * <p>The trace has each handler's beginning and end, its arguments, and a live read of every lane
 * at both; so one comparison holds the runtime to the laws of order (E1 to E5, E9), of lanes (V1 to
 * V4, M1 to M8, C1), of guards (G1, G2), of failure (F1 to F4), of life (L1 to L3) and of what
 * leaves an agent (O1, O4). The schedulers differ in speed alone.
 */
@AddLifecycleHook(Watchdog.class)
class CascadePropertiesTest {
  @Property(tries = 3500, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  @Label("E1-E5 E9 V1-V4 M1-M8 C1 G1-G2 F1-F4 L1-L3 O1: lock-step traces are the model's")
  void trace_onLockStepScheduler_isThatOfTheModel(
      @ForAll("agents") AgentSpec spec, @ForAll("roots") List<Root> roots) throws Exception {
    Story expected = Model.run(spec, roots);
    collect(expected);
    assertThat(Director.run(spec, roots, true)).isEqualTo(expected);
  }

  @Property(tries = 3500, edgeCases = EdgeCasesMode.NONE)
  @Label("E1-E5 E9 V1-V4 M1-M8 C1 G1-G2 F1-F4 L1-L3 O1: default traces are the model's")
  void trace_onDefaultScheduler_isThatOfTheModel(
      @ForAll("agents") AgentSpec spec, @ForAll("roots") List<Root> roots) throws Exception {
    assertThat(Director.run(spec, roots, false)).isEqualTo(Model.run(spec, roots));
  }

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  @Label("X1 X2 E1-E4 E9 V1-V4 M1-M8 C1 G1-G2 F1-F4 L1-L3 O1: mounted traces are the model's")
  void trace_ofMountedHandlers_isThatOfTheModel(
      @ForAll("agents") AgentSpec spec,
      @ForAll("roots") List<Root> roots,
      @ForAll("depths") int depth,
      @ForAll boolean lockStep)
      throws Exception {
    assertThat(Director.run(spec, roots, lockStep, Dispatch.mounted(depth)))
        .isEqualTo(Model.run(spec, roots));
  }

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  @Label("E1-E5 E9 E10 V1-V4 M1-M8 C1 G1-G2 F1-F4 L1-L3 O1: simulated traces are the model's")
  void trace_inASimulation_isThatOfTheModel(
      @ForAll("agents") AgentSpec spec, @ForAll("roots") List<Root> roots, @ForAll long seed)
      throws Exception {
    Story expected = Model.run(spec, roots);
    if (Simulations.areRefused(seed)) {
      return;
    }
    Simulation.run(
        seed,
        simulation -> {
          simulation.allow(Leniency.FAILED_CASCADES); // which are part of the model
          assertThat(Director.run(spec, roots, simulation)).isEqualTo(expected);
          assertThat(simulation.strangers()).isEmpty();
        });
  }

  @Provide
  Arbitrary<AgentSpec> agents() {
    return Specs.agents();
  }

  /** Chains that are mounted in part, and chains that are mounted whole. */
  @Provide
  Arbitrary<Integer> depths() {
    return Arbitraries.of(1, 2, 5, 64);
  }

  @Provide
  Arbitrary<List<Root>> roots() {
    return Specs.roots();
  }

  /** Generated agents are worth a comparison only where they do all sorts of things, often. */
  private static void collect(Story story) {
    long handlers = story.trace().stream().filter(line -> line.startsWith(">")).count();
    checkOften("ten handlers", handlers >= 10);
    checkOften("a caught failure", story.trace().stream().anyMatch(l -> l.startsWith("caught")));
    for (String mark :
        List.of("guard maxDepth", "guard maxReentry", "guard maxHandlers", "Boom", "onStop")) {
      checkOften(mark, story.trace().stream().anyMatch(line -> line.contains(mark)));
    }
  }

  private static void checkOften(String what, boolean there) {
    Statistics.label(what)
        .collect(there)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 2));
  }
}
