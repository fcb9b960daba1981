package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Routines.Act;
import dev.parklane.runtime.event.Guest;
import dev.parklane.runtime.event.GuestException;
import dev.parklane.runtime.trace.TraceRecorder;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Law H2: what handlers do is the same in Java, in Python and in JavaScript. */
class LanguagesPropertiesTest {
  private static final Guest PYTHON = Guest.of("python");
  private static final Guest JAVASCRIPT = Guest.of("js");

  /** All that could be seen of a program. */
  private record Seen(List<Object> notes, List<String> trace, List<String> letters, int left) {}

  @BeforeContainer
  static void load() throws IOException, URISyntaxException {
    PYTHON.run(script("/guests/routines.py"));
    JAVASCRIPT.run(script("/guests/routines.js"));
  }

  @AfterContainer
  static void close() {
    PYTHON.close();
    JAVASCRIPT.close();
  }

  private static Path script(String name) throws URISyntaxException {
    return Path.of(Objects.requireNonNull(LanguagesPropertiesTest.class.getResource(name)).toURI());
  }

  @Property(tries = 40)
  void sameProgram_inEveryLanguage_isSeenToDoTheSame(
      @ForAll("programs") List<List<Act>> program, @ForAll("commands") List<Integer> commands)
      throws InterruptedException {
    Seen java = play(program, commands, null);
    assertThat(play(program, commands, PYTHON)).isEqualTo(java);
    assertThat(play(program, commands, JAVASCRIPT)).isEqualTo(java);
  }

  @Provide
  Arbitrary<List<List<Act>>> programs() {
    Arbitrary<String> kinds =
        Arbitraries.frequency(
            Tuple.of(3, "set"),
            Tuple.of(3, "publish"),
            Tuple.of(3, "subscribe"),
            Tuple.of(2, "subscribe all"),
            Tuple.of(2, "close"),
            Tuple.of(3, "alert"),
            Tuple.of(2, "timer"),
            Tuple.of(1, "cancel"),
            Tuple.of(2, "after"),
            Tuple.of(2, "command"),
            Tuple.of(2, "endpoint"),
            Tuple.of(3, "request"),
            Tuple.of(1, "fail"));
    Arbitrary<Act> acts =
        Combinators.combine(kinds, Arbitraries.integers().between(0, 9), Arbitraries.of("x", "y"))
            .as(Act::new);
    return acts.list().ofMaxSize(5).list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<Integer>> commands() {
    return Arbitraries.integers().between(0, 9).list().ofMinSize(1).ofMaxSize(6);
  }

  private static Seen play(List<List<Act>> program, List<Integer> commands, @Nullable Guest guest)
      throws InterruptedException {
    List<Object> notes = Collections.synchronizedList(new ArrayList<>());
    List<String> letters = Collections.synchronizedList(new ArrayList<>());
    Consumer<Object> note = notes::add;
    TraceRecorder recorder = new TraceRecorder(100_000);
    TestClock clock = new TestClock();
    int left;
    try (Plane plane =
        Plane.builder()
            .route(
                "/routines",
                () -> new Routines(program, note, guest),
                o -> o.withFailurePolicy(FailurePolicy.resume()))
            .clock(clock)
            .onDeadLetter(letter -> letters.add(letter.reason() + " " + letter.message()))
            .start()) {
      AgentRef agent = plane.agent("/routines");
      agent.trace(recorder);
      for (int command : commands) {
        agent.command("run", command);
        plane.awaitQuiet();
        clock.advance(Duration.ofNanos(7));
        plane.awaitQuiet();
      }
      left = agent.ask(Routines.class, there -> there.budget.get());
    }
    List<String> trace =
        recorder.recorded().lines().stream().map(LanguagesPropertiesTest::inJava).toList();
    return new Seen(notes, trace, letters, left);
  }

  /** Java has no name for a method that is a step or takes an answer; a guest fails by its own. */
  private static String inJava(String line) {
    return line.replace(GuestException.class.getName(), IllegalStateException.class.getName())
        .replace("scheduled.onStep", "scheduled")
        .replace("answered.onAnswer", "answered")
        .replace("answered.onRefusal", "answered");
  }
}
