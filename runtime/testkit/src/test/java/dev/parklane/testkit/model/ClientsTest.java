package dev.parklane.testkit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Question;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import dev.parklane.runtime.store.StateStore;
import dev.parklane.testkit.Exploration;
import dev.parklane.testkit.Faults;
import dev.parklane.testkit.Scenario;
import dev.parklane.testkit.Simulation;
import dev.parklane.testkit.SimulationFailure;
import dev.parklane.testkit.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What several clients of one agent see, with and without planted faults. */
@Timeout(120)
class ClientsTest {
  private static final RegisterModel<Integer> REGISTER = new RegisterModel<>(0);

  private static <R> R ask(Plane plane, Question<Register, R> question) throws Exception {
    return plane.agent("/register").ask(Register.class, question);
  }

  private static Scenario threeClients(Supplier<Register> register) {
    return simulation -> {
      try (Plane plane = simulation.start(Plane.builder().route("/register", register))) {
        Clients.of(simulation, REGISTER)
            .client("ann", ann -> ann.asks(REGISTER.write(1), () -> ask(plane, it -> it.write(1))))
            .client("bob", bob -> bob.asks(REGISTER.read(), () -> ask(plane, Register::read)))
            .client(
                "cy",
                cy -> {
                  cy.asks(
                      REGISTER.compareAndSet(1, 2), () -> ask(plane, it -> it.compareAndSet(1, 2)));
                  cy.asks(REGISTER.read(), () -> ask(plane, Register::read));
                })
            .requireLinearizable();
      }
    };
  }

  @Test
  void register_isLinearizable_inAllOrders() {
    Exploration all =
        Exploration.of(threeClients(() -> new Register(false))).all(10_000).requireNoFailure();
    assertThat(all.complete()).isTrue();
    assertThat(all.orders()).isGreaterThan(50);
  }

  @Test
  void write_thatIsAnsweredBeforeItIsDone_isFound() {
    Scenario scenario = threeClients(() -> new Register(true));
    Exploration drawn = Exploration.of(scenario).schedules(200);
    assertThat(drawn.failed()).isPositive();
    String shown =
        """
        java.lang.AssertionError: not linearizable: no order has 'read() -> 0 of cy'
          ann  write(1) -> 1                 |--|
          bob  read() -> 0                    |--|
          cy   compareAndSet(1, 2) -> false    |--|
        > cy   read() -> 0                         ||
        the longest order: read() -> 0 of bob, compareAndSet(1, 2) -> false of cy, write(1) -> 1 of ann; then read() of cy would be answered 1
        """;
    assertThat(drawn.failures().getFirst().shrunk(scenario)).hasMessageStartingWith(shown);
    assertThat(Readme.text()).contains(shown);
    assertThat(Exploration.of(scenario).all(10_000).failed()).as("all orders").isPositive();
  }

  /** A store that says it has kept what it has not: each commit but the first. */
  private static final class Forgetful implements StateStore {
    private final InMemoryStore kept = new InMemoryStore();
    private int commits;

    @Override
    public SavedState load(String agent) {
      return kept.load(agent);
    }

    @Override
    public void commit(String agent, List<StateChange> changes) {
      if (commits++ == 0) {
        kept.commit(agent, changes);
      }
    }
  }

  /** Two clients write and read, and the plane dies meanwhile; then one reads again. */
  private static Scenario crash(Supplier<StateStore> stores) {
    return simulation -> {
      StateStore store = stores.get();
      PlaneBuilder builder =
          Plane.builder().route("/register", () -> new Register(false), o -> o.withStore(store));
      Plane first = simulation.start(builder);
      Clients<Integer> clients =
          Clients.of(simulation, REGISTER)
              .client(
                  "ann",
                  ann -> {
                    ann.asks(REGISTER.write(1), () -> ask(first, it -> it.write(1)));
                    ann.asks(REGISTER.write(2), () -> ask(first, it -> it.write(2)));
                  })
              .client("bob", bob -> bob.asks(REGISTER.read(), () -> ask(first, Register::read)));
      for (int i = simulation.random().nextInt(30); i > 0; i--) {
        simulation.pause();
      }
      simulation.crash(first);
      simulation.awaitPrograms();
      try (Plane second = simulation.start(builder)) {
        clients
            .client("cy", cy -> cy.asks(REGISTER.read(), () -> ask(second, Register::read)))
            .requireLinearizable();
      }
    };
  }

  @Test
  void registerWithAStore_isLinearizable_overCrashes() {
    Exploration.of(crash(InMemoryStore::new)).schedules(300).requireNoFailure();
  }

  @Test
  void store_thatHasLostACommit_isFoundByACrash() {
    Scenario scenario = crash(Forgetful::new);
    Exploration drawn = Exploration.of(scenario).schedules(300);
    assertThat(drawn.failed()).isBetween(1L, 299L);
    assertThat(drawn.failures().getFirst())
        .hasMessageContaining("not linearizable: no order has 'read() -> 1 of cy'")
        .hasMessageContaining("would be answered 2");
  }

  @Test
  void question_thatACrashHasEnded_isPending() {
    Exploration.of(
            simulation -> {
              Plane plane =
                  simulation.start(Plane.builder().route("/register", () -> new Register(false)));
              Clients<Integer> clients =
                  Clients.of(simulation, REGISTER)
                      .client(
                          "ann",
                          ann ->
                              assertThat(
                                      ann.asks(
                                          REGISTER.write(1), () -> ask(plane, it -> it.write(1))))
                                  .isEmpty());
              simulation.pause();
              simulation.crash(plane);
              clients.requireLinearizable();
              assertThat(clients.history().invocations())
                  .singleElement()
                  .hasToString("write(1) -> ? of ann");
            })
        .schedules(1)
        .requireNoFailure();
  }

  @Test
  void question_whoseTimeIsUp_isPending() {
    Simulation.run(
        1,
        simulation -> {
          try (Plane plane =
              simulation.start(Plane.builder().route("/register", () -> new Register(false)))) {
            Clients<Integer> clients =
                Clients.of(simulation, REGISTER)
                    .client(
                        "ann",
                        ann ->
                            ann.asks(
                                REGISTER.read(),
                                () ->
                                    plane
                                        .agent("/register")
                                        .ask(
                                            Register.class,
                                            Register::readLater,
                                            Duration.ofMinutes(1))));
            simulation.settle();
            simulation.clock().advance(Duration.ofHours(2));
            clients.requireLinearizable();
            assertThat(clients.history().invocations())
                .singleElement()
                .hasToString("read() -> ? of ann");
          }
        });
  }

  @Test
  void question_thatAFaultHasFailed_isPending() {
    Simulation.run(
        1,
        Strategy.random(),
        Faults.none().withFailingHandlers(1),
        simulation -> {
          try (Plane plane =
              simulation.start(Plane.builder().route("/register", () -> new Register(false)))) {
            Clients<Integer> clients =
                Clients.of(simulation, REGISTER)
                    .client(
                        "ann",
                        ann -> {
                          ann.asks(REGISTER.read(), () -> ask(plane, Register::read));
                          ann.tells(REGISTER.write(1), () -> ask(plane, it -> it.write(1)));
                        });
            clients.requireLinearizable();
            assertThat(clients.history().invocations())
                .hasToString("[read() -> ? of ann, write(1) -> ? of ann]");
          }
        });
  }

  @Test
  void told_hasTakenEffectByItsEnd() {
    Exploration all =
        Exploration.of(
                simulation -> {
                  try (Plane plane =
                      simulation.start(
                          Plane.builder().route("/register", () -> new Register(true)))) {
                    Clients.of(simulation, REGISTER)
                        .client(
                            "ann",
                            ann -> {
                              ann.tells(REGISTER.write(1), () -> ask(plane, it -> it.write(1)));
                              ann.asks(REGISTER.read(), () -> ask(plane, Register::read));
                            })
                        .requireLinearizable();
                  }
                })
            .all(100);
    assertThat(all.failures())
        .isNotEmpty()
        .allSatisfy(failure ->
            assertThat(failure).hasMessageContaining("no order has 'read() -> 0 of ann'"));
  }

  @Test
  void client_thatFails_failsTheScenario() {
    Scenario scenario =
        simulation ->
            Clients.of(simulation, REGISTER)
                .client(
                    "ann",
                    ann ->
                        ann.tells(
                            REGISTER.write(1),
                            () -> {
                              throw new IllegalArgumentException("wrong");
                            }))
                .requireLinearizable();
    assertThatThrownBy(() -> Exploration.of(scenario).schedules(1).requireNoFailure())
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("program 'ann' failed: java.lang.IllegalArgumentException: wrong");
  }

  @Test
  void sent_mayTakeEffectLater() {
    Exploration.of(
            simulation -> {
              try (Plane plane =
                  simulation.start(Plane.builder().route("/register", () -> new Register(true)))) {
                Clients.of(simulation, REGISTER)
                    .client(
                        "ann",
                        ann -> ann.sends(REGISTER.write(1), () -> ask(plane, it -> it.write(1))))
                    .client(
                        "bob",
                        bob -> {
                          bob.asks(REGISTER.read(), () -> ask(plane, Register::read));
                          bob.asks(REGISTER.read(), () -> ask(plane, Register::read));
                        })
                    .requireLinearizable();
              }
            })
        .all(10_000)
        .requireNoFailure();
  }
}
