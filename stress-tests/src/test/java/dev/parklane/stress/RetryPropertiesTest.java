package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Events that fail some times before they succeed, or for good. */
@AddLifecycleHook(Watchdog.class)
class RetryPropertiesTest {
  private static final int RETRIES = 2;
  private static final int INSTANCES = 1;

  /**
   * An event of a number.
   *
   * @param fails how often it fails
   * @param hasStep whether it has a named step before the point where it fails
   */
  record Errand(int number, int fails, boolean hasStep) {}

  /** What the agent has done, attempt by attempt. */
  private final List<String> done = new ArrayList<>();

  private final class Runner extends Agent {
    private final CommandLane<Integer> run = new CommandLane<>(this, "run", Integer.class);
    private final ValueLane<String> ended = new ValueLane<>(this, "ended", "").codec(Codecs.STRING);
    private final ValueLane<String> steps = new ValueLane<>(this, "steps", "").codec(Codecs.STRING);

    Runner(List<Errand> errands, int[] left) {
      run.onCommand(number -> {
        Errand errand = errands.get(number);
        if (errand.hasStep()) {
          checkpoint(
              "step",
              () -> {
                done.add("step " + number);
                steps.update(s -> s + number + " ");
              });
        }
        done.add("run " + number);
        ended.update(s -> s + number + " ");
        agent("/sink").command("heard", number);
        if (left[number]-- > 0) {
          throw new IllegalStateException("on purpose");
        }
      });
    }
  }

  private static final class Heard extends Agent {
    private final List<Integer> all = new ArrayList<>();

    Heard() {
      new CommandLane<>(this, "heard", Integer.class).onCommand(all::add);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label(
      "F2 F3 F10 F11 E1 O1: each is handled until it succeeds or is given up, and none overtakes")
  void events_thatFailAFewTimes_areHandledAgainInOrder(
      @ForAll("errands") List<Errand> errands,
      @ForAll boolean lockStep,
      @ForAll boolean waits,
      @ForAll boolean keeps)
      throws Exception {
    done.clear();
    Backoff backoff = waits ? Backoff.constant(Duration.ofSeconds(1)) : Backoff.NONE;
    FailurePolicy policy = FailurePolicy.retry(RETRIES, backoff).then(behind(keeps));
    int[] left = errands.stream().mapToInt(Errand::fails).toArray();
    TestClock clock = new TestClock();
    try (Plane plane =
        Plane.builder()
            .lockStep(lockStep)
            .clock(clock)
            .route("/sink", Heard::new)
            .route(
                "/runner",
                () -> new Runner(errands, left),
                o -> o.withStore(new InMemoryStore()).withFailurePolicy(policy))
            .start()) {
      errands.forEach(errand -> plane.agent("/runner").command("run", errand.number()));
      plane.awaitQuiet();
      for (int i = 0; i < 10 * errands.size(); i++) {
        clock.advance(Duration.ofSeconds(1));
        plane.awaitQuiet();
      }
      List<Integer> succeed =
          errands.stream()
              .filter(errand -> errand.fails() < attempts(keeps))
              .map(Errand::number)
              .toList();
      assertThat(done).isEqualTo(expected(errands, keeps));
      String ended = plane.agent("/runner").ask(Runner.class, r -> r.ended.get());
      assertThat(ended).isEqualTo(text(succeed));
      String steps = plane.agent("/runner").ask(Runner.class, r -> r.steps.get());
      assertThat(steps)
          .isEqualTo(text(errands.stream().filter(Errand::hasStep).map(Errand::number).toList()));
      List<Integer> heard = plane.agent("/sink").ask(Heard.class, h -> List.copyOf(h.all));
      assertThat(heard).isEqualTo(succeed);
    }
  }

  private static FailurePolicy.Verdict behind(boolean keeps) {
    return keeps
        ? FailurePolicy.restart(1_000, Duration.ofDays(1), Backoff.NONE).keepingEvent(INSTANCES)
        : FailurePolicy.resume();
  }

  private static int attempts(boolean keeps) {
    return (1 + RETRIES) * (keeps ? 1 + INSTANCES : 1);
  }

  private static List<String> expected(List<Errand> errands, boolean keeps) {
    List<String> all = new ArrayList<>();
    for (Errand errand : errands) {
      if (errand.hasStep()) {
        all.add("step " + errand.number());
      }
      int runs = Math.min(errand.fails() + 1, attempts(keeps));
      for (int i = 0; i < runs; i++) {
        all.add("run " + errand.number());
      }
    }
    return all;
  }

  private static String text(List<Integer> numbers) {
    StringBuilder text = new StringBuilder();
    numbers.forEach(number -> text.append(number).append(' '));
    return text.toString();
  }

  @Provide
  Arbitrary<List<Errand>> errands() {
    Arbitrary<Errand> one =
        Combinators.combine(Arbitraries.integers().between(0, 7), Arbitraries.of(true, false))
            .as((fails, hasStep) -> new Errand(0, fails, hasStep));
    return one.list().ofMinSize(1).ofMaxSize(6).map(RetryPropertiesTest::numbered);
  }

  private static List<Errand> numbered(List<Errand> errands) {
    List<Errand> all = new ArrayList<>();
    for (Errand errand : errands) {
      all.add(new Errand(all.size(), errand.fails(), errand.hasStep()));
    }
    return all;
  }
}
