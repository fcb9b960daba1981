package dev.parklane.stress.bench;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import java.util.concurrent.CountDownLatch;

/**
 * What a link costs whose observer is stuck while the lane is written ten million times: the heap
 * that it has taken at the end, which should be none, and the time of a write (law J6).
 */
public final class SlowLink {
  static final int WRITES = 10_000_000;

  private static final int WARM_UP = 100_000;

  private SlowLink() {}

  /**
   * What was measured.
   *
   * @param writes how many, each a command of its own
   * @param heapBefore the heap in use before the first of them, in bytes
   * @param heapAfter the heap in use after the last, the observer still stuck, in bytes
   * @param nanosPerWrite from sending a command to the end of its cascade, at full load
   * @param told how many values the observer was told of them when it went on
   */
  public record Measured(
      int writes, long heapBefore, long heapAfter, double nanosPerWrite, int told) {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws InterruptedException {
    Measured measured = measure(Pace.of(arguments) == Pace.FULL ? WRITES : WRITES / 10);
    Cell.print("SlowLink.write", measured.nanosPerWrite(), Cell.UNKNOWN, "ns");
    Cell.print("SlowLink.heapBefore", measured.heapBefore(), Cell.UNKNOWN, "bytes");
    Cell.print("SlowLink.heapAfter", measured.heapAfter(), Cell.UNKNOWN, "bytes");
    Cell.print("SlowLink.told", measured.told(), Cell.UNKNOWN, "values");
  }

  private static final class Writer extends Agent {
    private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);

    Writer() {
      new CommandLane<Integer>(this, "set").onCommand(value::set);
    }
  }

  private static final class Stuck extends Agent {
    private int told;

    Stuck(CountDownLatch stuck, CountDownLatch goOn) {
      new CommandLane<String>(this, "link")
          .onCommand(ignored ->
              new ValueLink<>(this, agent("/writer").lane("value", Integer.class))
                  .onSynced(value -> {
                    stuck.countDown();
                    goOn.await();
                  })
                  .onEvent(value -> told++)
                  .open());
    }

    int told() {
      return told;
    }
  }

  /** Writes so often, and measures before and after. */
  public static Measured measure(int writes) throws InterruptedException {
    CountDownLatch stuck = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (Plane plane =
        Plane.builder()
            .route("/writer", Writer::new)
            .route("/stuck", () -> new Stuck(stuck, goOn))
            .start()) {
      plane.agent("/stuck").command("link", "");
      stuck.await();
      AgentRef writer = plane.agent("/writer");
      write(writer, WARM_UP);
      long before = Footprint.usedHeap();
      long start = System.nanoTime();
      write(writer, writes);
      long nanos = System.nanoTime() - start;
      long after = Footprint.usedHeap();
      goOn.countDown();
      int told = plane.agent("/stuck").ask(Stuck.class, Stuck::told);
      return new Measured(writes, before, after, (double) nanos / writes, told);
    }
  }

  private static void write(AgentRef writer, int writes) throws InterruptedException {
    for (int i = 0; i < writes; i++) {
      writer.command("set", i);
    }
    writer.ask(Writer.class, w -> "");
  }
}
