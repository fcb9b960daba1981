package dev.parklane.examples.turnstile;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.store.InMemoryStore;
import dev.parklane.runtime.store.StateStore;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The program that lets a crowd through turnstiles for a day, tells what became of these meanwhile,
 * and checks that they have lost nobody.
 */
public final class Turnstiles {
  /** After how long without people a turnstile leaves. */
  static final Duration IDLE_AFTER = Duration.ofMinutes(30);

  /** How long it takes to mend one that has jammed. */
  static final Duration REPAIR = Duration.ofSeconds(90);

  private static final FailurePolicy RESTART =
      FailurePolicy.restart(3, Duration.ofHours(1), new Backoff(REPAIR, 1, REPAIR));

  private static final long SEED = 25;
  private static final int LOST = 1;

  private Turnstiles() {}

  /**
   * Lets a day go by.
   *
   * @return the exit code: 0 where nothing was lost, 1 where something was
   */
  public static int run(PrintStream out, PrintStream err) throws InterruptedException {
    return run(Crowd.of(SEED), new InMemoryStore(), out, err);
  }

  static int run(Crowd crowd, @Nullable StateStore store, PrintStream out, PrintStream err)
      throws InterruptedException {
    out.printf(
        Locale.ROOT,
        "%,d people and %d turnstiles; one that is idle for %d minutes leaves%n%n",
        crowd.people().size(),
        crowd.passes().size(),
        IDLE_AFTER.toMinutes());
    Journal journal = new Journal(out);
    TestClock clock = new TestClock();
    try (Plane plane = plane(clock, journal, store).start()) {
      Day day = new Day(plane, clock, journal, out);
      day.run(crowd);
      int there = plane.agents();
      SortedMap<String, Count> counts = day.counts(crowd);
      out.printf(
          Locale.ROOT,
          "%n  at night %d are there; asked for their counts, all come back%n"
              + "  %d times one has left, %d time one has jammed, %d times one has come back%n"
              + "  %,d people have come, %d was refused, %,d are counted%n",
          there,
          journal.left(),
          journal.jams(),
          journal.returned(),
          crowd.people().size(),
          crowd.refused(),
          Check.sum(counts));
      return verdict(Check.losses(crowd, counts, journal), out, err);
    }
  }

  /** The routes of the turnstiles, on this clock. */
  static PlaneBuilder plane(TestClock clock, Journal journal, @Nullable StateStore store) {
    return Plane.builder()
        .clock(clock)
        .route(
            Turnstile.ROUTE,
            () -> new Turnstile(journal),
            options ->
                options.withStore(store).withIdleAfter(IDLE_AFTER).withFailurePolicy(RESTART));
  }

  static int verdict(List<String> losses, PrintStream out, PrintStream err) {
    if (losses.isEmpty()) {
      out.println("  checked: nobody is lost");
      return 0;
    }
    losses.forEach(err::println);
    return LOST;
  }
}
