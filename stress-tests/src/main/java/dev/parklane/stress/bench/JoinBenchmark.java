package dev.parklane.stress.bench;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.JoinValueLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How many updates a second a join of a thousand lanes takes, each from a command to the agent that
 * it is joined to, to the end of the cascade of the agent that joins, with one observer.
 *
 * <p>A round is one update of each lane, and it is awaited, so that none is merged with another
 * (law J6). The peer is an Apache Pekko typed actor that keeps a map of what a thousand others tell
 * it: it has no snapshots, no roll-back and no observer, and what overtakes it piles up.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class JoinBenchmark {
  private static final int LANES = 1_000;

  /** Has one value. */
  static final class Member extends Agent {
    private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);

    Member() {
      new CommandLane<Integer>(this, "set").onCommand(value::set);
    }
  }

  /** Joins the values of all. */
  static final class Group extends Agent {
    private final JoinValueLane<Integer, Integer> values = new JoinValueLane<>(this, "values");
    private CountDownLatch done = new CountDownLatch(0);
    private int left;

    Group() {
      new CommandLane<CountDownLatch>(this, "expect")
          .onCommand(expected -> {
            done = expected;
            left = LANES;
          });
      values.onUpdate((map, key, previous, value) -> {
        if (--left == 0) {
          done.countDown();
        }
      });
    }

    @Override
    protected void onStart() {
      for (int i = 0; i < LANES; i++) {
        values.link(i, agent("/member/" + i).lane("value", Integer.class));
      }
    }
  }

  /** A plane with a thousand members, and the group that joins them. */
  public static class OneGroup extends OnePlane {
    private List<AgentRef> members = List.of();

    @Override
    PlaneBuilder withRoutes(PlaneBuilder builder) {
      return builder.route("/member/:number", Member::new).route("/group", Group::new);
    }

    @Override
    void prepare(Plane started) throws InterruptedException {
      members = IntStream.range(0, LANES).mapToObj(i -> started.agent("/member/" + i)).toList();
      started.agent("/group").command("expect", new CountDownLatch(1));
      started.awaitQuiet(); // until all is linked
    }

    private void round() throws InterruptedException {
      CountDownLatch done = new CountDownLatch(1);
      plane().agent("/group").command("expect", done);
      for (int i = 0; i < LANES; i++) {
        members.get(i).command("set", i & 127);
      }
      if (!done.await(1, TimeUnit.MINUTES)) {
        throw new IllegalStateException("fewer than " + LANES + " updates");
      }
    }
  }

  /** One update of each lane. */
  @Benchmark
  @OperationsPerInvocation(LANES)
  public void join(OneGroup group) throws InterruptedException {
    group.round();
  }

  /** Peer: an actor that keeps what a thousand others tell it. */
  @Benchmark
  @OperationsPerInvocation(LANES)
  public void peerPekkoActor(PekkoGroup group) throws InterruptedException {
    group.round();
  }
}
