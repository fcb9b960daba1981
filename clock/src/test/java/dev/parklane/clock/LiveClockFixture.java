package dev.parklane.clock;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;

/** What tests of live clocks share: one that is closed in the end, and what was noted. */
abstract class LiveClockFixture {
  static final TimeHandler NOTHING = event -> {};

  final LiveClock clock = new LiveClock();
  final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    clock.close();
  }

  final long after(Duration delay) {
    return Nanos.plus(clock.nanos(), delay);
  }

  final void note(TimeEvent event) {
    trace.add(event.name());
  }

  /** Waits until everything that is due now has been called. */
  final void settle() throws Exception {
    CompletableFuture<Boolean> settled = new CompletableFuture<>();
    clock.wake(clock.nanos(), "", () -> settled.complete(true));
    settled.get();
  }

  /** Has the clock's thread wait while something is set, so that all of it is due at once. */
  final void whileHeld(Runnable setting) throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    clock.wake(
        0,
        "",
        () -> {
          held.countDown();
          Threads.await(released);
        });
    Threads.await(held);
    setting.run();
    released.countDown();
    settle();
  }
}
