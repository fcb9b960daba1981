package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Properties whose tries have planes: they fail for what tests fail for. */
@Timeout(60)
class PlanePropertyTest {
  private static final Set<TestPlane> PLANES = new HashSet<>();
  private static int tries;

  @PlaneProperty
  abstract static class Routes {
    @BeforeTry
    void routes(TestPlane plane) {
      PLANES.add(plane);
      tries++;
      plane.route("/careless/:n", Careless::new).route("/counter", () -> new Counter(false));
    }
  }

  static class Fine extends Routes {
    @Property(tries = 20)
    void total_isTheSum(@ForAll @IntRange(min = 1, max = 9) int n, TestPlane plane) {
      plane.agent("/counter").command("add", n);
      plane.settle();
      assertThat(plane.ask("/counter", Counter.class, Counter::total)).isEqualTo(n);
    }
  }

  /** The plane is that of before the try, and each try has another. */
  @Test
  void tries_haveAPlaneEach() {
    PLANES.clear();
    tries = 0;
    Played played = Played.properties(Fine.class);
    assertThat(played.failures()).isEmpty();
    assertThat(PLANES).hasSize(tries);
    assertThat(PLANES).allMatch(plane -> plane.plane().agents() == 0);
  }

  static class Letters extends Routes {
    static final Set<Integer> FAILED = new HashSet<>();

    @Property(tries = 50, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
    void nothing_isLost(@ForAll @IntRange(min = 0, max = 1_000) int n, TestPlane plane) {
      if (n >= 100) {
        FAILED.add(n);
      }
      plane.agent("/careless/1").command("act", n < 100 ? "ok" : "mistype");
    }
  }

  /** Q1: a dead letter fails a try, and the property shrinks to the least that has one. */
  @Test
  void deadLetter_failsTheProperty_andShrinks() {
    Played played = Played.properties(Letters.class);
    assertThat(played.failures())
        .singleElement()
        .isInstanceOf(SimulationFailure.class)
        .satisfies(failure ->
            assertThat(failure)
                .hasMessageContaining("dead letter to /careless/1")
                .hasMessageContaining("play it again: @Property(seed = ...)"));
    assertThat(Letters.FAILED).contains(100);
  }

  static class Additions extends Routes {
    static final Set<List<Integer>> FAILED = new HashSet<>();

    @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
    void total_isTheSum(
        @ForAll("numbers") List<Integer> numbers,
        @ForAll("schedules") Strategy schedule,
        TestPlane plane) {
      plane.with(schedule);
      plane
          .simulation()
          .program(
              "sender",
              () -> {
                for (int number : numbers) {
                  plane.agent("/counter").command("add", number);
                  plane.simulation().pause();
                }
              });
      plane.settle();
      int total = plane.ask("/counter", Counter.class, Counter::total);
      if (total != numbers.stream().mapToInt(n -> n).sum()) {
        FAILED.add(numbers);
        throw new AssertionError("the counter has " + total);
      }
    }

    @Provide
    Arbitrary<List<Integer>> numbers() {
      return Arbitraries.integers().between(1, 9).list().ofMaxSize(10);
    }

    @Provide
    Arbitrary<Strategy> schedules() {
      return PlaneArbitraries.schedules(50);
    }
  }

  /** S1: commands and schedule shrink together. */
  @Test
  void lostUpdate_shrinksToTwoCommands() {
    Played played = Played.properties(Additions.class);
    assertThat(played.failures()).singleElement().isInstanceOf(SimulationFailure.class);
    assertThat(Additions.FAILED).contains(List.of(1, 1)).doesNotContain(List.of(1));
  }
}
