package dev.parklane.examples.turnstile;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Plane;
import java.io.PrintStream;
import java.util.Iterator;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A day at the turnstiles, in as little time as it takes to handle: the clock goes on by a second
 * when all is quiet, so that what is due in a second has happened before the next.
 */
final class Day {
  private static final int HOUR = 3_600;
  private static final String HEADINGS = "  %5s  %6s  %5s  %5s  %5s%n";
  private static final String ROW = "  %02d:00  %,6d  %5d  %5d  %5d%n";

  private final Plane plane;
  private final TestClock clock;
  private final Journal journal;
  private final PrintStream out;

  private int people; // of this hour
  private int came; // until it began
  private int left; // until it began

  Day(Plane plane, TestClock clock, Journal journal, PrintStream out) {
    this.plane = plane;
    this.clock = clock;
    this.journal = journal;
    this.out = out;
  }

  /** Lets everybody come, and then every turnstile leave. */
  void run(Crowd crowd) throws InterruptedException {
    out.printf(HEADINGS, "hour", "people", "come", "leave", "there");
    out.printf(HEADINGS, "-".repeat(5), "-".repeat(6), "-".repeat(5), "-".repeat(5), "-".repeat(5));
    Iterator<Person> people = crowd.people().iterator();
    Person next = next(people);
    for (int second = 0; second < Crowd.DAY; second++) {
      goTo(second);
      while (next != null && next.second() == second) {
        send(next);
        next = next(people);
      }
      plane.awaitQuiet();
      if (second % HOUR == HOUR - 1) {
        tell(second / HOUR);
      }
    }
    goTo(Crowd.DAY + Turnstiles.IDLE_AFTER.toSeconds());
  }

  /** Whoever has been idle for long enough leaves, and one that has jammed comes back. */
  private void goTo(long second) throws InterruptedException {
    clock.advanceTo(TimeUnit.SECONDS.toNanos(second));
    plane.awaitQuiet();
  }

  private static @Nullable Person next(Iterator<Person> people) {
    return people.hasNext() ? people.next() : null;
  }

  private void send(Person person) {
    journal.comes(person);
    plane.agent(person.turnstile()).command("pass", person.ticket());
    people++;
  }

  private void tell(int hour) {
    int cameNow = journal.arrived() + journal.returned();
    int leftNow = journal.left();
    if (people > 0 || leftNow > left) {
      out.printf(Locale.ROOT, ROW, hour, people, cameNow - came, leftNow - left, plane.agents());
    }
    people = 0;
    came = cameNow;
    left = leftNow;
  }

  /** What every turnstile has counted, which each comes back from the store to tell. */
  SortedMap<String, Count> counts(Crowd crowd) throws InterruptedException {
    SortedMap<String, Count> counts = new TreeMap<>();
    for (String turnstile : crowd.passes().keySet()) {
      counts.put(turnstile, plane.agent(turnstile).ask(Turnstile.class, Turnstile::count));
    }
    return counts;
  }
}
