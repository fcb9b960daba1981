package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody may unpark a thread; nobody gets a turn by that. The timeout is a net, not a measure. */
@Timeout(120)
class StrayUnparkTest {
  private static final int WRITERS = 3;
  private static final int WAKE_UPS = 5_000; // of the deepest handler

  /** Writers that are parked over each other, and a handler on top that parks again and again. */
  static final class Sleeper extends Agent {
    private final ValueLane<Integer> depth = new ValueLane<>(this, "depth", 0);
    private final List<Thread> parked = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final CompletableFuture<List<Thread>> asleep;

    Sleeper(CompletableFuture<List<Thread>> asleep) {
      this.asleep = asleep;
      depth.onEvent(this::descend);
    }

    private void descend(int at) {
      parked.add(Thread.currentThread());
      notes.add("in " + at);
      if (at < WRITERS) {
        depth.set(at + 1);
      } else {
        asleep.complete(List.copyOf(parked));
        for (int i = 0; i < WAKE_UPS; i++) {
          LockSupport.park();
        }
      }
      notes.add("out " + at);
    }

    List<String> sleep() {
      depth.set(1);
      return notes;
    }
  }

  @ParameterizedTest(name = "lock-step {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("E2 E3: unparks from outside resume no writer, and no two threads of an agent")
  void unparksFromOutside_ofWritersAndHandler_resumeTheHandlerAlone(boolean lockStep)
      throws Exception {
    CompletableFuture<List<Thread>> asleep = new CompletableFuture<>();
    CountDownLatch awake = new CountDownLatch(1);
    ConcurrentLinkedQueue<Thread> disturbers = new ConcurrentLinkedQueue<>();
    try (Plane plane =
        Plane.builder().lockStep(lockStep).route("/sleeper", () -> new Sleeper(asleep)).start()) {
      asleep.thenAccept(parked ->
          parked.forEach(
              thread -> disturbers.add(Thread.ofPlatform().start(() -> disturb(thread, awake)))));

      assertThat(plane.agent("/sleeper").ask(Sleeper.class, Sleeper::sleep))
          .containsExactly("in 1", "in 2", "in 3", "out 3", "out 2", "out 1");
    } finally {
      awake.countDown();
      for (Thread disturber : disturbers) {
        disturber.join();
      }
    }
  }

  private static void disturb(Thread thread, CountDownLatch awake) {
    while (awake.getCount() != 0) {
      LockSupport.unpark(thread);
    }
  }
}
