package dev.parklane.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.testkit.PlaneArbitraries;
import dev.parklane.testkit.Played;
import dev.parklane.testkit.Simulation;
import dev.parklane.testkit.Strategy;
import dev.parklane.testkit.model.Stock.Fault;
import java.util.stream.Stream;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model of a stock, and what it finds. */
@Timeout(60)
class StockModelTest {
  abstract static class StockTest {
    abstract Fault fault();

    private Model<Integer> model() {
      Arbitrary<Integer> pieces = Arbitraries.integers().between(1, 9);
      return Model.of(0, this::plane)
          .action(
              "restock",
              pieces,
              restock ->
                  restock.does(
                      (session, n) -> session.command("/stock", "restock", n), Integer::sum))
          .action(
              "reserve",
              pieces,
              reserve ->
                  reserve.asks(
                      (session, n) -> session.ask("/stock", Stock.class, stock -> stock.reserve(n)),
                      (left, n) ->
                          n <= left ? new Outcome<>(left - n, true) : new Outcome<>(left, false)))
          .invariant(
              (left, session) -> assertThat(session.value("/stock", Stock.LEFT)).isEqualTo(left))
          .crashes();
    }

    private PlaneBuilder plane() {
      InMemoryStore store = new InMemoryStore();
      return Plane.builder()
          .route("/stock", () -> new Stock(fault()), options -> options.withStore(store));
    }

    @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
    void isAsItsModel(
        @ForAll("programs") ModelProgram<Integer> program, @ForAll("schedules") Strategy schedule) {
      Simulation.run(0, schedule, program);
    }

    @Provide
    Arbitrary<ModelProgram<Integer>> programs() {
      return model().programs(20);
    }

    @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
    void isLinearizable(
        @ForAll("clients") ClientPrograms<Integer> program,
        @ForAll("schedules") Strategy schedule) {
      Simulation.run(0, schedule, program);
    }

    @Provide
    Arbitrary<ClientPrograms<Integer>> clients() {
      return model().clients(3, 4);
    }

    @Provide
    Arbitrary<Strategy> schedules() {
      return PlaneArbitraries.schedules(50);
    }
  }

  static class Right extends StockTest {
    @Override
    Fault fault() {
      return Fault.NONE;
    }
  }

  static class Generous extends StockTest {
    @Override
    Fault fault() {
      return Fault.GENEROUS;
    }
  }

  static class Forgetful extends StockTest {
    @Override
    Fault fault() {
      return Fault.FORGETFUL;
    }
  }

  static class Brittle extends StockTest {
    @Override
    Fault fault() {
      return Fault.BRITTLE;
    }
  }

  @Test
  void right_hasNoFailure() {
    Played played = Played.properties(Right.class);
    assertThat(played.failures()).isEmpty();
    assertThat(played.succeeded()).isEqualTo(2);
  }

  private static Throwable failure(Class<?> properties, String property) {
    return Played.properties(properties).failures().stream()
        .filter(failure ->
            Stream.of(failure.getStackTrace()).anyMatch(at -> at.getMethodName().equals(property)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void wrongAnswer_isFound_inTheFewestActions() {
    Throwable failure = failure(Generous.class, "isAsItsModel");
    String shown =
        """
        java.lang.AssertionError: reserve(7) was answered true, and the model answers false
            1  restock(6)
        >   2  reserve(7)
        the model is at 6
        play it again: Simulation.run(0L, Strategy.choices(), scenario)
        """;
    assertThat(failure).hasMessageStartingWith(shown);
    assertThat(Readme.text()).contains(shown);
    assertThat(failure.getStackTrace()[0].getMethodName())
        .as("where the action is")
        .isEqualTo("model");
  }

  @Test
  void wrongAnswer_toOneOfSeveralClients_isFound() {
    assertThat(failure(Generous.class, "isLinearizable"))
        .hasMessageStartingWith(
            """
            java.lang.AssertionError: not linearizable: no order has 'reserve(7) -> true of client 1'
              client 2  restock(6) -> ?     |---?
            > client 1  reserve(7) -> true   ||
            the longest order: restock(6) -> ? of client 2; then reserve(7) of client 1 would be answered false
            """);
  }

  @Test
  void stateThatACrashLoses_isFoundByTheInvariant() {
    assertThat(failure(Forgetful.class, "isAsItsModel"))
        .hasMessageStartingWith(
            """
            java.lang.AssertionError: the invariant does not hold after crash(): expected: 1 but was: 0
                1  restock(1)
            >   2  crash()
            the model is at 1
            """);
  }

  @Test
  void failure_isFound_withWhatFailed() {
    assertThat(failure(Brittle.class, "isAsItsModel"))
        .hasMessageStartingWith(
            "java.lang.AssertionError: reserve(1) failed: dev.parklane.runtime.AgentFailedException: [PL-F4] /stock failed while it was asked: java.lang.IllegalStateException: nothing left\n>   1  reserve(1)\n");
    assertThat(failure(Brittle.class, "isLinearizable"))
        .hasMessageContaining("program 'client 1' failed");
  }
}
