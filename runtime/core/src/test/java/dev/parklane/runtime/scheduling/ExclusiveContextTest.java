package dev.parklane.runtime.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws H1 and H2: one thread at a time is inside, leaves to wait, and alone is interrupted. */
@Timeout(60)
class ExclusiveContextTest {
  private static final int CALLS = 2_000;

  private final Place place = new Place();
  private final ExclusiveContext enclosure = new ExclusiveContext("the place", place);

  /** Counts who is inside, and stands for a language that ends whoever it interrupts. */
  private static final class Place implements ExclusiveContext.Gate {
    final AtomicReference<@Nullable Thread> inside = new AtomicReference<>();
    final Set<Thread> interrupted = ConcurrentHashMap.newKeySet();
    final AtomicInteger faults = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();

    @Override
    public void enter() {
      if (!inside.compareAndSet(null, Thread.currentThread())) {
        faults.incrementAndGet();
      }
    }

    @Override
    public void leave() {
      if (!inside.compareAndSet(Thread.currentThread(), null)) {
        faults.incrementAndGet();
      }
    }

    @Override
    public void interrupt() {
      Thread there = inside.get();
      if (there != null) {
        interrupted.add(there);
      }
    }

    @Override
    public void close() {
      closed.incrementAndGet();
      if (inside.get() != null) {
        faults.incrementAndGet();
      }
    }
  }

  private void waitInside_thenCallOften() {
    while (!place.interrupted.contains(Thread.currentThread())) {
      try {
        enclosure.call(this::waitForTheInterrupt);
      } catch (InterruptedException e) {
        Thread.onSpinWait(); // it came before the turn
      } catch (Exception e) {
        place.faults.incrementAndGet();
      }
    }
    callOften();
  }

  private boolean waitForTheInterrupt() {
    while (!place.interrupted.contains(Thread.currentThread())) {
      Thread.onSpinWait();
    }
    return true;
  }

  private void callOften() {
    for (int i = 0; i < CALLS; i++) {
      boolean leaves = i % 3 == 0;
      try {
        enclosure.call(() -> {
          if (leaves) {
            ExclusiveContext left = ExclusiveContext.leave();
            Thread.yield();
            ExclusiveContext.comeBack(left);
          }
          Thread.onSpinWait();
          return true;
        });
      } catch (InterruptedException e) {
        Thread.onSpinWait(); // it was meant for the call
      } catch (Exception e) {
        place.faults.incrementAndGet();
      }
      Thread.interrupted();
    }
  }

  /** H1, H2. */
  @Test
  void interrupt_reachesTheThreadThatItIsMeantFor_andNoneThatComesInAfterIt() throws Exception {
    List<Thread> meant = new ArrayList<>();
    List<Thread> others = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      meant.add(Thread.ofPlatform().start(this::waitInside_thenCallOften));
      others.add(Thread.startVirtualThread(this::callOften));
    }
    while (meant.stream().anyMatch(Thread::isAlive)) {
      meant.forEach(ExclusiveContext::interrupt);
      Thread.yield();
    }
    for (Thread other : others) {
      other.join();
    }
    assertThat(place.faults).hasValue(0);
    assertThat(place.interrupted).doesNotContainAnyElementsOf(others).isNotEmpty();
  }

  /**
   * H1: who is inside of one goes out of it to be inside of another, so nobody waits in a circle.
   */
  @Test
  void threads_thatGoFromEachOfTwoIntoTheOther_doNotWaitInACircle() throws Exception {
    Place secondPlace = new Place();
    ExclusiveContext second = new ExclusiveContext("the second", secondPlace);
    Thread there = Thread.startVirtualThread(() -> crossOften(enclosure, second));
    Thread back = Thread.startVirtualThread(() -> crossOften(second, enclosure));
    there.join();
    back.join();
    assertThat(place.faults).hasValue(0);
    assertThat(secondPlace.faults).hasValue(0);
  }

  private void crossOften(ExclusiveContext from, ExclusiveContext to) {
    for (int i = 0; i < CALLS; i++) {
      try {
        from.call(() -> to.call(() -> from.call(() -> true)));
      } catch (Exception e) {
        place.faults.incrementAndGet();
      }
    }
  }

  /** H1: also where the thread inside has left for a while. */
  @Test
  void close_waitsForTheCallsUnderWay_andRefusesOthers() throws Exception {
    enclosure.call(() -> {
      ExclusiveContext left = ExclusiveContext.leave();
      enclosure.close();
      assertThat(place.closed).hasValue(0);
      ExclusiveContext.comeBack(left);
      return true;
    });
    assertThat(place.closed).hasValue(1);
    assertThatThrownBy(() -> enclosure.call(() -> true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("[PL-H1.13] the place is closed; open another");
    enclosure.close();
    assertThat(place.closed).hasValue(1);
    assertThat(place.faults).hasValue(0);
  }
}
