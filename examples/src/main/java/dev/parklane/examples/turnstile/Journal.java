package dev.parklane.examples.turnstile;

import java.io.PrintStream;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is told of the lives of turnstiles while they live them, and what was wrong with one: a
 * count that it came with and had not left with. Any thread.
 */
final class Journal {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  private final PrintStream out;
  private final Map<String, Count> known = new HashMap<>(); // guarded by this, as all below
  private final Map<String, Integer> waiting = new HashMap<>(); // people before one that is jammed
  private final List<String> wrong = new ArrayList<>();
  private int arrived;
  private int returned;
  private int left;
  private int jams;

  Journal(PrintStream out) {
    this.out = out;
  }

  /** A turnstile starts, with this count. */
  synchronized void came(String turnstile, Instant when, Count count) {
    Count before = known.get(turnstile);
    if (!count.equals(before == null ? Count.NONE : before)) {
      wrong.add(turnstile + " has come with " + count + ", and had left with " + before);
    }
    if (before == null) {
      arrived++;
    } else {
      returned++;
    }
    Integer waited = waiting.remove(turnstile);
    if (waited != null) {
      note(
          when,
          "%s is back with %d; %d people have waited, and pass",
          turnstile,
          count.passes(),
          waited);
    }
  }

  /** A turnstile has been idle for long enough. */
  synchronized void left(String turnstile, Count count) {
    known.put(turnstile, count);
    left++;
  }

  /** A turnstile has failed, and its count is again as it was before that. */
  synchronized void jammed(String turnstile, Instant when, Count count, Throwable cause) {
    known.put(turnstile, count);
    waiting.put(turnstile, 0);
    jams++;
    note(
        when,
        "%s jams: %s; its count is %d, as before",
        turnstile,
        cause.getMessage(),
        count.passes());
  }

  /** Somebody is about to use a turnstile. */
  synchronized void comes(Person person) {
    waiting.computeIfPresent(person.turnstile(), (turnstile, people) -> people + 1);
  }

  private void note(Instant when, String format, @Nullable Object... values) {
    String time = TIME.format(LocalTime.ofInstant(when, ZoneOffset.UTC));
    out.println("  " + time + "  " + String.format(Locale.ROOT, format, values));
  }

  /** How many starts there were with nothing known of before. */
  synchronized int arrived() {
    return arrived;
  }

  /** How many starts there were after an idle time or a jam. */
  synchronized int returned() {
    return returned;
  }

  /** How many times one has left because it was idle. */
  synchronized int left() {
    return left;
  }

  /** How many times one has jammed. */
  synchronized int jams() {
    return jams;
  }

  /** Each count that was not kept, in words. */
  synchronized List<String> wrong() {
    return List.copyOf(wrong);
  }
}
