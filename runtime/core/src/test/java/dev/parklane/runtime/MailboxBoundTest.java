package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law O3: a mailbox is bounded, and nothing disappears without a trace. */
@Timeout(60)
class MailboxBoundTest {
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final List<String> handled = new CopyOnWriteArrayList<>();

  private Stage stage(int capacity) {
    return Stage.of(
        p -> {
          p.door.on(v -> {
            blocked.countDown();
            go.await();
          });
          p.a.on(v -> handled.add("a" + v));
        },
        o -> o.withMailboxCapacity(capacity));
  }

  private void block(Stage stage) throws InterruptedException {
    stage.probe("x").command("door", "block");
    blocked.await();
  }

  /** O3. */
  @Test
  void producerThatAskedNotToWait_isRefused_atExactlyTheCapacity() throws Exception {
    List<Boolean> taken = new ArrayList<>();
    try (Stage stage = stage(2)) {
      block(stage);
      taken.add(stage.probe("x").tryCommand("a", 1));
      taken.add(stage.probe("x").lane("a", Integer.class).tryCommand(2));
      taken.add(stage.probe("x").tryCommand("a", 3));
      go.countDown();
    }
    assertThat(taken).containsExactly(true, true, false);
    assertThat(handled).containsExactly("a1", "a2");
  }

  /** O3. */
  @Test
  void producerOutsideAnyAgent_waitsForRoom() throws Exception {
    try (Stage stage = stage(1)) {
      block(stage);
      stage.probe("x").command("a", 1);
      Thread producer = Thread.ofPlatform().start(() -> stage.probe("x").command("a", 2));
      while (producer.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(handled).isEmpty();
      go.countDown();
      producer.join();
    }
    assertThat(handled).containsExactly("a1", "a2");
  }

  /** O3: there is room as soon as a message is taken, however long its handler takes. */
  @Test
  void producerThatWaits_goesOn_whenAMessageIsTaken_notWhenAllAreHandled() throws Exception {
    CountDownLatch second = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(
            p ->
                p.door.on(v -> {
                  blocked.countDown();
                  (v.equals("block") ? go : second).await();
                }),
            o -> o.withMailboxCapacity(1))) {
      block(stage);
      stage.probe("x").command("door", "block as well");
      Thread producer = Thread.ofPlatform().start(() -> stage.probe("x").command("a", 2));
      while (producer.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      go.countDown();
      producer.join(); // the handler of the second message still runs
      assertThat(second.getCount()).isEqualTo(1);
      second.countDown();
    }
  }

  /** O3: an interrupt ends the wait, and nothing was sent. */
  @Test
  void producerThatIsInterrupted_whileItWaits_isToldThatNothingWasSent() throws Exception {
    try (Stage stage = stage(1)) {
      block(stage);
      stage.probe("x").command("a", 1);
      AtomicReference<Throwable> told = new AtomicReference<>();
      Thread producer =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  stage.probe("x").command("a", 2);
                } catch (MailboxFullException e) {
                  told.set(e);
                  assertThat(Thread.currentThread().isInterrupted()).isTrue();
                }
              });
      while (producer.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      producer.interrupt();
      producer.join();
      assertThat(told.get()).hasMessageContaining("/probe/x, which holds 1 messages");
      go.countDown();
    }
    assertThat(handled).containsExactly("a1");
  }

  /** O3: from a cascade it is a dead letter, with its reason, and counted. */
  @Test
  void messageFromACascade_toAFullMailbox_isADeadLetter() throws Exception {
    try (Stage stage = stage(1)) {
      block(stage);
      stage.probe("x").command("a", 1);
      stage.run("y", p -> p.other("/probe/x").command("a", 2));
      stage.ask("y", p -> 0); // behind what the first has sent
      assertThat(stage.deadLetters)
          .containsExactly(
              new DeadLetter(
                  "/probe/x",
                  "a",
                  2,
                  DeadLetter.Reason.MAILBOX_FULL,
                  "the mailbox of /probe/x holds 1 messages, which is its capacity; send less, or"
                      + " raise it with withMailboxCapacity(n)"));
      assertThat(stage.plane.deadLetters()).isEqualTo(1);
      assertThatThrownBy(() -> stage.ask("y", p -> p.other("/probe/x").ask(Probe.class, x -> 1)))
          .hasCauseInstanceOf(MailboxFullException.class);
      go.countDown();
    }
    assertThat(handled).containsExactly("a1");
  }

  /** O3: an observer of dead letters is never made to wait for the agent that it serves. */
  @Test
  void deadLetterObserver_thatSendsToAFullMailbox_doesNotWait() throws Exception {
    AtomicReference<Plane> plane = new AtomicReference<>();
    CountDownLatch told = new CountDownLatch(2);
    try (Plane made =
        Plane.builder()
            .route(
                "/probe/:name",
                () ->
                    new Probe(p ->
                        p.door.on(v -> {
                          blocked.countDown();
                          go.await();
                        })),
                o -> o.withMailboxCapacity(1))
            .onDeadLetter(letter -> {
              told.countDown();
              if (!"again".equals(letter.value())) {
                plane.get().agent("/probe/x").command("door", "again");
              }
            })
            .start()) {
      plane.set(made);
      made.agent("/probe/x").command("door", "block");
      blocked.await();
      made.agent("/probe/x").command("a", 1);
      made.agent("/probe/y")
          .ask(
              Probe.class,
              p -> {
                p.other("/probe/x").command("a", 2);
                return 0;
              });
      told.await();
      assertThat(made.deadLetters()).isEqualTo(2);
      go.countDown();
    }
  }

  /** O3: a stop is a message like any other, and waits for room. */
  @Test
  void stop_ofAnAgentWhoseMailboxIsFull_waitsForRoom() throws Exception {
    try (Stage stage = stage(1)) {
      block(stage);
      stage.probe("x").command("a", 1);
      Thread stopper = Thread.ofPlatform().start(() -> stage.probe("x").stop());
      while (stopper.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      go.countDown();
      stopper.join();
      stage.plane.awaitQuiet();
      assertThat(stage.plane.agents()).isZero();
    }
    assertThat(handled).containsExactly("a1");
  }

  /** O3: a program that waits for room in an ask does so no longer than it wanted to. */
  @Test
  void ask_withATimeout_thatWaitsForRoom_failsWhenItIsOver() throws Exception {
    TestClock clock = new TestClock();
    try (Plane plane =
        Plane.builder()
            .clock(clock)
            .route(
                "/probe/:name",
                () ->
                    new Probe(p ->
                        p.door.on(v -> {
                          blocked.countDown();
                          p.clock().sleep(Duration.ofSeconds(9));
                        })),
                o -> o.withMailboxCapacity(1))
            .start()) {
      AgentRef x = plane.agent("/probe/x");
      x.command("door", "block");
      blocked.await();
      x.command("a", 1);
      AtomicReference<Throwable> told = new AtomicReference<>();
      Thread asker =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  x.ask(Probe.class, p -> 1, Duration.ofSeconds(3));
                } catch (Throwable t) {
                  told.set(t);
                }
              });
      while (asker.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      clock.advance(Duration.ofSeconds(3));
      asker.join();
      assertThat(told.get()).isInstanceOf(AskTimeoutException.class);
    }
  }

  /** O3: what depends on an acknowledgement never makes the agent wait for its own mailbox. */
  @Test
  void acknowledgement_whoseDependentsSendToAFullMailbox_holdsNobodyUp() throws Exception {
    try (Stage stage = stage(1)) {
      block(stage);
      CountDownLatch sent = new CountDownLatch(1);
      AgentRef x = stage.probe("x");
      x.commandAcknowledged("a", 1)
          .thenRun(() -> {
            x.command("a", 2);
            x.command("a", 3);
            sent.countDown();
          });
      go.countDown();
      sent.await();
      stage.plane.awaitQuiet();
    }
    assertThat(handled).containsExactly("a1", "a2", "a3");
  }

  /** L5: a plane that closes lets those in who wait for room. */
  @Test
  void closing_waitsForProducersThatWaitForRoom() throws Exception {
    Stage stage = stage(1);
    block(stage);
    stage.probe("x").command("a", 1);
    Thread producer = Thread.ofPlatform().start(() -> stage.probe("x").command("a", 2));
    while (producer.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    Thread closer = Thread.ofPlatform().start(stage::close);
    go.countDown();
    closer.join();
    producer.join();
    assertThat(handled).containsExactly("a1", "a2");
  }

  /** The capacity is checked where it is given. */
  @Test
  void capacity_belowOne_isRefused() {
    assertThatThrownBy(() -> AgentOptions.DEFAULT.withMailboxCapacity(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-O3.2] mailboxCapacity is 0; it must be 1 or more");
  }
}
