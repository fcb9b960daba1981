package dev.parklane.stress.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
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

  /** What its dispatcher is set to: Pekko's own setting where there are few processors first. */
  @Param({"threads 8, throughput 5", "threads 2, throughput 100", "threads 1, throughput 1000"})
  public String setting = "";

  private @Nullable ActorSystem<Message> system;
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

  /** Starts the system and makes the members. */
  @Setup
  public void start() {
    ActorSystem<Message> started =
        PekkoSystems.start(Behaviors.setup(Keeper::new), "group", setting);
    system = started;
    for (int i = 0; i < MEMBERS; i++) {
      members.put(
          i,
          started.systemActorOf(
              Behaviors.<Set>setup(context -> new Member(context, started)),
              "member-" + i,
              Props.empty()));
    }
  }

  /** Ends the system. */
  @TearDown
  public void stop() throws InterruptedException {
    PekkoSystems.stop(Objects.requireNonNull(system));
  }

  /** Has each member set its value, and waits until the keeper has all of them. */
  void round() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Objects.requireNonNull(system).tell(new Expect(done));
    for (int i = 0; i < MEMBERS; i++) {
      members.get(i).tell(new Set(i, i & 127));
    }
    done.await();
  }
}
