package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.DeadLetter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What makes a test with a plane fail, and what does not: each test plays a class of its own. */
@Timeout(60)
class PlaneExtensionTest {
  private static String failureOf(Class<?> tests) {
    Played played = Played.on("junit-jupiter", tests);
    assertThat(played.failures()).singleElement().isInstanceOf(SimulationFailure.class);
    return String.valueOf(played.failures().getFirst().getMessage());
  }

  /** Has the routes that all of them need. */
  @PlaneTest
  abstract static class Routes {
    @BeforeEach
    void routes(TestPlane plane) {
      plane.route("/careless/:n", Careless::new).route("/counter", () -> new Counter(false));
    }

    static void act(TestPlane plane, String what) {
      plane.agent("/careless/1").command("act", what);
    }
  }

  static class Fine extends Routes {
    @Test
    void observer_runs(TestPlane plane) {
      act(plane, "ok");
      assertThat(plane.value("/careless/1", "last")).isEqualTo("ok");
    }

    @Test
    void suspendedWork_thatCanEnd_ends(TestPlane plane) {
      plane.agent("/counter").command("add", 3);
      plane.settle();
      assertThat(plane.ask("/counter", Counter.class, Counter::total)).isEqualTo(3);
    }

    @Test
    void time_isMovedByTheTest(TestPlane plane) {
      act(plane, "sleep");
      plane.advance(Duration.ofHours(1));
      assertThat(plane.clock().nanos()).isEqualTo(Duration.ofHours(1).toNanos());
    }

    @Test
    void plane_isNotUsed(TestPlane plane) {}

    @Test
    void noPlane() {}

    @Test
    void assumption(TestPlane plane) {
      act(plane, "fail");
      Assumptions.abort();
    }
  }

  @Test
  void testThatLeavesNothing_succeeds() {
    Played played = Played.on("junit-jupiter", Fine.class);
    assertThat(played.failures()).isEmpty();
    assertThat(played.succeeded()).isEqualTo(5);
  }

  static class Waits extends Routes {
    @Test
    void waits(TestPlane plane) {
      act(plane, "wait");
    }
  }

  @Test
  void handlerThatWaits_failsTheTest() {
    assertThat(failureOf(Waits.class))
        .contains("handlers that have not ended: /careless/1 in act.onCommand")
        .contains("play it again: @Seed(");
  }

  static class Sleeps extends Routes {
    @Test
    void sleeps(TestPlane plane) {
      act(plane, "sleep");
    }
  }

  @Test
  void handlerThatSleeps_failsTheTest_withTheChainOfWriters() {
    assertThat(failureOf(Sleeps.class))
        .contains("handlers that have not ended: /careless/1 in act.onCommand -> last.onEvent");
  }

  static class Suspends extends Routes {
    @Test
    void suspends(TestPlane plane) {
      act(plane, "suspend");
    }
  }

  @Test
  void suspendedWorkThatRuns_failsTheTest() {
    assertThat(failureOf(Suspends.class))
        .contains("work that has not ended, suspended by /careless/1");
  }

  static class Mistypes extends Routes {
    @Test
    void mistypes(TestPlane plane) {
      act(plane, "mistype");
    }
  }

  @Test
  void deadLetter_failsTheTest() {
    assertThat(failureOf(Mistypes.class))
        .contains("dead letter to /careless/1, 'atc' with mistype: NO_LANE");
  }

  static class Fails extends Routes {
    @Test
    void fails(TestPlane plane) {
      act(plane, "fail");
    }
  }

  @Test
  void failureOfAnAgent_failsTheTest() {
    assertThat(failureOf(Fails.class))
        .contains(
            "/careless/1 failed, root event act.onCommand, handlers [act.onCommand, last.onEvent]:"
                + " java.lang.IllegalStateException: on purpose");
  }

  @Test
  void failureOfAnAgent_comesWithItsStack() {
    assertThat(Played.on("junit-jupiter", Fails.class).failures().getFirst().getSuppressed())
        .singleElement()
        .satisfies(cause -> assertThat(cause).hasMessage("on purpose"));
  }

  static class FailsAtTheEnd extends Routes {
    @Test
    void failsAtTheEnd(TestPlane plane) {
      act(plane, "fail at the end");
    }
  }

  @Test
  void failureWhileThePlaneCloses_failsTheTest() {
    assertThat(failureOf(FailsAtTheEnd.class)).contains("/careless/1 failed").contains("in onStop");
  }

  static class Asserts extends Routes {
    @Test
    void asserts(TestPlane plane) {
      act(plane, "ok");
      assertThat(plane.value("/careless/1", "last")).isEqualTo("other");
    }
  }

  @Test
  void assertionThatFails_isShownWithSeedAndTrace() {
    assertThat(failureOf(Asserts.class))
        .contains("expected: \"other\"")
        .contains("play it again: @Seed(")
        .contains("act.onCommand \"ok\" from scenario", "whole trace: ");
  }

  static class Expects extends Routes {
    @Test
    void failure_isExpected(TestPlane plane) {
      act(plane, "fail");
      assertThat(plane.expectFailure("/careless/1", IllegalStateException.class))
          .hasMessage("on purpose");
    }

    @Test
    void failure_isAskedFor(TestPlane plane) {
      assertThatThrownBy(() -> plane.value("/careless/1", "first"))
          .isInstanceOf(AgentFailedException.class);
    }

    @Test
    void deadLetter_isExpected(TestPlane plane) {
      act(plane, "mistype");
      DeadLetter letter = plane.expectDeadLetter("/careless/1", DeadLetter.Reason.NO_LANE);
      assertThat(letter.value()).isEqualTo("mistype");
    }
  }

  @Test
  void whatIsExpected_doesNotFailTheTest() {
    Played played = Played.on("junit-jupiter", Expects.class);
    assertThat(played.failures()).isEmpty();
    assertThat(played.succeeded()).isEqualTo(3);
  }

  static class ExpectsInVain extends Routes {
    @Test
    void failure(TestPlane plane) {
      act(plane, "ok");
      plane.expectFailure("/careless/1", IllegalStateException.class);
    }

    @Test
    void deadLetter(TestPlane plane) {
      act(plane, "ok");
      plane.expectDeadLetter("/careless/1", DeadLetter.Reason.NO_LANE);
    }
  }

  @Test
  void whatIsExpectedInVain_failsTheTest() {
    assertThat(Played.on("junit-jupiter", ExpectsInVain.class).failures())
        .hasSize(2)
        .anyMatch(failure -> failure.getMessage().contains("no failure is there"))
        .anyMatch(failure -> failure.getMessage().contains("there is none"));
  }

  @Seed(7)
  static class Seeds extends Routes {
    @Test
    void seedOfTheClass(TestPlane plane) {
      assertThat(plane.simulation().seed()).isEqualTo(7);
    }

    @Test
    @Seed(8)
    void seedOfTheTest(TestPlane plane) {
      assertThat(plane.simulation().seed()).isEqualTo(8);
    }
  }

  @Test
  void seed_isThatOfThePropertyOrTestOrClass() {
    assertThat(Played.on("junit-jupiter", Seeds.class).succeeded()).isEqualTo(2);
    assertThat(Played.on("junit-jupiter", Seeds.class, "parklane.seed", "7").failures())
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessageContaining("@Seed(7L)"));
  }

  static class FirstFailure extends Routes {
    static final List<Long> PLAYED = new ArrayList<>();
    static boolean mended;

    @Schedules(50)
    void areCounted(TestPlane plane) {
      if (!PLAYED.contains(plane.simulation().seed())) { // it is played again for its report
        PLAYED.add(plane.simulation().seed());
      }
      plane.agent("/counter").command("add", 1);
      boolean fails = PLAYED.size() == 3 || PLAYED.getFirst() == plane.simulation().seed();
      assertThat(fails && !mended).isFalse();
    }
  }

  /** A test ends with the first seed that fails, which the next run plays first. */
  @Test
  void firstFailure_endsTheTest_andIsPlayedFirstTheNextTime(@TempDir Path folder) {
    String before = System.getProperty("parklane.reports", "");
    System.setProperty("parklane.reports", folder.toString());
    try {
      FirstFailure.mended = true;
      FirstFailure.PLAYED.clear();
      assertThat(Played.on("junit-jupiter", FirstFailure.class).failures()).isEmpty();
      assertThat(FirstFailure.PLAYED).hasSize(50);

      FirstFailure.mended = false;
      FirstFailure.PLAYED.clear();
      FirstFailure.PLAYED.add(0L);
      assertThat(Played.on("junit-jupiter", FirstFailure.class).failures()).hasSize(1);
      assertThat(FirstFailure.PLAYED).hasSize(3);
      long failed = FirstFailure.PLAYED.getLast();

      FirstFailure.PLAYED.clear();
      assertThat(Played.on("junit-jupiter", FirstFailure.class).failures()).hasSize(1);
      assertThat(FirstFailure.PLAYED).containsExactly(failed);

      FirstFailure.mended = true;
      FirstFailure.PLAYED.clear();
      assertThat(Played.on("junit-jupiter", FirstFailure.class).failures()).isEmpty();
      assertThat(FirstFailure.PLAYED).hasSize(50).startsWith(failed).doesNotHaveDuplicates();
      FirstFailure.PLAYED.clear();
      Played.on("junit-jupiter", FirstFailure.class);
      assertThat(FirstFailure.PLAYED).isSorted();
    } finally {
      if (before.isEmpty()) {
        System.clearProperty("parklane.reports");
      } else {
        System.setProperty("parklane.reports", before);
      }
    }
  }

  static class FailsBefore extends Routes {
    static List<TestPlane> planes = new ArrayList<>();

    @BeforeEach
    void uses(TestPlane plane) {
      planes.add(plane);
      act(plane, "ok");
      assertThat(plane.value("/careless/1", "last")).isEqualTo("other");
    }

    @Test
    void isNotPlayed() {}
  }

  /** Its plane is closed, and what has failed it comes with the seed. */
  @Test
  void failureBeforeTheTest_isShownWithSeedAndTrace_andLeavesNothing() {
    FailsBefore.planes.clear();
    assertThat(failureOf(FailsBefore.class))
        .contains("expected: \"other\"")
        .contains("play it again: @Seed(")
        .contains("act.onCommand \"ok\" from scenario", "whole trace: ");
    assertThat(FailsBefore.planes).singleElement().matches(plane -> plane.plane().agents() == 0);
  }
}
