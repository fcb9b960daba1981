package dev.parklane.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.Size;

/** Laws K1, K2, K7 and K10 on schedules made up at random, against a sorted list. */
class TestClockModelTest {
  /** What is done to a clock, from outside or by a callback. */
  sealed interface Step {}

  /** Sets an alert so far from now; its callback takes steps of its own. */
  record Set(long offset, List<Step> then) implements Step {}

  /** Cancels one of the alerts set before, counted from the newest. */
  record Cancel(int back) implements Step {}

  /** Moves on; from inside a callback it is left out. */
  record Advance(long by) implements Step {}

  /** Something that takes steps, and tells what came of them. */
  private abstract static class Subject {
    final List<String> trace = new ArrayList<>();
    int set; // counts the alerts, and names them

    abstract long nanos();

    abstract void set(int id, long at, List<Step> then);

    abstract boolean cancel(int id);

    abstract void advanceTo(long to);

    abstract int pending();

    final void take(List<Step> steps, boolean inCallback) {
      for (Step step : steps) {
        switch (step) {
          case Set s -> set(set++, add(nanos(), s.offset()), s.then());
          case Cancel c when set > c.back() ->
              trace.add("cancel " + (set - 1 - c.back()) + " " + cancel(set - 1 - c.back()));
          case Advance a when !inCallback -> advanceTo(add(nanos(), a.by()));
          default -> {}
        }
        trace.add("at " + nanos() + " pending " + pending());
      }
    }

    final void fire(int id, List<Step> then) {
      trace.add("fire " + id + " at " + nanos());
      take(then, true);
    }

    private static long add(long nanos, long offset) {
      return Clock.plus(nanos, Duration.ofNanos(offset));
    }
  }

  private static final class Tested extends Subject {
    private final TestClock clock;
    private final List<Clock.Alert> alerts = new ArrayList<>();

    Tested(long start) {
      clock = new TestClock(start);
    }

    @Override
    long nanos() {
      return clock.nanos();
    }

    @Override
    void set(int id, long at, List<Step> then) {
      while (alerts.size() <= id) {
        alerts.add(() -> false); // it may fire, and be cancelled, before it can be put here
      }
      Clock.Alert alert = clock.alert(at, () -> fire(id, then));
      alerts.set(id, alert);
    }

    @Override
    boolean cancel(int id) {
      return alerts.get(id).cancel();
    }

    @Override
    void advanceTo(long to) {
      clock.advanceTo(to);
    }

    @Override
    int pending() {
      return clock.pending();
    }
  }

  /** The laws in the plainest form: a list that is sorted before every look at it. */
  private static final class Model extends Subject {
    record Entry(int id, long at, List<Step> then) {}

    private final List<Entry> entries = new ArrayList<>();
    private long now;
    private boolean advancing;

    Model(long start) {
      now = start;
    }

    @Override
    long nanos() {
      return now;
    }

    @Override
    void set(int id, long at, List<Step> then) {
      entries.add(new Entry(id, at < now ? now : at, then));
      if (at <= now && !advancing) {
        advanceTo(now);
      }
    }

    @Override
    boolean cancel(int id) {
      return entries.removeIf(entry -> entry.id() == id);
    }

    @Override
    void advanceTo(long to) {
      advancing = true;
      while (true) {
        entries.sort(Comparator.comparingLong(Entry::at).thenComparingInt(Entry::id));
        if (entries.isEmpty() || entries.getFirst().at() > to) {
          break;
        }
        Entry due = entries.removeFirst();
        now = due.at();
        fire(due.id(), due.then());
      }
      now = to;
      advancing = false;
    }

    @Override
    int pending() {
      return entries.size();
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return stepsOfDepth(3, 30);
  }

  private static Arbitrary<List<Step>> stepsOfDepth(int depth, int most) {
    Arbitrary<Long> near = Arbitraries.longs().between(-3, 12);
    Arbitrary<Long> far = Arbitraries.of(Long.MIN_VALUE, -1_000L, 1_000L, Long.MAX_VALUE);
    Arbitrary<Long> offset = Arbitraries.frequencyOf(often(12, near), often(1, far));
    Arbitrary<List<Step>> then =
        depth == 0 ? Arbitraries.just(List.of()) : stepsOfDepth(depth - 1, 3);
    Arbitrary<Step> set = Combinators.combine(offset, then).as(Set::new);
    Arbitrary<Step> cancel = Arbitraries.integers().between(0, 6).map(Cancel::new);
    Arbitrary<Step> advance =
        Arbitraries.frequencyOf(
                often(40, Arbitraries.longs().between(0, 8)),
                often(1, Arbitraries.of(2_000L, Long.MAX_VALUE)))
            .map(Advance::new);
    return Arbitraries.frequencyOf(often(6, set), often(2, cancel), often(3, advance))
        .list()
        .ofMaxSize(most);
  }

  private static <T> Tuple2<Integer, Arbitrary<? extends T>> often(
      int frequency, Arbitrary<? extends T> of) {
    return Tuple.of(frequency, of);
  }

  @Provide
  Arbitrary<Long> starts() {
    return Arbitraries.of(
        0L, -5L, Long.MIN_VALUE, Long.MIN_VALUE + 2, Long.MAX_VALUE - 30, Long.MAX_VALUE);
  }

  @Property
  void anySchedule_fromAnyStart_isDeliveredAsTheSortedListSays(
      @ForAll("starts") long start, @ForAll("steps") List<Step> steps) {
    Tested tested = new Tested(start);
    Model model = new Model(start);
    tested.take(steps, false);
    model.take(steps, false);
    assertThat(tested.trace).isEqualTo(model.trace);
  }

  /** K7. */
  @Property
  void oneAdvance_overAStretch_deliversWhatManySmallOnesDo(
      @ForAll("steps") @Size(max = 8) List<Step> steps) {
    List<Step> sets = new ArrayList<>(steps);
    sets.removeIf(Advance.class::isInstance);
    Tested once = new Tested(0);
    Tested often = new Tested(0);
    once.take(sets, false);
    often.take(sets, false);
    once.advanceTo(40);
    for (int to = 0; to <= 40; to++) {
      often.advanceTo(to);
    }
    assertThat(often.trace).isEqualTo(once.trace);
  }
}
