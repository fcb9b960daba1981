package dev.parklane.stress.figures;

import dev.parklane.stress.bench.Planes;
import java.util.ArrayList;
import java.util.List;

/** The rows without a goal. */
final class MoreRows {
  private MoreRows() {}

  /** All of them, in the order of the page. */
  static List<Row> all() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(writes());
    rows.addAll(messages());
    rows.addAll(clocks());
    rows.addAll(handlers());
    return rows;
  }

  private static Ref parked(String benchmark) {
    return Ref.of(benchmark, "dispatch", Planes.PARKED);
  }

  private static List<Row> writes() {
    return List.of(
        Row.of(
                "a lane write that triggers one handler, until the next line runs",
                parked("TriggerBenchmark.triggerFromRoot"))
            .beside(
                "a `StructuredTaskScope` opened, forked and joined",
                Ref.of("TriggerBenchmark.peerStructuredTaskScope"))
            .beside(
                "the handler called on the writer's own stack",
                Ref.of("TriggerBenchmark.peerCallOnOwnStack")),
        Row.of(
            "the same from a writer that has ten others under it",
            parked("TriggerBenchmark.triggerFromDepth10")),
        Row.of("a write without observers", parked("TriggerBenchmark.writeWithoutObserver")),
        Row.of("a chain 1,000,000 deep to its end", Ref.of("ChainBenchmark.chainToItsEnd"))
            .beside("the same recursion on one big stack", Ref.of("ChainBenchmark.peerOnOneStack")),
        Row.of(
            "the same, aborted from its deepest handler, down and up",
            Ref.of("ChainBenchmark.chainAborted")),
        Row.of(
                "a put into a map lane of 1,000 entries, one observer",
                parked("MapWriteBenchmark.putWithObserver"))
            .beside("`ConcurrentHashMap.put`", Ref.of("MapWriteBenchmark.peerConcurrentHashMap")),
        traced("another agent"),
        traced("all agents"));
  }

  private static Row traced(String who) {
    return Row.of(
            "a triggered write while a recorder of 100,000 entries traces " + who,
            Ref.of("TraceBenchmark.writeWithObserver", "traced", who.split(" ")[0]))
        .beside(
            "while nobody traces", Ref.of("TraceBenchmark.writeWithObserver", "traced", "nobody"));
  }

  private static List<Row> messages() {
    return List.of(
        Row.of(
                "a command to the last of 16,000 lanes of an agent",
                Ref.of("ManyLanesBenchmark.commandToTheLast", "lanes", "16000"))
            .beside(
                "to its only lane", Ref.of("ManyLanesBenchmark.commandToTheLast", "lanes", "1")),
        published("1"),
        published("5"),
        published("10"),
        Row.of(
                "matching a pattern against a topic of 28 characters",
                Ref.of("TopicBenchmark.patternThatMatches"))
            .beside("`java.util.regex`", Ref.of("TopicBenchmark.peerRegexThatMatches")),
        Row.of(
                "the same where they differ in the end",
                Ref.of("TopicBenchmark.patternThatMissesTheEnd"))
            .beside("`java.util.regex`", Ref.of("TopicBenchmark.peerRegexThatMissesTheEnd")),
        Row.of(
                "finding who of 10,000 subscribes to a topic that is new",
                Ref.of("TopicBenchmark.answerSearched", "others", "10000"))
            .beside("who of 10", Ref.of("TopicBenchmark.answerSearched", "others", "10")),
        Row.of(
            "the same for one that was published to before",
            Ref.of("TopicBenchmark.answerRemembered", "others", "10000")),
        Row.of("a write to a lane with a link whose observer is stuck", Ref.of("SlowLink.write")),
        Row.of(
                "the heap after 10,000,000 of them, one value kept for the observer",
                Ref.of("SlowLink.heapAfter"))
            .beside("before", Ref.of("SlowLink.heapBefore")),
        Row.of(
            "the heap of each of 1,000,000 idle agents with three lanes, URIs and registry entries"
                + " included",
            Ref.of("Growth.idleBytes", "n", "1000000")));
  }

  private static Row published(String matching) {
    return Row.of(
            "a publication to "
                + matching
                + (matching.equals("1") ? " handler" : " handlers")
                + " on the publisher's thread",
            Ref.of("BusBenchmark.toHandlers", "matching", matching))
        .beside("Guava's `EventBus`", Ref.of("BusBenchmark.peerGuava", "matching", matching));
  }

  private static List<Row> clocks() {
    return List.of(
        Row.of(
                "`TestClock.advance`, an event of 1,000,000 of 10,000 timers",
                Ref.of("AdvanceBenchmark.advance"))
            .beside(
                "a `PriorityQueue` driven by hand", Ref.of("AdvanceBenchmark.peerPriorityQueue")),
        Row.of(
            "an event of a test clock that wakes an agent, no trigger",
            Ref.of("WakeByTimeBenchmark.advance", "triggers", "false", "dispatch", Planes.PARKED)),
        Row.of(
                "a live timer set and cancelled, with 100,000 pending, a second",
                Ref.of("LiveTimerBenchmark.setAndCancel"))
            .beside(
                "a `ScheduledThreadPoolExecutor`",
                Ref.of("LiveTimerBenchmark.peerScheduledThreadPoolExecutor"))
            .beside(
                "Netty's `HashedWheelTimer`, which knows time to a millisecond",
                Ref.of("LiveTimerBenchmark.peerHashedWheelTimer")),
        late("50"),
        late("99"),
        late("99.9"));
  }

  private static Row late(String percentile) {
    return Row.of(
            "how late live timers are at 10,000 a second, p" + percentile,
            Ref.of("LiveLateness.clock", "percentile", percentile))
        .beside(
            "a `ScheduledThreadPoolExecutor`",
            Ref.of("LiveLateness.peerScheduledThreadPoolExecutor", "percentile", percentile));
  }

  private static List<Row> handlers() {
    return List.of(
        Row.of(
                "an event of six numbers handed to C",
                Ref.of("NativeHandlerBenchmark.derivedLayout"))
            .beside("a Java handler", Ref.of("NativeHandlerBenchmark.peerSharedHandler")),
        Row.of(
            "root events of a simulation, on one thread, a second",
            Ref.of("SimulationBenchmark.rootEvents")),
        Row.of(
            "whole simulations of 10 agents and 100 events, a second",
            Ref.of("SimulationBenchmark.wholeSimulations")));
  }
}
