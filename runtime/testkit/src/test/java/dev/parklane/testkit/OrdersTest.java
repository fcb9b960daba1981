package dev.parklane.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.TraceRecorder;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Traces are told apart by all of their text, whatever characters it has. */
class OrdersTest {
  @Property(tries = 500)
  void anyTwoTraces_areOneOrder_onlyWhereTheirLinesAreEqual(
      @ForAll("names") String one, @ForAll("names") String two) {
    Trace first = traceOf(one);
    Trace second = traceOf(two);
    Orders orders = new Orders();
    orders.add(first);
    orders.add(second);
    assertThat(orders.count()).isEqualTo(first.lines().equals(second.lines()) ? 1 : 2);
  }

  private static Trace traceOf(String topic) {
    TraceRecorder recorder = TraceRecorder.ofAll();
    recorder.trace(new TraceEntry.Sends("/a", topic, "publication"));
    return recorder.recorded();
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("a", "?", "\uD83D", "\uDE00", "\uFFFD")
        .list()
        .ofMaxSize(2)
        .map(parts -> String.join("", parts));
  }
}
