package dev.parklane.stress.bench;

import com.typesafe.config.ConfigFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** The peer of a join from Apache Pekko: a thousand actors that each tell one of their values. */
@State(Scope.Benchmark)
public class PekkoGroup {
  private static final int MEMBERS = 1_000;

  /** What the actor that keeps the map is told. */
  sealed interface Message {}

  /** A round begins; somebody wants to know when it has ended. */
  record Expect(CountDownLatch done) implements Message {}

  /** Has each member set its value. */
  record Set(int member, int value) implements Message {}

  /** A member has this value. */
  record Update(int member, int value) implements Message {}

  private final ActorSystem<Message> system =
      ActorSystem.create(
          Behaviors.setup(Keeper::new),
          "group",
          ConfigFactory.parseString("pekko.loglevel = OFF").withFallback(ConfigFactory.load()));
  private final Map<Integer, ActorRef<Set>> members = new HashMap<>();

  /** Keeps what the members tell it. */
  private static final class Keeper extends AbstractBehavior<Message> {
    private final Map<Integer, Integer> values = new HashMap<>();
    private CountDownLatch done = new CountDownLatch(0);
    private int left;

    Keeper(ActorContext<Message> context) {
      super(context);
    }

    @Override
    public Receive<Message> createReceive() {
      return newReceiveBuilder().onMessage(Message.class, this::receive).build();
    }

    private Behavior<Message> receive(Message message) {
      switch (message) {
        case Expect expect -> {
          done = expect.done();
          left = MEMBERS;
        }
        case Update update -> {
          values.put(update.member(), update.value());
          if (--left == 0) {
            done.countDown();
          }
        }
        case Set set -> throw new IllegalArgumentException("the keeper has no value: " + set);
      }
      return this;
    }
  }

  /** Tells its value. */
  private static final class Member extends AbstractBehavior<Set> {
    private final ActorRef<Message> keeper;

    Member(ActorContext<Set> context, ActorRef<Message> keeper) {
      super(context);
      this.keeper = keeper;
    }

    @Override
    public Receive<Set> createReceive() {
      return newReceiveBuilder().onMessage(Set.class, this::receive).build();
    }

    private Behavior<Set> receive(Set set) {
      keeper.tell(new Update(set.member(), set.value()));
      return this;
    }
  }

  /** Makes the members. */
  public PekkoGroup() {
    for (int i = 0; i < MEMBERS; i++) {
      members.put(
          i,
          system.systemActorOf(
              Behaviors.<Set>setup(context -> new Member(context, system)),
              "member-" + i,
              Props.empty()));
    }
  }

  /** Ends the system. */
  @TearDown
  public void stop() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    system.getWhenTerminated().whenComplete((done, failure) -> ended.countDown());
    system.terminate();
    ended.await();
  }

  /** Has each member set its value, and waits until the keeper has all of them. */
  void round() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    system.tell(new Expect(done));
    for (int i = 0; i < MEMBERS; i++) {
      members.get(i).tell(new Set(i, i & 127));
    }
    done.await();
  }
}
