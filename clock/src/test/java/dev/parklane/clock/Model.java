package dev.parklane.clock;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Laws K2 to K8 in the plainest form: a list that is sorted before every look at it. */
final class Model extends Subject {
  private static final BigInteger END = BigInteger.valueOf(Long.MAX_VALUE);

  private static final class Entry {
    final int clock;
    final String name;
    final int order;
    final List<Step> then;
    final BigInteger start;
    final BigInteger interval;
    final BigInteger stop;
    long k;

    Entry(
        int clock,
        String name,
        int order,
        List<Step> then,
        long start,
        long interval,
        long stop,
        boolean immediate) {
      this.clock = clock;
      this.name = name;
      this.order = order;
      this.then = then;
      this.start = BigInteger.valueOf(start);
      this.interval = BigInteger.valueOf(interval);
      this.stop = BigInteger.valueOf(stop);
      k = immediate ? 0 : 1;
    }

    BigInteger at() {
      return start.add(interval.multiply(BigInteger.valueOf(k)));
    }

    boolean isOver() {
      return at().compareTo(stop) > 0 || at().compareTo(END) > 0;
    }
  }

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, List<Step>> callbacks = new HashMap<>();
  private long now;
  private boolean advancing;
  private int orders;

  Model(long start) {
    now = start;
  }

  @Override
  long nanos() {
    return now;
  }

  private List<Step> bind(int clock, String name, @Nullable List<Step> then) {
    if (then != null) {
      return then;
    }
    List<Step> named = callbacks.get(clock + name);
    List<Step> bound = named == null ? callbacks.get(clock + "") : named;
    if (bound == null) {
      throw new IllegalArgumentException();
    }
    return bound;
  }

  @Override
  void alert(Step.Alert step) {
    long at = add(now, step.offset());
    List<Step> then = bind(step.clock(), step.name(), step.then());
    if (at < now && !step.allowPast()) {
      throw new IllegalArgumentException();
    }
    long due = Math.max(at, now);
    set(new Entry(step.clock(), step.name(), orders++, then, due, 1, due, true));
  }

  @Override
  void timer(Step.Timer step) {
    long start = step.start() == null ? now : add(now, step.start());
    long stop = step.stop() == null ? Long.MAX_VALUE : add(now, step.stop());
    List<Step> then = bind(step.clock(), step.name(), step.then());
    Entry entry =
        new Entry(
            step.clock(),
            step.name(),
            orders++,
            then,
            start,
            step.interval(),
            stop,
            step.immediate());
    boolean stops = step.stop() != null;
    boolean late = !entry.isOver() && entry.at().longValueExact() < now;
    boolean never = entry.isOver() && stop == Long.MAX_VALUE;
    if (stops && stop <= start || !step.allowPast() && (stops && stop <= now || late) || never) {
      throw new IllegalArgumentException();
    }
    set(entry);
  }

  private void set(Entry entry) {
    cancel(entry.clock, entry.name);
    if (!entry.isOver()) {
      entries.add(entry);
    }
    if (!advancing) {
      advanceTo(now);
    }
  }

  @Override
  void callback(Step.Callback step) {
    callbacks.put(step.clock() + step.name(), step.then());
  }

  @Override
  boolean cancel(int clock, String name) {
    return entries.removeIf(entry -> entry.clock == clock && entry.name.equals(name));
  }

  @Override
  void cancelAll(int clock) {
    entries.removeIf(entry -> entry.clock == clock);
  }

  @Override
  void advanceTo(long to) {
    advancing = true;
    while (true) {
      entries.sort(
          Comparator.comparing(Entry::at)
              .thenComparing(entry -> entry.name)
              .thenComparing(entry -> entry.order));
      if (entries.isEmpty() || entries.getFirst().at().longValueExact() > to) {
        break;
      }
      Entry due = entries.getFirst();
      long at = due.at().longValueExact();
      now = Math.max(now, at);
      due.k++;
      if (due.isOver()) {
        entries.remove(due);
      }
      fire(due.clock, due.name, at, due.then);
    }
    now = to;
    advancing = false;
  }

  @Override
  String pending() {
    StringBuilder text = new StringBuilder();
    for (int clock = 0; clock < CLOCKS; clock++) {
      int of = clock;
      entries.stream()
          .filter(entry -> entry.clock == of)
          .sorted(Comparator.comparing(entry -> entry.name))
          .forEach(entry -> text.append(of + "/" + entry.name + "@" + entry.at() + " "));
    }
    return text.toString();
  }
}
