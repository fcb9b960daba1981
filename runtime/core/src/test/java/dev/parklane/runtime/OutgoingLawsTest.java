package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws O1, O2 and O4: what leaves an agent, asks, dead letters. */
@Timeout(60)
class OutgoingLawsTest {
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  /** O1. */
  @Test
  void commandsToOthers_leaveWhenTheCascadeHasSucceeded_inTheOrderSent() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            p.other("/probe/y").command("door", "one");
            p.b.set(v);
            p.other("/probe/y").command("door", "three");
            sent.countDown();
            release.await();
          });
          p.b.on(v -> p.other("/probe/y").command("door", "two"));
          p.door.on(v -> trace.add(v));
        })) {
      stage.probe("x").command("a", 1);
      sent.await();
      stage.ask("y", p -> 0); // would be behind them, had they left
      assertThat(trace).isEmpty();
      release.countDown();
    }
    assertThat(trace).containsExactly("one", "two", "three");
  }

  /** O1: the answer of an ask comes after what the cascade sent has left. */
  @Test
  void answer_comesAfterTheCommandsOfItsCascadeHaveLeft() {
    try (Stage stage = Stage.of(p -> p.a.on(v -> trace.add("a" + v)))) {
      for (int i = 0; i < 50; i++) {
        int value = i;
        stage.run(p -> p.other("/probe/y").command("a", value));
        stage.ask("y", p -> 0);
        assertThat(trace).hasSize(i + 1);
      }
    }
  }

  /** O1, E8: a forked subtask may send; it leaves with the cascade. */
  @Test
  void commandOfAForkedSubtask_leavesWithItsCascade() {
    try (Stage stage =
        Stage.of(
            p -> p.a.on(v -> trace.add("a" + v)),
            o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      Question<Probe, Integer> forkAndSend =
          p -> {
            try (OwnScope scope = new OwnScope()) {
              scope.fork(() -> p.other("/probe/y").command("a", 1));
              scope.join();
            }
            return p.a.get();
          };
      stage.ask(forkAndSend);
      assertThatThrownBy(() ->
          stage.run(p -> {
            forkAndSend.answer(p);
            throw new IllegalStateException("after the subtask");
          }));
      stage.ask("y", p -> 0);
    }
    assertThat(trace).containsExactly("a1");
  }

  /** O2. */
  @Test
  void ask_fromAHandler_leavesAtOnce_andHoldsTheAsker() {
    try (Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              trace.add(p.uri() + " asks");
              int answer = p.other("/probe/y").ask(Probe.class, OutgoingLawsTest::plusOne);
              trace.add(p.uri() + " got " + answer);
            }))) {
      stage.probe("x").command("a", 1);
      stage.probe("x").command("a", 2);
    }
    assertThat(trace)
        .containsExactly("/probe/x asks", "/probe/x got 1", "/probe/x asks", "/probe/x got 2");
  }

  private static int plusOne(Probe y) {
    y.b.set(y.b.get() + 1);
    return y.b.get();
  }

  /** O2. */
  @Test
  void askOfItself_failsAtOnce() {
    try (Stage stage = Stage.of(p -> {})) {
      assertThatThrownBy(
              () -> stage.run(p -> p.other("/probe/x").ask(Probe.class, OutgoingLawsTest::plusOne)))
          .cause()
          .isInstanceOf(AskCycleException.class)
          .hasMessageContaining("/probe/x -> /probe/x");
    }
  }

  /** O2: it fails where the cycle closes, and the others get on. */
  @Test
  void cycleOfAsks_failsWhereItCloses_withTheCycleInTheMessage() {
    AtomicReference<String> message = new AtomicReference<>();
    try (Stage stage = Stage.of(p -> {})) {
      int answer =
          stage.ask(
              "x",
              x ->
                  x.other("/probe/y")
                      .ask(
                          Probe.class,
                          y ->
                              y.other("/probe/z")
                                  .ask(
                                      Probe.class,
                                      z -> {
                                        try {
                                          return z.other("/probe/x")
                                              .ask(Probe.class, OutgoingLawsTest::plusOne);
                                        } catch (AskCycleException e) {
                                          message.set(e.getMessage());
                                          return 42;
                                        }
                                      })));
      assertThat(answer).isEqualTo(42);
    }
    assertThat(message.get()).contains("/probe/z -> /probe/x -> /probe/y -> /probe/z");
  }

  /** O2: also when two agents ask each other at the same moment; one of them gets through. */
  @Test
  void twoAgentsThatAskEachOtherAtOnce_neverDeadlock() {
    CyclicBarrier both = new CyclicBarrier(2);
    try (Stage stage =
        Stage.of(
            p ->
                p.door.on(to -> {
                  both.await();
                  p.other(to).ask(Probe.class, OutgoingLawsTest::plusOne);
                }),
            o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      for (int round = 1; round <= 200; round++) {
        stage.probe("x").command("door", "/probe/y");
        stage.probe("y").command("door", "/probe/x");
        stage.ask("x", p -> 0); // both have been at the door when these return
        stage.ask("y", p -> 0);
        int answered = stage.ask("x", p -> p.b.get()) + stage.ask("y", p -> p.b.get());
        assertThat(answered).isGreaterThanOrEqualTo(round);
      }
    }
  }

  /** O2: whoever has got its answer, or its failure, waits no longer and may be asked. */
  @Test
  void askThatIsAnswered_isNoPartOfALaterCycle() {
    try (Stage stage = Stage.of(p -> {}, o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      for (int i = 1; i <= 3; i++) {
        int y = stage.ask("x", p -> askPlusOne(p, "/probe/y"));
        int x = stage.ask("y", p -> askPlusOne(p, "/probe/x"));
        assertThat(List.of(x, y)).containsExactly(i, i);
        assertThatThrownBy(() ->
            stage.ask(
                "x",
                p ->
                    p.other("/probe/failing")
                        .ask(
                            Probe.class,
                            failing -> {
                              throw new IllegalStateException("no answer");
                            })));
      }
    }
  }

  /** O2: subtasks of one handler may ask several agents at once. */
  @Test
  void subtasks_mayAsk_andTheirCyclesAreFoundToo() {
    try (Stage stage = Stage.of(p -> {})) {
      List<Object> results =
          stage.ask(x -> {
            try (OwnScope scope = new OwnScope()) {
              var y = scope.fork(() -> askPlusOne(x, "/probe/y"));
              var z = scope.fork(() -> askPlusOne(x, "/probe/z"));
              var self = scope.fork(() -> askPlusOne(x, "/probe/x"));
              scope.join();
              return List.of(y.get(), z.get(), self.exception().getClass());
            }
          });
      assertThat(results).containsExactly(1, 1, AskCycleException.class);
    }
  }

  private static int askPlusOne(Probe asker, String uri) throws InterruptedException {
    return asker.other(uri).ask(Probe.class, OutgoingLawsTest::plusOne);
  }

  /** An interrupt ends the wait; the question is not run when it has not begun. */
  @Test
  void ask_thatIsInterrupted_isWithdrawn() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              busy.countDown();
              release.await();
            }))) {
      stage.probe("x").command("a", 1);
      busy.await();
      Thread asker =
          Thread.startVirtualThread(() -> {
            try {
              stage.probe("x").ask(Probe.class, OutgoingLawsTest::plusOne);
            } catch (InterruptedException e) {
              trace.add("interrupted");
            }
          });
      asker.interrupt();
      asker.join();
      release.countDown();
      int b = stage.ask(p -> p.b.get());
      assertThat(b).isZero();
    }
    assertThat(trace).containsExactly("interrupted");
  }

  /** O4. */
  @Test
  void messageToAUriWithoutRoute_isADeadLetter_andAnErrorToItsSender() {
    try (Stage stage = Stage.of(p -> {})) {
      AgentRef nowhere = stage.plane.agent("/nowhere");
      assertThatThrownBy(() -> nowhere.command("a", 1))
          .isInstanceOf(NoRouteException.class)
          .hasMessage(
              "[PL-O4] no route of this plane matches /nowhere; its routes are [/probe/:name]");
      assertThatThrownBy(() -> nowhere.ask(Probe.class, p -> 0))
          .isInstanceOf(NoRouteException.class);
      assertThat(stage.deadLetters)
          .extracting(DeadLetter::reason)
          .containsExactly(DeadLetter.Reason.NO_ROUTE, DeadLetter.Reason.NO_ROUTE);
      assertThat(stage.deadLetters.getFirst().value()).isEqualTo(1);
      assertThat(stage.plane.deadLetters()).isEqualTo(2);
    }
  }

  /** O4. */
  @Test
  void messageToALaneThatIsNotThere_isADeadLetter_andTheAgentLivesOn() {
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p -> p.a.set(1));
      stage.probe("x").command("nothing", "value");
      int a = stage.ask(p -> p.a.get());
      assertThat(a).isEqualTo(1);
      assertThat(stage.deadLetters)
          .containsExactly(
              new DeadLetter(
                  "/probe/x",
                  "nothing",
                  "value",
                  DeadLetter.Reason.NO_LANE,
                  "/probe/x has no lane 'nothing'"));
    }
  }

  /** O4: asked as what it is not. */
  @Test
  void askAsAWrongType_isAnErrorToTheAskerAlone() {
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p -> p.a.set(1));
      assertThatThrownBy(() -> stage.probe("x").ask(Other.class, o -> 0))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("/probe/x is a dev.parklane.runtime.Probe, and was asked as");
      int a = stage.ask(p -> p.a.get());
      assertThat(a).isEqualTo(1);
    }
  }

  private static final class Other extends Agent {}

  /** O1, O4: one dead letter, or the observer of it, does not stop what comes behind it. */
  @Test
  void deadLetterObserver_thatThrowsAnError_doesNotStopTheMessagesBehindIt() {
    Stage closed = Stage.of(p -> {});
    AgentRef there = closed.probe("y");
    closed.close();
    Plane failing =
        Plane.builder()
            .route("/gone/:name", () -> new Probe(p -> {}))
            .onDeadLetter(letter -> {
              throw new AssertionError("observer");
            })
            .start();
    AgentRef gone = failing.agent("/gone/x");
    failing.close();
    try (Stage stage = Stage.of(p -> p.a.on(v -> trace.add("a" + v)))) {
      stage.run(p -> {
        there.command("a", 1);
        gone.command("a", 1);
        p.other("/probe/z").command("a", 2);
      });
      stage.ask("z", p -> 0);
    }
    assertThat(trace).containsExactly("a2");
  }

  /** O4: what a dead-letter observer sends leaves at once, also where a handler's cascade fails. */
  @Test
  void deadLetterObserver_mayForward_evenFromAFailingCascade() {
    AtomicReference<Plane> plane = new AtomicReference<>();
    try (Plane forwarding =
        Plane.builder()
            .route("/probe/:name", () -> new Probe(p -> p.door.on(trace::add)))
            .onDeadLetter(
                letter -> plane.get().agent("/probe/dead").command("door", "dead " + letter.uri()))
            .start()) {
      plane.set(forwarding);
      assertThatThrownBy(() ->
          forwarding
              .agent("/probe/x")
              .ask(
                  Probe.class,
                  p -> {
                    p.other("/nowhere").command("a", 1); // throws, and fails the cascade
                    return 0;
                  }));
    }
    assertThat(trace).containsExactly("dead /nowhere");
  }

  /** A dead-letter observer that fails does not hide the letter. */
  @Test
  void deadLetterObserver_thatFails_stopsNothing() {
    try (Plane plane =
        Plane.builder()
            .route("/probe/:name", () -> new Probe(p -> {}))
            .onDeadLetter(letter -> {
              throw new IllegalStateException("observer");
            })
            .start()) {
      assertThatThrownBy(() -> plane.agent("/nowhere").command("a", 1))
          .isInstanceOf(NoRouteException.class);
      assertThat(plane.deadLetters()).isEqualTo(1);
    }
  }
}
