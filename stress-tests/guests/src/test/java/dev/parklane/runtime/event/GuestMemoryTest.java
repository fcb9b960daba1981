package dev.parklane.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Law H1: a guest may handle events for ever. */
@Timeout(600)
class GuestMemoryTest {
  /** Once is enough for the many: the scheduler has no part in it. */
  private static final int EVENTS =
      System.getProperty("parklane.expect", "").equals("lock-step")
          ? Integer.getInteger("parklane.guest.events", 250_000)
          : 50_000;

  private static final long LEAK_BYTES = 15; // less than the smallest object
  private static final long NOISE_BYTES = 3 << 20; // what a collection may leave

  private static final int NEW_THREAD = 8; // of so many events one has a thread of its own
  private static final int WARM_UP = 20_000;

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
    long before = heap();
    long start = System.nanoTime();
    handle(handler, EVENTS);
    long nanos = System.nanoTime() - start;
    long after = heap();
    System.out.printf(
        "%s: %d events, %d ns each, heap %d kB before, %d kB after%n",
        guest, EVENTS, nanos / EVENTS, before >> 10, after >> 10);
    assertThat(guest.get("n")).isEqualTo(EVENTS + WARM_UP);
    assertThat(after - before)
        .isLessThan(Math.max(NOISE_BYTES, LEAK_BYTES * EVENTS)); // one for each event is more
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

  private static long heap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
