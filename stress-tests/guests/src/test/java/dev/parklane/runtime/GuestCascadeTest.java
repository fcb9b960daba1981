package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.runtime.event.Guest;
import dev.parklane.runtime.event.GuestException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

/** Law H5: what a guest's handler leaves to do later is part of its cascade, or a failure. */
@Timeout(60)
class GuestCascadeTest {
  private static final UnaryOperator<AgentOptions> RESUME =
      o -> o.withFailurePolicy(FailurePolicy.resume());
  private static final Guest JS = Guest.of("js");
  private static final Guest PYTHON = Guest.of("python");

  private final List<Object> trace = Collections.synchronizedList(new ArrayList<>());

  @BeforeAll
  static void load() {
    JS.run(
        """
        let go;
        async function later(v) { note('begins'); await null; lanes.a.set(v); note(lanes.b.get()); }
        async function lost(v) { lanes.a.set(v); await null; throw new Error('lost'); }
        function unheard(v) { lanes.a.set(v); Promise.reject(new TypeError('unheard')); }
        function no_error(v) { lanes.a.set(v); Promise.reject('a text'); }
        function heard(v) { Promise.reject(new Error('x')).catch(e => lanes.a.set(v)); }
        async function java(v) { await null; broken(); }
        async function pending(v) { lanes.a.set(v); await new Promise(r => {}); }
        function thenable(v) { return {then(done) { lanes.a.set(v); done(); }}; }
        function* generator(v) { lanes.a.set(v); }
        async function* async_generator(v) { lanes.a.set(v); }
        async function of_generator(v) { await null; return generator(v); }
        function lazy(v) { return [v].values().map(x => lanes.a.set(x)); }
        function both(v) { Promise.reject(new Error('later')); throw new Error('first'); }
        function spins(v) { Promise.resolve().then(() => note('left')); note('spins'); for (;;); }
        function set_a(v) { lanes.a.set(v); }
        async function set_b(v) { await null; lanes.b.set(v); }
        async function nested(v) { await null; throw new Error('nested'); }
        function write_and_go_on(v) { lanes.a.set(v); note('went on'); }
        function leave(v) { (async () => { await new Promise(r => go = r); lanes.a.set(v); })(); }
        function resolve(v) { go(); }
        function collected(v) { note(typeof FinalizationRegistry); }
        """);
    PYTHON.run(
        """
        async def coroutine(v):
            lanes.a.set(v)
        def generator(v):
            yield lanes.a.set(v)
        async def async_generator(v):
            yield lanes.a.set(v)
        def lazy(v):
            return map(lanes.a.set, [v])
        class Later:
            def __await__(self):
                yield
        def awaitable(v):
            return Later()
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

  // --- reactions ---------------------------------------------------------------------------------

  /** H5, E3: the writer goes on when the reactions of what it has triggered have run, too. */
  @Test
  void reactions_runInTheSameTurn_beforeTheWriterGoesOn() {
    Guest js = guest("js");
    try (Stage stage =
        Stage.of(p -> {
          p.c.on(on(js, "later"));
          p.a.on(v -> p.b.set(v + 1));
        })) {
      stage.run(p -> {
        p.c.set(4);
        trace.add("writer: " + p.a.get());
      });
    }
    assertThat(trace).containsExactly("begins", 5, "writer: 4");
  }

  /** H5, H4, F2: a rejection that nobody handles fails the cascade that has led to it. */
  @ParameterizedTest
  @CsvSource({
    "lost, js: Error: lost (in lost",
    "unheard, js: TypeError: unheard (in ",
    "no_error, [PL-H5.2] js: rejected with a text (in ",
    "pending, [PL-H5.3] js: pending returned a promise that is still pending",
  })
  void rejectionOrPendingPromise_failsTheCascade(String function, String message) {
    Guest js = guest("js");
    try (Stage stage = Stage.of(p -> {}, RESUME)) {
      assertThatThrownBy(() -> stage.run(p -> on(js, function).accept(1)))
          .cause()
          .isInstanceOf(GuestException.class)
          .hasMessageStartingWith(message);
      assertThat(stage.<Integer>ask(p -> p.a.get())).isZero();
      stage.run(p -> on(js, "heard").accept(2)); // one that is handled is none
      assertThat(stage.<Integer>ask(p -> p.a.get())).isEqualTo(2);
    }
  }

  /** H5, H4: what fails in Java under a reaction comes out as itself. */
  @Test
  void failureInJavaUnderAReaction_isItself() {
    Guest js = guest("js");
    IOException thrown = new IOException("disk");
    Supplier<Object> broken =
        () -> {
          throw new IllegalStateException(thrown);
        };
    js.set("broken", broken);
    assertThat(catchThrowable(() -> on(js, "java").accept(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCause(thrown);
  }

  /** H5, F1: one that fails as well is told with the failure. */
  @Test
  void rejectionBesideAFailure_isToldWithIt() {
    Throwable failure = catchThrowable(() -> on(guest("js"), "both").accept(1));
    assertThat(failure).hasMessageStartingWith("js: Error: first");
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(e -> assertThat(e).hasMessageStartingWith("js: Error: later"));
  }

  /** H5: so it is with what a script leaves. */
  @Test
  void rejectionOfAScript_failsTheScript() {
    assertThatThrownBy(() -> JS.run("Promise.reject(new Error('of the script'))"))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith("js: Error: of the script");
    JS.run("Promise.reject(new Error('x')).catch(e => {})");
  }

  /** H5: nothing of it has run, and that is no success. */
  @ParameterizedTest
  @CsvSource({
    "js, generator, a generator",
    "js, async_generator, an async generator",
    "js, of_generator, a generator",
    "js, lazy, an iterator",
    "python, coroutine, a coroutine",
    "python, generator, a generator",
    "python, async_generator, an async generator",
    "python, lazy, an iterator map",
    "python, awaitable, an awaitable Later",
  })
  void resultThatOnlyDescribesWork_isAFailureByName(String language, String name, String what) {
    Guest guest = guest(language);
    try (Stage stage = Stage.of(p -> {}, RESUME)) {
      assertThatThrownBy(() -> stage.run(p -> on(guest, name).accept(1)))
          .cause()
          .isInstanceOf(GuestException.class)
          .hasMessageStartingWith(
              "[PL-H5] "
                  + language
                  + ": "
                  + name
                  + " returned "
                  + what
                  + ", which only says what is to be done");
      assertThat(stage.<Integer>ask(p -> p.a.get())).isZero();
    }
  }

  /** H5: something else than a promise that can be waited for is waited for. */
  @Test
  void thenable_isFollowed() {
    Guest js = guest("js");
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p -> {
        on(js, "thenable").accept(3);
        assertThat(p.a.get()).isEqualTo(3);
      });
    }
  }

  /** H5: where a guest triggers itself its reactions run before its outermost call returns. */
  @Test
  void reactionsOfAGuestThatTriggersItself_runBeforeItsOutermostCallReturns() {
    Guest js = guest("js");
    try (Stage stage = Stage.of(p -> p.a.on(on(js, "set_b")))) {
      stage.run(p -> {
        on(js, "write_and_go_on").accept(6);
        trace.add(p.b.get());
      });
    }
    assertThat(trace).containsExactly("went on", 6);
  }

  /** H5, F2: and what fails of them fails that cascade. */
  @Test
  void rejectionOfANestedHandler_failsTheCascade() {
    Guest js = guest("js");
    try (Stage stage = Stage.of(p -> p.a.on(on(js, "nested")), RESUME)) {
      assertThatThrownBy(() -> stage.run(p -> on(js, "write_and_go_on").accept(6)))
          .cause()
          .hasMessageStartingWith("js: Error: nested (in nested");
      assertThat(stage.<Integer>ask(p -> p.a.get())).isZero();
    }
  }

  /** H5: what an interrupted call has left is not done in another's turn. */
  @Test
  void reactionsOfAnInterruptedCall_doNotRunInTheTurnOfAnother() throws Exception {
    Guest js = guest("js");
    Stage stage = Stage.of(p -> p.a.on(on(js, "spins")));
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
    assertThat(failure.get()).isNotNull();
    int ofTheTurn = trace.size();
    on(js, "collected").accept(1);
    assertThat(trace.subList(ofTheTurn, trace.size())).containsExactly("undefined");
  }

  /** H5: a reaction that is left over is refused in the turn of whoever brings it about. */
  @Test
  void reactionThatIsLeftOver_isRefusedInTheTurnOfAnother() {
    Guest js = guest("js");
    try (Stage stage = Stage.of(p -> {}, RESUME)) {
      stage.run("x", p -> on(js, "leave").accept(7));
      assertThatThrownBy(() -> stage.run("y", p -> on(js, "resolve").accept(8)))
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith(
              "[PL-H5.4] lanes.a.set: this continues a handler whose cascade is over");
      for (String name : List.of("x", "y")) {
        assertThat(stage.<Integer>ask(name, p -> p.a.get())).isZero();
      }
    }
  }
}
