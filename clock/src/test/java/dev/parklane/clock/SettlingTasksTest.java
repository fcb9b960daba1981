package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Law K7: what the advancing thread does itself, and what it leaves to others. */
class SettlingTasksTest {
  private final TestClock clock = new TestClock();
  private final SettlingTasks tasks = clock.settlingTasks();
  private final List<String> trace = new ArrayList<>();

  /** Notes where it was run. */
  private final class Noted implements SettlingTasks.Task {
    private final String name;
    private final Runnable work;

    Noted(String name, Runnable work) {
      this.name = name;
      this.work = work;
    }

    @Override
    public void run() {
      trace.add(name);
      work.run();
    }

    @Override
    public void runElsewhere() {
      trace.add(name + " elsewhere");
    }
  }

  private boolean offer(String name) {
    return offer(name, () -> {});
  }

  private boolean offer(String name, Runnable work) {
    boolean taken = tasks.offer(new Noted(name, work), Thread.currentThread());
    if (!taken) {
      trace.add(name + " refused");
    }
    return taken;
  }

  private void dispatch(Firing firing) {
    if (firing.begin()) {
      offer(firing.event().name());
      firing.end();
    }
  }

  @Test
  void tasks_ofADispatcher_runInOrderBeforeTheNextEvent_withThoseThatTheyGive() {
    OwnedClock owned = clock.newClock(this::dispatch);
    owned.alert("a", 1, e -> {});
    clock.wake(1, "b", () -> offer("b", () -> offer("c")));
    clock.alert("d", 1, e -> trace.add("d"));
    clock.advanceTo(2);
    assertThat(trace).containsExactly("a", "b", "c", "d");
  }

  @Test
  void tasks_areRefused_whereNobodyAdvances() {
    offer("before");
    clock.advanceTo(1);
    offer("after");
    clock.newClock(this::dispatch).alert("now", 1, e -> {});
    assertThat(trace).containsExactly("before refused", "after refused", "now refused");
  }

  /** It may wait for what it has set off. */
  @Test
  void tasks_areRefused_inAHandlerOfAProgram_andInAHook() {
    clock.alert("handler", 1, e -> offer("handler"));
    clock.settleWith(() -> trace.size() == 1 && offer("hook"));
    clock.advanceTo(1);
    assertThat(trace).containsExactly("handler refused", "hook refused");
  }

  @Test
  void tasks_areRefused_onAnotherThread() throws Exception {
    clock.wake(
        1,
        "one",
        () -> {
          Thread other = Thread.ofPlatform().start(() -> offer("other"));
          try {
            other.join();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    clock.advanceTo(1);
    assertThat(trace).containsExactly("other refused");
  }

  @Test
  void tasks_thatWaitedSinceTheLastLook_runElsewhere() {
    clock.wake(
        1,
        "one",
        () ->
            offer(
                "first",
                () -> {
                  offer("second");
                  tasks.look();
                  trace.add("a look");
                  tasks.look();
                  offer("third");
                  tasks.look();
                }));
    clock.advanceTo(1);
    assertThat(trace).containsExactly("first", "a look", "second elsewhere", "third");
  }

  @Test
  void tasks_behindOnesThatLast_runElsewhere() {
    clock.wake(
        1,
        "one",
        () -> {
          offer("first");
          offer("second", SettlingTasksTest::last);
          offer("third");
          offer("fourth");
        });
    clock.advanceTo(1);
    assertThat(trace).containsExactly("first", "second", "third elsewhere", "fourth elsewhere");
  }

  private static void last() {
    long from = System.nanoTime();
    while (System.nanoTime() - from < 1_000_000) {
      Thread.onSpinWait();
    }
  }

  @Test
  void interrupt_betweenTasks_isKept_andTheRestRunsElsewhere() {
    clock.wake(
        1,
        "one",
        () -> {
          offer("first", () -> interruptAndClear(Thread.currentThread()));
          offer("second");
        });
    clock.advanceTo(1);
    assertThat(trace).containsExactly("first", "second elsewhere");
    assertThat(Thread.interrupted()).isTrue();
  }

  /** As a carrier is, whose flag the JDK clears. */
  private static void interruptAndClear(Thread me) {
    Thread other = Thread.ofPlatform().start(me::interrupt);
    while (other.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void tasksThatThrow_endTheAdvance_andTheRestRunsElsewhere() {
    clock.wake(
        1,
        "one",
        () -> {
          offer(
              "first",
              () -> {
                throw new AssertionError("broken");
              });
          offer("second");
        });
    assertThatThrownBy(() -> clock.advanceTo(1)).hasMessage("broken");
    assertThat(trace).containsExactly("first", "second elsewhere");
  }
}
