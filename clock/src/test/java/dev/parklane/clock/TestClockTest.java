package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws K1, K2, K7 and K10 on the clock that tests move, in one thread and with executors. */
@Timeout(60)
class TestClockTest {
  private final TestClock clock = new TestClock();
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  private void alert(long at, String name) {
    clock.alert(name, at, event -> trace.add(name + "@" + clock.nanos()));
  }

  /** K1. */
  @Test
  void clock_startsAtTheEpoch() {
    assertThat(clock.nanos()).isZero();
  }

  @Test
  void nextNanos_isWhenTheNextIsDue() {
    assertThat(clock.nextNanos()).isEqualTo(Long.MAX_VALUE);
    alert(20, "later");
    alert(10, "first");
    assertThat(clock.nextNanos()).isEqualTo(10);
    clock.advanceTo(clock.nextNanos());
    assertThat(trace).containsExactly("first@10");
    assertThat(clock.nextNanos()).isEqualTo(20);
  }

  /** K1. */
  @Test
  void advance_backwards_isRefused_andChangesNothing() {
    clock.advanceTo(10);
    alert(12, "a");
    assertThatThrownBy(() -> clock.advanceTo(9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K1.2] a test clock at 10 ns cannot advance to 9 ns; it never goes back, make a new one");
    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K1] a test clock at 10 ns cannot advance by PT-0.000000001S; advance it by zero or more");
    assertThat(clock.nanos()).isEqualTo(10);
    assertThat(clock.pending()).isEqualTo(1);
    clock.advanceTo(12);
    assertThat(trace).containsExactly("a@12");
  }

  /** K1. */
  @Test
  void advance_backwardsFromTheStartOfTime_isRefused() {
    TestClock first = new TestClock(Long.MIN_VALUE, Runnable::run);
    assertThatThrownBy(() -> first.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** K1. */
  @Test
  void advance_toWhereItStands_isLegal() {
    clock.advanceTo(0);
    clock.advance(Duration.ZERO);
    assertThat(clock.nanos()).isZero();
  }

  /** K1. */
  @Test
  void advance_pastTheEndOfTime_stopsThere_andFiresWhatIsDueThere() {
    TestClock whole = new TestClock(Long.MIN_VALUE, Runnable::run);
    whole.alert("end", Long.MAX_VALUE, event -> trace.add(event.name()));
    whole.alert("beginning", Long.MIN_VALUE + 1, event -> trace.add(event.name()));
    whole.advance(Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(trace).containsExactly("beginning", "end");
    assertThat(whole.nanos()).isEqualTo(Long.MAX_VALUE);
  }

  /** K7. */
  @Test
  void advance_deliversInTheOrderOfTime_thenOfName() {
    alert(6, "a");
    alert(5, "c");
    alert(5, "b");
    clock.timer("d", TimerSpec.every(Duration.ofNanos(3)), e -> trace.add("d@" + clock.nanos()));
    clock.advanceTo(6);
    assertThat(trace).containsExactly("d@3", "b@5", "c@5", "a@6", "d@6");
  }

  /** K2. */
  @Test
  void alert_forNowOrThePast_firesBeforeItReturns_atNow() {
    clock.advanceTo(5);
    alert(Long.MIN_VALUE, "past");
    alert(5, "now");
    assertThat(trace).containsExactly("past@5", "now@5");
    assertThat(clock.cancel("past")).isFalse();
    clock.advanceTo(100);
    assertThat(trace).hasSize(2);
  }

  /** K7: in its place is among what is due at that time, and before time moves on. */
  @Test
  void alert_forThePast_setByAHandler_firesAfterTheHandler_inItsPlace() {
    alert(5, "b");
    clock.alert(
        "0",
        5,
        event -> {
          alert(1, "c");
          alert(1, "a");
          trace.add("first ends");
        });
    alert(6, "d");
    clock.advanceTo(10);
    assertThat(trace).containsExactly("first ends", "a@5", "b@5", "c@5", "d@6");
  }

  /** K7. */
  @Test
  void alert_setByAHandler_inTheWindow_firesInThisAdvance_andBeyondItInTheNext() {
    alert(8, "later");
    clock.alert(
        "x",
        5,
        event -> {
          alert(7, "inside");
          alert(10, "at the end");
          alert(11, "beyond");
        });
    clock.advanceTo(10);
    assertThat(trace).containsExactly("inside@7", "later@8", "at the end@10");
    assertThat(clock.pending()).isEqualTo(1);
    clock.advanceTo(11);
    assertThat(trace).endsWith("beyond@11").hasSize(4);
  }

  /** K7. */
  @Test
  void chainOfTimers_isDrivenByOneAdvance() {
    clock.alert("0", 1, this::chain);
    clock.advanceTo(1_000_000);
    assertThat(trace).hasSize(1_000).startsWith("1", "2").endsWith("1000");
  }

  private void chain(TimeEvent event) {
    trace.add("" + clock.nanos());
    if (trace.size() < 1_000) {
      clock.after("0", Duration.ofNanos(1), this::chain);
    }
  }

  /** K10. */
  @Test
  void cancel_ofAPendingAlert_isTrueOnce_andItNeverFires() {
    alert(5, "a");
    assertThat(clock.cancel("a")).isTrue();
    assertThat(clock.cancel("a")).isFalse();
    Wakeup wakeup = clock.wake(5, "", () -> trace.add("wakeup"));
    assertThat(wakeup.cancel()).isTrue();
    assertThat(wakeup.cancel()).isFalse();
    clock.advanceTo(10);
    assertThat(trace).isEmpty();
  }

  /** K10. */
  @Test
  void cancel_byAHandler_reachesLaterAlerts_andNotItsOwn() {
    clock.alert(
        "a", 5, event -> trace.add("own " + clock.cancel("a") + ", later " + clock.cancel("b")));
    alert(5, "b");
    AtomicReference<@Nullable Wakeup> self = new AtomicReference<>();
    self.set(
        clock.wake(
            6,
            "",
            () -> {
              Wakeup own = self.get();
              trace.add("own " + (own != null && own.cancel()));
            }));
    clock.advanceTo(6);
    assertThat(trace).containsExactly("own false, later true", "own false");
  }

  /** K8: wake-ups come in one order with the alerts. */
  @Test
  void wakeups_areInOrderWithAlerts() {
    alert(5, "b");
    clock.wake(5, "c", () -> trace.add("c"));
    clock.wake(5, "", () -> trace.add("first"));
    clock.wake(5, "", () -> trace.add("second"));
    clock.advanceTo(5);
    clock.wake(-3, "now", () -> trace.add("now"));
    assertThat(trace).containsExactly("first", "second", "b@5", "c", "now");
  }

  @Test
  void advance_fromAHandler_isRefused_andTheClockGoesOn() {
    clock.alert("a", 5, event -> clock.advanceTo(6));
    clock.alert("b", 5, event -> clock.wake(0, "", () -> clock.advance(Duration.ZERO)));
    alert(7, "c");
    assertThatThrownBy(() -> clock.advanceTo(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "[PL-K7] a test clock was advanced by a handler of its own at 5 ns; set an alert for the later time")
        .satisfies(e -> assertThat(e.getSuppressed()).hasSize(1));
    assertThat(trace).containsExactly("c@7");
    assertThat(clock.nanos()).isEqualTo(10);
    clock.advanceTo(11);
  }

  @Test
  void handlersThatThrow_hurtNoOther_andTheFirstIsThrownAtTheEnd() {
    Exception first = new IOException("first");
    Error second = new AssertionError("second");
    clock.wake(1, "", () -> Threads.sneak(first));
    clock.timer(
        "t",
        TimerSpec.every(Duration.ofNanos(1)).startNanos(1).stopNanos(3),
        event -> {
          trace.add("t");
          throw second;
        });
    clock.alert(
        "x",
        3,
        event -> {
          throw first;
        });
    alert(4, "a");
    assertThatThrownBy(() -> clock.advanceTo(10)).isSameAs(first);
    assertThat(first.getSuppressed()).containsExactly(second, second);
    assertThat(trace).containsExactly("t", "t", "a@4");
    assertThat(clock.nanos()).isEqualTo(10);
    clock.advanceTo(11);
  }

  @Test
  void handlerThatThrows_atOnce_isThrownByTheCallThatSetIt() {
    Exception thrown = new IOException("checked");
    assertThatThrownBy(() -> clock.alert("a", 0, event -> Threads.sneak(thrown))).isSameAs(thrown);
    assertThat(clock.pending()).isZero();
    clock.advanceTo(1);
  }

  /** K7: also what sets an alert for now inside a handler does not get another's exception. */
  @Test
  void alertForNow_setByAHandler_throwsNothingOfAnother() {
    IllegalStateException thrown = new IllegalStateException();
    clock.alert(
        "a",
        5,
        event -> {
          throw thrown;
        });
    clock.alert(
        "b",
        5,
        event -> {
          alert(5, "c");
          trace.add("b ends");
        });
    assertThatThrownBy(() -> clock.advanceTo(5)).isSameAs(thrown);
    assertThat(trace).containsExactly("b ends", "c@5");
  }

  @Test
  void advance_settlesBeforeTheFirstEvent_afterEach_andAtTheEnd() {
    clock.settleWith(() -> !trace.add("settled@" + clock.nanos()));
    alert(5, "a");
    alert(5, "b");
    clock.wake(7, "", () -> trace.add("wakeup"));
    clock.advanceTo(10);
    assertThat(trace)
        .containsExactly(
            "settled@0", "a@5", "settled@5", "b@5", "settled@5", "wakeup", "settled@7");
  }

  /** K7: what comes of an event elsewhere still comes in its place. */
  @Test
  void hook_maySetWhatIsDueInTheWindow_andItFiresInItsPlace() {
    Queue<Runnable> elsewhere = new ArrayDeque<>();
    clock.settleWith(() -> {
      while (!elsewhere.isEmpty()) {
        elsewhere.remove().run();
      }
      return false;
    });
    elsewhere.add(() -> alert(2, "sent before"));
    clock.alert("a", 5, event -> elsewhere.add(() -> alert(6, "b")));
    alert(7, "c");
    clock.advanceTo(10);
    assertThat(trace).containsExactly("sent before@2", "b@6", "c@7");
  }

  /** K7: time goes on when all are quiet at once, however often they set each other off. */
  @Test
  void hooks_areCalledUntilNoneHasAnythingToTell() {
    Queue<String> first = new ArrayDeque<>();
    Queue<String> second = new ArrayDeque<>();
    clock.settleWith(() -> passOn("first", first, second));
    clock.settleWith(() -> passOn("second", second, first));
    clock.alert("a", 5, event -> first.add("*****"));
    alert(6, "b");
    clock.advanceTo(6);
    assertThat(trace).containsExactly("first", "second", "first", "second", "first", "b@6");
  }

  private boolean passOn(String name, Queue<String> from, Queue<String> to) {
    String task = from.poll();
    if (task == null) {
      return false;
    }
    trace.add(name);
    if (task.length() > 1) {
      to.add(task.substring(1));
    }
    return true;
  }

  @Test
  void hook_thatIsClosed_isNotCalled() {
    BooleanSupplier hook = () -> !trace.add("settled");
    TestClock.Settling first = clock.settleWith(hook);
    clock.settleWith(hook);
    first.close();
    first.close();
    clock.advanceTo(1);
    assertThat(trace).containsExactly("settled");
  }

  @Test
  void hook_thatThrows_endsTheAdvanceWhereItStands() {
    alert(5, "a");
    alert(6, "b");
    IllegalStateException thrown = new IllegalStateException("not quiet");
    TestClock.Settling settling =
        clock.settleWith(() -> {
          if (clock.nanos() == 5) {
            throw thrown;
          }
          return false;
        });
    assertThatThrownBy(() -> clock.advanceTo(10)).isSameAs(thrown);
    assertThat(clock.nanos()).isEqualTo(5);
    settling.close();
    clock.advanceTo(10);
    assertThat(trace).containsExactly("a@5", "b@6");
  }
}
