package dev.parklane.stress.draining;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Closing;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.NotQuietException;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Quiet;
import dev.parklane.stress.Simulations;
import dev.parklane.stress.Watchdog;
import dev.parklane.stress.draining.Job.End;
import dev.parklane.stress.draining.ModelWork.Close;
import dev.parklane.testkit.Leniency;
import dev.parklane.testkit.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Planes that close while agents have suspended work: running, waiting, failing, or stuck. */
@AddLifecycleHook(Watchdog.class)
class DrainingPropertiesTest {
  private static final int CALLERS = 3;
  private static final Duration EVER = Duration.ofDays(1);

  private final List<String> book = Collections.synchronizedList(new ArrayList<>());

  private PlaneBuilder newPlane(Close close) {
    book.clear();
    return Plane.builder()
        .drainGrace(close == Close.WITHOUT_GRACE ? Duration.ZERO : EVER)
        .options(o -> o.withFailurePolicy(FailurePolicy.resume()))
        .route("/caller/:n", () -> new Caller(book::add));
  }

  private static void begin(Plane plane, List<Job> jobs) {
    for (int i = 0; i < jobs.size(); i++) {
      plane.agent(Caller.uri(i % CALLERS)).command(Caller.BEGIN, jobs.get(i));
    }
  }

  private static Closing how(Close close) {
    return close == Close.DROPS ? Closing.DROP : Closing.DRAIN;
  }

  private static ModelWork model(List<Job> jobs, Close close, int hours) {
    ModelWork model = new ModelWork(close, hours);
    jobs.forEach(job -> model.begin(job, 0));
    return model;
  }

  /**
   * What has happened is what the model says, and no agent hears anything after one has stopped. A
   * thread that was interrupted may run later.
   */
  private void check(ModelWork model, Close close) {
    List<String> notes = List.copyOf(book);
    assertThat(notes)
        .filteredOn(note -> !note.equals("stop"))
        .containsExactlyInAnyOrderElementsOf(model.notes);
    if (close != Close.DROPS) {
      assertThat(notes.subList(notes.indexOf("stop"), notes.size()))
          .allMatch(note -> note.equals("stop") || note.endsWith(" interrupted"));
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("S4 L5 S1 S2: each work is waited for, tried, interrupted and told as its plane closes")
  void close_inASimulation_waitsForWork_andTellsOfTheRest(
      @ForAll("jobs") List<Job> jobs,
      @ForAll Close close,
      @ForAll @IntRange(max = 3) int hours,
      @ForAll boolean byAProgram,
      @ForAll long seed) {
    if (Simulations.areRefused(seed)) {
      return;
    }
    ModelWork model = model(jobs, close, hours);
    Simulation.run(
        seed,
        simulation -> {
          simulation.allow(Leniency.FAILED_CASCADES); // which are part of the model
          Plane plane = simulation.start(newPlane(close));
          begin(plane, jobs);
          simulation.settle();
          for (int i = 0; i < hours; i++) {
            simulation.clock().advance(Caller.HOUR);
            simulation.settle();
          }
          assertThat(pending(plane)).isEqualTo(model.open);
          if (byAProgram) {
            simulation.program("closer", () -> plane.close(how(close)));
            simulation.awaitPrograms();
          } else {
            plane.close(how(close));
          }
        });
    check(model, close);
  }

  /** How much work a wait names that does not wait. */
  private static int pending(Plane plane) throws InterruptedException {
    try {
      plane.awaitQuiet(Quiet.WORK_DONE, Duration.ZERO);
      return 0;
    } catch (NotQuietException e) {
      return e.pending().size();
    }
  }

  /** In real time, so of work that ends: when a grace is over is not the same each time. */
  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  @Label("S4 L5: work that ends is waited for, on carriers of both schedulers")
  void close_onCarriers_waitsForWork(
      @ForAll("jobsThatEnd") List<Job> jobs,
      @ForAll @IntRange(max = 2) int hours,
      @ForAll boolean lockStep)
      throws InterruptedException {
    TestClock clock = new TestClock();
    Plane plane = newPlane(Close.DRAINS).lockStep(lockStep).clock(clock).start();
    begin(plane, jobs);
    awaitAttempts(plane);
    for (int i = 0; i < hours; i++) {
      clock.advance(Caller.HOUR);
      awaitAttempts(plane);
    }
    plane.close();
    check(model(jobs, Close.DRAINS, hours), Close.DRAINS);
  }

  /** Until nothing but time brings the next of them. */
  private static void awaitAttempts(Plane plane) throws InterruptedException {
    try {
      plane.awaitQuiet(Quiet.WORK_DONE, EVER);
    } catch (NotQuietException e) {
      assertThat(e).hasMessageContaining("only its test clock brings more");
    }
  }

  @Provide
  Arbitrary<List<Job>> jobs() {
    return numbered(job(2, Arbitraries.of(End.class)));
  }

  @Provide
  Arbitrary<List<Job>> jobsThatEnd() {
    return numbered(job(2, Arbitraries.of(End.WELL, End.BADLY)));
  }

  private static Arbitrary<List<Job>> numbered(Arbitrary<Job> job) {
    return job.list()
        .ofMinSize(1)
        .ofMaxSize(5)
        .map(jobs -> {
          List<Job> all = new ArrayList<>();
          jobs.forEach(one -> all.add(one.numbered("" + all.size())));
          return all;
        });
  }

  private static Arbitrary<Job> job(int depth, Arbitrary<End> last) {
    Arbitrary<List<Job>> next =
        depth == 0
            ? Arbitraries.just(List.of())
            : Arbitraries.lazy(() -> job(depth - 1, last)).list().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.integers().between(0, 3), last, Arbitraries.of(true, false), next)
        .as((failures, end, hears, jobs) -> {
          List<End> attempts = new ArrayList<>(Collections.nCopies(failures, End.BADLY));
          attempts.add(end);
          return new Job("", attempts, hears, jobs);
        });
  }
}
