package dev.parklane.stress.bench;

import com.google.common.eventbus.EventBus;
import com.google.common.eventbus.Subscribe;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a publication costs where 10,000 other subscriptions do not match (law B2).
 *
 * <p>To handlers that run on the publishing thread, as those of the peer, Guava's event bus, do.
 * And to agents, each in its own turn, until the last of them has handled it, as the consumers of
 * the peer, the local event bus of Vert.x, do on its event loops.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class BusBenchmark {
  private static final int OTHERS = 10_000;
  private static final int BATCH = 1_000; // publications whose receipts are awaited together
  private static final String TOPIC = "data.bars.1m.ETH";

  /** What all buses publish, and how many there are to get it. */
  @State(Scope.Benchmark)
  public static class Subscribers {
    /** How many subscriptions match. */
    @Param({"1", "5", "10"})
    public int matching;

    private final Long message = 1L;
    private final AtomicLong missing = new AtomicLong();
    private final Semaphore complete = new Semaphore(0);

    private void expect() {
      missing.set((long) BATCH * matching);
    }

    private void receive() {
      if (missing.decrementAndGet() == 0) {
        complete.release();
      }
    }
  }

  /** A plane whose handlers belong to no agent. */
  @State(Scope.Benchmark)
  public static class Shared {
    private long seen;
    private @Nullable Plane plane;

    /** Subscribes. */
    @Setup
    public void subscribe(Subscribers subscribers) {
      Plane started = Plane.builder().route("/none", Receiver::new).start();
      plane = started;
      for (int i = 0; i < OTHERS; i++) {
        started.bus().subscribe("data.bars.1m.X" + i + "*", Long.class, value -> seen += value);
      }
      for (int i = 0; i < subscribers.matching; i++) {
        started.bus().subscribe("data.bars.*", Long.class, value -> seen += value);
      }
    }

    /** Stops the plane. */
    @TearDown
    public void stop() {
      Objects.requireNonNull(plane).close();
    }
  }

  /** One publication to shared handlers. */
  @Benchmark
  public long toHandlers(Shared shared, Subscribers subscribers) {
    Objects.requireNonNull(shared.plane).bus().publish(TOPIC, subscribers.message);
    return shared.seen;
  }

  /** Guava's event bus, which tells events apart by their class. */
  @State(Scope.Benchmark)
  public static class Guava {
    private final EventBus bus = new EventBus();
    private long seen;

    /** For what is published. */
    public final class Matching {
      /** Handles it. */
      @Subscribe
      public void on(Long value) {
        seen += value;
      }
    }

    /** For what is not. */
    public final class Other {
      /** Never called. */
      @Subscribe
      public void on(Integer value) {
        seen += value;
      }
    }

    /** Subscribes. */
    @Setup
    public void subscribe(Subscribers subscribers) {
      for (int i = 0; i < OTHERS; i++) {
        bus.register(new Other());
      }
      for (int i = 0; i < subscribers.matching; i++) {
        bus.register(new Matching());
      }
    }
  }

  /** Peer: one post to Guava's event bus. */
  @Benchmark
  public long peerGuava(Guava guava, Subscribers subscribers) {
    guava.bus.post(subscribers.message);
    return guava.seen;
  }

  /** An agent with one subscription. */
  static final class Receiver extends Agent {
    private final @Nullable Subscribers subscribers;

    Receiver() {
      this(null);
    }

    Receiver(@Nullable Subscribers subscribers) {
      this.subscribers = subscribers;
    }

    @Override
    protected void onStart() {
      if (subscribers != null) {
        bus().subscribe("data.bars.*", Long.class, value -> subscribers.receive());
      }
    }
  }

  /** A plane with so many agents that subscribe, and others that belong to none. */
  @State(Scope.Benchmark)
  public static class Agents {
    /** Which scheduler runs the agents. */
    @Param({"lock-step", "default"})
    public String scheduler = "";

    /** How triggers are run. */
    @Param({"parked"})
    public String dispatch = "";

    private @Nullable Plane plane;

    /** Subscribes. */
    @Setup
    public void subscribe(Subscribers subscribers) throws InterruptedException {
      Plane started =
          Planes.guarded(scheduler, dispatch)
              .route("/receiver/:n", () -> new Receiver(subscribers))
              .start();
      plane = started;
      for (int i = 0; i < OTHERS; i++) {
        started.bus().subscribe("data.bars.1m.X" + i + "*", Long.class, value -> {});
      }
      for (int i = 0; i < subscribers.matching; i++) {
        started.agent("/receiver/" + i).ask(Receiver.class, receiver -> true);
      }
    }

    /** Stops the plane. */
    @TearDown
    public void stop() {
      Objects.requireNonNull(plane).close();
    }
  }

  /** Publications to agents, until all of them are handled. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void toAgents(Agents agents, Subscribers subscribers) throws InterruptedException {
    subscribers.expect();
    for (int i = 0; i < BATCH; i++) {
      Objects.requireNonNull(agents.plane).bus().publish(TOPIC, subscribers.message);
    }
    subscribers.complete.acquire();
  }

  /** The local event bus of Vert.x. */
  @State(Scope.Benchmark)
  public static class VertxBus {
    private final Vertx vertx = Vertx.vertx();

    /** Subscribes. */
    @Setup
    public void subscribe(Subscribers subscribers) {
      for (int i = 0; i < OTHERS; i++) {
        vertx.eventBus().localConsumer("data.bars.1m.X" + i, message -> {});
      }
      for (int i = 0; i < subscribers.matching; i++) {
        vertx.eventBus().localConsumer(TOPIC, message -> subscribers.receive());
      }
    }

    /** Stops it. */
    @TearDown
    public void stop() throws Exception {
      vertx.close().toCompletionStage().toCompletableFuture().get();
    }
  }

  /** Peer: publications on Vert.x's local event bus, until all of them are handled. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void peerVertx(VertxBus bus, Subscribers subscribers) throws InterruptedException {
    subscribers.expect();
    for (int i = 0; i < BATCH; i++) {
      bus.vertx.eventBus().publish(TOPIC, subscribers.message);
    }
    subscribers.complete.acquire();
  }
}
