package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws K7, K8: what a virtual thread does in place of the platform thread that advances. */
@Timeout(60)
class StandInAdvanceTest {
  private static final ThreadLocal<String> WHOSE = ThreadLocal.withInitial(() -> "another");

  private final TestClock clock = new TestClock();
  private final FakeAgents agents = new FakeAgents();
  private final OwnedClock agentsClock = clock.newClockOnAnyThread(this::dispatch);
  private final TestClock.Settling settling =
      clock.settleWith(agents::settleHere, () -> {}, agents);
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
  private final List<Thread> dispatchedOn = new CopyOnWriteArrayList<>();

  /** To an agent, whose handler runs on a thread of its own. */
  private void dispatch(Firing firing) {
    dispatchedOn.add(Thread.currentThread());
    agents.handOn(() -> handle(firing));
  }

  private static void handle(Firing firing) {
    if (firing.begin()) {
      try {
        firing.handle();
      } catch (Exception e) {
        throw new AssertionError(e);
      } finally {
        firing.end();
      }
    }
  }

  @BeforeEach
  void markTheAdvancingThread() {
    WHOSE.set("the caller's");
  }

  private void agentAlert(long at, String name) {
    agentsClock.alert(name, at, e -> trace.add(name + "@" + clock.nanos()));
  }

  private void programAlert(long at, String name) {
    clock.alert(name, at, e -> trace.add(name + "@" + clock.nanos() + " on " + WHOSE.get()));
  }

  private void assertThatOneOtherThreadDispatched() {
    assertThat(dispatchedOn).isNotEmpty();
    assertThat(dispatchedOn.stream().distinct())
        .singleElement()
        .satisfies(thread -> {
          assertThat(thread.getName()).isEqualTo("parklane-advance");
          assertThat(thread.isVirtual()).isTrue();
          assertThat(thread.isAlive()).isFalse();
        });
  }

  /** K7, K8. */
  @Test
  void events_forAnyThread_areDeliveredByOneVirtualThread_inTheirOrder() {
    agentAlert(5, "b");
    agentAlert(5, "a");
    agentAlert(9, "d");
    agentsClock.alert(
        "c",
        6,
        e -> {
          trace.add("c@" + clock.nanos());
          agentAlert(7, "inside");
          agentAlert(11, "beyond");
        });
    clock.wakeOnAnyThread(8, "", () -> trace.add("wakeup@" + clock.nanos()));
    clock.advanceTo(10);
    assertThat(trace).containsExactly("a@5", "b@5", "c@6", "inside@7", "wakeup@8", "d@9");
    assertThat(clock.nanos()).isEqualTo(10);
    assertThatOneOtherThreadDispatched();
    assertThat(agents.waits).containsExactly("begun", "closed");
  }

  /** Without an executor, handlers run on the advancing thread. */
  @Test
  void callbacks_ofPrograms_runOnTheAdvancingThread_inTheirPlace() {
    agentAlert(1, "a");
    programAlert(2, "b");
    agentAlert(2, "c");
    clock.wake(3, "", () -> trace.add("wakeup on " + WHOSE.get()));
    programAlert(3, "d");
    agentAlert(4, "e");
    OwnedClock dispatched =
        clock.newClock(firing -> {
          trace.add("dispatched on " + WHOSE.get());
          handle(firing);
        });
    dispatched.alert("f", 5, e -> {});
    clock.advanceTo(6);
    assertThat(trace)
        .containsExactly(
            "a@1",
            "b@2 on the caller's",
            "c@2",
            "wakeup on the caller's",
            "d@3 on the caller's",
            "e@4",
            "dispatched on the caller's");
    assertThat(agents.waits).as("for a, c and e").hasSize(6);
  }

  @Test
  void handlers_onAnExecutor_areGivenToItByTheAdvancingThread_andWaitedFor() {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      OwnedClock onPool =
          clock.newClockOn(task -> {
            trace.add("given on " + WHOSE.get());
            pool.execute(task);
          });
      onPool.alert(
          "a",
          1,
          e -> {
            Thread.yield();
            trace.add("a@" + clock.nanos());
          });
      agentAlert(2, "b");
      clock.advanceTo(3);
    }
    assertThat(trace).containsExactly("given on the caller's", "a@1", "b@2");
  }

  /** What is at work when the advance begins may set what is due in it. */
  @Test
  void work_thatIsUnderWay_isWaitedForByTheOther_andTheRestToo() {
    CountDownLatch begun = new CountDownLatch(1);
    agents.handOn(() -> {
      Threads.await(begun);
      agentAlert(5, "a");
    });
    agents.settles =
        () -> {
          begun.countDown();
          return true;
        };
    clock.advanceTo(10);
    assertThat(trace).containsExactly("a@5");
    assertThatOneOtherThreadDispatched();
    assertThat(agents.settledOn)
        .as("at the end it is asked once more")
        .doesNotContain(Thread.currentThread());
    assertThat(agents.waits).containsExactly("begun", "closed");
  }

  @Test
  void advance_withNothingToDo_makesNoOther() {
    clock.advanceTo(1);
    agentAlert(3, "later");
    clock.advanceTo(2);
    assertThat(agents.waits).isEmpty();
    assertThat(agents.settledOn).containsOnly(Thread.currentThread());
  }

  @Test
  void advance_byAVirtualThread_makesNoOther() throws Exception {
    agentAlert(1, "a");
    Thread advancing = Thread.ofVirtual().name("mine").start(() -> clock.advanceTo(2));
    advancing.join();
    assertThat(trace).containsExactly("a@1");
    assertThat(dispatchedOn).containsExactly(advancing);
    assertThat(agents.waits).isEmpty();
  }

  /** It is called after each event, on the advancing thread. */
  @Test
  void hook_ofAProgram_keepsAllOnTheAdvancingThread() {
    clock.settleWith(() -> !trace.add("settled on " + WHOSE.get()));
    agentAlert(1, "a");
    clock.advanceTo(1);
    assertThat(trace)
        .containsExactly(
            "settled on the caller's", "a@1", "settled on the caller's", "settled on the caller's");
    assertThat(dispatchedOn).containsExactly(Thread.currentThread());
  }

  @Test
  void hook_thatIsAddedMeanwhile_isCalledOnTheAdvancingThread() {
    agentsClock.alert("a", 1, e -> clock.settleWith(() -> !trace.add("settled on " + WHOSE.get())));
    agentAlert(2, "b");
    clock.advanceTo(2);
    assertThat(trace)
        .contains("settled on the caller's", "b@2")
        .doesNotContain("settled on another");
  }

  @Test
  void hook_thatIsClosedMeanwhile_isNotCalledAnyMore() {
    agentsClock.alert("a", 1, e -> settling.close());
    clock.wakeOnAnyThread(2, "", () -> trace.add("wakeup"));
    clock.advanceTo(2);
    int before = agents.settledOn.size();
    clock.advanceTo(3);
    assertThat(trace).containsExactly("wakeup");
    assertThat(agents.settledOn).hasSize(before);
  }

  /** K7. */
  @Test
  void advance_byACallbackForAnyThread_isRefused_andTheClockGoesOn() {
    clock.wakeOnAnyThread(
        5,
        "",
        () -> {
          trace.add("delivers " + clock.isDelivering());
          clock.advanceTo(6);
        });
    agentAlert(7, "c");
    assertThatThrownBy(() -> clock.advanceTo(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "[PL-K7] a test clock was advanced by a handler of its own at 5 ns; set an alert for the later time");
    assertThat(trace).containsExactly("delivers true", "c@7");
    assertThat(clock.nanos()).isEqualTo(10);
    assertThat(clock.isDelivering()).isFalse();
  }

  /** K7. */
  @Test
  void advance_byACallbackOfAProgram_betweenEventsForAnyThread_isRefused() {
    agentAlert(4, "a");
    clock.wake(5, "", () -> clock.advanceTo(6));
    agentAlert(7, "c");
    assertThatThrownBy(() -> clock.advanceTo(10)).hasMessageStartingWith("[PL-K7] ");
    assertThat(trace).containsExactly("a@4", "c@7");
  }

  @Test
  void callbacksThatThrow_hurtNoOther_andTheFirstIsThrownAtTheEnd() {
    Error first = new AssertionError("first");
    RuntimeException second = new IllegalStateException("second");
    clock.wakeOnAnyThread(1, "", () -> Threads.sneak(first));
    clock.wake(2, "", () -> Threads.sneak(second));
    agentAlert(3, "a");
    assertThatThrownBy(() -> clock.advanceTo(10)).isSameAs(first);
    assertThat(first.getSuppressed()).containsExactly(second);
    assertThat(trace).containsExactly("a@3");
  }

  @Test
  void settlingThatFails_endsTheAdvanceWhereItStands() {
    agentAlert(5, "a");
    agentAlert(6, "b");
    agents.settles = () -> clock.nanos() < 5;
    assertThatThrownBy(() -> clock.advanceTo(10)).hasMessage("not quiet");
    assertThat(clock.nanos()).isEqualTo(5);
    agents.settles = () -> true;
    clock.advanceTo(10);
    assertThat(trace).containsExactly("a@5", "b@6");
  }

  /** As a check does. */
  @Test
  void workThatRefusesTheWait_endsTheAdvanceBeforeItBegins() {
    VirtualWork refusing =
        new VirtualWork() {
          @Override
          public boolean isQuiet() {
            return true;
          }

          @Override
          public boolean settle() {
            return false;
          }

          @Override
          public Wait begin() {
            throw new IllegalStateException("waits for itself");
          }
        };
    clock.settleWith(() -> false, () -> {}, refusing);
    agentAlert(5, "a");
    assertThatThrownBy(() -> clock.advanceTo(10)).hasMessage("waits for itself");
    assertThat(clock.nanos()).isZero();
    assertThat(agents.waits).containsExactly("begun", "closed");
  }

  /** K7: by the thread that was interrupted, where it would have told without the other. */
  @Test
  void interrupt_whileTheOtherWaits_endsTheAdvanceThere_andIsKept() {
    Thread me = Thread.currentThread();
    CountDownLatch end = new CountDownLatch(1);
    agentsClock.alert(
        "a",
        5,
        e -> {
          me.interrupt();
          Threads.await(end);
        });
    agentAlert(6, "b");
    assertThatThrownBy(() -> clock.advanceTo(10))
        .hasMessage("interrupted here")
        .satisfies(thrown ->
            assertThat(thrown.getStackTrace())
                .extracting(StackTraceElement::getMethodName)
                .contains("interrupt_whileTheOtherWaits_endsTheAdvanceThere_andIsKept"));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(clock.nanos()).isEqualTo(5);
    assertThat(dispatchedOn.getFirst().isAlive()).isFalse();
    end.countDown();
    clock.advanceTo(10);
    assertThat(trace).containsExactly("b@6");
  }

  @Test
  void advance_byAThreadThatIsInterrupted_makesNoOther() {
    agentAlert(5, "a");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> clock.advanceTo(10)).hasMessage("interrupted here");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(agents.waits).isEmpty();
  }

  @Test
  void advances_ofSeveralThreads_areSerialised() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    agentsClock.alert("a", 5, e -> Threads.await(end));
    agentAlert(8, "b");
    Thread first = Thread.ofPlatform().daemon().start(() -> clock.advanceTo(6));
    while (dispatchedOn.isEmpty()) {
      Thread.onSpinWait();
    }
    Thread second = Threads.waiting(() -> clock.advance(Duration.ofNanos(4)));
    assertThat(clock.nanos()).isEqualTo(5);
    end.countDown();
    first.join();
    second.join();
    assertThat(clock.nanos()).isEqualTo(10);
    assertThat(trace).containsExactly("b@8");
  }

  /** K7: all are quiet at once, however often they set each other off. */
  @Test
  void works_areSettledUntilNoneHasAnythingToTell() {
    FakeAgents others = new FakeAgents();
    clock.settleWith(others::settleHere, () -> {}, others);
    agentsClock.alert("a", 5, e -> others.handOn(() -> agents.handOn(() -> passOn(others, 3))));
    agentAlert(6, "b");
    clock.advanceTo(6);
    assertThat(trace).containsExactly("passed on", "passed on", "passed on", "b@6");
  }

  private void passOn(FakeAgents others, int times) {
    trace.add("passed on");
    if (times > 1) {
      others.handOn(() -> agents.handOn(() -> passOn(others, times - 1)));
    }
  }
}
