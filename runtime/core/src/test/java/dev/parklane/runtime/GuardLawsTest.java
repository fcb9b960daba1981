package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws G1 and G2: the guards, their numbers and what they say. */
@Timeout(60)
class GuardLawsTest {
  private final List<Integer> handled = new ArrayList<>();

  /** Each handler of {@code a} parks one writer more, up to the value that it counts to. */
  private void chain(Probe p) {
    p.a.on(v -> {
      handled.add(v);
      if (v < p.c.get()) {
        p.a.set(v + 1);
      }
    });
  }

  private int chainTo(Stage stage, int last) {
    return stage.ask(p -> {
      p.c.set(last);
      p.a.set(1); // the question itself is the first writer
      return p.a.get();
    });
  }

  private static GuardException tripOf(Runnable asking) {
    AgentFailedException failed = catchThrowableOfType(AgentFailedException.class, asking::run);
    return (GuardException) failed.getCause();
  }

  /** G1, G2. */
  @Test
  void maxDepth_writersParked_runs_andOneMoreTrips() {
    try (Stage stage = Stage.of(this::chain, o -> o.withGuards(Guards.DEFAULT.withMaxDepth(7)))) {
      assertThat(chainTo(stage, 7)).isEqualTo(7);
      handled.clear();
      GuardException trip = tripOf(() -> chainTo(stage, 8));
      assertThat(handled).containsExactly(1, 2, 3, 4, 5, 6, 7);
      assertThat(trip.guard()).isEqualTo("maxDepth");
      assertThat(trip.limit()).isEqualTo(7);
      assertThat(trip.agent()).isEqualTo("/probe/x");
      assertThat(trip.chain()).isEqualTo("ask -> a.onEvent -> (a.onEvent ...) x8");
      assertThat(trip)
          .hasMessage(
              "[PL-G2] guard maxDepth = 7 of /probe/x tripped: ask -> a.onEvent -> (a.onEvent ...) x8;"
                  + " end the chain earlier, or raise the guard");
    }
  }

  /** G1, G2. */
  @Test
  void maxReentry_ofOneObserver_runs_andOneMoreTrips() {
    try (Stage stage = Stage.of(this::chain, o -> o.withGuards(Guards.DEFAULT.withMaxReentry(5)))) {
      assertThat(chainTo(stage, 5)).isEqualTo(5);
      handled.clear();
      GuardException trip = tripOf(() -> chainTo(stage, 6));
      assertThat(handled).hasSize(5);
      assertThat(trip.guard()).isEqualTo("maxReentry");
      assertThat(trip.limit()).isEqualTo(5);
    }
  }

  /** G1: re-entry counts the chain of writers, not how often an observer has run. */
  @Test
  void maxReentry_isNotReachedByWritesOneAfterTheOther() {
    try (Stage stage = Stage.of(this::chain, o -> o.withGuards(Guards.DEFAULT.withMaxReentry(1)))) {
      stage.run(p -> {
        for (int i = 0; i < 10; i++) {
          p.a.set(100);
        }
      });
      assertThat(handled).hasSize(10);
    }
  }

  /** G1, G2: that of the root event included. */
  @Test
  void maxHandlers_ofACascade_run_andOneMoreTrips() {
    try (Stage stage =
        Stage.of(p -> p.a.on(handled::add), o -> o.withGuards(Guards.DEFAULT.withMaxHandlers(4)))) {
      stage.run(p -> writeTimes(p, 3));
      assertThat(handled).hasSize(3);
      GuardException trip = tripOf(() -> stage.run(p -> writeTimes(p, 4)));
      assertThat(handled).hasSize(6);
      assertThat(trip.guard()).isEqualTo("maxHandlers");
      assertThat(trip.limit()).isEqualTo(4);
    }
  }

  /** G1: what is counted is handlers; the constructor of the agent is none. */
  @Test
  void maxHandlers_doesNotCountTheConstructor() {
    try (Stage stage = Stage.of(p -> {}, o -> o.withGuards(Guards.DEFAULT.withMaxHandlers(1)))) {
      int a = stage.ask(p -> p.a.get());
      assertThat(a).isZero();
    }
  }

  private static void writeTimes(Probe p, int times) {
    for (int i = 0; i < times; i++) {
      p.a.set(i);
    }
  }

  /** G2: a cycle over several lanes is folded. */
  @Test
  void trip_inACycleOverTwoLanes_namesTheCycleOnce() {
    try (Stage stage =
        Stage.of(
            p -> {
              p.door.on(v -> p.a.set(1));
              p.a.on(v -> p.b.set(v));
              p.b.on(v -> p.a.set(v));
            },
            o -> o.withGuards(Guards.DEFAULT.withMaxReentry(500)))) {
      GuardException trip = tripOf(() -> stage.run(p -> p.door.set("open")));
      assertThat(trip.chain())
          .isEqualTo(
              "ask -> door.onEvent -> a.onEvent -> b.onEvent -> (a.onEvent ...) x500"
                  + " -> a.onEvent");
    }
  }

  /** G2, F1: catching it saves nothing. */
  @Test
  void trip_thatIsCaught_failsTheCascadeAllTheSame() {
    List<Class<?>> caught = new ArrayList<>();
    try (Stage stage =
        Stage.of(
            p -> p.a.on(v -> {}),
            o ->
                o.withGuards(Guards.DEFAULT.withMaxDepth(0))
                    .withFailurePolicy(FailurePolicy.resume()))) {
      assertThatThrownBy(() ->
              stage.run(p -> {
                p.b.set(1);
                try {
                  p.a.set(1);
                } catch (GuardException e) {
                  caught.add(e.getClass());
                }
                try {
                  p.b.get();
                } catch (CascadeAbortedException e) {
                  caught.add(e.getClass());
                }
              }))
          .isInstanceOf(AgentFailedException.class)
          .hasCauseInstanceOf(GuardException.class);
      int b = stage.ask(p -> p.b.get());
      assertThat(b).isZero();
    }
    assertThat(caught).containsExactly(GuardException.class, CascadeAbortedException.class);
  }

  /** G1: for a plane, and for the agents of a route. */
  @Test
  void guards_ofAPlane_holdForItsRoutes_unlessARouteHasItsOwn() {
    PlaneBuilder builder =
        Plane.builder()
            .options(o -> o.withGuards(Guards.DEFAULT.withMaxDepth(2)))
            .route("/probe/:name", () -> new Probe(this::chain))
            .route(
                "/own/:name",
                () -> new Probe(this::chain),
                o -> o.withGuards(o.guards().withMaxDepth(3)));
    try (Stage stage = Stage.of(builder)) {
      assertThat(tripOf(() -> chainTo(stage, 9)).limit()).isEqualTo(2);
      assertThat(
              tripOf(
                      () -> {
                        try {
                          stage.plane.agent("/own/x").ask(Probe.class, p -> endless(p));
                        } catch (InterruptedException e) {
                          throw new AssertionError(e);
                        }
                      })
                  .limit())
          .isEqualTo(3);
    }
  }

  private static int endless(Probe p) {
    p.c.set(9);
    p.a.set(1);
    return 0;
  }

  /** G1: each has a default. */
  @Test
  void defaults_areThoseOfTheDocumentation() {
    assertThat(Guards.DEFAULT).isEqualTo(new Guards(10_000, 1_000, 1_000_000));
    assertThat(AgentOptions.DEFAULT.guards()).isEqualTo(Guards.DEFAULT);
  }

  @Test
  void guards_thatCouldNotHold_areRefused() {
    assertThatThrownBy(() -> new Guards(-1, 1, 1))
        .hasMessage("[PL-G1] guard maxDepth is -1; it must be 0 or more");
    assertThatThrownBy(() -> new Guards(0, 0, 1))
        .hasMessage("[PL-G1] guard maxReentry is 0; it must be 1 or more");
    assertThatThrownBy(() -> new Guards(0, 1, 0))
        .hasMessage("[PL-G1] guard maxHandlers is 0; it must be 1 or more");
  }
}
