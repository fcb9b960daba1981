package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Clocks over a source that they share, and firings on their way: laws K7, K8 and K10. */
class OwnedClockTest {
  private static final TimerSpec EACH = TimerSpec.every(Duration.ofNanos(1));

  private final TestClock source = new TestClock();
  private final List<Firing> mailbox = new ArrayList<>();
  private final OwnedClock clock = source.newClock(mailbox::add);
  private final List<String> trace = new ArrayList<>();

  private void note(TimeEvent event) {
    trace.add(event.name() + "@" + event.scheduledNanos() + "/" + event.deliveryNanos());
  }

  private Firing next() {
    return mailbox.removeFirst();
  }

  private boolean run(Firing firing) throws Exception {
    if (!firing.begin()) {
      return false;
    }
    firing.handle();
    firing.end();
    return true;
  }

  /** K8. */
  @Test
  void eventsOfSeveralClocks_areInTheOrderOfTime_thenOfName_thenOfRegistration() {
    OwnedClock one = source.newClockOn(Runnable::run);
    OwnedClock two = source.newClockOn(Runnable::run);
    two.alert("b", 5, event -> trace.add("two b"));
    one.alert("b", 5, event -> trace.add("one b"));
    two.alert("a", 5, event -> trace.add("two a"));
    one.alert("z", 4, event -> trace.add("one z"));
    source.advanceTo(5);
    assertThat(trace).containsExactly("one z", "two a", "two b", "one b");
  }

  /** K8: registration is that of the timer, and not of its occurrence. */
  @Test
  void timersOfOneName_keepTheOrderInWhichTheyWereSet() {
    OwnedClock one = source.newClockOn(Runnable::run);
    OwnedClock two = source.newClockOn(Runnable::run);
    one.timer("t", TimerSpec.every(Duration.ofNanos(1)), event -> trace.add("one"));
    two.timer("t", TimerSpec.every(Duration.ofNanos(2)), event -> trace.add("two"));
    source.advanceTo(4);
    assertThat(trace).containsExactly("one", "one", "two", "one", "one", "two");
  }

  @Test
  void names_ofOneClock_meanNothingToAnother() {
    OwnedClock other = source.newClockOn(Runnable::run);
    clock.alert("a", 5, this::note);
    other.alert("a", 6, this::note);
    assertThat(clock.cancel("a")).isTrue();
    assertThat(other.names()).containsExactly("a");
    other.callback("c", this::note);
    assertThatThrownBy(() -> clock.alert("c", 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void close_cancelsAll_andRefusesMore_andLeavesOthersAlone() throws Exception {
    OwnedClock other = source.newClockOn(Runnable::run);
    other.alert("a", 5, this::note);
    clock.alert("a", 5, this::note);
    clock.alert("b", 1, this::note);
    source.advanceTo(1);
    clock.close();
    clock.close();
    assertThat(run(next())).isFalse();
    assertThat(clock.names()).isEmpty();
    assertThat(clock.cancel("a")).isFalse();
    source.advanceTo(5);
    assertThat(trace).containsExactly("a@5/5");
    assertThat(clock.nanos()).isEqualTo(5);
    assertThatThrownBy(() -> clock.timer("t", EACH, this::note))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "[PL-K5.2] timer 't' was set on a clock that is closed; close it after all that uses it");
    assertThatThrownBy(() -> clock.callback("t", this::note))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> clock.defaultCallback(this::note))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void end_ofAHandlerWhoseClockWasClosed_setsNothing() {
    clock.timer("t", EACH, this::note);
    source.advanceTo(1);
    Firing firing = next();
    assertThat(firing.begin()).isTrue();
    clock.close();
    firing.end();
    assertThat(source.pending()).isZero();
  }

  /** K10: up to the start of the handler. */
  @Test
  void cancel_ofAFiringOnItsWay_isTrue_andItsHandlerDoesNotStart() {
    clock.alert("a", 1, this::note);
    source.advanceTo(1);
    assertThat(clock.names()).containsExactly("a");
    assertThat(mailbox.getFirst().isCancelled()).isFalse();
    assertThat(clock.cancel("a")).isTrue();
    assertThat(mailbox.getFirst().isCancelled()).isTrue();
    assertThat(next().begin()).isFalse();
  }

  /** K10. */
  @Test
  void cancel_afterTheStart_isFalse_andAStartIsClaimedOnce() {
    clock.alert("a", 1, this::note);
    source.advanceTo(1);
    Firing firing = next();
    assertThat(firing.begin()).isTrue();
    assertThat(clock.names()).isEmpty();
    assertThat(clock.cancel("a")).isFalse();
    assertThat(firing.begin()).isFalse();
    assertThat(firing.isCancelled()).isFalse();
  }

  /** K10: nor while the timer goes on. */
  @Test
  void start_ofAFiringOfATimer_isClaimedOnce() {
    clock.timer("t", EACH, this::note);
    source.advanceTo(1);
    Firing firing = next();
    assertThat(firing.begin()).isTrue();
    assertThat(firing.begin()).isFalse();
    firing.end();
    assertThat(firing.begin()).isFalse();
    source.advanceTo(2);
    assertThat(next().begin()).isTrue();
  }

  /** K10, K5: what replaces a firing on its way cancels it. */
  @Test
  void replace_ofAFiringOnItsWay_cancelsIt() throws Exception {
    clock.alert("a", 1, this::note);
    source.advanceTo(1);
    clock.alert("a", 2, event -> trace.add("new"));
    source.advanceTo(2);
    assertThat(run(next())).isFalse();
    assertThat(run(next())).isTrue();
    assertThat(trace).containsExactly("new");
  }

  /** K3: late delivery does not move the grid. */
  @Test
  void timer_hasOneFiringUnderWay_andGoesOnWhenItEnds() throws Exception {
    clock.timer("t", TimerSpec.every(Duration.ofNanos(10)), this::note);
    source.advanceTo(35);
    assertThat(mailbox).hasSize(1);
    assertThat(clock.next("t")).hasValue(10);
    run(next());
    assertThat(clock.next("t")).hasValue(20);
    run(next());
    run(next());
    assertThat(mailbox).isEmpty();
    source.advanceTo(40);
    run(next());
    assertThat(trace).containsExactly("t@10/10", "t@20/35", "t@30/35", "t@40/40");
  }

  @Test
  void firing_thatIsDropped_countsAsItsOccurrence() {
    clock.timer("t", EACH.stopNanos(2), this::note);
    source.advanceTo(1);
    Firing dropped = next();
    dropped.end();
    dropped.end();
    assertThat(dropped.begin()).isFalse();
    source.advanceTo(2);
    next().end();
    assertThat(clock.names()).isEmpty();
    assertThat(source.pending()).isZero();
  }

  @Test
  void dispatcherThatThrows_failsTheAdvance_andTheTimerGoesOn() {
    IllegalStateException thrown = new IllegalStateException("full");
    OwnedClock refusing =
        source.newClock(firing -> {
          trace.add(firing.toString());
          throw thrown;
        });
    refusing.timer("t", EACH, this::note);
    assertThatThrownBy(() -> source.advanceTo(2)).isSameAs(thrown);
    assertThat(trace)
        .containsExactly(
            new TimeEvent("t", 1, 1, 1, 1).toString(), new TimeEvent("t", 2, 2, 2, 1).toString());
  }

  @Test
  void rollBack_cancelsWhatWasSet_andSetsAgainWhatWasCancelledOrReplaced() throws Exception {
    clock.timer("cancelled", TimerSpec.every(Duration.ofNanos(3)), this::note);
    clock.alert("replaced", 4, this::note);
    clock.alert("kept", 5, this::note);
    clock.callback("c", event -> trace.add("old callback"));
    OwnedClock.Mark mark = clock.mark();
    clock.cancel("cancelled");
    clock.alert("replaced", 2, event -> trace.add("replacement"));
    clock.alert("new", 3, this::note);
    clock.callback("c", event -> trace.add("new callback"));
    clock.defaultCallback(this::note);
    clock.rollBack(mark);
    assertThat(clock.names()).containsExactly("cancelled", "kept", "replaced");
    assertThat(source.pending()).isEqualTo(3);
    assertThatThrownBy(() -> clock.alert("d", 9)).isInstanceOf(IllegalArgumentException.class);
    clock.alert("c", 6);
    source.advanceTo(6);
    while (!mailbox.isEmpty()) {
      run(next());
    }
    assertThat(trace)
        .containsExactly(
            "cancelled@3/3", "replaced@4/4", "kept@5/5", "old callback", "cancelled@6/6");
    assertThat(source.pending()).isEqualTo(1);
  }

  @Test
  void rollBack_ofANameThatWasSetTwice_setsTheFirst() {
    OwnedClock twice = source.newClockOn(Runnable::run);
    twice.alert("a", 5, event -> trace.add("first"));
    twice.callback("b", event -> trace.add("first callback"));
    OwnedClock.Mark mark = twice.mark();
    for (int again = 0; again < 2; again++) {
      twice.alert("a", 6, event -> trace.add("second"));
      twice.alert("a", 7, event -> trace.add("third"));
      twice.callback("b", event -> trace.add("second callback"));
      twice.cancelCallbacks();
      twice.rollBack(mark);
    }
    twice.alert("b", 8, null);
    source.advanceTo(9);
    assertThat(trace).containsExactly("first", "first callback");
  }

  /** K6: what was named since is as if it had not been. */
  @Test
  void rollBack_forgetsCallbacksThatAreNew() {
    OwnedClock.Mark mark = clock.mark();
    clock.callback("new", this::note);
    clock.rollBack(mark);
    assertThatThrownBy(() -> clock.alert("new", 9)).isInstanceOf(IllegalArgumentException.class);
  }

  /** K8: what comes back is where it was. */
  @Test
  void rollBack_keepsTheOrderOfRegistration() {
    OwnedClock other = source.newClockOn(Runnable::run);
    OwnedClock marked = source.newClockOn(Runnable::run);
    marked.alert("a", 5, event -> trace.add("marked"));
    other.alert("a", 5, event -> trace.add("other"));
    OwnedClock.Mark mark = marked.mark();
    marked.cancelAll();
    marked.rollBack(mark);
    source.advanceTo(5);
    assertThat(trace).containsExactly("marked", "other");
  }

  @Test
  void rollBack_ofWhatBecameDueMeanwhile_firesAtOnce() throws Exception {
    clock.alert("a", 3, this::note);
    OwnedClock.Mark mark = clock.mark();
    clock.cancel("a");
    source.advanceTo(5);
    clock.rollBack(mark);
    assertThat(run(next())).isTrue();
    assertThat(trace).containsExactly("a@3/5");
  }

  @Test
  void rollBack_ofAFiringOnItsWay_makesItValidAgain_once() throws Exception {
    clock.timer("t", EACH, this::note);
    source.advanceTo(1);
    OwnedClock.Mark mark = clock.mark();
    clock.cancel("t");
    clock.rollBack(mark);
    source.advanceTo(1);
    assertThat(mailbox).hasSize(1);
    assertThat(run(next())).isTrue();
    source.advanceTo(2);
    assertThat(run(next())).isTrue();
    assertThat(trace).containsExactly("t@1/1", "t@2/2");
  }

  @Test
  void rollBack_ofAFiringThatWasRefusedMeanwhile_deliversItAgain() throws Exception {
    clock.alert("a", 1, this::note);
    source.advanceTo(1);
    OwnedClock.Mark mark = clock.mark();
    clock.cancel("a");
    Firing refused = next();
    assertThat(refused.begin()).isFalse();
    clock.rollBack(mark);
    assertThat(refused.begin()).isFalse();
    assertThat(run(next())).isTrue();
    assertThat(trace).containsExactly("a@1/1");
  }

  /** A handler that cancels its own timer and fails. */
  @Test
  void rollBack_ofATimerWhoseHandlerRuns_letsItGoOn() throws Exception {
    clock.timer("t", EACH, this::note);
    source.advanceTo(1);
    Firing firing = next();
    assertThat(firing.begin()).isTrue();
    OwnedClock.Mark mark = clock.mark();
    clock.timer("t", TimerSpec.every(Duration.ofNanos(7)), this::note);
    clock.cancel("t");
    clock.rollBack(mark);
    firing.end();
    source.advanceTo(2);
    assertThat(run(next())).isTrue();
    assertThat(trace).containsExactly("t@2/2");
  }

  @Test
  void rollBack_toTheMarkOfAnother_isAnError_andOnAClosedClockDoesNothing() {
    OwnedClock.Mark mark = source.newClock(mailbox::add).mark();
    assertThatThrownBy(() -> clock.rollBack(mark))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K1.3] a clock cannot go back to the mark of another; use a mark of its own");
    clock.alert("a", 1, this::note);
    OwnedClock.Mark own = clock.mark();
    clock.close();
    clock.rollBack(own);
    assertThat(source.pending()).isZero();
  }
}
