package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.testkit.ExplorerPropertiesTest.Act;
import dev.parklane.testkit.ExplorerPropertiesTest.Kind;
import dev.parklane.testkit.ExplorerPropertiesTest.Script;
import dev.parklane.testkit.ExplorerPropertiesTest.Seen;
import dev.parklane.testkit.order.Footsteps;
import dev.parklane.testkit.order.Step;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** E10: whatever order was recorded, a replay of the same program goes through all of it. */
class ReplayPropertiesTest {
  private static final int AGENTS = 3;

  private static Scenario scenario(Script script, Seen seen) {
    return simulation -> ExplorerPropertiesTest.play(script, seen, simulation);
  }

  private static Seen nothing() {
    return new Seen(new TreeMap<>());
  }

  /** A run in an order drawn from a seed, with values. */
  private static Trace recorded(Script script, Seen seen, long seed) {
    TraceRecorder recorder = TraceRecorder.ofAll().withValues();
    Footsteps footsteps = Footsteps.told();
    footsteps.watch(
        new Footsteps.Watch() {
          @Override
          public void happens(TraceEntry entry) {
            recorder.trace(entry);
          }

          @Override
          public void posts(Step by, String mailbox, Object event) {}

          @Override
          public void takes(String mailbox, Object event) {}

          @Override
          public void ends(Step step) {}
        });
    new Simulation(seed, Strategy.random(), Faults.none(), footsteps).play(scenario(script, seen));
    return recorder.recorded();
  }

  private static Map<String, List<String>> rootEvents(Trace trace) {
    return trace.cascades().stream()
        .collect(
            Collectors.groupingBy(
                cascade -> cascade.agent(),
                TreeMap::new,
                Collectors.mapping(cascade -> cascade.rootEvent(), Collectors.toList())));
  }

  @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void recordedRun_isReplayedWhole_withAnotherSeed(
      @ForAll("scripts") Script script, @ForAll long seed) {
    Seen there = nothing();
    Trace trace = recorded(script, there, seed);
    Map<String, Map<String, List<String>>> seen = new TreeMap<>();
    Replayed replayed =
        Simulation.of(trace)
            .withSeed(seed + 1)
            .play(simulation -> {
              Seen here = nothing();
              ExplorerPropertiesTest.play(script, here, simulation);
              seen.put("last", here.byAgent());
            });
    assertThat(replayed.parting()).as("%s", replayed).isNull();
    assertThat(replayed.differences()).isEmpty();
    assertThat(rootEvents(replayed.trace())).isEqualTo(rootEvents(trace));

    Seen again = nothing();
    Simulation.run(replayed.seed(), replayed.strategy(), scenario(script, again));
    assertThat(again.byAgent()).isEqualTo(there.byAgent());
  }

  /** Without values it says less, and is gone through all the same; its text is enough. */
  @Property(tries = 200, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void recordedRunWithoutValues_isReplayedWhole(
      @ForAll("scripts") Script script, @ForAll long seed) {
    Trace trace = Simulation.run(seed, scenario(script, nothing()));
    Replayed replayed =
        Simulation.of(Trace.parse(trace.toString())).play(scenario(script, nothing()));
    replayed.requireSame();
    assertThat(rootEvents(replayed.trace())).isEqualTo(rootEvents(trace));
  }

  @Provide
  Arbitrary<Script> scripts() {
    Arbitrary<Integer> agent = Arbitraries.integers().between(0, AGENTS - 1);
    Arbitrary<Act> act = Combinators.combine(Arbitraries.of(Kind.class), agent).as(Act::new);
    return Combinators.combine(
            act.list().ofMaxSize(4).list().ofSize(AGENTS),
            agent.list().ofMinSize(1).ofMaxSize(5).list().ofMaxSize(4),
            agent.list().ofMaxSize(2))
        .as((acts, programs, scenario) -> new Script(acts, programs, scenario, 1_000));
  }
}
