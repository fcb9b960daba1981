package dev.parklane.clock.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** Law F9: a failure that repeats is told in full ten times, then counted in a line a minute. */
class FailureLogTest {
  private static final Cause CAUSE = Cause.of("agent failed", "/a/:i", "cmd.onCommand");

  private final NotedLog lines = new NotedLog();
  private final Deque<Runnable> alarms = new ArrayDeque<>();
  private final Deque<Long> delays = new ArrayDeque<>();
  private long now = Long.MAX_VALUE - 5; // a machine's time may wrap
  private final FailureLog log =
      new FailureLog(
          () -> now,
          (delay, act) -> {
            delays.add(TimeUnit.NANOSECONDS.toSeconds(delay));
            alarms.add(act);
          });

  private boolean fails(Cause cause) {
    return log.tellsInFull(lines, Level.ERROR, cause);
  }

  private long fail(int times, Cause cause) {
    return IntStream.range(0, times).filter(i -> fails(cause)).count();
  }

  private void pass(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void failure_isToldInFull_tenTimes() {
    assertThat(fail(20_000, CAUSE)).isEqualTo(10);
    assertThat(lines.lines()).isEmpty();
  }

  @Test
  void failure_thatGoesOn_isOneLineAMinute_withTheCountOfThoseLeftOut() {
    fail(10, CAUSE);
    for (int second = 0; second < 150; second++) {
      fail(100, CAUSE);
      pass(1);
    }
    assertThat(lines.lines())
        .containsExactly(
            "ERROR 6,001 more in 60 s, which are not told one by one: agent failed, /a/:i,"
                + " cmd.onCommand",
            "ERROR 6,000 more in 60 s, which are not told one by one: agent failed, /a/:i,"
                + " cmd.onCommand");
  }

  @Test
  void failure_thatHasEnded_isCountedAMinuteLater_allTheSame() {
    fail(15, CAUSE);
    assertThat(delays).containsExactly(60L);
    pass(60);
    alarms.remove().run();
    assertThat(lines.lines()).singleElement().asString().startsWith("ERROR 5 more in 60 s");
    assertThat(alarms).as("nothing is left out").isEmpty();
  }

  @Test
  void alarm_isOneForAllCauses_andComesAgainForTheNext() {
    Cause other = Cause.of("agent failed", "/b", "cmd.onCommand");
    fail(11, CAUSE);
    pass(20);
    fail(12, other);
    assertThat(alarms).hasSize(1);
    pass(40);
    alarms.remove().run();
    assertThat(lines.lines()).hasSize(1);
    assertThat(delays).containsExactly(60L, 20L);
    pass(20);
    alarms.remove().run();
    assertThat(lines.lines()).hasSize(2).last().asString().startsWith("ERROR 2 more in 60 s");
    assertThat(alarms).isEmpty();
  }

  @Test
  void close_tellsTheLastCounts_once() {
    fail(13, CAUSE);
    pass(7);
    log.close();
    log.close();
    assertThat(lines.lines()).singleElement().asString().startsWith("ERROR 3 more in 7 s");
    assertThat(fail(1, CAUSE)).as("it is remembered").isZero();
  }

  @Test
  void close_whereNothingWasLeftOut_tellsNothing() {
    fail(10, CAUSE);
    log.close();
    assertThat(lines.lines()).isEmpty();
  }

  @Test
  void causes_differByEachOfTheirParts_andByNoMessage() {
    Exception thrown = new IllegalStateException("one");
    Cause first = Cause.of("k", "r", "l", thrown);
    assertThat(first)
        .isEqualTo(new Cause("k", "r", "l", first.exception(), first.frame()))
        .isNotEqualTo(new Cause("x", "r", "l", first.exception(), first.frame()))
        .isNotEqualTo(new Cause("k", "x", "l", first.exception(), first.frame()))
        .isNotEqualTo(new Cause("k", "r", "x", first.exception(), first.frame()))
        .isNotEqualTo(new Cause("k", "r", "l", "x", first.frame()))
        .isNotEqualTo(new Cause("k", "r", "l", first.exception(), "x"));
    assertThat(IntStream.range(0, 2).mapToObj(FailureLogTest::thrown).distinct()).hasSize(1);
  }

  private static Cause thrown(int n) {
    return Cause.of("k", "r", "l", new IllegalStateException("message " + n));
  }

  @Test
  void frame_isTheFirstOfTheUsers_orElseTheFirst() {
    IllegalStateException thrown = new IllegalStateException();
    StackTraceElement jdk = new StackTraceElement("java.util.List", "of", "List.java", 1);
    StackTraceElement ours =
        new StackTraceElement("dev.parklane.lanes.ValueLane", "set", "ValueLane.java", 2);
    StackTraceElement users = new StackTraceElement("shop.Till", "sell", "Till.java", 3);
    thrown.setStackTrace(new StackTraceElement[] {jdk, ours, users, ours});
    assertThat(Cause.of("k", "r", "l", thrown).frame()).isEqualTo("shop.Till.sell(Till.java:3)");
    thrown.setStackTrace(new StackTraceElement[] {jdk, ours});
    assertThat(Cause.of("k", "r", "l", thrown).frame()).isEqualTo("java.util.List.of(List.java:1)");
    thrown.setStackTrace(new StackTraceElement[0]);
    assertThat(Cause.of("k", "r", "l", thrown).frame()).isEmpty();
  }

  @Test
  void exceptionWithoutAWorkingStackTrace_isACauseAllTheSame() {
    RuntimeException broken =
        new RuntimeException() {
          private static final long serialVersionUID = 1;

          @Override
          public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no");
          }
        };
    assertThat(Cause.of("k", "r", "l", broken).frame()).isEmpty();
  }

  // --- the bound on what is remembered -----------------------------------------------------------

  private static Cause numbered(int n) {
    return Cause.of("dead letter", "/a/:i", "lane " + n);
  }

  @Test
  void causesBeyondTheBound_areToldTogether_byTheirKind() {
    for (int n = 0; n < 5_000; n++) {
      fails(numbered(n));
    }
    assertThat(log.causes()).isEqualTo(FailureLog.CAUSES);
    assertThat(fail(10, numbered(0))).as("of one that is remembered").isEqualTo(9);
    assertThat(fail(3, numbered(4_999))).as("of one that is not").isZero();
    assertThat(fail(10, Cause.of("agent failed", "/b", "x"))).as("of another kind").isEqualTo(10);
    log.close();
    assertThat(lines.lines())
        .contains(
            "ERROR 3,993 more in 0 s, which are not told one by one: dead letter, of causes beyond"
                + " the first 1000");
  }

  @Test
  void causeThatWasNotSeenForAnHour_makesRoom_andItsCountIsTold() {
    fail(12, numbered(0));
    pass(1);
    for (int n = 1; n < FailureLog.CAUSES; n++) {
      fails(numbered(n));
    }
    pass(3_600);
    assertThat(fail(20, CAUSE)).isEqualTo(10);
    assertThat(lines.lines()).first().asString().startsWith("ERROR 2 more in 3,601 s");
    assertThat(log.causes()).isEqualTo(FailureLog.CAUSES);
  }

  @Test
  void alarmThatCannotBeSet_keepsNothingFromBeingTold() {
    FailureLog without =
        new FailureLog(
            () -> now,
            (delay, act) -> {
              throw new OutOfMemoryError("no timer");
            });
    for (int i = 0; i < 12; i++) {
      without.tellsInFull(lines, Level.WARN, CAUSE);
    }
    pass(60);
    without.tellsInFull(lines, Level.WARN, CAUSE);
    assertThat(lines.lines()).singleElement().asString().startsWith("WARN 3 more in 60 s");
  }
}
