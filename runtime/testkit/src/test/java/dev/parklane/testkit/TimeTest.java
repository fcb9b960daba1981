package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Step;
import dev.parklane.runtime.Work;
import dev.parklane.runtime.WorkTimeoutException;
import dev.parklane.runtime.trace.Trace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Q4: time is virtual, and what waits for real time is named. */
@Timeout(60)
class TimeTest {
  private static final Duration MILLI = Duration.ofMillis(1);

  /** What agents call. */
  interface Bank {
    int charge(int sum) throws IOException;
  }

  private static final class Shop extends Agent {
    private static final LaneKey<String> STATUS = LaneKey.of("status", String.class);
    private final CommandLane<Integer> pay = new CommandLane<>(this, "pay", Integer.class);
    private final ValueLane<String> status = new ValueLane<>(this, STATUS, "open");

    Shop(Bank bank) {
      pay.onCommand(sum ->
          suspend(
              Work.named("charge").within(Duration.ofMillis(30)),
              () -> bank.charge(sum),
              receipt -> status.set("paid " + receipt + " at " + now().toEpochMilli()),
              failure -> status.set(failure.getClass().getSimpleName())));
    }
  }

  /** A bank that charges what it is asked to. */
  private static Bank noting(List<Integer> charged) {
    return sum -> {
      charged.add(sum);
      return sum;
    };
  }

  private static String paid(Simulation simulation, Bank bank) throws InterruptedException {
    try (Plane plane = simulation.start(Plane.builder().route("/shop", () -> new Shop(bank)))) {
      plane.agent("/shop").command("pay", 5);
      simulation.advanceUntilIdle();
      return plane.agent("/shop").get(Shop.STATUS);
    }
  }

  @Test
  void latency_passesHalfBeforeTheWorkAndHalfBehind() {
    List<Long> called = new ArrayList<>();
    Simulation.run(
        1,
        simulation -> {
          simulation.latency("charge", Duration.ofMillis(20));
          Bank bank =
              sum -> {
                called.add(simulation.clock().nanos());
                return sum;
              };
          assertThat(paid(simulation, bank)).isEqualTo("paid 5 at 20");
        });
    assertThat(called).containsExactly(10_000_000L);
  }

  /** A time-out behind the call: what was asked for is done, and its answer comes too late. */
  @Test
  void latency_longerThanTheWorkMayTake_timesOut() {
    List<Integer> charged = new ArrayList<>();
    Simulation.run(
        1,
        simulation -> {
          simulation.latency("charge", Duration.ofMillis(50));
          assertThat(paid(simulation, noting(charged)))
              .isEqualTo(WorkTimeoutException.class.getSimpleName());
        });
    assertThat(charged).containsExactly(5);
  }

  @Test
  void latency_isDrawnFromTheSeed() {
    List<String> paid = new ArrayList<>();
    for (long seed = 0; seed < 20; seed++) {
      long its = seed;
      Scenario scenario =
          simulation -> {
            simulation.latency("charge", MILLI, Duration.ofMillis(29));
            paid.add(its + ": " + paid(simulation, sum -> sum));
          };
      Simulation.run(seed, scenario);
      Simulation.run(seed, scenario);
    }
    assertThat(paid).hasSize(40);
    assertThat(paid.stream().distinct()).hasSize(20); // each seed the same twice
    assertThat(paid.stream().map(line -> line.replaceAll(".*: ", "")).distinct().count())
        .isGreaterThan(10);
  }

  @Test
  void latency_negativeOrUpsideDown_isRefused() {
    Simulation.run(
        1,
        simulation -> {
          assertThatThrownBy(() -> simulation.latency("charge", MILLI.negated()))
              .isInstanceOf(IllegalArgumentException.class)
              .hasMessageContaining("PL-Q4.4");
          assertThatThrownBy(() -> simulation.latency("charge", MILLI, Duration.ZERO))
              .hasMessageContaining("a latency from PT0.001S to PT0S");
        });
  }

  @Test
  void outside_takesTime_andLosesCallsAndAnswers() {
    List<Integer> charged = new ArrayList<>();
    List<String> paid = new ArrayList<>();
    for (long seed = 0; seed < 60; seed++) {
      Simulation.run(
          seed,
          simulation -> {
            Outside<Bank> bank =
                simulation
                    .outside(Bank.class, noting(charged))
                    .taking(Duration.ofMillis(8))
                    .unreachable(0.3)
                    .losingAnswers(0.3);
            paid.add(paid(simulation, bank.stub()));
          });
    }
    assertThat(paid).contains("paid 5 at 8", "IOException");
    long failed = paid.stream().filter(status -> status.equals("IOException")).count();
    long unpaid = 60 - charged.size(); // not reached
    assertThat(unpaid).isBetween(5L, 30L);
    assertThat(failed).isGreaterThan(unpaid); // and some of the answers were lost
  }

  /** What fails in the fake, fails in the caller as it is. */
  @Test
  void outside_fakeThatThrows_isHeardAsItIs() {
    Simulation.run(
        1,
        simulation -> {
          Bank bank =
              simulation
                  .outside(
                      Bank.class,
                      sum -> {
                        throw new IllegalStateException("no such card");
                      })
                  .stub();
          assertThat(paid(simulation, bank)).isEqualTo("IllegalStateException");
          assertThat(bank).isEqualTo(bank).hasSameHashCodeAs(bank).isNotEqualTo("");
        });
  }

  @Test
  void outside_ofAClass_isRefused() {
    Simulation.run(
        1,
        simulation ->
            assertThatThrownBy(() -> simulation.outside(String.class, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PL-Q4.5"));
  }

  /** Explorations play the orders in which two agents reach what is outside. */
  @Test
  void outside_isSharedByWhoCallsIt() {
    Exploration explored =
        Exploration.of(
                simulation -> {
                  List<Integer> charged = new ArrayList<>();
                  Bank bank = simulation.outside(Bank.class, noting(charged)).stub();
                  try (Plane plane =
                      simulation.start(Plane.builder().route("/shop/:n", () -> new Shop(bank)))) {
                    plane.agent("/shop/1").command("pay", 1);
                    plane.agent("/shop/2").command("pay", 2);
                    simulation.settle();
                    assertThat(charged).isNotEqualTo(List.of(2, 1));
                  }
                })
            .all(1_000);
    assertThat(explored.complete()).isTrue();
    assertThat(explored.failed()).isPositive().isLessThan(explored.runs());
  }

  /** Ticks on and on, or three times. */
  private static final class Ticker extends Agent {
    private final ValueLane<Integer> ticks = new ValueLane<>(this, "ticks", 0);

    Ticker(boolean forEver) {
      new CommandLane<String>(this, "start").onCommand(go -> tick(forEver));
    }

    private void tick(boolean forEver) {
      ticks.update(n -> n + 1);
      if (forEver || ticks.get() < 3) {
        after(Duration.ofHours(1), Step.named("tick", () -> tick(forEver)));
      }
    }
  }

  private static Plane ticking(Simulation simulation, boolean forEver) {
    Plane plane = simulation.start(Plane.builder().route("/ticker", () -> new Ticker(forEver)));
    plane.agent("/ticker").command("start", "");
    return plane;
  }

  private static int ticks(Plane plane) throws InterruptedException {
    return plane.agent("/ticker").ask(Ticker.class, ticker -> ticker.ticks.get());
  }

  @Test
  void advanceUntilIdle_bringsAllThatIsToCome_andNoMore() {
    Simulation.run(
        1,
        simulation -> {
          try (Plane plane = ticking(simulation, false)) {
            simulation.advanceUntilIdle();
            assertThat(simulation.clock().nanos()).isEqualTo(Duration.ofHours(2).toNanos());
            assertThat(ticks(plane)).isEqualTo(3);
          }
        });
  }

  @Test
  void advanceUntilIdle_whatHasNoEnd_isNamed() {
    assertThatThrownBy(() ->
            Simulation.run(
                1,
                simulation -> {
                  Plane plane = ticking(simulation, true);
                  simulation.advanceUntilIdle();
                  plane.close();
                }))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining("PL-Q4.3")
        .hasMessageContaining("step 'tick'");
  }

  /** An advance brings what is due at its end; what is due later stays. */
  @Test
  void advance_bringsWhatIsDueAtItsEnd() {
    Simulation.run(
        1,
        simulation -> {
          try (Plane plane = ticking(simulation, false)) {
            simulation.runCurrent();
            assertThat(ticks(plane)).isEqualTo(1);
            simulation.advance(Duration.ofHours(1).minusNanos(1));
            assertThat(ticks(plane)).isEqualTo(1);
            simulation.advance(Duration.ofNanos(1));
            assertThat(ticks(plane)).isEqualTo(2);
            assertThat(simulation.trace().lines())
                .containsSubsequence(
                    "/ticker <- start.onCommand", "clock 1 h", "/ticker <- tick.scheduled");
          }
        });
  }

  /** What is due at one moment at two agents is handled by either of them first. */
  @Test
  void whatIsDueTogether_isHandledInAnyOrder() {
    Set<List<String>> orders = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      Trace trace =
          Simulation.run(
              seed,
              simulation -> {
                try (Plane plane =
                    simulation.start(
                        Plane.builder().route("/ticker/:n", () -> new Ticker(false)))) {
                  plane.agent("/ticker/1").command("start", "");
                  plane.agent("/ticker/2").command("start", "");
                  simulation.advance(Duration.ofHours(1));
                }
              });
      orders.add(
          trace.lines().stream().filter(line -> line.endsWith("<- tick.scheduled")).toList());
    }
    assertThat(orders)
        .contains(
            List.of("/ticker/1 <- tick.scheduled", "/ticker/2 <- tick.scheduled"),
            List.of("/ticker/2 <- tick.scheduled", "/ticker/1 <- tick.scheduled"));
  }

  /** Waits for real time in one way or another. */
  private static final class Sleeper extends Agent {
    Sleeper() {
      new CommandLane<String>(this, "sleep")
          .onCommand(how -> {
            switch (how) {
              case "in a handler" -> Thread.sleep(Duration.ofHours(1));
              case "with a time-out" -> new CountDownLatch(1).await(1, TimeUnit.HOURS);
              default -> suspend(() -> sleeps(), done -> {});
            }
          });
    }

    private static int sleeps() throws InterruptedException {
      Thread.sleep(Duration.ofHours(1));
      return 1;
    }
  }

  private static void isNamed(String how, String place) {
    assertThatThrownBy(() ->
            Simulation.run(
                1,
                simulation -> {
                  Plane plane = simulation.start(Plane.builder().route("/sleeper", Sleeper::new));
                  plane.agent("/sleeper").command("sleep", how);
                  try {
                    simulation.settle();
                  } finally {
                    simulation.crash(plane);
                  }
                }))
        .isInstanceOf(SimulationFailure.class)
        .cause()
        .hasMessageContaining("PL-Q4.6")
        .hasMessageContaining(
            "waits for real time at TimeTest$Sleeper." + place + "(TimeTest.java:");
  }

  @Test
  void handlerThatSleeps_isNamedWithItsLine() {
    isNamed("in a handler", "new");
  }

  @Test
  void handlerThatWaitsWithATimeOut_isNamedWithItsLine() {
    isNamed("with a time-out", "new");
  }

  @Test
  void suspendedWorkThatSleeps_isNamedWithItsLine() {
    isNamed("in suspended work", "sleeps");
  }

  @Test
  void programThatSleeps_isNamedWithItsLine() {
    assertThatThrownBy(() ->
            Simulation.run(
                1,
                simulation -> {
                  simulation.program("p", () -> Thread.sleep(Duration.ofHours(1)));
                  simulation.settle();
                }))
        .isInstanceOf(SimulationFailure.class)
        .cause()
        .hasMessageContaining("p waits for real time at TimeTest.");
  }

  @Test
  void realTime_canBeAllowed() {
    Simulation.run(
        1,
        simulation -> {
          simulation.allow(Leniency.STRANGERS);
          CountDownLatch over = new CountDownLatch(1);
          simulation.program(
              "p",
              () -> {
                Thread.sleep(1);
                over.countDown();
              });
          while (over.getCount() > 0) {
            simulation.settle();
          }
        });
  }
}
