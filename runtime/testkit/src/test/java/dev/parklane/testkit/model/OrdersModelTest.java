package dev.parklane.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.Plane;
import dev.parklane.testkit.PlaneArbitraries;
import dev.parklane.testkit.Simulation;
import dev.parklane.testkit.Strategy;
import dev.parklane.testkit.model.Stock.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.opentest4j.TestAbortedException;

/** Actions among what is there, and what is followed: a map, and messages. */
class OrdersModelTest {
  /** What is open, and what was closed since the plane began. */
  record State(Map<Integer, String> open, List<Integer> closed, int last) {
    static final State FIRST = new State(Map.of(), List.of(), 0);

    State opens(String what) {
      Map<Integer, String> more = new LinkedHashMap<>(open);
      more.put(last + 1, what);
      return new State(more, closed, last + 1);
    }

    State closes(int number) {
      Map<Integer, String> fewer = new LinkedHashMap<>(open);
      fewer.remove(number);
      List<Integer> more = new ArrayList<>(closed);
      more.add(number);
      return new State(fewer, more, last);
    }
  }

  private static Model<State> model() {
    return Model.of(State.FIRST, () -> Plane.builder().route("/orders", Orders::new))
        .action(
            "open",
            Arbitraries.of("tea", "cake"),
            open ->
                open.asks(
                    (session, what) -> session.ask("/orders", Orders.class, it -> it.open(what)),
                    (state, what) -> new Outcome<>(state.opens(what), state.last() + 1)))
        .actionAmong(
            "close",
            (State state) -> List.copyOf(state.open().keySet()),
            close ->
                close.asks(
                    (session, number) ->
                        session.ask("/orders", Orders.class, it -> it.close(number)),
                    (state, number) -> new Outcome<>(state.closes(number), true)))
        .action(
            "closeAll",
            closeAll ->
                closeAll.asks(
                    (session, _) -> session.ask("/orders", Orders.class, Orders::closeAll),
                    (state, _) ->
                        new Outcome<>(
                            new State(Map.of(), state.closed(), state.last()),
                            state.open().size())))
        .invariant((state, session) -> {
          Followed open = session.follow("/orders", "open");
          assertThat(open.isLinked()).isTrue();
          assertThat(open.latest()).hasToString(state.open().toString());
          assertThat(
                  session.follow("/orders", "closed").told().stream()
                      .filter(Integer.class::isInstance)
                      .toList())
              .isEqualTo(state.closed());
        });
  }

  @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void orders_areAsTheirModel(
      @ForAll("programs") ModelProgram<State> program, @ForAll("schedules") Strategy schedule) {
    Statistics.collect(program.toString().matches(".*open.*open.*close\\(.*"));
    Statistics.coverage(coverage -> coverage.check(true).percentage(share -> share > 20));
    Simulation.run(0, schedule, program);
  }

  @Provide
  Arbitrary<ModelProgram<State>> programs() {
    return model().programs(20);
  }

  @Provide
  Arbitrary<Strategy> schedules() {
    return PlaneArbitraries.schedules(30);
  }

  /** What depends on the state is none of theirs. */
  @Property(tries = 100, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void severalClients_haveOnlyActionsThatDoNotDependOnTheState(
      @ForAll("clients") ClientPrograms<State> program) {
    assertThat(program.toString()).doesNotContain("close(").contains("client 1: [");
    Simulation.run(0, program);
  }

  @Provide
  Arbitrary<ClientPrograms<State>> clients() {
    return model().clients(3, 3);
  }

  /** What cannot be asked of these orders is neither right nor wrong. */
  @Property(tries = 20, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void assumption_thatDoesNotHold_abortsTheProgram(
      @ForAll("aborted") ModelProgram<Integer> program) {
    assertThatThrownBy(() -> Simulation.run(0, program)).isInstanceOf(TestAbortedException.class);
  }

  @Provide
  Arbitrary<ModelProgram<Integer>> aborted() {
    return Model.of(0, () -> Plane.builder().route("/orders", Orders::new))
        .action("assume", assume -> assume.does((_, _) -> Assume.that(false), (state, _) -> state))
        .programs(3)
        .filter(program -> !program.toString().equals("[]"));
  }

  /** A failure that an action looks at is the answer. */
  @Property(tries = 100, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void failure_thatAnActionLooksAt_isAsTheModelSays(
      @ForAll("failing") ModelProgram<Integer> program) {
    Simulation.run(0, program);
  }

  @Provide
  Arbitrary<ModelProgram<Integer>> failing() {
    return Model.of(0, () -> Plane.builder().route("/stock", () -> new Stock(Fault.BRITTLE)))
        .action(
            "reserve",
            Arbitraries.integers().between(1, 5),
            reserve ->
                reserve.asks(
                    OrdersModelTest::reserve, (left, _) -> new Outcome<>(left, "nothing left")))
        .programs(5);
  }

  private static String reserve(Session session, int n) throws InterruptedException {
    try {
      return session.ask("/stock", Stock.class, stock -> "" + stock.reserve(n));
    } catch (AgentFailedException e) {
      return String.valueOf(Objects.requireNonNull(e.getCause()).getMessage());
    }
  }

  @Example
  void programs_ofNothing_areRefused() {
    Model<State> none = Model.of(State.FIRST, Plane::builder);
    assertThatThrownBy(() -> none.programs(1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-Q2.3] a model without actions that such programs can have");
    Model<State> bound =
        none.action(
            "wait", wait -> wait.when((state, _) -> true).does((_, _) -> {}, (state, _) -> state));
    assertThat(bound.programs(1)).isNotNull();
    assertThatThrownBy(() -> bound.clients(1, 1)).hasMessageStartingWith("[PL-Q2.3] ");
    assertThatThrownBy(() -> bound.programs(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-Q2.4] 0 actions or clients: give 1 or more");
    assertThatThrownBy(() -> model().clients(0, 1)).hasMessageStartingWith("[PL-Q2.4] 0 ");
  }
}
