package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.event.Guest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Laws H5, O2 and H1: whose handlers are inside of a guest, and who waits for whom there. */
@Timeout(60)
class GuestTenureTest {
  private static final UnaryOperator<AgentOptions> RESUME =
      o -> o.withFailurePolicy(FailurePolicy.resume());
  private static final Guest JS = Guest.of("js");
  private static final Guest PYTHON = Guest.of("python");

  private final List<Object> trace = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void load() {
    JS.run(
        """
        function set_a(v) { lanes.a.set(v); }
        async function set_b(v) { await null; lanes.b.set(v); }
        function call_other(v) { note(other()); }
        """);
    PYTHON.run(
        """
        def set_a(v):
            lanes.a.set(v)
        def call_other(v):
            note(other())
        """);
  }

  @AfterAll
  static void close() {
    JS.close();
    PYTHON.close();
  }

  private Guest guest(String language) {
    Guest guest = language.equals("js") ? JS : PYTHON;
    Consumer<Object> note = trace::add;
    guest.set("note", note);
    return guest;
  }

  private static Slot.On<Integer> on(Guest guest, String function) {
    return guest.<Integer>handler(function)::handle;
  }

  /** H5: another agent waits while a handler is parked in a guest; the reactions stay apart. */
  @Test
  void parkedHandler_keepsItsGuest_fromTheHandlersOfOtherAgents() throws Exception {
    Guest js = guest("js");
    CountDownLatch parked = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              parked.countDown();
              release.await();
              trace.add("a of " + p.uri());
            }))) {
      Thread first =
          Thread.startVirtualThread(() -> stage.run("x", p -> on(js, "set_a").accept(1)));
      parked.await();
      Thread second =
          Thread.startVirtualThread(() ->
              stage.run(
                  "y",
                  p -> {
                    trace.add("y begins");
                    on(js, "set_b").accept(7);
                    trace.add("b of y: " + p.b.get());
                  }));
      while (!trace.contains("y begins")) {
        Thread.onSpinWait();
      }
      stage.run("z", p -> trace.add("z needs no guest")); // E7
      second.join(Duration.ofMillis(300)); // which it would need to get in, if it could
      release.countDown();
      first.join();
      second.join();
      assertThat(stage.<Integer>ask("x", p -> p.b.get())).isZero();
    }
    assertThat(trace).containsExactly("y begins", "z needs no guest", "a of /probe/x", "b of y: 7");
  }

  /** H5, S3: who waits for a guest is not at work, so that time can move for who holds it. */
  @Test
  void waitForAGuest_letsTheClockMove_thatItsHolderSleepsOn() throws Exception {
    Guest js = guest("js");
    TestClock clock = new TestClock();
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .clock(clock)
                .route(
                    "/probe/:name",
                    () ->
                        new Probe(p -> {
                          p.a.on(v -> p.clock().sleep(Duration.ofSeconds(1)));
                          p.door.on(d -> on(js, d).accept(3));
                        })))) {
      stage.probe("x").command("door", "set_a");
      stage.plane.awaitQuiet();
      stage.probe("y").command("door", "set_b");
      stage.plane.awaitQuiet();
      clock.advance(Duration.ofSeconds(1));
      stage.plane.awaitQuiet();
      assertThat(stage.<Integer>ask("y", p -> p.b.get())).isEqualTo(3);
    }
  }

  /** H5, O2: whoever would wait for itself by way of a guest fails, with the way. */
  @Test
  void askOfAnAgentThatNeedsTheGuest_failsWithTheCycle() {
    Guest js = guest("js");
    try (Stage stage = Stage.of(p -> {}, RESUME)) {
      Supplier<Object> other =
          () ->
              stage.ask(
                  "y",
                  y -> {
                    on(js, "set_a").accept(1);
                    return "answered";
                  });
      js.set("other", other);
      assertThatThrownBy(() -> stage.run("x", p -> on(js, "call_other").accept(1)))
          .rootCause()
          .isInstanceOf(AskCycleException.class)
          .hasMessage(
              "[PL-O2] entering a guest refused, it would wait for itself: /probe/y -> the js guest ->"
                  + " /probe/x -> /probe/y; send a command on one of these ways instead of asking,"
                  + " or give each agent a guest of its own");
      assertThatThrownBy(() -> on(js, "call_other").accept(1)) // from outside of every agent
          .rootCause()
          .isInstanceOf(AskCycleException.class)
          .hasMessageContaining("/probe/y -> the js guest -> thread '");
      assertThat(stage.<Integer>ask("y", p -> p.a.get())).isZero();
    }
  }

  /** H5, O2: two that hold one guest each, and want the other's. */
  @Test
  void cycleOfGuests_failsWhereItCloses() throws Exception {
    Guest js = guest("js");
    try (Guest second = Guest.of("js")) {
      second.run("function set_a(v) { lanes.a.set(v); } function set_b(v) { lanes.b.set(v); }");
      CountDownLatch both = new CountDownLatch(2);
      List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
      try (Stage stage =
          Stage.of(
              p -> {
                Guest wanted = p.uri().endsWith("x") ? second : js;
                p.a.on(v -> {
                  both.countDown();
                  both.await();
                  on(wanted, "set_b").accept(v);
                });
              },
              RESUME)) {
        List<Thread> threads = new ArrayList<>();
        for (String name : List.of("x", "y")) {
          Guest own = name.equals("x") ? js : second;
          threads.add(
              Thread.startVirtualThread(() -> {
                Throwable failure =
                    catchThrowable(() -> stage.run(name, p -> on(own, "set_a").accept(1)));
                if (failure != null) {
                  failures.add(failure.getCause());
                }
              }));
        }
        for (Thread thread : threads) {
          thread.join();
        }
      }
      assertThat(failures).anyMatch(e -> e instanceof AskCycleException);
    }
  }

  /** H1, E8: a subtask that is forked inside of a guest, and waited for there, is refused. */
  @ParameterizedTest
  @ValueSource(strings = {"js", "python"})
  void subtaskForkedInsideOfAGuest_isRefused(String language) throws Exception {
    Guest guest = guest(language);
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    Supplier<Object> other =
        () -> {
          try (OwnScope scope = new OwnScope()) {
            var subtask =
                scope.fork(() -> {
                  on(guest, "set_a").accept(1);
                  return true;
                });
            scope.join();
            refusal.set(subtask.exception());
            return "joined";
          }
        };
    guest.set("other", other);
    on(guest, "call_other").accept(1);
    assertThat(trace).containsExactly("joined");
    assertThat(refusal.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was forked inside of the " + language + " guest");
  }

  /** H1, O3: who waits for room in a mailbox leaves the guest that makes room. */
  @Test
  void waitForRoom_insideOfAGuest_leavesIt() throws Exception {
    Guest python = guest("python");
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(
            p ->
                p.door.on(d -> {
                  if (d.equals("first")) {
                    begun.countDown();
                    release.await();
                  }
                  on(python, "set_a").accept(1);
                }),
            o -> o.withMailboxCapacity(1))) {
      stage.probe("x").command("door", "first");
      begun.await();
      stage.probe("x").command("door", "second");
      Supplier<Object> other =
          () -> {
            release.countDown();
            stage.probe("x").command("door", "third"); // waits for the first to end
            return "sent";
          };
      python.set("other", other);
      on(python, "call_other").accept(1);
      stage.plane.awaitQuiet();
    }
    assertThat(trace).containsExactly("sent");
  }
}
