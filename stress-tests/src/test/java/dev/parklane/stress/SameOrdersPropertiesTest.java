package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Plane;
import dev.parklane.testkit.Exploration;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

/**
 * Law O5: whatever order a live plane on two carriers shows, exhaustive exploration of the same
 * program has shown too.
 */
class SameOrdersPropertiesTest {
  private static final int MOST_SCHEDULES = 2_000; // a program with more is left out
  private static final int LIVE_RUNS = 150;

  @Test
  void effectAndCause_live_haveNoOrderThatExplorationDoesNotFind() {
    requireSubset(SmallPrograms.effectAndCause(), 1_000);
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void anyProgram_live_hasNoOrderThatExplorationDoesNotFind(
      @ForAll("programs") SmallPrograms program) {
    requireSubset(program, LIVE_RUNS);
  }

  private static void requireSubset(SmallPrograms program, int runs) {
    if (Simulations.areRefused(0)) {
      return;
    }
    Set<String> explored = new HashSet<>();
    Exploration exploration =
        Exploration.of(
                simulation -> {
                  SmallPrograms.Seen seen = new SmallPrograms.Seen();
                  try (Plane plane = simulation.start(program.builder(seen))) {
                    program.play(plane, "run");
                  }
                  explored.add(seen.of("run"));
                })
            .all(MOST_SCHEDULES);
    Assume.that(exploration.complete());
    assertThat(exploration.failures()).isEmpty();
    Set<String> live = new HashSet<>();
    SmallPrograms.Seen seen = new SmallPrograms.Seen();
    try (Plane plane = program.builder(seen).carriers(2).start()) {
      for (int run = 0; run < runs; run++) {
        program.play(plane, String.valueOf(run));
        live.add(seen.of(String.valueOf(run)));
      }
    }
    assertThat(explored).containsAll(live);
  }

  @Provide
  Arbitrary<SmallPrograms> programs() {
    return Arbitraries.integers()
        .between(3, 4)
        .flatMap(agents -> {
          Arbitrary<Integer> to =
              Arbitraries.frequencyOf(
                  Tuple.of(5, Arbitraries.integers().between(1, agents - 1)),
                  Tuple.of(1, Arbitraries.just(SmallPrograms.PUBLISH)));
          return Combinators.combine(
                  Arbitraries.integers().between(0, agents - 1).set().ofMaxSize(2),
                  to.list().ofMaxSize(2).list().ofSize(2).list().ofSize(agents))
              .as((subscribers, sends) -> new SmallPrograms(agents, subscribers, sends));
        });
  }
}
