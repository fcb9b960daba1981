package dev.parklane.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.testkit.PlaneArbitraries;
import dev.parklane.testkit.Simulation;
import dev.parklane.testkit.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A crash drops the plane that there is, a restart closes it, and each begins another. */
class RestartsTest {
  /** Tells when it begins and when it ends. */
  private static final class Visitor extends Agent {
    private final List<String> told;

    Visitor(List<String> told) {
      this.told = told;
      told.add("begins");
    }

    @Override
    protected void onStop() {
      told.add("ends");
    }

    boolean visit() {
      return true;
    }
  }

  /** Where the visitor is, what it has told by now. */
  record State(boolean isThere, List<String> told) {
    State after(boolean there, String word) {
      List<String> more = new ArrayList<>(told);
      more.add(word);
      return new State(there, List.copyOf(more));
    }
  }

  private static final class Visits {
    private final List<String> told = new ArrayList<>();

    Model<State> model() {
      return Model.of(
              new State(false, List.of()),
              () -> {
                told.clear();
                return Plane.builder().route("/visitor", () -> new Visitor(told));
              })
          .action(
              "visit",
              visit ->
                  visit
                      .when((state, _) -> !state.isThere())
                      .asks(
                          (session, _) -> session.ask("/visitor", Visitor.class, Visitor::visit),
                          (state, _) -> new Outcome<>(state.after(true, "begins"), true)))
          .crashes(state -> new State(false, state.told()))
          .restarts(state -> state.isThere() ? state.after(false, "ends") : state)
          .invariant((state, _) -> assertThat(told).isEqualTo(state.told()));
    }
  }

  @Property(tries = 200, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void planes_endAsTheProgramSays(@ForAll("programs") ModelProgram<State> program) {
    Trace trace = Simulation.run(0, program);
    assertThat(count(trace.toString(), " crashes")).isEqualTo(count(program.toString(), "crash()"));
  }

  private static int count(String text, String what) {
    return text.split(Pattern.quote(what), -1).length - 1;
  }

  @Provide
  Arbitrary<ModelProgram<State>> programs() {
    return new Visits().model().programs(10);
  }

  /** A client that comes while one plane is gone and the next is not there waits for that. */
  @Property(tries = 200, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void clients_goOnWithTheNextPlane(
      @ForAll("clients") ClientPrograms<Integer> program, @ForAll("schedules") Strategy schedule) {
    Simulation.run(0, schedule, program);
  }

  @Provide
  Arbitrary<ClientPrograms<Integer>> clients() {
    List<String> told = new ArrayList<>();
    return Model.of(0, () -> Plane.builder().route("/visitor", () -> new Visitor(told)))
        .action(
            "visit",
            visit ->
                visit.asks(
                    (session, _) -> session.ask("/visitor", Visitor.class, Visitor::visit),
                    (state, _) -> new Outcome<>(state, true)))
        .crashes()
        .restarts()
        .clients(3, 4);
  }

  @Provide
  Arbitrary<Strategy> schedules() {
    return PlaneArbitraries.schedules(50);
  }
}
