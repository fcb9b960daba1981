package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.event.Guest;
import dev.parklane.runtime.event.GuestException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws H2 and H4: handlers of agents in other languages park, fail and end as those in Java do. */
@Timeout(60)
class GuestAgentTest {
  private static final String PYTHON = "python";
  private static final String JAVASCRIPT = "js";
  private static final UnaryOperator<AgentOptions> RESUME =
      o -> o.withFailurePolicy(FailurePolicy.resume());
  private static final Map<String, Guest> GUESTS = new HashMap<>();

  private final List<Object> trace = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void open() throws IOException, URISyntaxException {
    for (Map.Entry<String, String> script :
        Map.of(PYTHON, "/guests/handlers.py", JAVASCRIPT, "/guests/handlers.js").entrySet()) {
      Guest guest = Guest.of(script.getKey());
      URL there = Objects.requireNonNull(GuestAgentTest.class.getResource(script.getValue()));
      guest.run(Path.of(there.toURI()));
      GUESTS.put(script.getKey(), guest);
    }
  }

  @AfterAll
  static void close() {
    GUESTS.values().forEach(Guest::close);
  }

  private Guest guest(String language) {
    Guest guest = Objects.requireNonNull(GUESTS.get(language));
    Consumer<Object> note = trace::add;
    guest.set("note", note);
    return guest;
  }

  private static <T> Slot.On<T> on(Guest guest, String function) {
    return guest.<T>handler(function)::handle;
  }

  // --- parking -----------------------------------------------------------------------------------

  /** H2, E3: the writer and all that it triggers are in the same guest, four deep. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void write_parksTheGuest_untilAllThatItTriggersInTheSameGuestHasRun(String language) {
    Guest guest = guest(language);
    try (Stage stage = Stage.of(p -> p.a.on(on(guest, "deeper")))) {
      stage.run(p -> on(guest, "write_then_read").accept(1));
      assertThat(stage.<String>ask(p -> p.door.get())).isEqualTo("4 10");
      assertThat(stage.<Integer>ask(p -> p.b.get())).isEqualTo(10);
    }
  }

  /** H1, H2: a Python guest serves one agent while the handler of another is parked outside it. */
  @Test
  void parkedGuest_isLeft_forTheHandlersOfOthers() throws Exception {
    Guest guest = guest(PYTHON);
    CountDownLatch parked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              parked.countDown();
              release.await();
            }))) {
      Thread writer =
          Thread.startVirtualThread(() -> stage.run("x", p -> on(guest, "write").accept(1)));
      parked.await();
      stage.run("y", p -> on(guest, "note_it").accept("of y"));
      release.countDown();
      writer.join();
    }
    assertThat(trace).containsExactly("in", "of y", "went on", "out");
  }

  /** H2, O2: who asks leaves the guest that the asked needs to answer. */
  @Test
  void ask_insideAGuest_leavesItForTheAsked() {
    Guest guest = guest(PYTHON);
    try (Stage stage = Stage.of(p -> {})) {
      Supplier<Object> other =
          () ->
              stage.ask(
                  "y",
                  y -> {
                    on(guest, "note_it").accept("in y");
                    return "answered";
                  });
      guest.set("other", other);
      stage.run("x", p -> on(guest, "ask").accept(1));
    }
    assertThat(trace).containsExactly("asks", "in y", "answered");
  }

  /** H2, O2, B6: likewise who waits for the answer to a request. */
  @Test
  void request_insideAGuest_leavesItForTheEndpoint() {
    Guest guest = guest(PYTHON);
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(
          "y",
          y ->
              y.bus()
                  .endpoint(
                      "e",
                      String.class,
                      (Request<String> request) -> {
                        on(guest, "note_it").accept(request.value());
                        request.answer("answered");
                      }));
      stage.run(
          "x",
          x -> {
            Supplier<Object> other = () -> request(x);
            guest.set("other", other);
            on(guest, "ask").accept(1);
          });
    }
    assertThat(trace).containsExactly("asks", "in y", "answered");
  }

  private static Object request(Probe probe) {
    try {
      return probe.bus().request("e", "in y", String.class, Duration.ofSeconds(9));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** H2: a guest may call Java that handles an event in another guest, and goes on after it. */
  @Test
  void handlerOfAnotherGuest_isCalledFromInsideOfOne_andMayParkThere() {
    Guest python = guest(PYTHON);
    Guest javascript = guest(JAVASCRIPT);
    try (Stage stage = Stage.of(p -> p.a.on(on(python, "note_it")))) {
      Supplier<Object> other =
          () -> {
            try {
              on(javascript, "write").accept(7);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            return "back";
          };
      python.set("other", other);
      stage.run(p -> on(python, "ask").accept(1));
    }
    assertThat(trace).containsExactly("asks", "in", 7, "went on", "out", "back");
  }

  // --- lanes -------------------------------------------------------------------------------------

  /** H2: nothing of the guest gets into a lane. */
  @Test
  void lane_isGivenPlainCopies() {
    Map<String, Object> common = new HashMap<>();
    common.put("n", List.of(1, 2.5, "x"));
    common.put("none", null);
    common.put("big", 1L << 40);
    common.put("bigger", BigInteger.TWO.pow(70));
    try (Stage stage = Stage.of(p -> {})) {
      for (String language : List.of(PYTHON, JAVASCRIPT)) {
        Guest guest = guest(language);
        Map<String, Object> expected = new HashMap<>(common);
        expected.put("whole", language.equals(PYTHON) ? (Object) 2.0 : (Object) 2);
        stage.run(p -> on(guest, "give").accept(1));
        assertThat(stage.<Object>ask(p -> ((Slot<?>) p.door).get())).isEqualTo(expected);
      }
    }
  }

  /** H2. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void lane_thatIsNotThere_orIsAssigned_failsByName(String language) {
    Guest guest = guest(language);
    try (Stage stage = Stage.of(p -> {}, RESUME)) {
      assertThatThrownBy(() -> stage.run(p -> on(guest, "unknown").accept(1)))
          .cause()
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("[PL-O4.2] /probe/x has no lane 'nope'; declare it in Probe");
      assertThatThrownBy(() -> stage.run(p -> on(guest, "assign").accept(1)))
          .cause()
          .hasMessageContaining("lanes.a = ... is no write");
    }
    assertThatThrownBy(() -> on(guest, "unknown").accept(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lanes.nope: thread '")
        .hasMessageContaining("runs no handler of an agent");
  }

  // --- failing -----------------------------------------------------------------------------------

  /** H4, F1, F2: the guest's own message and frames, and the lanes as they were. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void exceptionOfAGuest_failsTheCascade_withItsOwnMessageAndStack(String language) {
    Guest guest = guest(language);
    boolean python = language.equals(PYTHON);
    try (Stage stage = Stage.of(p -> {}, RESUME)) {
      Throwable failure =
          catchThrowable(() ->
              stage.run(p -> {
                p.a.set(5);
                on(guest, "fail").accept(1);
              }));
      assertThat(failure).isInstanceOf(AgentFailedException.class);
      assertThat(failure.getCause())
          .isInstanceOf(GuestException.class)
          .hasNoCause()
          .hasMessage(
              python
                  ? "python: IndexError: list index out of range (in fail, handlers.py:29)"
                  : "js: TypeError: Cannot read property '1' of undefined (in fail, handlers.js:32)");
      assertThat(Arrays.stream(failure.getCause().getStackTrace()).map(Object::toString))
          .anyMatch(frame -> frame.contains("fail(handlers." + (python ? "py:29" : "js:32")));
      assertThat(stage.<Integer>ask(p -> p.a.get())).isZero();
    }
  }

  /** H4, F1, F4: what failed in Java under the guest comes out as itself, through its finally. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void failureOfATriggeredHandler_comesOutOfTheGuestAsItself(String language) {
    Guest guest = guest(language);
    try (Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              throw new IOException("disk");
            }))) {
      AtomicReference<Throwable> out = new AtomicReference<>();
      Throwable failure =
          catchThrowable(() ->
              stage.run(p -> {
                out.set(catchThrowable(() -> on(guest, "write").accept(1)));
                throw (Exception) out.get();
              }));
      assertThat(out.get()).isExactlyInstanceOf(CascadeAbortedException.class);
      assertThat(failure.getCause()).isInstanceOf(IOException.class).hasMessage("disk");
    }
    assertThat(trace).containsExactly("in", "out");
  }

  /** H4, F1: catching it saves nothing. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void failureThatAGuestCatches_failsTheCascadeAllTheSame(String language) {
    Guest guest = guest(language);
    try (Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              throw new IOException("disk");
            }))) {
      assertThatThrownBy(() -> stage.run(p -> on(guest, "write_anyway").accept(1)))
          .hasRootCauseMessage("disk");
    }
    assertThat(trace).containsExactly("caught");
  }

  /** H4, F6. */
  @ParameterizedTest
  @ValueSource(strings = {PYTHON, JAVASCRIPT})
  void stackOverflowInAGuest_failsItsAgentAlone(String language) {
    Guest guest = guest(language);
    try (Stage stage = Stage.of(p -> {})) {
      assertThatThrownBy(() -> stage.run("x", p -> on(guest, "overflow").accept(1)))
          .cause()
          .isInstanceOf(GuestException.class);
      stage.run("y", p -> on(guest, "note_it").accept("goes on"));
    }
    assertThat(trace).containsExactly("goes on");
  }

  // --- ending ------------------------------------------------------------------------------------

  /** H2, L5: an endless loop ends with its plane; a shared guest serves others after it. */
  @ParameterizedTest
  @CsvSource({"python, loop, 1", "js, loop, 100"}) // JavaScript at whatever moment
  void endlessLoop_isInterrupted_whenItsPlaneIs(String language, String loop, int times)
      throws Exception {
    for (int i = 0; i < times; i++) {
      trace.clear();
      interruptsLoop(language, loop);
    }
  }

  private void interruptsLoop(String language, String loop) throws Exception {
    Guest guest = guest(language);
    Stage stage =
        Stage.of(p -> {
          p.a.on(on(guest, loop));
          p.b.on(v -> p.c.set(v));
        });
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread asker =
        Thread.startVirtualThread(
            () -> failure.set(catchThrowable(() -> stage.run(p -> p.a.set(1)))));
    while (trace.isEmpty()) {
      Thread.onSpinWait();
    }
    Thread.currentThread().interrupt();
    stage.close();
    assertThat(Thread.interrupted()).isTrue();
    asker.join();
    assertThat(failure.get().getCause()).hasMessageContaining("interrupted");
    if (loop.equals("loop")) {
      assertThat(failure.get().getCause())
          .isInstanceOf(GuestException.class)
          .hasMessageStartingWith(language + ": interrupted (in loop");
    }
    on(guest, "note_it").accept("still there");
    assertThat(trace).containsExactly("loops", "still there");
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("parklane-guest-interrupt"));
  }

  /** H2: a guest that an agent opens in its constructor lives as long as the instance. */
  @Test
  void guestOfAnAgent_isClosedWithTheInstance_notWithACascadeThatFails() {
    List<Guest> opened = new ArrayList<>();
    try (Stage stage =
        Stage.of(
            p -> {
              Guest own = p.guest(JAVASCRIPT);
              opened.add(own);
              own.run("function twice(v) { lanes.b.set(2 * v); }");
              p.a.on(on(own, "twice"));
            },
            RESUME)) {
      assertThatThrownBy(() ->
              stage.run(p -> {
                throw new IOException("disk");
              }))
          .hasRootCauseMessage("disk");
      stage.run(p -> {
        p.a.set(4);
        assertThat(p.b.get()).isEqualTo(8);
        assertThat(p.hasUnderWay()).isFalse();
      });
      stage.run(Probe::end);
    }
    assertThatThrownBy(() -> opened.getFirst().run("1"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("[PL-H1.13] the js guest is closed; open another");
  }

  /** H2, F2: a guest that a failed cascade has opened is closed. */
  @Test
  void guestOfAnAgent_isClosed_whenTheCascadeFailsThatHasOpenedIt() {
    AtomicReference<Guest> opened = new AtomicReference<>();
    try (Stage stage = Stage.of(p -> {}, RESUME)) {
      assertThatThrownBy(() ->
              stage.run(p -> {
                opened.set(p.guest(JAVASCRIPT));
                throw new IOException("disk");
              }))
          .hasRootCauseMessage("disk");
      assertThatThrownBy(() -> opened.get().run("1")).hasMessageContaining("is closed");
    }
  }
}
