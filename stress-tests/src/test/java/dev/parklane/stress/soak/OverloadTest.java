package dev.parklane.stress.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Dispatch;
import dev.parklane.runtime.Plane;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Producers that are faster than agents: {@code -Dparklane.overload.seconds=60} lets them be so for
 * longer. Each agent takes some microseconds for each message, and mailboxes are full throughout.
 */
@Timeout(300)
class OverloadTest {
  private static final long SECONDS = Long.getLong("parklane.overload.seconds", 2);
  private static final int AGENTS = 16;
  private static final int SINKS = 4;
  private static final int CAPACITY = 1_000;
  private static final long SLACK_BYTES = 4_000_000; // with mailboxes as full as at the first look

  private final AtomicLong handled = new AtomicLong();
  private final AtomicLong passedOn = new AtomicLong();
  private final AtomicLong letters = new AtomicLong();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong offered = new AtomicLong();
  private volatile boolean over;

  /** Passes each message on, to one that is slower. */
  private final class Source extends Agent {
    private final ValueLane<Integer> last = new ValueLane<>(this, "last", 0);

    private Source() {
      new CommandLane<Integer>(this, "add").onCommand(last::set);
      last.onEvent(v -> {
        passedOn.incrementAndGet();
        agent("/sink/" + v % SINKS).command("add", v);
      });
    }
  }

  /** Takes its time. */
  private final class Sink extends Agent {
    private Sink() {
      new CommandLane<Integer>(this, "add")
          .onCommand(v -> {
            long until = System.nanoTime() + 20_000;
            while (System.nanoTime() < until) {
              Thread.onSpinWait();
            }
            handled.incrementAndGet();
          });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 64})
  @DisplayName("O3: under more load than it bears the heap stays flat, and each message is told")
  void heap_whereProducersAreFasterThanAgents_staysFlat(int mounted) throws Exception {
    try (Plane plane =
        Plane.builder()
            .options(o ->
                o.withDispatch(mounted == 0 ? Dispatch.parked() : Dispatch.mounted(mounted))
                    .withMailboxCapacity(CAPACITY))
            .route("/source/:n", Source::new)
            .route("/sink/:n", Sink::new)
            .onDeadLetter(letter -> letters.incrementAndGet())
            .start()) {
      List<Thread> producers = List.of(waiting(plane), offering(plane));
      List<Long> used = new ArrayList<>();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
      do {
        TimeUnit.MILLISECONDS.sleep(500); // all mailboxes fill in a few
        used.add(usedHeap());
      } while (System.nanoTime() < end);
      over = true;
      for (Thread producer : producers) {
        producer.join();
      }
      plane.awaitQuiet();
      assertThat(used.getLast() - used.getFirst()).as("%s", used).isLessThan(SLACK_BYTES);
    }
    assertThat(refused.get()).as("the load is more than the agents bear").isPositive();
    assertThat(accepted.get() + refused.get()).isEqualTo(offered.get());
    assertThat(passedOn.get()).isEqualTo(accepted.get());
    assertThat(handled.get() + letters.get()).isEqualTo(passedOn.get());
    assertThat(letters.get()).as("sinks are slower than what passes on to them").isPositive();
  }

  /** Waits for room. */
  private Thread waiting(Plane plane) {
    return Thread.ofPlatform()
        .start(() -> {
          for (int i = 0; !over; i++) {
            AgentRef agent = plane.agent("/source/" + i % AGENTS);
            agent.command("add", i & 0xFFFF);
            offered.incrementAndGet();
            accepted.incrementAndGet();
          }
        });
  }

  /** Does not. */
  private Thread offering(Plane plane) {
    return Thread.ofPlatform()
        .start(() -> {
          for (int i = 0; !over; i++) {
            AgentRef agent = plane.agent("/source/" + i % AGENTS);
            offered.incrementAndGet();
            (agent.tryCommand("add", i & 0xFFFF) ? accepted : refused).incrementAndGet();
          }
        });
  }

  /** What the collector has left, and not what was allocated since, of which there is much. */
  private static long usedHeap() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage)
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }
}
