package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.Nanos;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests that are played more than once, and tests in the forms that JUnit has for them. */
@Timeout(60)
class PlayedAgainTest {
  /** Has the routes that all of them need. */
  abstract static class Routes extends PlaneExtensionTest.Routes {}

  static class Additions extends Routes {
    @Schedules(value = 50, goesOn = true)
    void areCounted(TestPlane plane) {
      twoAdditions(plane);
    }
  }

  /** S1: an update that is lost in some orders. */
  @Test
  void schedules_findTheLostUpdate_andItsSeedPlaysItAgain() {
    Played all = Played.on("junit-jupiter", Additions.class);
    assertThat(all.names()).hasSize(50).doesNotHaveDuplicates();
    assertThat(all.failures()).isNotEmpty().hasSizeLessThan(50);
    SimulationFailure found = (SimulationFailure) all.failures().getFirst();
    Played again =
        Played.on("junit-jupiter", Additions.class, "parklane.seed", Long.toString(found.seed()));
    assertThat(again.names()).containsExactly("seed " + found.seed());
    assertThat(again.failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessage(found.getMessage()));
  }

  private static void twoAdditions(TestPlane plane) {
    AgentRef counter = plane.agent("/counter");
    plane.simulation().program("one", () -> counter.command("add", 1));
    plane.simulation().program("two", () -> counter.command("add", 1));
    plane.settle();
    assertThat(plane.ask("/counter", Counter.class, Counter::total)).isEqualTo(2);
  }

  private static String failing(Class<?> tests, String... properties) {
    Played played = Played.on("junit-jupiter", tests, properties);
    assertThat(played.failures()).isNotEmpty().allMatch(SimulationFailure.class::isInstance);
    return String.valueOf(played.failures().getFirst().getMessage());
  }

  /** Q5: a test that fails is played again in other orders, to tell which decides. */
  @Test
  void testThatFails_isToldTheOrderThatDecides() {
    long found = 0;
    for (long seed = 0; seed < 30 && found == 0; seed++) {
      Played played =
          Played.on("junit-jupiter", OneTold.class, "parklane.seed", Long.toString(seed));
      found = played.failures().isEmpty() ? 0 : seed;
    }
    String report = failing(OneTold.class, "parklane.seed", Long.toString(found));
    assertThat(report)
        .contains("play it again: @Seed(" + found + "L) at the test")
        .contains("it decides that in the mailbox of /counter")
        .contains("it goes wrong first at Counter.");
    assertThat(report.lines().count()).isLessThanOrEqualTo(42);
  }

  static class OneTold extends Routes {
    @Test
    void areCounted(TestPlane plane) {
      twoAdditions(plane);
    }
  }

  static class ScheduledTold extends Routes {
    @Schedules(50)
    void areCounted(TestPlane plane) {
      twoAdditions(plane);
    }
  }

  /** Q2: and one with many seeds is shrunk; what it says plays the simpler run. */
  @Test
  void testWithManySeeds_isShrunk_andItsChoicesPlayItAgain() {
    String report = failing(ScheduledTold.class);
    assertThat(report).contains("it decides that", "choices = {");
    String seed = report.replaceAll("(?s).*-Dparklane.seed=(-?\\d+) .*", "$1");
    String choices = report.replaceAll("(?s).*-Dparklane.choices=([\\d,]+).*", "$1");
    assertThat(choices.length()).as(choices).isLessThan(20);
    String again = failing(OneTold.class, "parklane.seed", seed, "parklane.choices", choices);
    assertThat(again.lines().skip(2).limit(2))
        .containsExactlyElementsOf(report.lines().skip(2).limit(2).toList());
  }

  /** One cause is told whole once. */
  @Test
  void seedsOfOneCause_areToldOnce() {
    List<Throwable> failures = Played.on("junit-jupiter", Additions.class).failures();
    assertThat(failures).hasSizeGreaterThan(1);
    assertThat(failures.getFirst()).hasMessageContaining("it decides that");
    assertThat(failures.subList(1, failures.size()))
        .allSatisfy(failure ->
            assertThat(failure)
                .hasMessageContaining("it fails as with seed ")
                .hasMessageNotContaining("it decides that"));
  }

  @Seed(7)
  static class Outer extends Routes {
    @Nested
    class Inner {
      @Test
      void seedOfTheOuterClass(TestPlane plane) {
        assertThat(plane.simulation().seed()).isEqualTo(7);
        act(plane, "ok");
      }

      @Test
      void fails(TestPlane plane) {
        act(plane, "fail");
      }
    }
  }

  @Test
  void nestedTests_haveThePlaneAndTheSeedOfTheirOuterClass() {
    Played played = Played.on("junit-jupiter", Outer.class);
    assertThat(played.succeeded()).isEqualTo(1);
    assertThat(played.failures())
        .singleElement()
        .satisfies(failure ->
            assertThat(failure)
                .hasMessageContaining("/careless/1 failed")
                .hasMessageContaining("@Seed(7L)"));
  }

  static class Factories extends Routes {
    @TestFactory
    Stream<DynamicTest> oneForAll(TestPlane plane) {
      return Stream.of("ok", "fail")
          .map(what ->
              DynamicTest.dynamicTest(
                  what,
                  () -> {
                    act(plane, what);
                    plane.settle();
                    assertThat(plane.value("/careless/1", "last")).isEqualTo("ok");
                  }));
    }

    @TestFactory
    Stream<DynamicTest> oneForEach() {
      return Stream.of("ok", "mistype")
          .map(what ->
              PlaneExtension.dynamicTest(
                  what, plane -> act(plane.route("/careless/:n", Careless::new), what)));
    }
  }

  /** What a plane of a factory has left is judged behind the last of its tests. */
  @Test
  void testFactories_haveAPlaneForAllOrEach() {
    List<String> failures =
        Played.on("junit-jupiter", Factories.class).failures().stream()
            .map(failure -> String.valueOf(failure.getMessage()))
            .toList();
    assertThat(failures)
        .hasSize(3)
        .anyMatch(text -> text.contains("expected: \"ok\""))
        .anyMatch(text -> text.contains("/careless/1 failed"))
        .anyMatch(text -> text.contains("dead letter to /careless/1, 'atc' with mistype"));
  }

  static class Registered {
    @RegisterExtension
    static final PlaneExtension PLANES =
        PlaneExtension.of(() -> Plane.builder().route("/counter", () -> new Counter(true)))
            .with(Strategy.choices(0, 0, 1))
            .with(Faults.none().withFailingHandlers(1))
            .startingAt(Instant.parse("2026-01-02T03:04:05Z"));

    @Test
    void routesStrategyFaultsAndClock(TestPlane plane) {
      assertThat(plane.clock().nanos()).isEqualTo(Nanos.of(Instant.parse("2026-01-02T03:04:05Z")));
      plane.agent("/counter").command("add", 1);
      plane.settle();
      assertThat(plane.trace().faults()).isNotEmpty();
    }

    @Test
    void another(TestPlane plane) {
      plane.with(Faults.none());
      plane.agent("/counter").command("add", 1);
      plane.settle();
      assertThat(plane.ask("/counter", Counter.class, Counter::total)).isEqualTo(1);
      assertThatThrownBy(() -> plane.with(Strategy.random()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("PL-Q1.10");
    }
  }

  @Test
  void registeredExtension_makesPlanesAlike() {
    Played played = Played.on("junit-jupiter", Registered.class);
    assertThat(played.failures()).isEmpty();
    assertThat(played.succeeded()).isEqualTo(2);
  }
}
