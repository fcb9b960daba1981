package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.DemandLane;
import dev.parklane.lanes.EventLink;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.MapLink;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.LinkOverflowException;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Retry;
import dev.parklane.stress.bench.Footprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A link whose observer does not come to handle what it is told (law J6). In every test the
 * observer is stuck in a handler while the writer goes on: nothing here would end if it held the
 * writer up.
 */
class SlowObserverTest {
  private static final int WRITES = 300_000;
  private static final int CHURNS = 100_000; // each of them two writes
  private static final int BACKLOG = 1_000;
  private static final long FLAT_BYTES = 1_000_000; // far less than three bytes for each write

  private final List<Object> told = new ArrayList<>(); // the observer's turn, or nobody's
  private final Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();
  private final CountDownLatch stuck = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  /** Writes what it is asked to, a cascade for each write. */
  static final class Writer extends Agent {
    static final String URI = "/writer";

    private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);
    private final MapLane<Integer, Integer> map = new MapLane<>(this, "map");
    private final SupplyLane<Integer> supply = new SupplyLane<>(this, "supply");
    private final DemandLane<Integer> demand = new DemandLane<>(this, "demand");
    private int cues;

    Writer() {
      new CommandLane<Integer>(this, "set").onCommand(value::set);
      new CommandLane<Integer>(this, "put")
          .onCommand(key -> map.compute(key, (k, before) -> before == null ? 1 : before + 1));
      new CommandLane<Integer>(this, "remove").onCommand(map::remove);
      new CommandLane<Integer>(this, "clear").onCommand(ignored -> map.clear());
      new CommandLane<Integer>(this, "supplying").onCommand(supply::supply);
      new CommandLane<Integer>(this, "commanded").onCommand(ignored -> {});
      new CommandLane<Integer>(this, "cue").onCommand(ignored -> demand.cue());
      demand.onCue(() -> ++cues);
    }
  }

  /** Links as it is told, and is stuck in the first handler that it runs. */
  final class Observer extends Agent {
    static final String URI = "/observer";

    Observer() {
      new CommandLane<Consumer<Observer>>(this, "link").onCommand(link -> link.accept(this));
    }

    private AgentRef writer() {
      return agent(Writer.URI);
    }

    private void tell(Object what) throws InterruptedException {
      told.add(what);
      stuck.countDown();
      goOn.await();
    }

    private void linkToValue() {
      new ValueLink<>(this, writer().lane("value", Integer.class))
          .onSynced(value -> tell("synced " + value))
          .onSet((value, previous) -> tell(value + " was " + previous))
          .open();
    }

    private void linkToMap() {
      new MapLink<>(this, writer().mapLane("map", Integer.class, Integer.class))
          .onSynced(map -> tell("synced " + map))
          .onUpdate((map, key, previous, value) -> tell(key + "=" + value + " was " + previous))
          .onRemove((map, key, previous) -> tell(key + " was " + previous))
          .onClear(before -> tell("cleared"))
          .open();
    }

    private void linkToDemand() {
      new ValueLink<>(this, writer().lane("demand", Integer.class)).onEvent(this::tell).open();
    }

    private void linkToMessages(String lane, int backlog, Retry retry) {
      new EventLink<>(this, writer().lane(lane, Integer.class))
          .onLinked(() -> told.add("linked"))
          .onEvent(this::tell)
          .onFailed(cause -> tell(cause.getClass()))
          .backlog(backlog)
          .retry(retry)
          .open();
    }
  }

  private Plane plane(boolean lockStep) {
    return Plane.builder()
        .lockStep(lockStep)
        .clock(new TestClock())
        .onDeadLetter(deadLetters::add)
        .route(Writer.URI, Writer::new)
        .route(Observer.URI, Observer::new)
        .start();
  }

  private static void link(Plane plane, Consumer<Observer> how) {
    plane.agent(Observer.URI).command("link", how);
  }

  /** Sends the writer commands, and waits until it has handled them. */
  private static void write(Plane plane, String lane, int... values) throws InterruptedException {
    AgentRef writer = plane.agent(Writer.URI);
    for (int value : values) {
      writer.command(lane, value);
    }
    writer.ask(Writer.class, w -> "");
  }

  private void release(Plane plane) throws InterruptedException {
    goOn.countDown();
    plane.awaitQuiet();
  }

  private static int[] range(int from, int to) {
    return IntStream.rangeClosed(from, to).toArray();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void value_writtenOften_keepsTheLatestInFlatHeap(boolean lockStep) throws Exception {
    try (Plane plane = plane(lockStep)) {
      link(plane, Observer::linkToValue);
      stuck.await();
      write(plane, "set", range(1, 10));
      long before = Footprint.usedHeap();

      AgentRef writer = plane.agent(Writer.URI);
      for (int i = 11; i <= WRITES; i++) {
        writer.command("set", i);
      }
      write(plane, "set");
      long after = Footprint.usedHeap();
      release(plane);

      assertThat(told).containsExactly("synced 0", WRITES + " was 0");
      assertThat(after - before).isLessThan(FLAT_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void map_whoseKeysComeAndGo_keepsTheLatestOfEachInFlatHeap(boolean lockStep) throws Exception {
    try (Plane plane = plane(lockStep)) {
      write(plane, "put", 7, 8);
      link(plane, Observer::linkToMap);
      stuck.await();
      write(plane, "put", 3, 1, 2);
      long before = Footprint.usedHeap();

      AgentRef writer = plane.agent(Writer.URI);
      for (int i = 0; i < CHURNS; i++) {
        writer.command("put", 10 + i);
        writer.command(i % 10 == 0 ? "put" : "remove", i % 10 == 0 ? 1 + i / 10 % 3 : 9 + i);
        writer.command("remove", 10 + i);
      }
      write(plane, "remove", 8);
      long after = Footprint.usedHeap();
      release(plane);

      int each = CHURNS / 10 / 3 + 1;
      assertThat(told)
          .containsExactly(
              "synced {7=1, 8=1}",
              "3=" + each + " was null",
              "1=" + (each + 1) + " was null",
              "2=" + each + " was null",
              "8 was 1");
      assertThat(after - before).isLessThan(FLAT_BYTES);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void map_clearedWhileEventsArePending_tellsOfTheClearAndWhatIsAfterIt(boolean lockStep)
      throws Exception {
    try (Plane plane = plane(lockStep)) {
      write(plane, "put", 7);
      link(plane, Observer::linkToMap);
      stuck.await();
      write(plane, "put", 1, 7);
      write(plane, "clear", 0);
      write(plane, "put", 2, 7);
      write(plane, "remove", 2);
      release(plane);

      assertThat(told).containsExactly("synced {7=1}", "cleared", "7=1 was null");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void map_keyThatTheObserverKnows_isToldToBeGone(boolean lockStep) throws Exception {
    try (Plane plane = plane(lockStep)) {
      write(plane, "put", 7);
      link(plane, Observer::linkToMap);
      stuck.await();
      write(plane, "remove", 7);
      write(plane, "put", 7);
      write(plane, "remove", 7);
      release(plane);

      assertThat(told).containsExactly("synced {7=1}", "7 was 1");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void map_changeOfAKeyThatTheObserverKnows_isReplacedByItsRemoval(boolean lockStep)
      throws Exception {
    try (Plane plane = plane(lockStep)) {
      write(plane, "put", 7);
      link(plane, Observer::linkToMap);
      stuck.await();
      write(plane, "put", 7);
      write(plane, "remove", 7);
      release(plane);

      assertThat(told).containsExactly("synced {7=1}", "7 was 1");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lanes_ofOneWriter_keepTheOrderOfTheirFirstPendingEvents(boolean lockStep) // E1
      throws Exception {
    try (Plane plane = plane(lockStep)) {
      link(
          plane,
          observer -> {
            observer.linkToMap();
            observer.linkToMessages("supply", BACKLOG, Retry.NEVER);
            observer.linkToValue();
          });
      stuck.await();
      write(plane, "set", 0);
      write(plane, "put", 1);
      write(plane, "set", 1);
      write(plane, "supplying", 5);
      write(plane, "put", 2);
      write(plane, "set", 2);
      write(plane, "put", 1);
      release(plane);

      assertThat(told)
          .containsExactly(
              "synced {}", "linked", "synced 0", "2 was 0", "1=2 was null", 5, "2=1 was null");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void demand_cuedOften_isAnsweredOnce(boolean lockStep) throws Exception { // C2
    try (Plane plane = plane(lockStep)) {
      link(plane, Observer::linkToDemand);
      plane.awaitQuiet();
      write(plane, "cue", 0);
      stuck.await();
      write(plane, "cue", range(1, 100));
      release(plane);

      assertThat(told).containsExactly(2, 102);
    }
  }

  @ParameterizedTest
  @CsvSource({"true,supply,supplying", "false,supply,supplying", "true,commanded,commanded"})
  void messages_asManyAsTheBacklog_areAllKept(boolean lockStep, String lane, String command)
      throws Exception {
    try (Plane plane = plane(lockStep)) {
      link(plane, observer -> observer.linkToMessages(lane, BACKLOG, Retry.NEVER));
      plane.awaitQuiet();
      write(plane, command, 0);
      stuck.await();
      write(plane, command, range(1, BACKLOG));
      release(plane);
      write(plane, command, BACKLOG + 1);
      plane.awaitQuiet();

      assertThat(told)
          .containsExactlyElementsOf(
              Stream.<Object>concat(
                      Stream.of("linked"), IntStream.rangeClosed(0, BACKLOG + 1).boxed())
                  .toList());
      assertThat(deadLetters).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"true,supply,supplying", "false,supply,supplying", "true,commanded,commanded"})
  void messages_moreThanTheBacklog_failTheLinkAfterAllThatWasPending(
      boolean lockStep, String lane, String command) throws Exception {
    try (Plane plane = plane(lockStep)) {
      link(plane, observer -> observer.linkToMessages(lane, BACKLOG, Retry.NEVER));
      plane.awaitQuiet();
      write(plane, command, 0);
      stuck.await();
      write(plane, command, range(1, BACKLOG + 100));
      release(plane);
      write(plane, command, 1);
      plane.awaitQuiet();

      assertThat(told)
          .containsExactlyElementsOf(
              Stream.of(
                      Stream.of("linked"),
                      IntStream.rangeClosed(0, BACKLOG).boxed(),
                      Stream.of(LinkOverflowException.class))
                  .<Object>flatMap(s -> s)
                  .toList());
      assertThat(deadLetters)
          .singleElement()
          .returns(DeadLetter.Reason.LINK_OVERFLOW, DeadLetter::reason)
          .returns(BACKLOG + 1, DeadLetter::value)
          .returns(Observer.URI, DeadLetter::uri);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void link_thatOverflows_isMadeAnewWhereItRetries(boolean lockStep) throws Exception { // J1
    try (Plane plane = plane(lockStep)) {
      link(plane, observer -> observer.linkToMessages("supply", 2, new Retry(1, Backoff.NONE)));
      plane.awaitQuiet();
      write(plane, "supplying", 0);
      stuck.await();
      write(plane, "supplying", 1, 2, 3, 4);
      release(plane);
      write(plane, "supplying", 5);
      plane.awaitQuiet();

      assertThat(told).containsExactly("linked", 0, 1, 2, LinkOverflowException.class, "linked", 5);
    }
  }
}
