package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws B1 to B4: topics, and who gets a message, in which order, and when. */
@Timeout(60)
class BusTopicLawsTest extends BusFixture {
  BusTopicLawsTest() {
    super(o -> o.withGuards(Guards.DEFAULT.withMaxDepth(50).withMaxReentry(10)));
  }

  private Handler<Object> note(String who) {
    return message -> stage.note(who + " " + message);
  }

  /** B1. */
  @Test
  void topic_thatIsBlankOrHasAWildcard_isRefused() {
    for (String topic : List.of("", "  ", "a.*", "a?")) {
      assertThatIllegalArgumentException().isThrownBy(() -> bus.publish(topic, 1));
      assertThatIllegalArgumentException().isThrownBy(() -> bus.send(topic, 1));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bus.request(topic, 1, Object.class, Duration.ofSeconds(1)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bus.endpoint(topic, Object.class, request -> {}));
      assertThatThrownBy(() -> stage.run(p -> p.bus().publish(topic, 1)))
          .hasCauseInstanceOf(IllegalArgumentException.class);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.subscribe(" ", Object.class, message -> {}));
    assertThatThrownBy(() -> bus.publish("a", null)).isInstanceOf(NullPointerException.class);
  }

  /** B1: a pattern is matched by the whole topic, and a subscription gets only its type. */
  @Test
  void subscription_getsWhatItsPatternAndItsTypeMatch() {
    bus.subscribe("a.*", Integer.class, note("run"));
    bus.subscribe("a.?", Number.class, note("one"));
    for (String topic : List.of("a.", "a.b", "a.b.c", "A.b", "xa.b")) {
      bus.publish(topic, topic.length());
    }
    bus.publish("a.b", 1.5);
    bus.publish("a.b", "text");
    assertThat(stage.trace).containsExactly("run 2", "run 3", "one 3", "run 5", "one 1.5");
  }

  /** B2: priority, then the order of subscription, for agents and others alike. */
  @Test
  void delivery_isByPriority_thenByTheOrderOfSubscription() {
    bus.subscribe("t", Object.class, note("0 first"));
    bus.subscribe("*", Object.class, note("9"), 9);
    bus.subscribe("t", Object.class, note("-1"), -1);
    bus.subscribe("?", Object.class, note("0 second"));
    bus.subscribe("t*", Object.class, note("max"), Integer.MAX_VALUE);
    bus.subscribe("t", Object.class, note("min"), Integer.MIN_VALUE);
    bus.publish("t", 1);
    assertThat(stage.trace)
        .containsExactly("max 1", "9 1", "0 first 1", "0 second 1", "-1 1", "min 1");
  }

  /** B2, E3: the same for the handlers of one agent, as triggers and as root events. */
  @Test
  void deliveryToAnAgent_isByPriority_thenByTheOrderOfSubscription() {
    stage.run(p -> {
      p.bus().subscribe("t", Object.class, note("low"), -5);
      p.bus().subscribe("*", Object.class, note("first"));
      p.bus().subscribe("t", Object.class, note("second"));
      p.bus().subscribe("?", Object.class, note("high"), 5);
      p.bus().publish("t", 1);
      stage.note("published");
    });
    bus.publish("t", 2);
    quiet();
    assertThat(stage.trace)
        .containsExactly(
            "high 1",
            "first 1",
            "second 1",
            "low 1",
            "published",
            "high 2",
            "first 2",
            "second 2",
            "low 2");
  }

  /** B2: what was published before, to whomever, makes no difference. */
  @Test
  void delivery_isTheSame_whateverWasPublishedBefore() {
    bus.publish("a.b", 0);
    bus.subscribe("a.*", Object.class, note("late but first"), 1);
    bus.publish("a.c", 0);
    bus.subscribe("a.b", Object.class, note("plain"));
    bus.publish("a.b", 1);
    bus.subscribe("*.b", Object.class, note("wild"), 2);
    bus.publish("a.b", 2);
    assertThat(stage.trace)
        .containsExactly(
            "late but first 0",
            "late but first 1",
            "plain 1",
            "wild 2",
            "late but first 2",
            "plain 2");
  }

  /** B3. */
  @Test
  void sameHandler_onTheSamePattern_isOneSubscription_andOnTwoPatternsTwo() {
    Handler<Object> handler = note("h");
    Subscription one = bus.subscribe("t", Object.class, handler);
    assertThat(bus.subscribe("t", Object.class, handler)).isSameAs(one);
    bus.publish("t", 1);
    assertThat(stage.trace).containsExactly("h 1");
    Subscription other = bus.subscribe("*", Object.class, handler);
    assertThat(other).isNotSameAs(one);
    bus.publish("t", 2);
    assertThat(stage.trace).containsExactly("h 1", "h 2", "h 2");
    one.close();
    one.close();
    assertThat(one.isOpen()).isFalse();
    assertThat(other.isOpen()).isTrue();
    bus.publish("t", 3);
    assertThat(stage.trace).containsExactly("h 1", "h 2", "h 2", "h 3");
    assertThat(bus.subscribe("t", Object.class, handler)).isNotSameAs(one);
  }

  /** B3: likewise for an agent; the same handler of two agents is two subscriptions. */
  @Test
  void sameHandler_ofAnAgent_isOneSubscriptionOfThatAgent() {
    Handler<Object> handler = note("h");
    stage.run(
        "x",
        p ->
            assertThat(p.bus().subscribe("t", Object.class, handler))
                .isSameAs(p.bus().subscribe("t", Object.class, handler)));
    stage.run(
        "x",
        p -> {
          Subscription again = p.bus().subscribe("t", Object.class, handler);
          assertThat(again.pattern()).isEqualTo("t");
          assertThat(again.priority()).isZero();
        });
    stage.run("y", p -> p.bus().subscribe("t", Object.class, handler));
    bus.publish("t", 1);
    quiet();
    assertThat(stage.trace).containsExactly("h 1", "h 1");
  }

  /** B3. */
  @Test
  void sameHandler_withAnotherPriority_isRefused_untilTheFirstIsClosed() {
    Handler<Object> handler = note("h");
    Subscription one = bus.subscribe("t", Object.class, handler, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.subscribe("t", Object.class, handler, 2))
        .withMessage(
            "[PL-B3] subscription to 't' has priority 1 already, and not 2; close it first");
    one.close();
    assertThat(bus.subscribe("t", Object.class, handler, 2).priority()).isEqualTo(2);
  }

  /** B4, E3: a handler of the own agent is a trigger; it runs in place, depth first. */
  @Test
  void publication_toTheOwnAgent_runsBeforeThePublisherGoesOn() {
    stage.run(p -> {
      p.a.on(v -> stage.note("a=" + v));
      p.bus()
          .subscribe(
              "outer",
              Integer.class,
              v -> {
                stage.note("outer begins");
                p.a.set(v);
                p.bus().publish("inner", v + 1);
                stage.note("outer ends, b=" + p.b.get());
              },
              1);
      p.bus().subscribe("outer", Integer.class, v -> stage.note("outer again, b=" + p.b.get()));
      p.bus().subscribe("inner", Integer.class, p.b::set);
      p.bus().publish("outer", 1);
      stage.note("published, b=" + p.b.get());
    });
    assertThat(stage.trace)
        .containsExactly(
            "outer begins", "a=1", "outer ends, b=2", "outer again, b=2", "published, b=2");
  }

  /** B4, O1: at another agent it is a root event, and comes when the publisher has committed. */
  @Test
  void publication_toAnotherAgent_leavesWithTheCommit_inOrder() {
    stage.run(
        "y",
        y -> {
          y.bus().subscribe("t", Object.class, note("y"));
          y.a.on(v -> stage.note("command " + v));
        });
    stage.run(
        "x",
        x -> {
          x.bus().publish("t", 1);
          x.other("/probe/y").command("a", 2);
          x.bus().publish("t", 3);
          stage.run("y", y -> stage.note("asked before"));
        });
    quiet();
    assertThat(stage.trace).containsExactly("asked before", "y 1", "command 2", "y 3");
  }

  /** B4, O1: who subscribes before the commit gets what leaves then, whoever else does or not. */
  @Test
  void publication_goesToWhoSubscribesWhenItLeaves() {
    for (boolean another : List.of(false, true)) {
      if (another) {
        stage.run("z", z -> z.bus().subscribe("t", Object.class, message -> {}));
      }
      stage.run(
          "x",
          x -> {
            x.bus().publish("t", "another: " + another);
            stage.run("y", y -> y.bus().subscribe("t", Object.class, note("y")));
          });
      quiet();
      stage.probe("y").stop();
      quiet();
    }
    assertThat(stage.trace).containsExactly("y another: false", "y another: true");
  }

  /** O1, F2. */
  @Test
  void publication_ofACascadeThatFails_reachesNobody() {
    bus.subscribe("t", Object.class, note("shared"));
    stage.run("y", y -> y.bus().subscribe("t", Object.class, note("y")));
    assertThatThrownBy(() ->
            stage.run(
                "x",
                x -> {
                  x.bus().publish("t", 1);
                  throw new IllegalStateException("no");
                }))
        .isInstanceOf(AgentFailedException.class);
    quiet();
    assertThat(stage.trace).isEmpty();
  }

  /** B4, E8: a forked subtask has no turn: what it publishes leaves, to its own agent as well. */
  @Test
  void publication_ofAForkedSubtask_leavesWithTheCommit_alsoToTheOwnAgent() {
    bus.subscribe("t", Object.class, note("shared"), -1);
    stage.run(x -> {
      x.bus().subscribe("t", Object.class, note("own"));
      try (OwnScope scope = new OwnScope()) {
        scope.fork(() -> x.bus().publish("t", 1));
        scope.join();
      }
      stage.note("joined");
    });
    quiet();
    assertThat(stage.trace).containsExactlyInAnyOrder("joined", "own 1", "shared 1");
    assertThat(stage.trace).startsWith("joined");
  }

  /** G1, G2: a handler that publishes to itself without end is stopped, at exactly the number. */
  @Test
  void endlessRepublication_isStoppedByMaxReentry_withTheChain() {
    AtomicReference<Probe> probe = new AtomicReference<>();
    stage.run(p -> {
      probe.set(p);
      p.bus()
          .subscribe(
              "t",
              Integer.class,
              v -> {
                stage.note("" + v);
                p.bus().publish("t", v + 1);
              });
    });
    AgentFailedException failed =
        catchThrowableOfType(
            AgentFailedException.class, () -> stage.run(p -> p.bus().publish("t", 1)));
    assertThat(failed.getCause())
        .isInstanceOfSatisfying(
            GuardException.class,
            trip -> {
              assertThat(trip.guard()).isEqualTo("maxReentry");
              assertThat(trip.chain()).isEqualTo("ask -> t.onMessage -> (t.onMessage ...) x11");
            });
    assertThat(stage.trace).hasSize(10);
    stage.trace.clear();
    bus.publish("t", 1); // the root handler stands in the chain as well
    quiet();
    assertThat(stage.trace).hasSize(10);
  }

  /** G1, G2: two that publish to each other go as deep as maxDepth allows. */
  @Test
  void endlessRepublicationOfMany_isStoppedByMaxDepth_withTheChain() {
    stage.run(p -> {
      for (int i = 0; i < 9; i++) {
        String next = "t" + (i + 1) % 9;
        p.bus().subscribe("t" + i, Integer.class, v -> p.bus().publish(next, v));
      }
    });
    assertThatThrownBy(() -> stage.run(p -> p.bus().publish("t0", 1)))
        .cause()
        .isInstanceOfSatisfying(
            GuardException.class, trip -> assertThat(trip.guard()).isEqualTo("maxDepth"))
        .hasMessageContaining("ask -> t0.onMessage -> t1.onMessage -> t2.onMessage");
  }

  /** H1: what belongs to an agent is for that agent's bus. */
  @Test
  void ownedHandler_onTheBusOfThePlane_isRefused_andSoIsTheBusOfThePlaneInAHandler() {
    EventHandler<Object> owned = EventHandler.owned(note("owned"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.subscribe("t", Object.class, owned))
        .withMessageContaining("subscribing to 't' with an owned handler");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.endpoint("e", Object.class, EventHandler.owned(request -> {})));
    assertThatThrownBy(() -> stage.run(x -> bus.subscribe("t", Object.class, note("no"))))
        .hasCauseInstanceOf(LaneAccessException.class)
        .hasMessageContaining("subscribing to 't' with the bus of the plane");
    assertThatThrownBy(() -> stage.run(x -> bus.endpoint("e", Object.class, request -> {})))
        .hasCauseInstanceOf(LaneAccessException.class);
    assertThatThrownBy(() ->
            stage.run(x ->
                bus.request("e", 1, Object.class, Duration.ofSeconds(1), answer -> {}, why -> {})))
        .hasCauseInstanceOf(LaneAccessException.class);
    stage.run(x -> x.bus().subscribe("t", Object.class, owned));
    stage.run(x -> bus.publish("t", 1)); // which is as good as its own
    assertThat(stage.trace).containsExactly("owned 1");
  }
}
