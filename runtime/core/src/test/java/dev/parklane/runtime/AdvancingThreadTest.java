package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimerSpec;
import dev.parklane.runtime.scheduling.JdkVirtualThreads;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Laws E7, K7: agents take their turns on the thread that advances their test clock. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AdvancingThreadTest {
  private static final String ONLY = "the thread cannot carry them where the JDK is closed";

  private final TestClock clock = new TestClock();
  private final List<Thread> carriers = new CopyOnWriteArrayList<>();
  private final Stage stage = stage();
  private final Stage other = stage();

  private Stage stage() {
    return Stage.of(
        Plane.builder()
            .clock(clock)
            .carriers(2)
            .route("/probe/:name", () -> new Probe(p -> p.a.on(v -> p.b.set(v + 1)))));
  }

  @AfterEach
  void close() {
    stage.close();
    other.close();
  }

  private void atOne(String name, Slot.On<Probe> act) {
    stage.run(name, p -> p.clock().alert("one", 1, e -> act.accept(p)));
  }

  private void noteCarrier() {
    carriers.add(JdkVirtualThreads.currentCarrier());
  }

  /** All that a firing sets off: the handler, what it triggers, whom it sends to. */
  @Test
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step", disabledReason = ONLY)
  void advance_byAPlatformThread_carriesAllThatItsEventSetsOff() {
    stage.run("y", p -> p.a.on(v -> noteCarrier()));
    atOne(
        "x",
        p -> {
          noteCarrier();
          p.a.on(v -> noteCarrier());
          p.a.set(1);
          p.other("/probe/y").command("a", 2);
        });
    clock.advanceTo(1);
    assertThat(carriers)
        .containsExactly(Thread.currentThread(), Thread.currentThread(), Thread.currentThread());
    assertThat(stage.<Integer>ask("y", p -> p.b.get())).isEqualTo(3);
  }

  @Test
  void advance_byAVirtualThread_isWaitedForAsBefore() throws Exception {
    atOne("x", p -> p.a.set(1));
    Thread advancing = Thread.ofVirtual().start(() -> clock.advanceTo(1));
    advancing.join();
    assertThat(stage.<Integer>ask(p -> p.b.get())).isEqualTo(2);
  }

  /** The thread is that of the clock, not of one plane. */
  @Test
  void agents_thatAskOneOfAnotherPlaneOnTheClock_areAnswered() {
    AtomicInteger answer = new AtomicInteger();
    atOne("x", p -> answer.set(other.<Integer>ask("x", q -> q.a.get() + 7)));
    clock.advanceTo(1);
    assertThat(answer).hasValue(7);
  }

  /** What a program does on this thread may wait for agents, so they run elsewhere. */
  @Test
  void handlers_ofAProgram_thatWaitForAgents_areWaitedFor() throws Exception {
    CountDownLatch handled = new CountDownLatch(1);
    stage.run(p -> p.a.on(v -> handled.countDown()));
    AtomicBoolean came = new AtomicBoolean();
    clock.alert(
        "program",
        1,
        e -> {
          stage.probe("x").command("a", 1);
          handled.await();
          came.set(true);
        });
    clock.advanceTo(1);
    assertThat(came).isTrue();
  }

  @Test
  void hooks_ofASettling_thatWaitForAgents_areWaitedFor() {
    AtomicInteger sent = new AtomicInteger();
    CountDownLatch handled = new CountDownLatch(1);
    stage.run(p -> p.a.on(v -> handled.countDown()));
    try (TestClock.Settling hook =
        clock.settleWith(() -> {
          if (sent.getAndIncrement() == 0) {
            stage.probe("x").command("a", 1);
            awaitLatch(handled);
          }
          return false;
        })) {
      assertThat(hook).isNotNull();
      clock.advanceTo(1);
    }
    assertThat(handled.getCount()).isZero();
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** It has woken the other, which stands behind it on the advancing thread. */
  @Test
  void handlers_thatSpinUntilAnotherAgentHasHandled_comeToTheirEnd() {
    CountDownLatch woken = new CountDownLatch(1);
    AtomicBoolean handled = new AtomicBoolean();
    stage.run(
        "y",
        p ->
            p.door.on(v -> {
              woken.await();
              handled.set(true);
            }));
    stage.run(
        "z",
        p ->
            p.door.on(v -> {
              woken.countDown();
              while (!handled.get()) {
                Thread.onSpinWait();
              }
            }));
    atOne(
        "x",
        p -> {
          p.other("/probe/y").command("door", "");
          p.other("/probe/z").command("door", "");
        });
    clock.advanceTo(1);
    assertThat(handled).isTrue();
  }

  /** E7: one that waits for something real goes on elsewhere, and is waited for. */
  @Test
  void handlers_thatWaitForSomethingElse_areWaitedFor() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    atOne(
        "x",
        p -> {
          Thread handler = Thread.currentThread();
          Thread.ofPlatform().start(() -> releaseWhenItWaits(handler, release));
          release.await();
          p.a.set(1);
          ended.set(true);
        });
    clock.advanceTo(1);
    assertThat(ended).isTrue();
  }

  private static void releaseWhenItWaits(Thread handler, CountDownLatch release) {
    while (handler.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    release.countDown();
  }

  /** Where it lasts, others help: at the same time, not one after the other. */
  @Test
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step", disabledReason = ONLY)
  void agents_thatCompute_areSpreadOverTheCarriers() {
    Set<Thread> ran = ConcurrentHashMap.newKeySet();
    stage.run(
        "x",
        p ->
            p.clock()
                .alert(
                    "one",
                    1,
                    e -> {
                      for (int i = 0; i < 20; i++) {
                        p.other("/probe/n" + i).command("door", "");
                      }
                    }));
    for (int i = 0; i < 20; i++) {
      stage.run(
          "n" + i,
          p ->
              p.door.on(v -> {
                ran.add(JdkVirtualThreads.currentCarrier());
                long from = System.nanoTime();
                while (System.nanoTime() - from < 3_000_000) {
                  Thread.onSpinWait();
                }
              }));
    }
    clock.advanceTo(1);
    assertThat(ran).contains(Thread.currentThread()).hasSizeGreaterThan(1);
  }

  /** K7: the JDK takes the interrupt of a carrier for that of nobody. */
  @Test
  void advance_thatIsInterruptedWhileItCarriesAgents_saysSo() {
    stage.run(p ->
        p.clock().timer("often", TimerSpec.every(Duration.ofNanos(1)), e -> p.a.set((int) e.id())));
    for (int i = 0; i < 100; i++) {
      Thread me = Thread.currentThread();
      Thread interrupter =
          Thread.ofPlatform()
              .start(() -> {
                long at = clock.nanos();
                while (clock.nanos() < at + 100) {
                  Thread.onSpinWait();
                }
                me.interrupt();
              });
      assertThatThrownBy(() -> clock.advance(Duration.ofDays(1)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("[PL-K7.3]");
      assertThat(Thread.interrupted()).isTrue();
      while (interrupter.isAlive()) {
        Thread.onSpinWait();
      }
      Thread.interrupted(); // it may be told once more
    }
  }

  /** Law K7: on whatever thread agents run, and however their handlers wait. */
  @Test
  void callbacks_ofPrograms_comeOnTheAdvancingThread_inTheirPlaceAmongEventsOfAgents() {
    List<String> trace = new CopyOnWriteArrayList<>();
    List<Thread> called = new CopyOnWriteArrayList<>();
    stage.run(p -> {
      p.clock().timer("b", TimerSpec.every(Duration.ofNanos(10)), e -> p.a.set((int) e.id()));
      p.a.on(v -> trace.add("agent@" + clock.nanos()));
    });
    clock.timer(
        "a",
        TimerSpec.every(Duration.ofNanos(15)),
        e -> {
          called.add(Thread.currentThread());
          trace.add("program@" + clock.nanos());
        });
    atOne(
        "y",
        p -> {
          p.clock().sleep(Duration.ofNanos(11));
          trace.add("slept@" + clock.nanos());
        });
    clock.advanceTo(30);
    assertThat(trace)
        .containsExactly(
            "agent@10", "slept@12", "program@15", "agent@20", "program@30", "agent@30");
    assertThat(called).containsExactly(Thread.currentThread(), Thread.currentThread());
  }

  /** What agents do when the advance begins may set what is due in it. */
  @Test
  void agents_thatAreAtWorkWhenItBegins_areWaitedFor() {
    CountDownLatch sent = new CountDownLatch(1);
    AtomicInteger fired = new AtomicInteger();
    stage.run(p ->
        p.door.on(v -> {
          sent.await();
          p.clock().alert("soon", 5, e -> fired.incrementAndGet());
        }));
    stage.probe("x").command("door", "");
    Thread.startVirtualThread(sent::countDown);
    clock.advanceTo(10);
    assertThat(fired).hasValue(1);
  }

  /** E13: what is called by its plane would wait for itself. */
  @Test
  void advance_fromInsideOfADelivery_isRefused_alsoWhereAnEventOfAnAgentIsDue() {
    atOne("x", p -> p.a.set(1));
    AtomicInteger called = new AtomicInteger();
    stage
        .plane
        .bus()
        .subscribe(
            "topic",
            String.class,
            m -> {
              called.incrementAndGet();
              assertThatThrownBy(() -> clock.advanceTo(1)).hasMessageContaining("[PL-O2.4]");
            });
    stage.plane.bus().publish("topic", "x");
    assertThat(called).hasValue(1);
    assertThat(clock.nanos()).isZero();
    clock.advanceTo(1);
    assertThat(stage.<Integer>ask(p -> p.b.get())).isEqualTo(2);
  }

  /** Agents have what it leaves of the stack; what that is too little for does no other harm. */
  @Test
  void advance_atTheEndOfTheStack_leavesClockAndAgentsWhole() {
    atOne("x", p -> p.a.set(1));
    assertThat(catchThrowable(() -> descendAndAdvance(0))).isInstanceOf(StackOverflowError.class);
    stage.run(p -> p.clock().alert("two", 2, e -> p.a.set(2)));
    clock.advanceTo(2);
    assertThat(stage.<Integer>ask(p -> p.b.get())).isEqualTo(3);
  }

  private void descendAndAdvance(int depth) {
    try {
      descendAndAdvance(depth + 1);
    } catch (StackOverflowError e) {
      if (clock.nanos() < 1) {
        clock.advanceTo(1); // may find too little stack, too
      }
      throw e;
    }
  }

  /** E5: a pinned writer there is told as one on any carrier. */
  @Tag("parked")
  @Test
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step", disabledReason = ONLY)
  void write_thatIsPinnedToTheAdvancingThread_failsByName() {
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    stage.run(p -> p.failure = failures::add);
    atOne("x", p -> PinnedProbe.write(p));
    clock.advanceTo(1);
    assertThat(failures)
        .singleElement()
        .satisfies(failure -> assertThat(failure).hasMessageContaining("[PL-E5]"));
  }

  private static final class PinnedProbe {
    private static Probe probe;

    static void write(Probe by) {
      probe = by;
      assertThat(Initializer.WRITTEN).isTrue();
    }

    private static final class Initializer {
      static final boolean WRITTEN = set();

      private static boolean set() {
        probe.a.set(1);
        return true;
      }
    }
  }
}
