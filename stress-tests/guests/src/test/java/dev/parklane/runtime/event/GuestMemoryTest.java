package dev.parklane.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Law H1: a guest may handle events for ever. */
@Timeout(600)
class GuestMemoryTest {
  private static final int EVENTS = Integer.getInteger("parklane.guest.events", 40_000);
  private static final int NEW_THREAD = 8; // of so many events one has a thread of its own
  private static final int WARM_UP = 20_000;
  private static final int LOOKS = 20; // a leak is there in all of them
  private static final long NOISE_BYTES = 3 << 20; // what a collection may leave
  private static final int LEAK = EVENTS / NEW_THREAD / 2; // of one class: one for two threads

  /** Of a histogram: its rank, how many there are, their bytes, and the class. */
  private static final Pattern LINE =
      Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +(\\S+)", Pattern.MULTILINE);

  private record Tag(String text) {}

  /** H1: nothing is kept of an event or of a thread, of which every eighth event has a new one. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          python | def on_tag(e): global n; n += len(e.text)
          js | function on_tag(e) { n += e.text.length; }
          """)
  void guest_keepsNothingOfEventsAndThreads(String language, String script) throws Exception {
    try (Guest guest = Guest.of(language)) {
      guest.set("n", 0);
      guest.run(script);
      keepsNothing(guest);
    }
  }

  private static void keepsNothing(Guest guest) throws Exception {
    GuestHandler<Tag> handler = guest.handler("on_tag");
    handle(handler, WARM_UP);
    String objects = histogram();
    long before = heap();
    long start = System.nanoTime();
    handle(handler, EVENTS);
    long nanos = System.nanoTime() - start;
    long after = heap();
    System.out.printf(
        "%s: %d events, %d ns each, heap %d kB before, %d kB after%n",
        guest, EVENTS, nanos / EVENTS, before >> 10, after >> 10);
    assertThat(guest.get("n")).isEqualTo(EVENTS + WARM_UP);
    assertThat(after - before).isLessThan(Math.max(NOISE_BYTES, 15L * EVENTS));
    Map<String, Long> grown = grown(objects);
    for (int i = 0; i < LOOKS && !grown.isEmpty(); i++) {
      handle(handler, NEW_THREAD); // what is kept weakly for a thread goes with a later one
      grown = grown(objects);
    }
    assertThat(grown).isEmpty();
  }

  /** The classes of which there are more objects than there were, by enough for a leak. */
  private static Map<String, Long> grown(String objects) throws JMException {
    String later = histogram();
    Map<String, Long> earlier = counts(objects);
    Map<String, Long> grown = counts(later);
    assertThat(grown).containsKey(GuestHandler.class.getName());
    grown.replaceAll((type, count) -> count - earlier.getOrDefault(type, 0L));
    grown.values().removeIf(count -> count < LEAK);
    return grown;
  }

  private static void handle(GuestHandler<Tag> handler, int events) throws Exception {
    for (int i = 0; i < events; i++) {
      Tag tag = new Tag("t");
      if (i % NEW_THREAD == 0) {
        List<Throwable> failures = new ArrayList<>();
        Thread.startVirtualThread(
                () -> {
                  try {
                    handler.handle(tag);
                  } catch (Exception e) {
                    failures.add(e);
                  }
                })
            .join();
        assertThat(failures).isEmpty();
      } else {
        handler.handle(tag);
      }
    }
  }

  /** How many objects of each class are on the heap after a collection, in lines. */
  private static String histogram() throws JMException {
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {null},
                new String[] {String[].class.getName()});
  }

  private static Map<String, Long> counts(String histogram) {
    return LINE.matcher(histogram)
        .results()
        .collect(
            Collectors.toMap(
                line -> line.group(2),
                line -> Long.parseLong(line.group(1)),
                Long::sum,
                HashMap::new));
  }

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
