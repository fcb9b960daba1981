package dev.parklane.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.testkit.Faults;
import dev.parklane.testkit.PlaneArbitraries;
import dev.parklane.testkit.Played;
import dev.parklane.testkit.Simulation;
import dev.parklane.testkit.Strategy;
import dev.parklane.testkit.model.Stock.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Models with time, links, preconditions, restarts and faults. */
@Timeout(60)
class LoanModelTest {
  /** What is lent, and for how many minutes more. */
  record Loan(int pieces, int minutes) {}

  /** What is left, and what comes back. */
  record Shelf(int left, List<Loan> loans) {
    Shelf lend(int n) {
      List<Loan> more = new ArrayList<>(loans);
      more.add(new Loan(n, 60));
      return new Shelf(left - n, List.copyOf(more));
    }

    Shelf after(int minutes) {
      int back =
          loans.stream().filter(loan -> loan.minutes() <= minutes).mapToInt(Loan::pieces).sum();
      return new Shelf(
          left + back,
          loans.stream()
              .filter(loan -> loan.minutes() > minutes)
              .map(loan -> new Loan(loan.pieces(), loan.minutes() - minutes))
              .toList());
    }
  }

  abstract static class LoanTest {
    abstract Fault fault();

    private Model<Shelf> model() {
      return Model.of(
              new Shelf(0, List.of()),
              () -> Plane.builder().route("/stock", () -> new Stock(fault())))
          .action(
              "restock",
              Arbitraries.integers().between(1, 5),
              restock ->
                  restock.does(
                      (session, n) -> session.command("/stock", "restock", n),
                      (shelf, n) -> new Shelf(shelf.left() + n, shelf.loans())))
          .action(
              "lend",
              Arbitraries.integers().between(1, 5),
              lend ->
                  lend.when((shelf, n) -> n <= shelf.left())
                      .asks(
                          (session, n) ->
                              session.ask("/stock", Stock.class, stock -> stock.lend(n)),
                          Shelf::lend,
                          (shelf, n, answer) -> assertThat(answer).isEqualTo(shelf.left() - n)))
          .action(
              "wait",
              Arbitraries.integers().between(1, 70),
              wait ->
                  wait.does((session, n) -> session.advance(Duration.ofMinutes(n)), Shelf::after))
          .invariant((shelf, session) ->
              assertThat(session.follow("/stock", "left").latest()).isEqualTo(shelf.left()))
          .crashes(shelf -> new Shelf(0, List.of()))
          .restarts(shelf -> new Shelf(0, List.of()));
    }

    @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
    void isAsItsModel(@ForAll("programs") ModelProgram<Shelf> program) {
      Simulation.run(0, program);
    }

    @Provide
    Arbitrary<ModelProgram<Shelf>> programs() {
      return model().programs(30);
    }
  }

  static class Right extends LoanTest {
    @Override
    Fault fault() {
      return Fault.NONE;
    }
  }

  static class LosesWhatIsLent extends LoanTest {
    @Override
    Fault fault() {
      return Fault.LOSES_WHAT_IS_LENT;
    }
  }

  @Test
  void right_hasNoFailure() {
    Played played = Played.properties(Right.class);
    assertThat(played.failures()).isEmpty();
    assertThat(played.succeeded()).isEqualTo(1);
  }

  @Test
  void lostTimer_isFound() {
    assertThat(Played.properties(LosesWhatIsLent.class).failures())
        .singleElement()
        .satisfies(failure ->
            assertThat(failure)
                .hasMessageStartingWith(
                    """
                    java.lang.AssertionError: the invariant does not hold after wait(60): expected: 2 but was: 1
                        1  restock(1)
                        2  restock(1)
                        3  lend(1) -> 1
                        4  lend(1) -> 0
                    >   5  wait(60)
                    the model is at Shelf[left=2, loans=[]]
                    """));
  }

  /** What an action that a fault has failed was to do is not done, and the program goes on. */
  static class Faulty {
    @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
    void isAsItsModel(
        @ForAll("programs") ModelProgram<Integer> program,
        @ForAll("schedules") Strategy schedule,
        @ForAll("faults") Faults faults,
        @ForAll long seed) {
      Simulation.run(seed, schedule, faults, program);
    }

    @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
    void isLinearizable(
        @ForAll("clients") ClientPrograms<Integer> program,
        @ForAll("schedules") Strategy schedule,
        @ForAll("faults") Faults faults,
        @ForAll long seed) {
      Simulation.run(seed, schedule, faults, program);
    }

    private static Model<Integer> model() {
      return Model.ofSimulated(
              0,
              simulation -> {
                InMemoryStore store = new InMemoryStore();
                return Plane.builder()
                    .route(
                        "/stock",
                        () -> new Stock(Fault.NONE),
                        options -> options.withStore(simulation.faulty(store)));
              })
          .action(
              "restock",
              Arbitraries.integers().between(1, 5),
              restock ->
                  restock.asks(
                      (session, n) -> session.ask("/stock", Stock.class, stock -> stock.restock(n)),
                      (left, n) -> new Outcome<>(left + n, left + n)))
          .action(
              "reserve",
              Arbitraries.integers().between(1, 5),
              reserve ->
                  reserve
                      .when((left, n) -> n <= left)
                      .asks(
                          (session, n) ->
                              session.ask("/stock", Stock.class, stock -> stock.reserve(n)),
                          (left, n) -> new Outcome<>(left - n, true)))
          .invariant(
              (left, session) -> assertThat(session.value("/stock", Stock.LEFT)).isEqualTo(left))
          .crashes()
          .restarts();
    }

    @Provide
    Arbitrary<ModelProgram<Integer>> programs() {
      return model().programs(10);
    }

    @Provide
    Arbitrary<ClientPrograms<Integer>> clients() {
      return model().clients(3, 4);
    }

    @Provide
    Arbitrary<Strategy> schedules() {
      return PlaneArbitraries.schedules(50);
    }

    @Provide
    Arbitrary<Faults> faults() {
      return Arbitraries.of(
          Faults.none(),
          Faults.none().withFailingHandlers(0.2),
          Faults.none().withFailingStores(0.2).withStarvedAgents(0.2, 4),
          Faults.none().withStoppingAgents(0.3));
    }
  }

  /** A register that writes later than it answers: all is quiet before the next action. */
  static class Hasty {
    private static final RegisterModel<Integer> REGISTER = new RegisterModel<>(0);

    private static Model<Integer> model() {
      return Model.of(0, () -> Plane.builder().route("/register", () -> new Register(true)))
          .action(
              "write",
              Arbitraries.integers().between(1, 3),
              write ->
                  write.asks(
                      (session, n) -> session.ask("/register", Register.class, it -> it.write(n)),
                      (held, n) -> REGISTER.write(n).on(held)))
          .action(
              "read",
              read ->
                  read.asks(
                      (session, _) -> session.ask("/register", Register.class, Register::read),
                      (held, _) -> REGISTER.read().on(held)));
    }

    @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
    void isAsItsModel(@ForAll("programs") ModelProgram<Integer> program, @ForAll long seed) {
      Simulation.run(seed, program);
    }

    @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
    void isLinearizable(@ForAll("clients") ClientPrograms<Integer> program, @ForAll long seed) {
      Simulation.run(seed, program);
    }

    @Provide
    Arbitrary<ModelProgram<Integer>> programs() {
      return model().programs(10);
    }

    @Provide
    Arbitrary<ClientPrograms<Integer>> clients() {
      return model().clients(3, 4);
    }
  }

  @Test
  void programOfOneClient_waitsUntilAllIsQuiet_andSeveralDoNot() {
    Played played = Played.properties(Hasty.class);
    assertThat(played.succeeded()).isEqualTo(1);
    assertThat(played.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessageContaining("not linearizable: "));
  }

  @Test
  void faults_areNoFailures() {
    Played played = Played.properties(Faulty.class);
    assertThat(played.failures()).isEmpty();
    assertThat(played.succeeded()).isEqualTo(2);
  }
}
