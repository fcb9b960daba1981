package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.bus.Endpoint;
import dev.parklane.runtime.bus.PlaneBus;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Laws F2, L4, L5, S2 and O3: how subscriptions, endpoints and requests begin and end. */
@Timeout(60)
class BusLifeTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TestClock clock = new TestClock();
  private final List<Stage> stages = new ArrayList<>();
  private final Stage stage = stage();
  private final PlaneBus bus = stage.plane.bus();
  private final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();

  private Stage stage() {
    Stage made =
        Stage.of(
            Plane.builder()
                .clock(clock)
                .route(
                    "/probe/:name",
                    () -> new Probe(p -> {}),
                    o ->
                        o.withFailurePolicy(FailurePolicy.resume())
                            .withIdleAfter(SECOND)
                            .withMailboxCapacity(2))
                .route("/mortal/:name", () -> new Probe(p -> {})));
    stages.add(made);
    return made;
  }

  @AfterEach
  void close() {
    stages.forEach(Stage::close);
    assertThat(clock.pending()).isZero();
  }

  private Handler<Object> note(String who) {
    return message -> stage.note(who + " " + message);
  }

  private void fail(Slot.On<Probe> act) {
    assertThatThrownBy(() ->
            stage.run(x -> {
              act.accept(x);
              throw new IllegalStateException("no");
            }))
        .isInstanceOf(AgentFailedException.class);
  }

  /** L4: an agent that subscribes, or is an endpoint, is not idle. */
  @Test
  void registrations_keepAnAgentFromBeingIdle() {
    List<AutoCloseable> handles = new ArrayList<>();
    stage.run("s", s -> handles.add(s.bus().subscribe("t", Object.class, note("s"))));
    stage.run("e", e -> handles.add(e.bus().endpoint("e", Object.class, note("e"))));
    stage.run(
        "r",
        r -> {
          bus.publish("nobody", 1);
          r.bus().request("e", 1, Object.class, Duration.ofSeconds(5), note("r"), why -> {});
        });
    stage.run("idle", idle -> idle.bus().publish("nobody", 1));
    clock.advance(SECOND);
    assertThat(stage.plane.agents("/probe/:name"))
        .containsExactly("/probe/e", "/probe/r", "/probe/s");
    clock.advance(Duration.ofSeconds(9)); // the request has timed out
    assertThat(stage.plane.agents("/probe/:name")).containsExactly("/probe/e", "/probe/s");
    stage.run(
        "s",
        s -> {
          for (AutoCloseable handle : handles) {
            handle.close();
          }
        });
    stage.run("e", e -> {});
    clock.advance(SECOND);
    assertThat(stage.plane.agents("/probe/:name")).isEmpty();
    assertThat(BusHub.of(stage.plane.commons()).subscriptions().size()).isZero();
  }

  /** S2: they end with the agent, whether it stops or fails; a fresh instance has none. */
  @Test
  void registrations_endWithTheirAgent() throws Exception {
    for (boolean fails : List.of(false, true)) {
      List<Object> handles = new ArrayList<>();
      AgentRef mortal = stage.plane.agent("/mortal/m");
      mortal.ask(
          Probe.class,
          m -> {
            handles.add(m.bus().subscribe("t", Object.class, note("m")));
            handles.add(m.bus().endpoint("e", Object.class, note("e")));
            m.a.on(v -> {
              throw new IllegalStateException("no");
            });
            return m;
          });
      if (fails) {
        mortal.command("a", 1);
      } else {
        mortal.stop();
      }
      bus.publish("t", "on its way, or to nobody");
      stage.quiet();
      assertThat(((Subscription) handles.get(0)).isOpen()).isFalse();
      assertThat(((Endpoint) handles.get(1)).isOpen()).isFalse();
      assertThat(mortal.<Probe, Boolean>ask(Probe.class, m -> m.hasUnderWay())).isFalse();
      bus.publish("t", 1);
      assertThat(catchThrowable(() -> bus.send("e", 1))).isNotNull();
      stage.quiet();
      assertThat(BusHub.of(stage.plane.commons()).subscriptions().size()).isZero();
      mortal.stop();
    }
    stage.quiet();
    assertThat(stage.trace).isEmpty();
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::reason)
        .isSubsetOf(DeadLetter.Reason.ENDED, DeadLetter.Reason.NO_ENDPOINT);
  }

  /**
   * S2, F4: a request that is on its way to an agent that ends fails, and says why; also where the
   * next instance is there already.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void request_toAnAgentThatEndsFirst_fails(boolean next) throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AgentRef mortal = stage.plane.agent("/mortal/m");
    mortal.ask(
        Probe.class,
        m -> {
          m.bus().endpoint("e", Object.class, note("e"));
          m.door.on(v -> {
            begun.countDown();
            go.await();
            m.end();
          });
          return m;
        });
    mortal.command("door", "");
    begun.await();
    if (next) {
      mortal.command("a", 1);
    }
    bus.request("e", 1, Object.class, SECOND, outcomes::add, outcomes::add);
    go.countDown();
    assertThat(outcomes.take())
        .isInstanceOfSatisfying(
            AgentFailedException.class,
            e -> assertThat(e).hasMessage("[PL-L3] /mortal/m has ended before its turn came"));
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::reason)
        .containsExactly(DeadLetter.Reason.ENDED);
  }

  /** F2. */
  @Test
  void registrations_ofACascadeThatFails_haveNeverBeen() {
    List<Object> handles = new ArrayList<>();
    fail(x -> {
      handles.add(x.bus().subscribe("t", Object.class, note("x")));
      handles.add(x.bus().endpoint("e", Object.class, note("e")));
      x.bus().publish("t", "in the cascade");
    });
    assertThat(((Subscription) handles.get(0)).isOpen()).isFalse();
    assertThat(((Endpoint) handles.get(1)).isOpen()).isFalse();
    assertThat(BusHub.of(stage.plane.commons()).subscriptions().size()).isZero();
    bus.publish("t", 1);
    bus.endpoint("e", Object.class, request -> {}).close();
    stage.quiet();
    assertThat(stage.trace).containsExactly("x in the cascade");
    assertThat(stage.<Boolean>ask(x -> x.hasUnderWay())).isFalse();
  }

  /** F2, B3, B5: an end is undone too, also one in a finally as the failed cascade unwinds. */
  @Test
  void close_inACascadeThatFails_isUndone() {
    Handler<Object> handler = note("x");
    List<Subscription> made = new ArrayList<>();
    stage.run(x -> {
      Subscription subscription = x.bus().subscribe("t", Object.class, handler);
      made.add(subscription);
      Endpoint endpoint = x.bus().endpoint("e", Object.class, r -> stage.note("e"));
      x.b.on(v -> {
        throw new IllegalStateException("no");
      });
      x.a.on(v -> {
        if (v == 1) {
          subscription.close();
          endpoint.close();
          subscription.close();
          x.bus().publish("t", "closed");
          x.b.set(v);
        } else {
          try (subscription;
              endpoint) {
            x.b.set(v);
          }
        }
      });
    });
    for (int way = 1; way <= 2; way++) {
      stage.probe("x").command("a", way);
      stage.quiet();
      bus.publish("t", way);
      bus.send("e", way);
      stage.quiet();
    }
    assertThat(stage.trace).containsExactly("x 1", "e", "x 2", "e");
    stage.run(x -> {
      Subscription again = x.bus().subscribe("t", Object.class, handler);
      assertThat(again).isSameAs(made.getFirst());
      again.close();
      assertThat(x.bus().subscribe("t", Object.class, handler)).isNotSameAs(again);
    });
    assertThat(BusHub.of(stage.plane.commons()).subscriptions().size()).isOne();
  }

  /** F2, B3, B6: closed and made anew in one cascade; a failure puts the first back. */
  @Test
  void registration_thatIsMadeAnewInTheCascadeThatClosesIt_replacesIt_unlessThatFails() {
    Handler<Object> handler = note("x");
    List<Subscription> subscriptions = new ArrayList<>();
    List<Endpoint> endpoints = new ArrayList<>();
    Slot.On<Probe> register =
        x -> {
          subscriptions.add(x.bus().subscribe("t", Object.class, handler, subscriptions.size()));
          String name = "e" + endpoints.size();
          endpoints.add(x.bus().endpoint("e", Integer.class, r -> stage.note(name)));
        };
    Slot.On<Probe> anew =
        x -> {
          subscriptions.getLast().close();
          endpoints.getLast().close();
          register.accept(x);
          x.bus().publish("t", 0);
          x.bus().send("e", 0);
        };
    stage.run(register);
    fail(anew);
    subscriptions.removeLast();
    endpoints.removeLast();
    assertThat(subscriptions.getFirst().isOpen()).isTrue();
    assertThat(endpoints.getFirst().isOpen()).isTrue();
    assertThatThrownBy(() -> bus.endpoint("e", Integer.class, r -> {}))
        .hasMessageContaining("by /probe/x");
    bus.publish("t", 1);
    bus.send("e", 1);
    stage.quiet();
    stage.run(anew);
    bus.publish("t", 2);
    bus.send("e", 2);
    stage.quiet();
    assertThat(subscriptions.getFirst().isOpen()).isFalse();
    assertThat(endpoints.getFirst().isOpen()).isFalse();
    assertThat(stage.trace).containsExactly("x 0", "e1", "x 1", "e0", "x 0", "e1", "x 2", "e1");
    assertThat(BusHub.of(stage.plane.commons()).subscriptions().size()).isOne();
    stage.run(x -> endpoints.getLast().close());
    bus.endpoint("e", Integer.class, r -> {}).close();
  }

  /** F2: a failure does not bring back what others have closed meanwhile. */
  @Test
  void close_fromOutside_whileACascadeThatFailsHasClosedItToo_stands() {
    List<AutoCloseable> handles = new ArrayList<>();
    stage.run(x -> {
      handles.add(x.bus().subscribe("t", Object.class, note("x")));
      handles.add(x.bus().endpoint("e", Object.class, note("e")));
    });
    fail(x -> {
      for (AutoCloseable handle : handles) {
        handle.close();
        Thread.ofPlatform().start(() -> catchThrowable(handle::close)).join();
      }
    });
    bus.publish("t", 1);
    assertThat(BusHub.of(stage.plane.commons()).subscriptions().size()).isZero();
    bus.endpoint("e", Object.class, request -> {}).close();
    assertThat(stage.<Boolean>ask(x -> x.hasUnderWay())).isFalse();
    assertThat(stage.trace).isEmpty();
  }

  /** O3: a program waits for room in a mailbox; from a cascade it is a dead letter. */
  @Test
  void publication_toAFullMailbox_waitsFromOutside_andIsADeadLetterFromACascade() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    stage.run(x -> {
      x.bus().subscribe("t", Object.class, note("x"));
      x.door.on(v -> {
        begun.countDown();
        go.await();
      });
    });
    bus.subscribe("t", Object.class, note("shared"), -1);
    stage.probe("x").command("door", "");
    begun.await();
    bus.publish("t", 1);
    bus.publish("t", 2);
    stage.run("y", y -> y.bus().publish("t", 3));
    stage.run("y", y -> {}); // behind what the first has sent
    Thread publisher = Thread.ofPlatform().start(() -> bus.publish("t", 4));
    while (publisher.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(stage.trace).containsExactly("shared 1", "shared 2", "shared 3");
    go.countDown();
    publisher.join();
    stage.quiet();
    assertThat(stage.trace).contains("x 1", "x 2", "x 4", "shared 4").doesNotContain("x 3");
    assertThat(stage.deadLetters)
        .extracting(DeadLetter::uri, DeadLetter::message, DeadLetter::value, DeadLetter::reason)
        .containsExactly(tuple("/probe/x", "t", 3, DeadLetter.Reason.MAILBOX_FULL));
  }
}
