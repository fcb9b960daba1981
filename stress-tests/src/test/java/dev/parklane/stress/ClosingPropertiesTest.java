package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Closing;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneClosedException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** A plane that closes while many threads send to it. */
@AddLifecycleHook(Watchdog.class)
class ClosingPropertiesTest {
  private static final int SENDERS = 3;
  private static final int ENOUGH = 300; // a sender that got so far stops sending until the close

  /** Counts what reaches it, and sends on what it is told to send on. */
  static final class Counter extends Agent {
    private final CommandLane<Integer> count = new CommandLane<>(this, "count");
    private final AtomicInteger stopped;

    Counter(int counters, AtomicInteger handled, AtomicInteger sentOn, AtomicInteger stopped) {
      this.stopped = stopped;
      stopped.decrementAndGet();
      count.onCommand(hops -> {
        handled.incrementAndGet();
        if (hops > 0) {
          agent(address(hops % counters)).command("count", hops - 1);
          sentOn.incrementAndGet();
        } else if (hops < 0) {
          stop();
        }
      });
    }

    @Override
    protected void onStop() {
      stopped.incrementAndGet();
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  @Label("L5 O3 L2: what was accepted is handled or a dead letter, and every agent is stopped")
  void close_whileThreadsSend_accountsForEveryMessage(
      @ForAll Closing closing,
      @ForAll boolean lockStep,
      @ForAll @IntRange(min = 1, max = 20) int counters,
      @ForAll @IntRange(min = 0, max = ENOUGH) int closesAfter)
      throws InterruptedException {
    AtomicInteger accepted = new AtomicInteger();
    AtomicInteger handled = new AtomicInteger();
    AtomicInteger stopped = new AtomicInteger();
    Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();
    Plane plane =
        Plane.builder()
            .options(o -> o.withMailboxCapacity(Integer.MAX_VALUE)) // the bound is another test's
            .lockStep(lockStep)
            .route("/:number", () -> new Counter(counters, handled, accepted, stopped))
            .onDeadLetter(deadLetters::add)
            .start();
    CountDownLatch close = new CountDownLatch(closesAfter);
    List<Thread> senders =
        IntStream.range(0, SENDERS)
            .mapToObj(
                i -> Thread.ofPlatform().start(() -> send(plane, counters, i, accepted, close)))
            .toList();
    close.await();
    plane.close(closing);
    for (Thread sender : senders) {
      sender.join();
    }

    assertThat(handled.get() + deadLetters.size()).isEqualTo(accepted.get());
    assertThat(deadLetters).allMatch(letter -> letter.reason() == DeadLetter.Reason.PLANE_CLOSED);
    assertThat(deadLetters.isEmpty() || closing == Closing.DROP).as("draining").isTrue();
    assertThat(stopped).as("agents that were not stopped").hasValue(0);
    assertThat(plane.agents()).isZero();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().startsWith("parklane-"));
  }

  private static String address(int counter) {
    return "/" + counter;
  }

  private static void send(
      Plane plane, int counters, int sender, AtomicInteger accepted, CountDownLatch close) {
    try {
      for (int i = 0; ; i++) {
        if (i == ENOUGH) {
          close.await();
        }
        plane.agent(address((sender + i) % counters)).command("count", i % 7 - 1);
        accepted.incrementAndGet();
        close.countDown();
      }
    } catch (PlaneClosedException e) {
      return; // as every sender does in the end
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for the close", e);
    }
  }
}
