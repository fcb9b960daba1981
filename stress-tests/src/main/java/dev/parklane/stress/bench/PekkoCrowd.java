package dev.parklane.stress.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peers of many agents from Apache Pekko: 64 actors, each with a child. */
@State(Scope.Benchmark)
public class PekkoCrowd {
  private static final int ACTORS = 64;

  /** What its dispatcher is set to: Pekko's own setting where there are few processors first. */
  @Param({"threads 8, throughput 5", "threads 2, throughput 100", "threads 1, throughput 1000"})
  public String setting = "";

  private @Nullable ActorSystem<PekkoActor.Message> system;
  private final List<ActorRef<PekkoActor.Message>> actors = new ArrayList<>();

  /** Starts the system and the actors. */
  @Setup
  public void start() {
    ActorSystem<PekkoActor.Message> started =
        PekkoSystems.start(PekkoActor.create(), "crowd", setting);
    system = started;
    for (int i = 0; i < ACTORS; i++) {
      actors.add(started.systemActorOf(PekkoActor.create(), "actor-" + i, Props.empty()));
    }
  }

  /** Ends the system. */
  @TearDown
  public void stop() throws InterruptedException {
    PekkoSystems.stop(Objects.requireNonNull(system));
  }

  /**
   * Sends commands to the actors in turn, each of which makes one of them send its child a step,
   * and waits until every child has come to the end of what this sender has sent.
   */
  void sendToChildren(int commands) throws InterruptedException {
    for (int i = 0; i < commands; i++) {
      actors.get(i % ACTORS).tell(new PekkoActor.ForChild(new PekkoActor.Step(i & 127)));
    }
    CountDownLatch handled = new CountDownLatch(ACTORS);
    for (ActorRef<PekkoActor.Message> actor : actors) {
      actor.tell(new PekkoActor.ForChild(new PekkoActor.First(handled)));
    }
    handled.await();
  }
}
