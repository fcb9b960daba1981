package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A test clock among threads: handlers on executors, and advances of several (law K7). */
@Timeout(60)
class TestClockThreadsTest {
  private final TestClock clock = new TestClock();
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  private void alert(long at, String name) {
    clock.alert(name, at, event -> trace.add(name + "@" + clock.nanos()));
  }

  /** K7: the clock reads the time of the event while its handler runs, wherever that is. */
  @Test
  void handlersOnAnExecutor_areWaitedFor_inTheirOrder() {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      TestClock onPool = new TestClock(pool);
      onPool.timer(
          "t",
          TimerSpec.every(Duration.ofNanos(1)).stopNanos(500),
          event -> {
            Thread.yield();
            trace.add("t@" + onPool.nanos());
            onPool.after("a", Duration.ofNanos(1), e -> trace.add("a@" + onPool.nanos()));
          });
      onPool.advanceTo(1_000);
      List<String> all = new ArrayList<>();
      for (int at = 1; at <= 500; at++) {
        if (at > 1) {
          all.add("a@" + at);
        }
        all.add("t@" + at);
      }
      all.add("a@501");
      assertThat(trace).isEqualTo(all);
    }
  }

  @Test
  void handlersOnAnExecutor_thatThrowOrAdvance_failTheAdvance() {
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      TestClock onPool = new TestClock(pool);
      onPool.alert("a", 1, event -> onPool.advanceTo(7));
      onPool.alert("b", 2, event -> trace.add("b"));
      assertThatThrownBy(() -> onPool.advanceTo(5))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("advanced by a handler of its own at 1 ns");
      assertThat(trace).containsExactly("b");
    }
  }

  @Test
  void executorThatRefuses_failsTheAdvance_andTheTimerGoesOn() {
    int[] refusals = {0};
    TestClock refused =
        new TestClock(task -> {
          if (refusals[0]++ == 0) {
            throw new RejectedExecutionException("full");
          }
          task.run();
        });
    refused.timer(
        "t", TimerSpec.every(Duration.ofNanos(1)), e -> trace.add("t@" + refused.nanos()));
    assertThatThrownBy(() -> refused.advanceTo(2)).isInstanceOf(RejectedExecutionException.class);
    assertThat(trace).containsExactly("t@2");
    refused.advanceTo(3);
  }

  @Test
  void advance_interruptedAsItWaitsForAnExecutor_endsThere() throws Exception {
    List<Runnable> tasks = new ArrayList<>();
    TestClock held = new TestClock(tasks::add);
    held.alert("a", 1, event -> trace.add("a"));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> held.advanceTo(5))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "[PL-K7.2] a test clock was interrupted at 1 ns, waiting for 1 handlers on their executors; run them, or use a Dispatcher");
    assertThat(Thread.interrupted()).isTrue();
    tasks.forEach(Runnable::run);
    Thread.ofPlatform().start(() -> held.advanceTo(6)).join(); // nothing holds it up
    assertThat(held.nanos()).isEqualTo(6);
    assertThat(trace).containsExactly("a");
  }

  @Test
  void handler_whileItRuns_holdsUpNoOtherThread() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    alert(7, "cancelled");
    clock.alert(
        "x",
        5,
        event -> {
          running.countDown();
          Threads.await(done);
        });
    Thread advancing = Thread.ofPlatform().start(() -> clock.advanceTo(10));
    Threads.await(running);
    assertThat(clock.nanos()).isEqualTo(5);
    assertThat(clock.cancel("cancelled")).isTrue();
    alert(6, "set meanwhile");
    alert(0, "set meanwhile for the past");
    assertThat(clock.pending()).isEqualTo(2);
    assertThat(trace).isEmpty();
    done.countDown();
    advancing.join();
    assertThat(trace).containsExactly("set meanwhile for the past@5", "set meanwhile@6");
  }

  /** Who waited for the turn only to be refused passes it on. */
  @Test
  void advance_refusedInItsTurn_keepsNobodyWaiting() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    clock.alert("a", 10, event -> Threads.await(done));
    Thread advancing = Threads.waiting(() -> clock.advanceTo(10));
    Thread refused =
        Threads.waiting(() ->
            assertThatThrownBy(() -> clock.advanceTo(9))
                .isInstanceOf(IllegalArgumentException.class));
    Thread next = Threads.waiting(() -> clock.advanceTo(11));
    done.countDown();
    for (Thread thread : List.of(advancing, refused, next)) {
      thread.join();
    }
    assertThat(clock.nanos()).isEqualTo(11);
  }
}
