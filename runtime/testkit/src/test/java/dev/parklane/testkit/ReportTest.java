package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Q5: what a reader sees first of a failure. */
@Timeout(120)
class ReportTest {
  /** Sells what it asks the price of elsewhere, and loses a sale that comes meanwhile. */
  private static final class Till extends Agent {
    private final CommandLane<String> sell = new CommandLane<>(this, "sell", String.class);
    private final ValueLane<Integer> takings = new ValueLane<>(this, "takings", 0);
    private final MapLane<String, Integer> sold = new MapLane<>(this, "sold");

    Till() {
      sell.onCommand(thing -> {
        int before = takings.get();
        sold.put(thing, thing.length());
        suspend(thing::length, price -> takings.set(before + price));
      });
    }
  }

  private static void twoSales(Simulation simulation) throws Exception {
    try (Plane plane = simulation.start(Plane.builder().route("/till", Till::new))) {
      simulation.clock().advance(Duration.ofMinutes(90));
      simulation.note("the shop opens");
      simulation.program("tea", () -> plane.agent("/till").command("sell", "tea"));
      simulation.program("cake", () -> plane.agent("/till").command("sell", "cake"));
      simulation.settle();
      int takings = plane.agent("/till").ask(Till.class, till -> till.takings.get());
      if (takings != 7) {
        throw new AssertionError("the till has " + takings);
      }
    }
  }

  private static SimulationFailure found() {
    return Exploration.of(ReportTest::twoSales)
        .all(1_000)
        .failures()
        .getFirst()
        .shrunk(ReportTest::twoSales);
  }

  /** What failed, how to play it again, which order decides, and what held what, in few lines. */
  @Test
  void firstScreen_namesTheOrderThatDecides() {
    String report = String.valueOf(found().getMessage());
    assertThat(report.lines().count()).as(report).isLessThanOrEqualTo(40);
    assertThat(report.lines().limit(4))
        .containsExactly(
            "java.lang.AssertionError: the till has 4",
            "play it again: Simulation.run(0L, Strategy.choices(), scenario)",
            "it decides that in the mailbox of /till 'sell.onCommand \"cake\"' from cake came before"
                + " 'suspended by /till': the other way round it passes",
            "it goes wrong first at ReportTest$Till.new(ReportTest.java:31): 'suspended #2' of /till"
                + " does 'takings: 3 -> 4', where it passes: 'takings: 3 -> 7'");
    assertThat(report)
        .contains("sell.onCommand \"tea\" from tea", "sold: \"tea\": 3", "takings: 0 -> 3")
        .contains("takings: 3 -> 4", "1 h 30 min");
    assertThat(report.lines().filter(line -> line.startsWith(">"))).hasSize(4);
    assertThat(report.lines().filter(line -> line.startsWith("!")))
        .singleElement()
        .asString()
        .contains("suspended #2");
  }

  /** The files of it stand where it says: a page that needs no other, and the whole trace. */
  @Test
  void files_standWhereItSays() throws Exception {
    SimulationFailure failure = found();
    Path page = Path.of(line(failure, "as a page: "));
    assertThat(Files.readString(page))
        .contains("the till has 4", "takings: 0 -> 3", "note the shop opens", "<script>")
        .doesNotContain("/*DATA*/", "src=", "https:");
    assertThat(Files.readString(Path.of(line(failure, "whole trace: "))))
        .contains("Simulation.run(0L", "/till <- sell.onCommand");
  }

  private static String line(SimulationFailure failure, String start) {
    return String.valueOf(failure.getMessage())
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow();
  }

  /** Q4: a scenario that reads something outside is told to do so. */
  @Test
  void failureThatDoesNotComeAgain_isToldToReadSomethingOutside() {
    AtomicInteger plays = new AtomicInteger();
    assertThatThrownBy(() ->
            Simulation.run(
                1,
                simulation -> {
                  if (plays.incrementAndGet() == 1) {
                    throw new AssertionError("only once");
                  }
                }))
        .isInstanceOf(SimulationFailure.class)
        .hasMessageContaining(
            "played again it does not fail: it reads something outside the simulation");
  }
}
