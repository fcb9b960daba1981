package dev.parklane.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws H1 and H4: functions of guests as handlers of events. */
@Timeout(60)
class GuestTest {
  private static final Guest PYTHON = Guest.of("python");
  private static final Guest JAVASCRIPT = Guest.of("js");

  private static final Bar BAR =
      new Bar(
          new Instrument("AAPL", Optional.of("Apple"), Optional.empty()),
          1.5,
          (1L << 60) + 1,
          Side.BUY,
          List.of(new Tag("a"), new Tag("b")),
          Map.of("k", new Tag("v")),
          null,
          Instant.ofEpochSecond(86_400),
          Duration.ofMillis(1_500),
          new BigDecimal("0.1"));

  private final List<Object> trace = Collections.synchronizedList(new ArrayList<>());

  private enum Side {
    BUY
  }

  private record Tag(String text) {}

  private record Instrument(String symbol, Optional<String> name, Optional<String> venue) {}

  private record Bar(
      Instrument instrument,
      double price,
      long volume,
      Side side,
      List<Tag> tags,
      Map<String, Tag> more,
      Object nothing,
      Instant at,
      Duration length,
      BigDecimal exact) {}

  static List<Guest> guests() {
    return List.of(PYTHON, JAVASCRIPT);
  }

  @AfterAll
  static void close() {
    guests().forEach(Guest::close);
  }

  private void define(Guest guest, String python, String javascript) {
    Consumer<Object> note = trace::add;
    guest.set("note", note);
    guest.run(guest == PYTHON ? python : javascript);
  }

  // --- events ------------------------------------------------------------------------------------

  /** H1. */
  @Test
  void record_isAnObjectWithAttributes_inPython() throws Exception {
    define(
        PYTHON,
        """
        def on_bar(e):
            note(e.instrument.symbol)
            note(e.instrument.name)
            note(e.instrument.venue is None)
            note(e.price * 2)
            note(e.volume + 1)
            note(e.side)
            note([t.text for t in e.tags] + [len(e.tags), e.tags[-1].text])
            note(e.more["k"].text)
            note(e.nothing is None)
            note(e.at.getEpochSecond())
            note(e.length.toMillis())
            note(e.exact)
            note(e.instrument)
        """,
        "");
    PYTHON.<Bar>handler("on_bar").handle(BAR);
    assertThat(trace)
        .containsExactly(
            "AAPL",
            "Apple",
            true,
            3.0,
            (1L << 60) + 2,
            "BUY",
            List.of("a", "b", 2, "b"),
            "v",
            true,
            86_400,
            1_500,
            new BigDecimal("0.1"),
            BAR.instrument());
  }

  /** H1. */
  @Test
  void record_isAnObjectWithAttributes_inJavaScript() throws Exception {
    define(
        JAVASCRIPT,
        "",
        """
        function on_bar(e) {
          note(e.instrument.symbol);
          note(e.instrument.name);
          note(e.instrument.venue === null);
          note(e.price * 2.5);
          note(e.volume);
          note(e.side);
          note([...e.tags.map(t => t.text), e.tags.length, e.tags[1].text]);
          note(e.more.get("k").text);
          note(e.nothing === null);
          note(e.at.getEpochSecond());
          note(e.length.toMillis());
          note(e.exact);
          note(Object.keys(e.instrument));
          note(e.unknown === undefined);
        }
        """);
    JAVASCRIPT.<Bar>handler("on_bar").handle(BAR);
    assertThat(trace)
        .containsExactly(
            "AAPL",
            "Apple",
            true,
            3.75,
            (1L << 60) + 1,
            "BUY",
            List.of("a", "b", 2, "b"),
            "v",
            true,
            86_400,
            1_500,
            new BigDecimal("0.1"),
            List.of("symbol", "name", "venue"),
            true);
  }

  /** H1, H4: Python has an error for it; in JavaScript it is undefined, as of any object. */
  @Test
  void attribute_thatIsNotThere_isTheErrorOfTheLanguage() {
    define(PYTHON, "def price(e):\n    e.pricee\ndef write(e):\n    e.text = 'x'\n", "");
    assertThatThrownBy(() -> PYTHON.handler("price").handle(BAR))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith("python: AttributeError: ")
        .hasMessageContaining("'pricee'");
    assertThatThrownBy(() -> PYTHON.handler("write").handle(new Tag("t")))
        .hasMessageStartingWith("python: AttributeError: ");
  }

  /** H1: what a guest gives to Java is a copy that later changes do not reach. */
  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("guests")
  void global_isCopiedIntoPlainJava(Guest guest) {
    define(
        guest,
        "a = [1, {'k': 2}]\nb = a\ndef f(): pass\ng = []\ng.append(g)\n",
        "var a = [1, {k: 2}]; function f() {}; var g = []; g.push(g);");
    Object before = guest.get("a");
    guest.run("a[0] = 5");
    assertThat(before).isEqualTo(List.of(1, Map.of("k", 2)));
    assertThat(guest.get("a")).isEqualTo(List.of(5, Map.of("k", 2)));
    assertThat(guest.get("nowhere")).isNull();
    assertThatThrownBy(() -> guest.get("f"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a function cannot leave its guest");
    assertThatThrownBy(() -> guest.get("g")).hasMessageContaining("it contains itself");
  }

  // --- handlers ----------------------------------------------------------------------------------

  /** H1. */
  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("guests")
  void handler_ofAFunctionThatIsNotThere_isRefusedAtOnce(Guest guest) {
    guest.set("number", 1);
    assertThatThrownBy(() -> guest.handler("on_nothing"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-H1.3] the "
                + guest.language()
                + " guest has no global 'on_nothing'; run(...) a script that defines a function of"
                + " that name first");
    assertThatThrownBy(() -> guest.handler("number"))
        .hasMessageContaining("has a global that is no function, 'number'");
  }

  /** H1: calling one is calling the other. */
  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("guests")
  void handlers_areEqual_ofOneFunctionOfOneGuest(Guest guest) throws Exception {
    define(guest, "def f(e): note(e)\ng = f\n", "function f(e) { note(e); } var g = f;");
    GuestHandler<Object> handler = guest.handler("f");
    assertThat(handler).isEqualTo(guest.handler("f")).hasSameHashCodeAs(guest.handler("f"));
    assertThat(handler).isNotEqualTo(guest.handler("g"));
    define(guest, "def f(e): note('new')\n", "function f(e) { note('new'); }");
    handler.handle("event");
    assertThat(trace).containsExactly("new");
  }

  /** H1: JavaScript would refuse a second thread, and Python would lose counts. */
  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("guests")
  void guest_isEnteredByOneThreadAtATime(Guest guest) throws Exception {
    define(
        guest,
        "n = 0\ndef count(e):\n    global n\n    m = n\n    pause()\n    n = m + 1\n",
        "var n = 0; function count(e) { const m = n; pause(); n = m + 1; }");
    Supplier<Object> pause =
        () -> {
          Thread.yield();
          return true;
        };
    guest.set("pause", pause);
    GuestHandler<Integer> handler = guest.handler("count");
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Runnable calls =
          () -> {
            for (int k = 0; k < 50; k++) {
              Throwable failure = catchThrowable(() -> handler.handle(1));
              if (failure != null) {
                failures.add(failure);
              }
            }
          };
      threads.add(i % 2 == 0 ? Thread.startVirtualThread(calls) : Thread.ofPlatform().start(calls));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    assertThat(guest.get("n")).isEqualTo(400);
  }

  /** H4: what fails in Java under the guest is itself, a checked exception too. */
  @ParameterizedTest(autoCloseArguments = false)
  @MethodSource("guests")
  void exceptionOfJava_comesOutOfTheGuestAsItself(Guest guest) {
    IOException thrown = new IOException("disk");
    guest.set(
        "broken",
        (Broken)
            () -> {
              throw thrown;
            });
    define(guest, "def f(e): broken()\n", "function f(e) { broken(); }");
    assertThat(catchThrowable(() -> guest.handler("f").handle(1))).isSameAs(thrown);
  }

  /** Something that fails. */
  @FunctionalInterface
  public interface Broken {
    /** Throws. */
    void call() throws IOException;
  }

  // --- scripts and life --------------------------------------------------------------------------

  /** H4. */
  @Test
  void scriptThatFails_orDoesNotParse_isAGuestException_withItsFileAndLine(@TempDir Path directory)
      throws IOException {
    Path script = Files.writeString(directory.resolve("bars.py"), "x = 1\ny = x / 0\n");
    assertThatThrownBy(() -> PYTHON.run(script))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith(
            "python: ZeroDivisionError: division by zero (in bars.py, at <module>, ")
        .hasMessageEndingWith("bars.py:2)");
    assertThatThrownBy(() -> JAVASCRIPT.run("function ("))
        .isInstanceOf(GuestException.class)
        .hasMessageStartingWith("js: SyntaxError: ");
    assertThatThrownBy(() -> PYTHON.run("import sys\nsys.exit(3)"))
        .hasMessageContaining("exit with status 3");
    assertThatThrownBy(() -> PYTHON.run(directory.resolve("nowhere.py")))
        .isInstanceOf(IOException.class);
  }

  /** H1. */
  @Test
  void language_thatIsNotThere_namesTheArtifact() {
    assertThatThrownBy(() -> Guest.of("ruby"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-H1.4] there is no guest language 'ruby'; add org.graalvm.polyglot:ruby-community (type pom)"
                + " to the program, or correct the name");
  }

  /** H1. */
  @Test
  void settings_areThoseOfTheContext() {
    Guest.of("js", context -> context.option("js.strict", "true")).close();
    assertThatThrownBy(() -> Guest.of("js", context -> context.option("js.nonsense", "true")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** H1: who is inside goes on to its end. */
  @Test
  void close_letsTheCallUnderWayEnd_andNobodyIn() throws Exception {
    Guest guest = Guest.of("js");
    CountDownLatch closed = new CountDownLatch(1);
    Supplier<Object> close =
        () -> {
          guest.close();
          closed.countDown();
          return "closed";
        };
    Consumer<Object> note = trace::add;
    guest.set("note", note);
    guest.set("close", close);
    guest.run("function f(e) { note(close()); note('goes on'); }");
    GuestHandler<Integer> handler = guest.handler("f");
    handler.handle(1);
    closed.await();
    assertThat(trace).containsExactly("closed", "goes on");
    assertThatThrownBy(() -> handler.handle(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("[PL-H1.13] the js guest is closed; open another");
    guest.close();
  }
}
