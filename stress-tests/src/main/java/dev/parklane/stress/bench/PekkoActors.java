package dev.parklane.stress.bench;

import com.typesafe.config.ConfigFactory;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorSystem;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peers from Apache Pekko: an actor system with default settings, and no log. */
@State(Scope.Benchmark)
public class PekkoActors {
  private final ActorSystem<PekkoActor.Message> system =
      ActorSystem.create(
          PekkoActor.create(),
          "peers",
          ConfigFactory.parseString("pekko.loglevel = OFF").withFallback(ConfigFactory.load()));

  /** Ends the system. */
  @TearDown
  public void stop() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    system.getWhenTerminated().whenComplete((done, failure) -> ended.countDown());
    system.terminate();
    ended.await();
  }

  /** Sends commands, each of which makes the actor send itself a step, and waits for all steps. */
  void sendToItself(int commands) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    system.tell(new PekkoActor.Expect(commands, done));
    for (int i = 0; i < commands; i++) {
      system.tell(new PekkoActor.Command(i & 127));
    }
    done.await();
  }

  /**
   * Sends commands, each of which makes the actor send its child a step, and waits for all steps.
   */
  void sendToChild(int commands) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    system.tell(new PekkoActor.ForChild(new PekkoActor.Expect(commands, done)));
    for (int i = 0; i < commands; i++) {
      system.tell(new PekkoActor.ForChild(new PekkoActor.Step(i & 127)));
    }
    done.await();
  }

  /** Makes actors, sends each one message, and waits until all have handled it. */
  void make(int actors) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(actors);
    system.tell(new PekkoActor.Make(actors, done));
    done.await();
  }

  /** Ends the actors that {@link #make} has made, and waits until they have ended. */
  void clear() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    system.tell(new PekkoActor.Clear(done));
    done.await();
  }
}
