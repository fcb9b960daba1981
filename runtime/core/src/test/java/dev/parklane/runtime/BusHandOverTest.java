package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.bus.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Law B8: who publishes looks up the subscriptions first, and posts then; an agent may be restarted
 * in between. What was found waits for the fresh instance all the same, or is a dead letter.
 */
@Timeout(60)
class BusHandOverTest {
  private static final int RESTARTS = 3;

  private final TestClock clock = new TestClock();
  private final AtomicInteger made = new AtomicInteger();
  private final Set<Integer> failing = new HashSet<>(); // instances whose start fails
  private @Nullable Runnable amidStart; // of one instance, when it has subscribed
  private int itsNumber = 2;
  private @Nullable Subscription subscribed; // by the last
  private @Nullable Endpoint registered; // by the last
  private int priority;
  private boolean takesText; // the endpoint of the second
  private int closing = -1; // a message whose handler closes what the agent has

  @AutoClose
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route(
                  "/probe/:name",
                  () -> new Probe(this::prepare),
                  o ->
                      o.withFailurePolicy(
                          FailurePolicy.restart(
                              RESTARTS,
                              Duration.ofDays(1),
                              new Backoff(Duration.ofSeconds(1), 1, Duration.ofSeconds(1))))));

  private final BusHub hub = BusHub.of(stage.plane.commons());

  private void prepare(Probe p) {
    int number = made.incrementAndGet();
    p.start = () -> start(p, number);
    p.b.on(v -> {
      throw new IllegalStateException("on purpose");
    });
  }

  private void start(Probe p, int number) {
    subscribed =
        p.bus()
            .subscribe("t", Integer.class, m -> take(number + " got " + m, m), priority * number);
    registered =
        number > 1 && takesText
            ? p.bus().endpoint("e", String.class, (Request<String> r) -> stage.note(r.value()))
            : p.bus()
                .endpoint(
                    "e",
                    Integer.class,
                    (Request<Integer> r) -> take(number + " asked " + r.value(), r.value()));
    if (number == itsNumber && amidStart != null) {
      amidStart.run();
    }
    if (failing.contains(number)) {
      throw new IllegalStateException("on purpose");
    }
  }

  private void take(String note, int message) {
    stage.note(note);
    if (message == closing) {
      subscribed.close();
      registered.close();
    }
  }

  private void begin() {
    stage.run(p -> {});
  }

  private void fail() throws InterruptedException {
    stage.probe("x").command("b", 0);
    stage.plane.awaitQuiet();
  }

  /** So that a back-off is over. */
  private void pass() throws InterruptedException {
    clock.advance(Duration.ofSeconds(1));
    stage.plane.awaitQuiet();
  }

  private List<BusSubscription> find() {
    return hub.subscriptions().matching("t");
  }

  /** Goes on with a publication that has found these. */
  private void publish(List<BusSubscription> found, int message) {
    hub.deliver(null, found, "t", message, false, Departure.AT_ONCE);
  }

  private void send(@Nullable BusEndpoint found, int message) {
    hub.deliver(found, new BusRequest(hub, "e", message, null), false, Departure.AT_ONCE);
  }

  private void requireLetters(DeadLetter.Reason reason, Integer... values) {
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::value, DeadLetter::reason)
        .containsExactly(List.of(values).stream().map(v -> tuple(v, reason)).toArray(Tuple[]::new));
  }

  @Test
  void publication_thatFoundWhatWaited_isForTheFreshInstance() throws Exception {
    begin();
    fail();
    List<BusSubscription> found = find();
    BusEndpoint endpoint = hub.endpoints().find("e");
    pass();
    publish(found, 1);
    send(endpoint, 2);
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("2 got 1", "2 asked 2");
    assertThat(stage.deadLetters).isEmpty();
  }

  @Test
  void publication_thatFoundWhatWaited_overTwoRestarts_isForTheLastInstance() throws Exception {
    begin();
    fail();
    List<BusSubscription> found = find();
    BusEndpoint endpoint = hub.endpoints().find("e");
    pass();
    fail();
    publish(found, 1);
    send(endpoint, 2);
    pass();
    publish(found, 3);
    send(endpoint, 4);
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("3 got 1", "3 asked 2", "3 got 3", "3 asked 4");
    assertThat(stage.deadLetters).isEmpty();
  }

  @Test
  void publication_thatFoundWhatWaited_isADeadLetter_whenTheFreshInstanceHasEnded()
      throws Exception {
    begin();
    fail();
    List<BusSubscription> found = find();
    pass();
    stage.run(Probe::end);
    stage.plane.awaitQuiet();
    publish(found, 1);
    requireLetters(DeadLetter.Reason.ENDED, 1);
  }

  @Test
  void publication_thatFoundWhatWaited_isNothing_whenTheFreshInstanceHasClosedIt()
      throws Exception {
    begin();
    fail();
    List<BusSubscription> found = find();
    pass();
    stage.run(p -> subscribed.close());
    publish(found, 1);
    stage.plane.awaitQuiet();
    assertThat(stage.trace).isEmpty();
    assertThat(stage.deadLetters).isEmpty(); // B5
  }

  /** B5: as of any subscription of an agent that lives. */
  @Test
  void publications_thatHaveWaited_areNothing_whenTheFreshInstanceHasClosedIt() throws Exception {
    closing = 1;
    begin();
    fail();
    stage.plane.bus().publish("t", 1);
    stage.plane.bus().publish("t", 2);
    pass();
    assertThat(stage.trace).containsExactly("2 got 1");
    assertThat(stage.deadLetters).isEmpty();
  }

  /** B6: as of any endpoint that is closed. */
  @Test
  void requests_thatHaveWaited_areDeadLetters_whenTheFreshInstanceHasClosedTheEndpoint()
      throws Exception {
    closing = 1;
    begin();
    fail();
    stage.plane.bus().send("e", 1);
    stage.plane.bus().send("e", 2);
    pass();
    assertThat(stage.trace).containsExactly("2 asked 1");
    requireLetters(DeadLetter.Reason.NO_ENDPOINT, 2);
  }

  /** M9, B8: what waits is for an endpoint that takes the same. */
  @Test
  void requests_thatHaveWaited_areDeadLetters_whenTheFreshInstanceTakesAnotherType()
      throws Exception {
    takesText = true;
    begin();
    fail();
    stage.plane.bus().send("e", 1);
    pass();
    stage.plane.bus().send("e", "a text");
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("a text");
    assertThat(made).hasValue(2);
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::value, DeadLetter::reason)
        .contains(tuple(1, DeadLetter.Reason.ENDED));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void publication_amidAStartThatFails_waitsForTheNext(int rising) throws Exception {
    priority = rising; // the second is found before the first, or behind it
    failing.add(2);
    begin();
    fail();
    amidStart =
        () -> {
          publish(find(), 1);
          send(hub.endpoints().find("e"), 2);
        };
    pass();
    assertThat(stage.trace).isEmpty();
    pass();
    assertThat(stage.trace).containsExactly("3 got 1", "3 asked 2");
    assertThat(stage.deadLetters).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1})
  void publication_thatFoundBoth_isForTheNext_whenTheStartHasFailed(int rising) throws Exception {
    priority = rising;
    failing.add(2);
    List<BusSubscription> found = new ArrayList<>();
    List<BusEndpoint> endpoint = new ArrayList<>();
    amidStart =
        () -> {
          found.addAll(find());
          endpoint.add(hub.endpoints().find("e"));
        };
    begin();
    fail();
    pass();
    assertThat(found).hasSize(2);
    publish(found, 1);
    send(endpoint.getFirst(), 2);
    pass();
    publish(found, 3);
    send(endpoint.getFirst(), 4);
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("3 got 1", "3 asked 2", "3 got 3", "3 asked 4");
    assertThat(stage.deadLetters).isEmpty();
  }

  @Test
  void publication_thatFoundBoth_isForTheFreshInstance_once() throws Exception {
    List<BusSubscription> found = new ArrayList<>();
    amidStart = () -> found.addAll(find());
    begin();
    fail();
    pass();
    assertThat(found).hasSize(2);
    publish(found, 1);
    stage.plane.awaitQuiet();
    assertThat(stage.trace).containsExactly("2 got 1");
    assertThat(stage.deadLetters).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 1 + RESTARTS})
  void publication_thatFoundBoth_isADeadLetter_whenTheLastStartHasFailed(int start)
      throws Exception {
    itsNumber = start;
    List<BusSubscription> found = new ArrayList<>();
    amidStart = () -> found.addAll(find());
    IntStream.rangeClosed(2, 1 + RESTARTS).forEach(failing::add);
    begin();
    fail();
    for (int i = 0; i < RESTARTS; i++) {
      pass();
    }
    assertThat(made).hasValue(1 + RESTARTS);
    assertThat(found).hasSize(2);
    publish(found, 1);
    stage.plane.awaitQuiet();
    requireLetters(DeadLetter.Reason.ENDED, 1);
  }

  /** Whether it comes before the failure, amid the restart, or after it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void publications_amidRestarts_areHandledOnce_inOrder(boolean lockStep) throws Exception {
    int messages = 4_000;
    List<Integer> got = new ArrayList<>(); // in the agent's turn
    try (Stage live =
        Stage.of(
            Plane.builder()
                .carriers(2)
                .lockStep(lockStep)
                .route(
                    "/probe/:name",
                    () ->
                        new Probe(p -> {
                          p.start = () -> p.bus().subscribe("t", Integer.class, got::add);
                          p.b.on(v -> {
                            throw new IllegalStateException("on purpose");
                          });
                        }),
                    o ->
                        o.withFailurePolicy(
                            FailurePolicy.restart(
                                Integer.MAX_VALUE, Duration.ofDays(1), Backoff.NONE))))) {
      live.run(p -> {});
      for (int i = 0; i < messages; i++) {
        if (i % 4 == 0) {
          live.probe("x").command("b", 0);
        }
        live.plane.bus().publish("t", i);
      }
      live.plane.awaitQuiet();
      assertThat(live.deadLetters).isEmpty();
    }
    assertThat(got).isEqualTo(IntStream.range(0, messages).boxed().toList());
  }
}
