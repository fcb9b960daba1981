package dev.parklane.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A trace that is read back from its text (law E10). */
class TraceTextTest {
  private static String text(TraceEntry... entries) {
    TraceRecorder recorder = TraceRecorder.ofAll();
    List.of(entries).forEach(recorder::trace);
    return recorder.recorded().toString();
  }

  /** E10: whatever names and values it has, what was read has the same entries. */
  @Property(tries = 300, seed = "1", afterFailure = AfterFailureMode.RANDOM_SEED)
  void text_isReadBack_asTheSameEntries(@ForAll("entries") List<TraceEntry> entries) {
    String text = text(entries.toArray(TraceEntry[]::new));
    Trace read = Trace.parse(text);
    assertThat(read.entries()).isEqualTo(entries);
    assertThat(read).hasToString(text);
    assertThat(read.dropped()).isZero();
  }

  @Provide
  Arbitrary<List<TraceEntry>> entries() {
    Arbitrary<String> agent = Arbitraries.of("/a", "/names/guests", "client:1", "/till/caf%C3%A9");
    Arbitrary<String> name =
        Arbitraries.of("a", "sell", "length.onEvent", "bars.*", "x-1", "parks");
    Arbitrary<String> title =
        Arbitraries.of(
            "ask",
            "sell.onCommand",
            "a lane.onCommand",
            "bars.*.onMessage",
            "x.write",
            "sell.onCommand, retry 1",
            "sell.onCommand, again",
            "suspended",
            "call to charge.suspended",
            "time out.scheduled");
    Arbitrary<String> question =
        Arbitraries.of("ask", "free.get", "has paid.ask", "ask, again", "reserve.ask, retry 2");
    Arbitrary<String> value =
        Arbitraries.oneOf(
                Arbitraries.of(
                    "7", "\"a to b\"", "[1, 2]", "Sale[thing=a.onX b]", "\"\u2028\"", "\" "),
                Arbitraries.strings().ascii().ofMinLength(1).map(text -> "\"" + text + "\""))
            .map(text -> text.replaceAll("[\r\n]", " "))
            .injectNull(0.3);
    Arbitrary<Integer> depth = Arbitraries.integers().between(0, 3);
    Arbitrary<TraceEntry> entry =
        Arbitraries.oneOf(
            Combinators.combine(agent, title, value).as(TraceEntry.Begins::new),
            Combinators.combine(question, agent)
                .as((asked, asker) -> new TraceEntry.Begins("/a", asked, null, asker)),
            Combinators.combine(agent, Arbitraries.of("7", "null", "\"a to b\""))
                .as(TraceEntry.Answers::new),
            Arbitraries.longs().map(TraceEntry.Moves::new),
            Arbitraries.longs()
                .between(0, 10_000_000_000_000L)
                .map(nanos -> new TraceEntry.Moves(nanos / 1_000_000_000 * 1_000_000_000)),
            Combinators.combine(agent, name, depth).as(TraceEntry.Handles::new),
            Combinators.combine(agent, name, depth, value).as(TraceEntry.Writes::new),
            Combinators.combine(agent, name, depth).as(TraceEntry.Parks::new),
            Combinators.combine(agent, name, depth).as(TraceEntry.Resumes::new),
            Combinators.combine(agent, agent, name, value)
                .as((from, to, message, sent) -> new TraceEntry.Sends(from, to, message, sent)),
            agent.map(TraceEntry.Succeeds::new),
            agent.map(uri -> new TraceEntry.Fails(uri, new ReadFailure("org.example.Ex"))),
            name.map(TraceEntry.Note::new),
            name.map(TraceEntry.Stranger::new),
            name.map(TraceEntry.Fault::new));
    return entry.list().ofMaxSize(8);
  }

  @Test
  void failure_thatWasRead_namesItsClass() {
    String text =
        text(
            new TraceEntry.Begins("/a", "ask"),
            new TraceEntry.Fails("/a", new IllegalStateException("on purpose")));
    Trace read = Trace.parse(text);
    assertThat(read).hasToString(text);
    assertThat(read.cascades().getFirst().failure())
        .hasMessageStartingWith("java.lang.IllegalStateException, as a trace says");
    assertThat(((TraceEntry.Fails) read.entries().getLast()).type())
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void line_thatIsNone_isNamed() {
    assertThatThrownBy(() -> Trace.parse("/a <- ask\n/a does what it likes\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("line 2 is no line of a trace: '/a does what it likes'");
    assertThatThrownBy(() -> Trace.parse("/a <- ask\n\n  ask\n")) // that of tree()
        .hasMessageContaining("line 3");
    assertThatThrownBy(() -> Trace.parse("   /a 0 ask")) // by its depth it is less far to the right
        .hasMessageContaining("line 1");
  }

  @Test
  void emptyText_isAnEmptyTrace() {
    assertThat(Trace.parse("").entries()).isEmpty();
  }
}
