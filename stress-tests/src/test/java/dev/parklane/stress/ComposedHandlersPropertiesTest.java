package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.stress.ComposedAgent.Shape;
import java.util.List;
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
 * A composed handler and the plain method that it stands for give the same trace, whatever the
 * handler does and however it is put together: the same handlers in the same order with the same
 * arguments, the same reads, the same lanes in the end, the same outcomes, the same messages sent.
 */
@AddLifecycleHook(Watchdog.class)
class ComposedHandlersPropertiesTest {
  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  @StatisticsReport(StatisticsReportMode.OFF)
  @Label("E1-E5 E9 V1-V4 M1-M8 C1 G1-G2 F1-F4 L1-L3 O1: composed traces are the plain ones")
  void trace_ofComposedHandlers_isThatOfPlainOnes(
      @ForAll("agents") AgentSpec spec, @ForAll Shape shape, @ForAll("roots") List<Root> roots)
      throws Exception {
    Story plain = Director.run(spec, roots, true);
    collect(plain);
    assertThat(Director.runComposed(spec, shape, roots, true)).isEqualTo(plain);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  @Label("E1-E5 E9 V1-V4 M1-M8 C1 G1-G2 F1-F4 L1-L3 O1: likewise on the default scheduler")
  void trace_ofComposedHandlers_onDefaultScheduler_isThatOfPlainOnes(
      @ForAll("agents") AgentSpec spec, @ForAll Shape shape, @ForAll("roots") List<Root> roots)
      throws Exception {
    assertThat(Director.runComposed(spec, shape, roots, false))
        .isEqualTo(Director.run(spec, roots, false));
  }

  @Provide
  Arbitrary<AgentSpec> agents() {
    return Specs.agents();
  }

  @Provide
  Arbitrary<List<Root>> roots() {
    return Specs.roots();
  }

  /** Generated agents are worth a comparison only where they do all sorts of things, often. */
  private static void collect(Story story) {
    for (String mark : List.of("> ", "caught", "Boom", "guard maxHandlers", "onStop", "state")) {
      checkOften(mark, story.trace().stream().anyMatch(line -> line.contains(mark)));
    }
    checkOften("sent", !story.sent().getLast().isEmpty());
  }

  private static void checkOften(String what, boolean there) {
    Statistics.label(what)
        .collect(there)
        .coverage(coverage -> coverage.check(true).percentage(share -> share > 2));
  }
}
