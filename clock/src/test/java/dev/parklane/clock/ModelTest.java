package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Laws K1 to K8 and K10 on schedules made up at random, against a sorted list. */
class ModelTest {
  private static final int DEPTH = 2;
  private static final String[] NAMES = {"a", "b", "c", "d"};

  @Property(tries = 500)
  void anySchedule_fromAnyStart_isDeliveredAsTheSortedListSays(
      @ForAll("starts") long start, @ForAll("steps") List<Step> steps) {
    Subject tested = new Subject.Tested(start);
    Subject model = new Model(start);
    tested.take(steps, false);
    model.take(steps, false);
    assertThat(tested.trace).isEqualTo(model.trace);
  }

  /** K7. */
  @Property(tries = 200)
  void oneAdvance_overAStretch_deliversWhatManySmallOnesDo(
      @ForAll("steps") @Size(max = 8) List<Step> steps) {
    List<Step> sets = new ArrayList<>(steps);
    sets.removeIf(Step.Advance.class::isInstance);
    Subject once = new Subject.Tested(0);
    Subject often = new Subject.Tested(0);
    once.take(sets, false);
    often.take(sets, false);
    once.advanceTo(40);
    for (int to = 0; to <= 40; to++) {
      often.advanceTo(to);
    }
    assertThat(often.trace).isEqualTo(once.trace);
    assertThat(often.pending()).isEqualTo(once.pending());
  }

  /** The same, as long as one clock of a day's work. */
  @Tag("slow")
  @Test
  void hundredThousandSteps_areDeliveredAsTheSortedListSays() {
    Random random = new Random(20_260_101);
    Subject tested = new Subject.Tested(0);
    Subject model = new Model(0);
    long events = 0;
    for (int i = 0; i < 100_000; i++) {
      Step step = step(random, DEPTH);
      tested.take(step, false);
      model.take(step, false);
      if (!tested.trace.equals(model.trace)) { // a hundred thousand assertions take their time
        assertThat(tested.trace).as("step %d: %s", i, step).isEqualTo(model.trace);
      }
      events += tested.trace.stream().filter(line -> line.contains("fires")).count();
      tested.trace.clear();
      model.trace.clear();
    }
    assertThat(events).isGreaterThan(90_000);
  }

  private static Step step(Random random, int depth) {
    int clock = random.nextInt(Subject.CLOCKS);
    String name = NAMES[random.nextInt(NAMES.length)];
    return switch (random.nextInt(16)) {
      case 0, 1, 2, 3 ->
          new Step.Alert(
              clock, name, random.nextInt(-3, 13), random.nextInt(4) > 0, then(random, depth));
      case 4, 5, 6 ->
          new Step.Timer(
              clock,
              name,
              random.nextInt(1, 6),
              random.nextBoolean() ? null : random.nextInt(-4, 9),
              random.nextInt(4) == 0 ? null : random.nextInt(-2, 20),
              random.nextBoolean(),
              random.nextInt(4) > 0,
              then(random, depth));
      case 7 -> new Step.Callback(clock, random.nextInt(4) == 0 ? "" : name, steps(random, depth));
      case 8, 9, 10 -> new Step.Cancel(clock, name);
      case 11 -> random.nextInt(4) == 0 ? new Step.CancelAll(clock) : new Step.Advance(1);
      default -> new Step.Advance(random.nextInt(50) == 0 ? 100 : random.nextInt(5));
    };
  }

  /** None only from outside: a callback that calls for itself would go on for ever. */
  private static @Nullable List<Step> then(Random random, int depth) {
    return depth == DEPTH && random.nextInt(5) == 0 ? null : steps(random, depth);
  }

  private static List<Step> steps(Random random, int depth) {
    List<Step> steps = new ArrayList<>();
    for (int n = depth == 0 ? 0 : random.nextInt(3); n > 0; n--) {
      steps.add(step(random, depth - 1));
    }
    return steps;
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return stepsOfDepth(DEPTH, 30);
  }

  private static Arbitrary<List<Step>> stepsOfDepth(int depth, int most) {
    Arbitrary<List<Step>> then =
        depth == 0 ? Arbitraries.just(List.of()) : stepsOfDepth(depth - 1, 2);
    Arbitrary<@Nullable List<Step>> thenOrNone = then.injectNull(depth == DEPTH ? 0.2 : 0);
    Arbitrary<Integer> clock = Arbitraries.integers().between(0, Subject.CLOCKS - 1);
    Arbitrary<String> name = Arbitraries.of(NAMES);
    Arbitrary<Boolean> mostly = Arbitraries.of(true, true, true, false);
    Arbitrary<Long> near = Arbitraries.longs().between(-3, 12);
    Arbitrary<Long> far = Arbitraries.of(Long.MIN_VALUE, -1_000L, 1_000L, Long.MAX_VALUE);
    Arbitrary<Step> alert =
        Combinators.combine(
                clock,
                name,
                Arbitraries.frequencyOf(often(9, near), often(1, far)),
                mostly,
                thenOrNone)
            .as(Step.Alert::new);
    Arbitrary<Step> timer =
        Combinators.combine(
                clock,
                name,
                Arbitraries.integers().between(1, 5),
                Arbitraries.integers().between(-4, 8).injectNull(0.5),
                Arbitraries.integers().between(-2, 20).injectNull(0.3),
                Arbitraries.of(true, false),
                mostly,
                thenOrNone)
            .as(Step.Timer::new);
    Arbitrary<Step> callback =
        Combinators.combine(clock, Arbitraries.of("", "a", "b"), then).as(Step.Callback::new);
    Arbitrary<Step> cancel = Combinators.combine(clock, name).as(Step.Cancel::new);
    Arbitrary<Step> cancelAll = clock.map(Step.CancelAll::new);
    Arbitrary<Step> advance =
        Arbitraries.frequencyOf(
                often(40, Arbitraries.longs().between(0, 8)), often(1, Arbitraries.just(100L)))
            .map(Step.Advance::new);
    return Arbitraries.frequencyOf(
            often(4, alert),
            often(3, timer),
            often(1, callback),
            often(2, cancel),
            often(1, cancelAll),
            often(4, advance))
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
}
