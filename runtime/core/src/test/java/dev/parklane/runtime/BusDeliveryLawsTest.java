package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws B5 and B7: subscriptions that begin, end or fail while a message is being delivered. */
@Timeout(60)
class BusDeliveryLawsTest extends BusFixture {
  private final List<Subscription> handles = new ArrayList<>();

  BusDeliveryLawsTest() {
    super(o -> o);
  }

  private Handler<Object> note(String who) {
    return message -> stage.note(who + " " + message);
  }

  private Handler<Object> closingLast(String who) {
    return message -> {
      stage.note(who + " " + message);
      handles.getLast().close();
    };
  }

  /** B5: shared handlers, alone or beside that of an agent, which gets the message before them. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void subscription_closedDuringADelivery_isNotCalledAnyMore(boolean alone) {
    if (!alone) {
      stage.run("a", a -> a.bus().subscribe("t", Object.class, message -> {}));
    }
    bus.subscribe("t", Object.class, closingLast("closes"), 1);
    bus.subscribe("t", Object.class, note("stays"));
    handles.add(bus.subscribe("t", Object.class, note("closed"), -1));
    bus.publish("t", 1);
    bus.publish("t", 2);
    assertThat(stage.trace).containsExactly("closes 1", "stays 1", "closes 2", "stays 2");
  }

  /** B5: one that closes itself is not called again, and the others are. */
  @Test
  void subscription_thatClosesItself_isNotCalledAgain() {
    handles.add(bus.subscribe("t", Object.class, closingLast("once"), 1));
    bus.subscribe("t", Object.class, note("stays"));
    stage.run(x -> {
      List<Subscription> own = new ArrayList<>();
      own.add(
          x.bus()
              .subscribe(
                  "t",
                  Object.class,
                  m -> {
                    stage.note("own " + m);
                    own.getFirst().close();
                    x.bus().publish("t", "again");
                  }));
      x.bus().publish("t", 1);
    });
    bus.publish("t", 2);
    quiet();
    assertThat(stage.trace).containsExactly("own 1", "once 1", "stays 1", "stays again", "stays 2");
  }

  /** B5: triggers of one agent. */
  @Test
  void ownSubscription_closedDuringADelivery_isNotCalledAnyMore() {
    stage.run(x -> {
      x.bus().subscribe("t", Object.class, closingLast("closes"), 1);
      x.bus().subscribe("t", Object.class, note("stays"));
      handles.add(x.bus().subscribe("t", Object.class, note("closed"), -1));
      x.bus().publish("t", 1);
    });
    stage.run(x -> x.bus().publish("t", 2));
    assertThat(stage.trace).containsExactly("closes 1", "stays 1", "closes 2", "stays 2");
  }

  /** B5: root events of one agent; those that are in the mailbox already are not handled. */
  @Test
  void subscriptionOfAnAgent_closedDuringADelivery_isNotCalledAnyMore() {
    stage.run(x -> {
      x.bus().subscribe("t", Object.class, closingLast("closes"), 1);
      x.bus().subscribe("t", Object.class, note("stays"));
      handles.add(x.bus().subscribe("t", Object.class, note("closed"), -1));
    });
    bus.publish("t", 1);
    bus.publish("t", 2);
    quiet();
    assertThat(stage.trace).containsExactly("closes 1", "stays 1", "closes 2", "stays 2");
    assertThat(stage.deadLetters).isEmpty();
  }

  /** B5: from outside, while the message waits for its turn. */
  @Test
  void subscriptionOfAnAgent_closedFromOutside_beforeTheTurnOfAMessage_isNotCalled()
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    stage.run(x -> {
      handles.add(x.bus().subscribe("t", Object.class, note("x")));
      x.door.on(v -> {
        begun.countDown();
        go.await();
      });
    });
    stage.probe("x").command("door", "");
    begun.await();
    bus.publish("t", 1);
    handles.getLast().close();
    go.countDown();
    quiet();
    assertThat(stage.trace).isEmpty();
    assertThat(stage.deadLetters).isEmpty();
    assertThat(stage.<Boolean>ask(x -> x.hasUnderWay())).isFalse();
  }

  /** B5, O1: one agent closes what belongs to another, which is as if a program did. */
  @Test
  void subscription_closedByAnotherAgent_isNotCalledAnyMore() {
    stage.run("y", y -> handles.add(y.bus().subscribe("t", Object.class, note("y"))));
    stage.run(
        "x",
        x -> {
          x.bus().publish("t", 1);
          handles.getLast().close();
        });
    quiet();
    assertThat(stage.trace).isEmpty();
  }

  /** B5: it gets the next message, not the one that is being delivered. */
  @Test
  void subscription_madeDuringADelivery_getsTheNextMessage() {
    bus.subscribe(
        "t",
        Object.class,
        m -> {
          stage.note("shared " + m);
          bus.subscribe("t", Object.class, note("new " + m), -1);
        });
    bus.publish("t", 1);
    bus.publish("t", 2);
    assertThat(stage.trace).containsExactly("shared 1", "shared 2", "new 1 2");
  }

  /** B5, B2, E3: triggers; a message that is published inside the delivery is a next one. */
  @Test
  void ownSubscription_madeDuringADelivery_getsTheNextMessage_alsoANestedOne() {
    stage.run(x -> {
      x.bus()
          .subscribe(
              "t",
              Integer.class,
              m -> {
                stage.note("first " + m);
                if (m == 1) {
                  x.bus().subscribe("t", Integer.class, n -> stage.note("new " + n), 9);
                  x.bus().publish("t", 2);
                }
              },
              1);
      x.bus().subscribe("t", Object.class, note("last"));
      x.bus().publish("t", 1);
    });
    assertThat(stage.trace).containsExactly("first 1", "new 2", "first 2", "last 2", "last 1");
  }

  /** B5 and O5: else a publication that needs no mark may come to be for two agents. */
  @Test
  void subscription_madeWhenAPublicationHasFoundItsReceivers_getsTheNextMessage() {
    stage.run("a", a -> a.bus().subscribe("t", Object.class, note("a")));
    stage.run(
        "y",
        y -> {
          y.bus().publish("t", 1);
          Outbox.Leaving publication = y.cascade().takeLeaving().getFirst();
          assertThat(publication.isAlone()).isTrue();
          stage.run("z", z -> z.bus().subscribe("t", Object.class, note("z")));
          publication.leave(Departure.AT_ONCE);
          y.bus().publish("t", 2);
        });
    quiet();
    assertThat(stage.trace).containsExactlyInAnyOrder("a 1", "a 2", "z 2");
  }

  /** B5, B4: what was published to others before does not come back to a new own subscription. */
  @Test
  void ownSubscription_madeAfterAPublication_doesNotGetItAtTheCommit() {
    bus.subscribe("t", Object.class, note("shared"));
    stage.run(x -> {
      x.bus().publish("t", 1);
      x.bus().subscribe("t", Object.class, note("own"));
    });
    quiet();
    assertThat(stage.trace).containsExactly("shared 1");
  }

  /** B7: in an agent it fails that cascade; others get the message, earlier and later ones. */
  @Test
  void handlerOfAnAgent_thatFails_keepsTheMessageFromNobody() {
    bus.subscribe("t", Object.class, note("shared"), -9);
    stage.run(
        "y",
        y ->
            y.bus()
                .subscribe(
                    "t",
                    Integer.class,
                    v -> {
                      y.a.set(v);
                      throw new IllegalStateException("no");
                    },
                    5));
    stage.run("y", y -> y.bus().subscribe("t", Object.class, note("y"), 4));
    stage.run("z", z -> z.bus().subscribe("t", Object.class, note("z"), 3));
    bus.publish("t", 1);
    quiet();
    assertThat(stage.trace).containsExactlyInAnyOrder("shared 1", "y 1", "z 1");
    assertThat(stage.<Integer>ask("y", y -> y.a.get())).isZero();
  }

  /** B7: where no agent has registered it, it is logged, and the publisher goes on. */
  @Test
  void sharedHandler_thatFails_keepsTheMessageFromNobody() {
    bus.subscribe(
        "t",
        Object.class,
        message -> {
          throw new StackOverflowError("no");
        },
        2);
    bus.subscribe(
        "t",
        Object.class,
        message -> {
          throw new IllegalStateException("no");
        },
        1);
    bus.subscribe("t", Object.class, note("shared"));
    bus.publish("t", 1);
    stage.run(x -> x.bus().publish("t", 2));
    quiet();
    assertThat(stage.trace).containsExactly("shared 1", "shared 2");
  }

  /** B7, O3: a publisher that is interrupted before a full mailbox has still told the others. */
  @Test
  void publisher_interruptedWhereItWaitsForRoom_hasToldTheOthers() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    List<Throwable> told = new ArrayList<>();
    try (Stage small =
        Stage.of(
            p -> {}, o -> o.withMailboxCapacity(1).withFailurePolicy(FailurePolicy.resume()))) {
      CountDownLatch blocked = new CountDownLatch(1);
      small.run(
          "x",
          x -> {
            x.bus().subscribe("t", Object.class, m -> small.note("x " + m), 1);
            x.door.on(v -> {
              blocked.countDown();
              go.await();
            });
          });
      small.run("y", y -> y.bus().subscribe("t", Object.class, m -> small.note("y " + m)));
      small.probe("x").command("door", "block");
      blocked.await();
      small.probe("x").command("a", 1); // the one message that may wait
      Thread publisher =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  small.plane.bus().publish("t", "news");
                } catch (MailboxFullException e) {
                  told.add(e);
                }
              });
      while (publisher.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      publisher.interrupt();
      publisher.join();
      assertThat(told).hasSize(1);
      small.run("y", y -> small.note("asked"));
      assertThat(small.trace).containsExactly("y news", "asked");
      go.countDown();
    }
  }
}
