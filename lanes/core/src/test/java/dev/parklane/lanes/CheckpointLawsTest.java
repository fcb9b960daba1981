package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.CascadeAbortedException;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.GuardException;
import dev.parklane.runtime.Guards;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.trace.TraceRecorder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law F10: a handler of a root event lets stand what it has done, and goes on. */
@Timeout(60)
class CheckpointLawsTest {
  private static final UnaryOperator<AgentOptions> RESUME =
      o -> o.withFailurePolicy(FailurePolicy.resume());

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final TestClock clock = new TestClock();
  private UnaryOperator<AgentOptions> options = RESUME;
  private Consumer<Worker> constructor = worker -> {};
  private Act onStart = worker -> {};
  private Act onStop = worker -> {};
  private Consumer<String> deadLetters = told::add;
  private Plane plane = start();

  private interface Act {
    void run(Worker worker) throws Exception;
  }

  private final class Worker extends Agent {
    final ValueLane<Integer> value = new ValueLane<Integer>(this, "value", 0).codec(Codecs.INTEGER);
    final MapLane<String, Integer> map =
        new MapLane<String, Integer>(this, "map").codec(Codecs.STRING, Codecs.INTEGER);
    final ValueStore<Integer> store = new ValueStore<Integer>(this, "store", 0).asTransient();
    final CommandLane<Act> act = new CommandLane<>(this, "act", Act.class);

    Worker() {
      act.onCommand(step -> step.run(this));
      constructor.accept(this);
    }

    @Override
    protected void onStart() throws Exception {
      onStart.run(this);
    }

    @Override
    protected void onStop() throws Exception {
      onStop.run(this);
    }

    @Override
    protected void onFailure(Throwable cause) {
      told.add(value.get() + " at the end");
    }

    void keep() {
      checkpoint();
    }

    void keep(String name, Act step) throws Exception {
      checkpoint(name, () -> step.run(this));
    }

    void runLater(Act step) {
      after(Duration.ofSeconds(1), () -> step.run(this));
    }

    void command(String uri, Act step) {
      agent(uri).command("act", step);
    }

    void end() {
      stop();
    }
  }

  private Plane start() {
    return Plane.builder()
        .clock(clock)
        .route("/worker/:name", Worker::new, initial -> options.apply(initial))
        .onDeadLetter(letter -> deadLetters.accept(letter.reason() + " " + letter.uri()))
        .start();
  }

  private void restartPlane() {
    plane.close();
    plane = start();
  }

  @AfterEach
  void closePlane() {
    plane.close();
  }

  private <R> R ask(String name, Question<R> question) {
    try {
      return plane.agent("/worker/" + name).ask(Worker.class, question::answer);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private interface Question<R> {
    R answer(Worker worker) throws Exception;
  }

  private void run(Act act) {
    ask(
        "one",
        worker -> {
          act.run(worker);
          return true;
        });
  }

  private void runAndFail(Act act) {
    assertThatThrownBy(() ->
            run(worker -> {
              act.run(worker);
              throw new IllegalStateException("on purpose");
            }))
        .isInstanceOf(AgentFailedException.class)
        .hasRootCauseMessage("on purpose");
  }

  private int intOf(Question<Integer> question) {
    return ask("one", question);
  }

  private List<String> keys() {
    return ask("one", worker -> List.copyOf(worker.map.get().keySet()));
  }

  /** What was told by the time that the other worker has nothing more to do. */
  private List<String> toldByOther() {
    return ask("other", other -> List.copyOf(told));
  }

  private int value() {
    return ask("one", worker -> worker.value.get());
  }

  @Test
  void failureAfterIt_rollsBackToIt_inEveryLane() {
    runAndFail(worker -> {
      worker.value.set(1);
      worker.map.put("a", 1);
      worker.store.set(1);
      worker.keep();
      worker.value.set(2);
      worker.map.put("b", 2);
      worker.map.remove("a");
      worker.store.set(2);
    });
    assertThat(value()).isEqualTo(1);
    assertThat(keys()).containsExactly("a");
    assertThat(intOf(worker -> worker.store.get())).isEqualTo(1);
  }

  @Test
  void severalOfThem_lastOneCounts() {
    runAndFail(worker -> {
      for (int n = 1; n <= 3; n++) {
        worker.value.set(n);
        worker.keep();
      }
      worker.value.set(4);
    });
    assertThat(value()).isEqualTo(3);
  }

  @Test
  void failureInATriggeredHandler_afterIt_rollsBackToIt() {
    constructor =
        worker ->
            worker.value.onEvent(now -> {
              worker.map.put("seen", now);
              if (now == 2) {
                throw new IllegalStateException("two");
              }
            });
    Throwable failure =
        catchThrowable(() ->
            run(worker -> {
              worker.value.set(1);
              worker.keep();
              worker.value.set(2);
            }));
    assertThat(failure).isInstanceOf(AgentFailedException.class).hasRootCauseMessage("two");
    assertThat(value()).isEqualTo(1);
    assertThat(intOf(worker -> worker.map.get("seen"))).isEqualTo(1);
  }

  /** O1: what was sent before it is handled while the handler goes on; what comes after never. */
  @Test
  void messages_sentBeforeIt_leaveAtOnce_andThoseAfterItNotWhereItFails() {
    CountDownLatch handled = new CountDownLatch(1);
    runAndFail(worker -> {
      worker.command("/worker/other", other -> handled.countDown());
      worker.keep();
      handled.await();
      worker.command("/worker/other", other -> told.add("never"));
    });
    assertThat(toldByOther()).isEmpty();
  }

  @Test
  void links_areToldAtIt() throws InterruptedException {
    CountDownLatch seen = new CountDownLatch(1);
    CountDownLatch synced = new CountDownLatch(1);
    try (Client client = plane.client()) {
      new ValueLink<>(client, plane.agent("/worker/one").lane("value", Integer.class))
          .onSynced(value -> synced.countDown())
          .onEvent(value -> {
            told.add("link " + value);
            seen.countDown();
          })
          .open();
      synced.await();
      runAndFail(worker -> {
        worker.value.set(1);
        worker.keep();
        seen.await();
        worker.value.set(2);
      });
      plane.awaitQuiet();
    }
    assertThat(told).containsExactly("link 1");
  }

  @Test
  void store_getsABatchForEachPart() {
    NotingStore store = new NotingStore();
    options = o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store);
    restartPlane();
    runAndFail(worker -> {
      worker.value.set(1);
      worker.map.put("a", 1);
      worker.keep();
      worker.keep(); // nothing has changed
      worker.value.set(2);
      worker.keep();
      worker.value.set(3);
    });
    assertThat(store.batches()).containsExactly("ValueSet value, EntryPut map", "ValueSet value");
    restartPlane();
    assertThat(value()).isEqualTo(2);
  }

  /** F2: a store that fails there fails the cascade, whatever the handler makes of that. */
  @Test
  void storeThatFailsAtIt_failsTheCascade_backToTheOneBefore() {
    NotingStore store = new NotingStore();
    options = o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store);
    restartPlane();
    Throwable failure =
        catchThrowable(() ->
            run(worker -> {
              worker.value.set(1);
              worker.keep();
              worker.value.set(2);
              worker.command("/worker/other", other -> told.add("never"));
              store.failNext();
              assertThatThrownBy(worker::keep).isInstanceOf(CascadeAbortedException.class);
              assertThatThrownBy(() -> worker.value.set(3))
                  .isInstanceOf(CascadeAbortedException.class);
              assertThatThrownBy(worker::keep).isInstanceOf(CascadeAbortedException.class);
            }));
    assertThat(failure).isInstanceOf(AgentFailedException.class).hasRootCauseMessage("disk");
    assertThat(value()).isEqualTo(1);
    assertThat(toldByOther()).isEmpty();
  }

  /** F3: what follows a restart starts from what stands. */
  @Test
  void restart_startsFromIt() {
    NotingStore store = new NotingStore();
    options =
        o ->
            o.withFailurePolicy(FailurePolicy.restart(3, Duration.ofMinutes(1), Backoff.NONE))
                .withStore(store);
    restartPlane();
    runAndFail(worker -> {
      worker.value.set(1);
      worker.keep();
      worker.value.set(2);
    });
    assertThat(value()).isEqualTo(1);
    assertThat(told).contains("1 at the end");
  }

  // --- where it is refused -----------------------------------------------------------------------

  private void isRefused(Act act, Class<? extends Throwable> type, String... words) {
    runAndFail(worker -> {
      worker.value.set(7);
      assertThatThrownBy(() -> act.run(worker)).isInstanceOf(type).hasMessageContainingAll(words);
    });
    assertThat(value()).isZero();
  }

  @Test
  void inATriggeredHandler_isRefusedByName_andNothingStands() {
    List<Throwable> refused = new ArrayList<>();
    constructor =
        worker ->
            worker.value.onEvent(now -> {
              refused.add(catchThrowable(worker::keep));
              refused.add(catchThrowable(() -> worker.keep("step", w -> told.add("ran"))));
            });
    runAndFail(worker -> worker.value.set(1));
    assertThat(refused)
        .hasSize(2)
        .allSatisfy(refusal ->
            assertThat(refusal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll(
                    "checkpoint", "/worker/one", "depth 1", "ask -> value.onEvent"));
    assertThat(value()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void onAnotherThread_isRefused() {
    isRefused(
        worker -> {
          FutureTask<Boolean> elsewhere = new FutureTask<>(worker::keep, true);
          Thread.ofVirtual().start(elsewhere).join();
          throw (Exception) elsewhere.exceptionNow();
        },
        LaneAccessException.class,
        "checkpoint() in /worker/one",
        "unnamed virtual thread #");
  }

  @Test
  void inSuspendedWork_isRefused() throws Exception {
    CompletableFuture<Throwable> ofAgent = new CompletableFuture<>();
    CompletableFuture<Throwable> ofContext = new CompletableFuture<>();
    run(worker -> {
      AgentContext context = AgentContext.current();
      context.suspend(() -> ofAgent.complete(catchThrowable(worker::keep)), done -> {});
      context.suspend(() -> ofContext.complete(catchThrowable(context::checkpoint)), done -> {});
    });
    assertThat(ofAgent.get()).isInstanceOf(LaneAccessException.class);
    assertThat(ofContext.get()).isInstanceOf(LaneAccessException.class);
  }

  @Test
  void inTheConstructor_isRefused() {
    List<Throwable> refused = new ArrayList<>();
    constructor = worker -> refused.add(catchThrowable(worker::keep));
    run(worker -> {});
    assertThat(refused.getFirst())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContainingAll("constructor", "onStart()");
  }

  @Test
  void inAClient_isRefused() throws InterruptedException {
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    CountDownLatch synced = new CountDownLatch(1);
    try (Client client = plane.client()) {
      new ValueLink<>(client, plane.agent("/worker/one").lane("value", Integer.class))
          .onSynced(value -> {
            refusal.set(catchThrowable(() -> AgentContext.current().checkpoint()));
            synced.countDown();
          })
          .open();
      synced.await();
    }
    assertThat(refusal.get())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("client");
  }

  /** E8: a dead-letter observer, which runs on the handler's thread, is outside the agent. */
  @Test
  void whoIsToldAtIt_touchesNothingOfTheAgent() {
    AtomicReference<Throwable> refusal = new AtomicReference<>();
    AtomicReference<Worker> itself = new AtomicReference<>();
    options = o -> RESUME.apply(o).withMailboxCapacity(1);
    deadLetters = letter -> refusal.set(catchThrowable(() -> itself.get().value.set(9)));
    restartPlane();
    run(worker -> {
      itself.set(worker);
      worker.value.set(1);
      worker.command("/worker/one", w -> w.value.update(n -> n + 1));
      worker.command("/worker/one", w -> told.add("there is no room for it"));
      worker.keep();
      assertThat(refusal.get()).isInstanceOf(LaneAccessException.class);
      worker.value.update(n -> n + 10);
    });
    assertThat(value()).isEqualTo(12);
    assertThat(told).isEmpty();
  }

  // --- what else it keeps ------------------------------------------------------------------------

  @Test
  void inOnStartAndOnStop_isTaken() {
    NotingStore store = new NotingStore();
    options = o -> o.withStore(store);
    onStart =
        worker -> {
          worker.value.set(1);
          worker.keep();
          worker.value.set(2);
        };
    onStop =
        worker -> {
          worker.value.set(3);
          worker.keep();
          throw new IllegalStateException("at the end");
        };
    restartPlane();
    run(worker -> {});
    plane.close();
    onStart = worker -> {};
    onStop = worker -> {};
    plane = start();
    assertThat(value()).isEqualTo(3);
  }

  /** G1: one root event has one count of handlers. */
  @Test
  void guards_countOn() {
    options =
        o ->
            o.withFailurePolicy(FailurePolicy.resume())
                .withGuards(Guards.DEFAULT.withMaxHandlers(10));
    constructor = worker -> worker.value.onEvent(now -> {});
    restartPlane();
    Throwable failure =
        catchThrowable(() ->
            run(worker -> {
              for (int n = 1; n <= 20; n++) {
                worker.value.set(n);
                worker.keep();
              }
            }));
    assertThat(failure).hasRootCauseInstanceOf(GuardException.class);
    assertThat(value()).isEqualTo(9);
  }

  /** S3: what was set before it comes; what was set after it is withdrawn. */
  @Test
  void timers_setBeforeIt_stand_andThoseAfterItAreWithdrawn() {
    runAndFail(worker -> {
      worker.runLater(w -> told.add("before"));
      AgentContext.current().clock().alert("before", 1_000, event -> told.add("alert before"));
      worker.keep();
      worker.runLater(w -> told.add("after"));
      AgentContext.current().clock().alert("after", 1_000, event -> told.add("alert after"));
      AgentContext.current().clock().cancel("before");
    });
    clock.advance(Duration.ofSeconds(2));
    assertThat(told).containsExactly("alert before", "before");
  }

  /** L3. */
  @Test
  void stop_askedForBeforeIt_stands_andAfterItIsTakenBack() throws InterruptedException {
    onStop = worker -> told.add("stops at " + worker.value.get());
    runAndFail(worker -> {
      worker.value.set(1);
      worker.keep();
      worker.end();
    });
    assertThat(value()).isEqualTo(1);
    assertThat(told).isEmpty();
    runAndFail(worker -> {
      worker.value.set(2);
      worker.end();
      worker.keep();
      worker.value.set(3);
    });
    plane.awaitQuiet();
    assertThat(told).containsExactly("stops at 2");
  }

  @Test
  void observersAndLanes_setUpBeforeIt_stay() {
    runAndFail(worker -> {
      ValueLane<Integer> late = new ValueLane<>(worker, "late", 5);
      late.onEvent(now -> told.add("late " + now));
      worker.keep();
      late.onEvent(now -> told.add("never"));
      new ValueLane<>(worker, "later", 6);
      worker.map.close();
    });
    run(worker -> {
      assertThat(AgentContext.current().lane("later")).isNull();
      assertThat(AgentContext.current().lane("map")).isNotNull();
      @SuppressWarnings("unchecked") // as it was declared
      ValueLane<Integer> late = (ValueLane<Integer>) AgentContext.current().lane("late");
      late.set(6);
      worker.map.put("still", 1);
    });
    assertThat(told).containsExactly("late 6");
  }

  /** F4. */
  @Test
  void acknowledgement_ofAHandlerThatFailsAfterIt_saysSo() throws Exception {
    Act act =
        worker -> {
          worker.value.set(1);
          worker.keep();
          throw new IllegalStateException("after");
        };
    Acknowledgement told = plane.agent("/worker/one").commandAcknowledged("act", act).get();
    assertThat(told).isNotInstanceOf(Acknowledgement.Handled.class);
    assertThat(value()).isEqualTo(1);
  }

  /** L4: a link whose end was told up to a checkpoint has ended, and keeps no agent from rest. */
  @Test
  void linkEndThatFailsAfterIt_leavesNoLinkThatWaits() throws InterruptedException {
    endLinkAfterIt(Retry.NEVER);
    assertThat(plane.agents("/worker/:name")).containsExactly("/worker/one");
    clock.advance(Duration.ofMinutes(5));
    assertThat(plane.agents("/worker/:name")).isEmpty();
    assertThat(told).containsExactly("linked");
  }

  /** J1: where it is to be made anew it is, at its time, whatever its handler does. */
  @Test
  void linkEndThatFailsAfterIt_isFollowedByTheNextAttempt() throws InterruptedException {
    endLinkAfterIt(new Retry(5, Backoff.constant(Duration.ofSeconds(1))));
    assertThat(plane.agents("/worker/:name")).containsExactly("/worker/one");
    clock.advance(Duration.ofSeconds(1));
    plane.awaitQuiet();
    assertThat(plane.agents("/worker/:name")).containsExactly("/worker/one", "/worker/other");
    assertThat(told).containsExactly("linked", "linked");
  }

  private void endLinkAfterIt(Retry retry) throws InterruptedException {
    options = o -> RESUME.apply(o).withIdleAfter(Duration.ofMinutes(1));
    restartPlane();
    run(worker ->
        new ValueLink<>(
                worker, AgentContext.current().agent("/worker/other").lane("value", Integer.class))
            .onLinked(() -> told.add("linked"))
            .onUnlinked(() -> {
              worker.keep();
              throw new IllegalStateException("after");
            })
            .retry(retry)
            .open());
    plane.awaitQuiet();
    plane.agent("/worker/other").stop();
    plane.awaitQuiet();
  }

  /** X2, R1: a trace has a cascade for each part, and the handler only in the first. */
  @Test
  void trace_hasACascadeForEachPart() {
    TraceRecorder recorder = TraceRecorder.ofAll();
    run(worker -> {});
    plane.trace(recorder);
    runAndFail(worker -> {
      worker.value.set(1);
      worker.keep();
      worker.value.set(2);
      worker.keep("step", w -> w.value.set(3));
      worker.value.set(4);
    });
    assertThat(recorder.recorded().lines())
        .containsExactly(
            "/worker/one <- ask",
            "  /worker/one 0 ask",
            "  /worker/one 0 writes value",
            "/worker/one succeeds",
            "/worker/one <- ask after checkpoint",
            "  /worker/one 0 writes value",
            "  /worker/one 0 writes value",
            "/worker/one succeeds",
            "/worker/one <- ask after checkpoint 'step'",
            "  /worker/one 0 writes value",
            "/worker/one fails: java.lang.IllegalStateException");
  }

  // --- steps with names --------------------------------------------------------------------------

  @Test
  void namedStep_isRunOnceInARootEvent_andStands() {
    for (int i = 0; i < 2; i++) {
      runAndFail(worker -> {
        worker.keep("count", w -> w.value.update(n -> n + 1));
        worker.keep("count", w -> w.value.update(n -> n + 1));
        worker.keep("count again", w -> w.value.update(n -> n + 10));
        worker.value.set(0);
      });
    }
    assertThat(value()).isEqualTo(22);
  }

  @Test
  void namedStep_thatThrows_isNotDone() {
    run(worker -> {
      assertThatThrownBy(() ->
              worker.keep(
                  "step",
                  w -> {
                    throw new IllegalStateException("no");
                  }))
          .hasMessage("no");
      worker.keep("step", w -> w.value.set(1));
      worker.keep("step", w -> w.value.set(2));
    });
    assertThat(value()).isEqualTo(1);
  }

  @Test
  void namedStep_insideItself_isRefused() {
    isRefused(
        worker -> worker.keep("step", w -> w.keep("step", again -> {})),
        IllegalStateException.class,
        "checkpoint 'step'",
        "/worker/one",
        "inside its own step");
  }

  @Test
  void namedStep_withoutAName_isRefused_beforeItRuns() {
    isRefused(
        worker -> worker.keep("  ", w -> told.add("ran")),
        IllegalArgumentException.class,
        "'  '",
        "/worker/one",
        "blank");
    assertThat(told).isEmpty();
  }

  @Test
  void namedStep_isMarkedInTheBatchOfItsChanges_andForgottenAtTheEnd() {
    NotingStore store = new NotingStore();
    options = o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store);
    restartPlane();
    run(worker -> {
      worker.value.set(1);
      worker.keep("a", w -> w.value.set(2));
      assertThat(store.steps("/worker/one")).containsExactly("a");
      worker.keep("b", w -> {});
      assertThat(store.steps("/worker/one")).containsExactly("a", "b");
      worker.value.set(3);
    });
    assertThat(store.batches())
        .containsExactly(
            "ValueSet value, StepsForgotten, StepDone a",
            "StepDone b",
            "ValueSet value, StepsForgotten");
    assertThat(store.steps("/worker/one")).isEmpty();
  }

  @Test
  void namedStep_ofARootEventThatFails_isForgottenToo() {
    NotingStore store = new NotingStore();
    options = o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store);
    restartPlane();
    runAndFail(worker -> {
      worker.keep("a", w -> w.value.set(2));
      worker.value.set(3);
    });
    assertThat(store.steps("/worker/one")).isEmpty();
    assertThat(value()).isEqualTo(2);
  }

  /** A mark that a crash or a broken store has left means nothing to another root event. */
  @Test
  void namedStep_leftBehind_isNotTakenForDone_andGoes() {
    NotingStore store = new NotingStore();
    options = o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store);
    restartPlane();
    runAndFail(worker -> {
      worker.keep("a", w -> w.value.set(1));
      store.failNext(); // the batch that forgets
    });
    assertThat(store.steps("/worker/one")).containsExactly("a");
    runAndFail(worker -> {
      worker.keep("b", w -> {});
      assertThat(store.steps("/worker/one")).containsExactly("b");
      worker.keep("a", w -> w.value.set(2));
    });
    assertThat(value()).isEqualTo(2);
    assertThat(store.steps("/worker/one")).isEmpty();
  }
}
