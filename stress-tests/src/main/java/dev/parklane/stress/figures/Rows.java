package dev.parklane.stress.figures;

import static dev.parklane.stress.figures.Goal.atLeast;
import static dev.parklane.stress.figures.Goal.atMost;

import dev.parklane.stress.bench.Planes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The rows that have a goal. What is run by mounted dispatch has rows of its own, which are shown
 * when it has been measured.
 */
final class Rows {
  private static final String MOUNTED = Planes.MOUNTED;

  private static final Ref LIMIT =
      Ref.of("HandOffBenchmark.handOffAndBack", "scheduler", Planes.LOCK_STEP);
  private static final Ref LIMIT_WITHOUT =
      Ref.of("HandOffBenchmark.handOffAndBack", "scheduler", Planes.DEFAULT);
  private static final Ref STARTED = Ref.of("TriggerBenchmark.peerVirtualThread");
  private static final Ref OBSERVABLE =
      Ref.of("ObservableBenchmark.peerObservable", "undoEntry", "the first write");
  private static final Ref OBSERVABLE_EACH =
      Ref.of("ObservableBenchmark.peerObservable", "undoEntry", "each write");
  private static final Ref PEKKO_CHILD = Ref.of("CommandBenchmark.peerPekkoActorToChild");
  private static final Ref EXECUTOR = Ref.of("CommandBenchmark.peerExecutorThatKeepsUndo");
  private static final Ref PEKKO_CROWD =
      Ref.of("CommandBenchmark.peerPekkoFromTwoThreadsTo64Actors");
  private static final Ref PEKKO_GROUP = Ref.of("JoinBenchmark.peerPekkoActor");
  private static final Ref PEKKO_ASK = Ref.of("AskBenchmark.peerPekkoAsk");
  private static final Ref PEKKO_MADE = Ref.of("MakeAgentBenchmark.peerPekkoActor");
  private static final Ref LINKED = Ref.of("MapWriteBenchmark.peerLinkedHashMap");

  private static final String PEKKO_CHILD_TEXT = "Pekko, an actor that tells its child";
  private static final String LIMIT_TEXT =
      "two bare virtual threads that hand off and back on one carrier, the limit";

  private Rows() {}

  /** All of them, in the order of the page. */
  static List<Row> withGoals() {
    List<Row> rows = new ArrayList<>();
    rows.addAll(triggers());
    rows.addAll(commands());
    rows.addAll(amongAgents());
    rows.addAll(bus());
    rows.addAll(others());
    rows.addAll(time());
    return rows;
  }

  private static Ref dispatched(String benchmark, String dispatch) {
    return Ref.of(benchmark, "dispatch", dispatch);
  }

  private static List<Row> triggers() {
    Ref parked = dispatched("TriggerBenchmark.triggerFromRoot", Planes.PARKED);
    return List.of(
        Row.of("a lane write that triggers one handler, until the next line runs", parked)
            .beside(LIMIT_TEXT, LIMIT)
            .is(atMost("1.5 limits", cells -> 1.5 * cells.score(LIMIT))),
        Row.of("the same", parked)
            .beside("a virtual thread started and joined", STARTED)
            .is(atMost("0.4 of it", cells -> 0.4 * cells.score(STARTED))),
        Row.of(
                "the same without the flag",
                Ref.of(
                    "TriggerBenchmark.triggerFromRoot",
                    "dispatch",
                    Planes.PARKED,
                    "scheduler",
                    Planes.DEFAULT))
            .beside("two bare virtual threads on the JDK's default scheduler", LIMIT_WITHOUT),
        Row.of(
                "a write to each of four lanes in turn, one handler of its own each",
                dispatched("ObservableBenchmark.triggerOfOneOfFour", Planes.PARKED))
            .beside("an observable written by hand, one undo entry for a root event", OBSERVABLE),
        Row.of("the same, mounted", dispatched("ObservableBenchmark.triggerOfOneOfFour", MOUNTED))
            .beside("an observable written by hand, one undo entry for a root event", OBSERVABLE)
            .beside("the same with an undo entry for each write", OBSERVABLE_EACH)
            .is(atMost("2.5 of it", cells -> 2.5 * cells.score(OBSERVABLE))));
  }

  private static List<Row> commands() {
    return List.of(
        Row.of(
                "a command with one trigger, from sending to its end, at full load from one thread",
                dispatched("CommandBenchmark.commandToOneAgent", Planes.PARKED))
            .beside(PEKKO_CHILD_TEXT, PEKKO_CHILD)
            .beside("a task for a single-thread executor, same state and undo", EXECUTOR)
            .is(
                atMost(
                    "Pekko and 1.1 limits of a trigger",
                    cells -> cells.score(PEKKO_CHILD) + 1.1 * cells.score(LIMIT))),
        Row.of("the same, mounted", dispatched("CommandBenchmark.commandToOneAgent", MOUNTED))
            .beside(PEKKO_CHILD_TEXT, PEKKO_CHILD)
            .beside("a task for a single-thread executor, same state and undo", EXECUTOR)
            .is(
                atMost(
                    "0.6 of Pekko or 1.5 of the executor, whichever is larger",
                    cells ->
                        Math.max(0.6 * cells.score(PEKKO_CHILD), 1.5 * cells.score(EXECUTOR)))),
        Row.of(
                "commands from two threads to 64 agents, one trigger each; the time of one thread",
                dispatched("CommandBenchmark.commandFromTwoThreadsTo64Agents", Planes.PARKED))
            .beside("Pekko, 64 actors that each tell a child", PEKKO_CROWD)
            .is(
                atMost(
                    "Pekko and 1.1 limits of a trigger",
                    cells -> cells.score(PEKKO_CROWD) + 1.1 * cells.score(LIMIT))),
        Row.of(
                "the same, mounted",
                dispatched("CommandBenchmark.commandFromTwoThreadsTo64Agents", MOUNTED))
            .beside("Pekko, 64 actors that each tell a child", PEKKO_CROWD)
            .is(atMost("0.7 of Pekko", cells -> 0.7 * cells.score(PEKKO_CROWD))));
  }

  private static List<Row> amongAgents() {
    List<Row> rows = new ArrayList<>();
    String keeper = "Pekko, an actor that keeps a map of what 1,000 others tell it";
    rows.add(
        Row.of(
                "a join over 1,000 lanes of 1,000 agents, updates a second",
                dispatched("JoinBenchmark.join", Planes.PARKED))
            .beside(keeper, PEKKO_GROUP)
            .is(atLeast("0.5 of Pekko", cells -> 0.5 * cells.score(PEKKO_GROUP))));
    rows.add(
        Row.of("the same, mounted", dispatched("JoinBenchmark.join", MOUNTED))
            .beside(keeper, PEKKO_GROUP)
            .is(atLeast("0.9 of Pekko", cells -> 0.9 * cells.score(PEKKO_GROUP))));
    return rows;
  }

  private static List<Row> bus() {
    return Stream.of("1", "5", "10")
        .flatMap(n -> Stream.of(published(n, Planes.PARKED, 0.6), published(n, MOUNTED, 0.4)))
        .toList();
  }

  private static Row published(String matching, String dispatch, double share) {
    Ref vertx = Ref.of("BusBenchmark.peerVertx", "matching", matching);
    String how = dispatch.equals(MOUNTED) ? ", mounted" : "";
    return Row.of(
            "a publication to "
                + matching
                + (matching.equals("1") ? " agent" : " agents")
                + " among 10,000 subscriptions that do not match, until the last has handled it"
                + how,
            Ref.of("BusBenchmark.toAgents", "matching", matching, "dispatch", dispatch))
        .beside("Vert.x, its local event bus", vertx)
        .is(atMost(share + " of Vert.x", cells -> share * cells.score(vertx)));
  }

  private static List<Row> others() {
    return List.of(
        Row.of(
                "a question to an agent that rests, from a virtual thread that waits for the answer",
                dispatched("AskBenchmark.askFromVirtualThread", Planes.PARKED))
            .beside("Pekko's ask", PEKKO_ASK)
            .is(atMost("0.7 of Pekko", cells -> 0.7 * cells.score(PEKKO_ASK))),
        Row.of(
                "an agent with three lanes made, its first message handled",
                dispatched("MakeAgentBenchmark.makeAgent", Planes.PARKED))
            .beside("a Pekko actor", PEKKO_MADE)
            .is(atMost("0.15 of Pekko", cells -> 0.15 * cells.score(PEKKO_MADE))),
        Row.of(
                "a put into a map lane of 1,000 entries, no observers",
                dispatched("MapWriteBenchmark.putWithoutObserver", Planes.PARKED))
            .beside("`LinkedHashMap.put`", LINKED)
            .is(atMost("5 of it", cells -> 5 * cells.score(LINKED))));
  }

  private static List<Row> time() {
    Ref coldFew = Ref.of("Growth.commandsCold", "n", "1000");
    return List.of(
        Row.of(
                "an event of a test clock that wakes an agent, to the end of its cascade, one trigger",
                Ref.of(
                    "WakeByTimeBenchmark.advance", "triggers", "true", "dispatch", Planes.PARKED))
            .is(atMost("2.5 us", cells -> 2_500)),
        Row.of(
                "the flights of the main example, again and again in one JVM, events a second",
                Ref.of("ReplayedFlights.warm"))
            .is(atLeast("400,000", cells -> 400_000)),
        Row.of("the main example in a fresh JVM, events a second", Ref.of("ReplayedFlights.cold"))
            .is(atLeast("150,000", cells -> 150_000)),
        Row.of("the same, how long it replays", Ref.of("ReplayedFlights.coldTime"))
            .is(atMost("4 s", cells -> 4)),
        Row.of(
                "the first command of a fresh JVM, after `start()`",
                Ref.of("FirstCommand.firstCommand"))
            .is(atMost("50 ms", cells -> 50)),
        Row.of("`start()` in a fresh JVM", Ref.of("FirstCommand.start")),
        Row.of(
                "a command to one of 1,000,000 agents, each of which has rested since all others",
                Ref.of("Growth.commandsCold", "n", "1000000"))
            .beside("the same to one of 1,000 agents", coldFew)
            .is(atMost("2.5 of it", cells -> 2.5 * cells.score(coldFew))));
  }
}
