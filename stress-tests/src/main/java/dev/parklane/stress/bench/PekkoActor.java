package dev.parklane.stress.bench;

import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.jspecify.annotations.Nullable;

/** An actor that counts steps, and has a child of its kind when it first needs one. */
final class PekkoActor extends AbstractBehavior<PekkoActor.Message> {
  /** What it is told. */
  sealed interface Message {}

  /** A value to add. */
  record Step(int value) implements Message {}

  /** A value to add that was to be sent at this time, by {@link System#nanoTime}. */
  record TimedStep(long nanos, LongConsumer handled) implements Message {}

  /** Somebody wants to know the sum. */
  record Question(ActorRef<Long> asker) implements Message {}

  /** So many steps are to come, and then somebody wants to know. */
  record Expect(int steps, CountDownLatch done) implements Message {}

  /** To be passed on to the child. */
  record ForChild(Message message) implements Message {}

  /** Makes so many actors below the child and sends each a message, which counts down. */
  record Make(int actors, CountDownLatch done) implements Message {}

  /** The one message of an actor that was made. */
  record First(CountDownLatch done) implements Message {}

  /** Ends the child and all below it. */
  record Clear(CountDownLatch done) implements Message {}

  /** The child has ended. */
  record Cleared(CountDownLatch done) implements Message {}

  private @Nullable ActorRef<Message> child;
  private CountDownLatch done = new CountDownLatch(0);
  private int left;
  private long sum;

  private PekkoActor(ActorContext<Message> context) {
    super(context);
  }

  static Behavior<Message> create() {
    return Behaviors.setup(PekkoActor::new);
  }

  @Override
  public Receive<Message> createReceive() {
    return newReceiveBuilder().onMessage(Message.class, this::receive).build();
  }

  private Behavior<Message> receive(Message message) {
    switch (message) {
      case Step step -> step(step.value());
      case TimedStep step -> step.handled().accept(step.nanos());
      case Question question -> question.asker().tell(sum);
      case Expect expect -> {
        left = expect.steps();
        done = expect.done();
      }
      case ForChild forChild -> child().tell(forChild.message());
      case Make make -> make(make);
      case First first -> first.done().countDown();
      case Clear clear -> {
        ActorRef<Message> there = child();
        getContext().watchWith(there, new Cleared(clear.done()));
        getContext().stop(there);
        child = null;
      }
      case Cleared cleared -> cleared.done().countDown();
    }
    return this;
  }

  private void step(int value) {
    sum += value;
    if (--left == 0) {
      done.countDown();
    }
  }

  private ActorRef<Message> child() {
    ActorRef<Message> there = child;
    if (there == null) {
      there = getContext().spawnAnonymous(create());
      child = there;
    }
    return there;
  }

  /** The first one passes it on to its child, so that one stop ends them all. */
  private void make(Make make) {
    if (!getContext().getSelf().path().parent().name().equals("user")) {
      for (int i = 0; i < make.actors(); i++) {
        getContext().spawnAnonymous(create()).tell(new First(make.done()));
      }
    } else {
      child().tell(make);
    }
  }
}
