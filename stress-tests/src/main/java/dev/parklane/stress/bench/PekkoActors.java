package dev.parklane.stress.bench;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peers from Apache Pekko: an actor with a child, and whatever they make. */
@State(Scope.Benchmark)
public class PekkoActors {
  private static final Duration TIME_OUT = Duration.ofMinutes(1);

  /** What its dispatcher is set to: Pekko's own setting where there are few processors first. */
  @Param({"threads 8, throughput 5", "threads 2, throughput 100", "threads 1, throughput 1000"})
  public String setting = "";

  private @Nullable ActorSystem<PekkoActor.Message> system;

  /** Starts the system. */
  @Setup
  public void start() {
    system = PekkoSystems.start(PekkoActor.create(), "peers", setting);
  }

  /** Ends the system. */
  @TearDown
  public void stop() throws InterruptedException {
    PekkoSystems.stop(system());
  }

  private ActorSystem<PekkoActor.Message> system() {
    return Objects.requireNonNull(system);
  }

  /**
   * Sends commands, each of which makes the actor send its child a step, and waits for all steps.
   */
  void sendToChild(int commands) throws InterruptedException {
    ActorSystem<PekkoActor.Message> to = system();
    CountDownLatch done = new CountDownLatch(1);
    to.tell(new PekkoActor.ForChild(new PekkoActor.Expect(commands, done)));
    for (int i = 0; i < commands; i++) {
      to.tell(new PekkoActor.ForChild(new PekkoActor.Step(i & 127)));
    }
    done.await();
  }

  /** Asks the actor for its sum, and waits for the answer. */
  long ask() {
    ActorSystem<PekkoActor.Message> of = system();
    return AskPattern.<PekkoActor.Message, Long>ask(
            of, PekkoActor.Question::new, TIME_OUT, of.scheduler())
        .toCompletableFuture()
        .join();
  }

  /** Makes actors, sends each one message, and waits until all have handled it. */
  void make(int actors) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(actors);
    system().tell(new PekkoActor.Make(actors, done));
    done.await();
  }

  /** Ends the actors that {@link #make} has made, and waits until they have ended. */
  void clear() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    system().tell(new PekkoActor.Clear(done));
    done.await();
  }
}
