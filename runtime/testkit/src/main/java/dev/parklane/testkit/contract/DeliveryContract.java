package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Delivery;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.Parcel;
import dev.parklane.runtime.Plane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Delivery} has to do: a test class of yours implements this and says how to make
 * one.
 *
 * <pre>{@code
 * class MyDeliveryTest implements DeliveryContract {
 *   @Override
 *   public Delivery deliveryTo(Plane far) {
 *     return new MyDelivery(far);
 *   }
 * }
 * }</pre>
 *
 * <p>Each check waits for what it expects, up to {@link #patience}, and ends as soon as it has
 * come.
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface DeliveryContract {
  /**
   * {@return a delivery to agents of this plane, as another plane would have it} It is closed
   * before the plane is, where it is {@link AutoCloseable}.
   *
   * @param far where the agents live
   * @throws Exception where it cannot be made
   */
  Delivery deliveryTo(Plane far) throws Exception;

  /** {@return how long a check waits for what has to come; 30 seconds unless it is overridden} */
  default Duration patience() {
    return Duration.ofSeconds(30);
  }

  private static List<Object> numbers(int from, int to) {
    return List.copyOf(IntStream.rangeClosed(from, to).boxed().toList());
  }

  /**
   * What a program sends to one agent arrives, in order; where the mailbox is full it waits.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void commandsOfAProgram_arriveInOrder_E1_O3() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      for (int n = 1; n <= 20 * FarStage.CAPACITY; n++) {
        stage.tally().command(TallyLane.NAME, n);
      }
      List<Object> sent = numbers(1, 20 * FarStage.CAPACITY);
      stage.awaitTold(sent);
      assertEquals(sent, stage.told(), "what arrived, in order (law E1)");
      assertEquals(List.of(), stage.nearLetters, "dead letters (law O3)");
    }
  }

  /**
   * What an agent sends to another arrives, in order.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void commandsOfAnAgent_arriveInOrder_E1() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      for (int round = 0; round < 5; round++) {
        int first = 1 + round * FarStage.CAPACITY / 2;
        int last = (round + 1) * FarStage.CAPACITY / 2;
        stage
            .near
            .agent("/near/sender")
            .ask(
                FarStage.Sender.class,
                sender -> {
                  sender.sendAll("/far/tally", first, last);
                  return last;
                });
        stage.awaitTold(numbers(1, last));
      }
      assertEquals(
          numbers(1, 5 * FarStage.CAPACITY / 2), stage.told(), "what arrived, in order (law E1)");
    }
  }

  /**
   * Who asks is told what became of a command: that it was handled, that its cascade has failed,
   * that nobody takes it.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void acknowledgement_tellsWhatBecameOfACommand_O1_O4() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      assertInstanceOf(
          Acknowledgement.Handled.class, stage.ask(TallyLane.NAME, 1), "of what was handled");
      assertInstanceOf(
          Acknowledgement.Failed.class,
          stage.ask(TallyLane.NAME, TallyLane.FAIL),
          "of what has failed");
      assertInstanceOf(
          Acknowledgement.Failed.class, stage.ask("no such lane", 1), "of what no lane takes");
      CompletableFuture<Acknowledgement> lost =
          stage.near.agent("/nowhere").commandAcknowledged(TallyLane.NAME, 1);
      assertInstanceOf(
          Acknowledgement.Failed.class,
          stage.await(lost),
          "of what no route of the far plane matches");
    }
  }

  /**
   * A sender who does not wait is told that there is no room, or what it sent is a dead letter:
   * nothing is lost in silence, and what was taken arrives.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void fullMailbox_isTold_andLosesNothing_O3() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      stage.holdTally();
      List<Object> taken = new ArrayList<>();
      List<Object> refused = new ArrayList<>();
      for (int n = 1; n <= 40 * FarStage.CAPACITY; n++) {
        (stage.tally().tryCommand(TallyLane.NAME, n) ? taken : refused).add(n);
      }
      assertFalse(
          refused.isEmpty(),
          "every message was taken for a full mailbox: there is no bound between (law O3)");
      stage.letGo();
      stage.await(
          () -> toldNow(stage).size() + stage.farLetters.size() >= taken.size(),
          "what was taken to arrive, or to be a dead letter");
      List<Object> there = new ArrayList<>(stage.told());
      stage.farLetters.forEach(letter -> there.add(String.valueOf(letter.value())));
      assertEquals(taken.size(), there.size(), "messages that were taken (law O3)");
    }
  }

  private static List<Object> toldNow(FarStage stage) {
    try {
      return stage.told();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A sender that waits for room and is interrupted gets its interrupt, and its message is not
   * taken.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void senderThatWaits_isInterrupted_andItsMessageIsNotTaken_O3() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      stage.holdTally();
      Parcel parcel = new Parcel("/far/tally", new Parcel.Command(TallyLane.NAME, 1));
      CompletableFuture<Integer> sent = new CompletableFuture<>();
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                int taken = 0;
                try {
                  while (taken < 100_000 && stage.delivery.deliver(parcel, true)) {
                    taken++;
                  }
                  sent.completeExceptionally(new AssertionError("it never waits (law O3)"));
                } catch (InterruptedException e) {
                  sent.complete(taken);
                } catch (RuntimeException | Error e) {
                  sent.completeExceptionally(e);
                }
              });
      stage.await(
          () -> sent.isDone() || sender.getState() == Thread.State.WAITING, "the sender to wait");
      sender.interrupt();
      int taken = sent.get(patience().toNanos(), TimeUnit.NANOSECONDS);
      stage.letGo();
      stage.awaitTold(numbers(1, taken));
      assertEquals(taken, stage.told().size(), "messages that arrived (law O3)");
    }
  }

  /**
   * An agent is stopped from elsewhere, in its place among the messages.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void stop_arrivesInItsPlace_L2() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      stage.tally().command(TallyLane.NAME, 1);
      stage.tally().stop();
      assertInstanceOf(Acknowledgement.Handled.class, stage.ask(TallyLane.NAME, 2));
      assertEquals(List.of(2), stage.told(), "what the instance after the stop was sent (law L2)");
    }
  }

  /**
   * A write arrives as a link's does; one that the lane does not take is a dead letter there.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void write_arrives_J1() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      LaneEvent write = new LaneEvent.Value(List.of(7));
      assertTrue(
          stage.delivery.deliver(
              new Parcel("/far/tally", new Parcel.Write(TallyLane.NAME, write)), true));
      LaneEvent wrong = new LaneEvent.Clear();
      assertTrue(
          stage.delivery.deliver(
              new Parcel("/far/tally", new Parcel.Write(TallyLane.NAME, wrong)), true));
      stage.await(() -> stage.farLetters.size() == 1, "the write that is refused");
      assertEquals(List.of(7), stage.told(), "what was written (law J1)");
    }
  }

  /**
   * A follower is told what the lane is, its state, and every state that it comes to rest in, until
   * it is closed.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void follower_isToldTheState_thenWhatTheLaneDoes_J1_J7() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      assertInstanceOf(Acknowledgement.Handled.class, stage.ask(TallyLane.NAME, 1));
      Noting noting = new Noting();
      Delivery.Following following =
          stage.delivery.follow("/far/tally", TallyLane.NAME, true, noting);
      stage.await(() -> noting.state() != null, "the state");
      assertEquals(List.of("linked", "synced [1]"), List.copyOf(noting.told()), "first (law J1)");
      assertEquals(LinkForm.VALUE, noting.description().form(), "the form of the lane");
      assertEquals("tally", noting.description().kind(), "the kind of the lane");
      for (int n = 2; n <= 20; n++) {
        stage.ask(TallyLane.NAME, n);
      }
      stage.await(() -> numbers(1, 20).equals(noting.state()), "the last state (law J6)");
      following.sync();
      stage.await(() -> noting.told().getLast().startsWith("synced"), "the state, once more");
      assertEquals(numbers(1, 20), noting.state(), "the state, once more (law J7)");
      following.close();
      Noting witness = new Noting(); // is told after the first, were that still told anything
      stage.delivery.follow("/far/tally", TallyLane.NAME, true, witness);
      stage.await(() -> witness.state() != null, "the state, at another follower");
      List<Object> before = List.copyOf(noting.told());
      stage.ask(TallyLane.NAME, 21);
      stage.await(() -> numbers(1, 21).equals(witness.state()), "the event, at another follower");
      assertEquals(before, List.copyOf(noting.told()), "what is told after it is closed (law J1)");
    }
  }

  /**
   * A follower is told that the agent has ended, and that a lane is not there.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void follower_isToldTheEnd_andTheFailure_J1() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      Noting noting = new Noting();
      stage.delivery.follow("/far/tally", TallyLane.NAME, true, noting);
      stage.await(() -> noting.state() != null, "the state");
      stage.far.agent("/far/tally").stop();
      stage.await(() -> noting.told().contains("unlinked"), "the end of the agent");
      Noting refused = new Noting();
      stage.delivery.follow("/far/tally", "no such lane", true, refused);
      stage.await(() -> refused.told().contains("failed"), "the failure");
      assertEquals(List.of("failed"), List.copyOf(refused.told()), "of a lane that is not there");
    }
  }

  /**
   * A follower that asks for no state is told what the lane does from then on.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void followerWithoutState_isToldWhatTheLaneDoes_J1() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      stage.ask(TallyLane.NAME, 1);
      Noting noting = new Noting();
      stage.delivery.follow("/far/tally", TallyLane.NAME, false, noting);
      stage.await(() -> noting.told().contains("linked"), "the link");
      stage.ask(TallyLane.NAME, 2);
      stage.await(() -> noting.told().size() == 2, "the event");
      assertEquals(List.of("linked", "told [1, 2]"), List.copyOf(noting.told()));
    }
  }

  /**
   * Where the far plane is closed, each sender is told: by an acknowledgement that it has failed,
   * or by an exception.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void closedPlane_isTold_neverSilence_L5() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      assertInstanceOf(Acknowledgement.Handled.class, stage.ask(TallyLane.NAME, 1));
      stage.far.close();
      assertInstanceOf(
          Acknowledgement.Failed.class,
          stage.ask(TallyLane.NAME, 2),
          "of what was sent to a closed plane (law L5)");
    }
  }

  /**
   * Many threads send at once: each one's messages arrive, in its order.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void manySenders_eachInItsOrder_E1() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      int senders = 4;
      int each = 50;
      List<Thread> threads = new ArrayList<>();
      List<Throwable> failures = new CopyOnWriteArrayList<>();
      for (int s = 0; s < senders; s++) {
        int number = s;
        threads.add(
            Thread.ofVirtual()
                .start(() -> {
                  try {
                    for (int n = 0; n < each; n++) {
                      stage.tally().command(TallyLane.NAME, number * 1_000 + n);
                    }
                  } catch (RuntimeException | Error e) {
                    failures.add(e);
                  }
                }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertEquals(List.of(), failures);
      stage.awaitTold(numbers(1, senders * each));
      for (int s = 0; s < senders; s++) {
        int number = s;
        assertEquals(
            numbers(number * 1_000, number * 1_000 + each - 1),
            stage.told().stream().filter(n -> (int) n / 1_000 == number).toList(),
            "what one sender has sent, in order (law E1)");
      }
    }
  }

  /**
   * A parcel tells its sender once, whoever acknowledges it again.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void parcel_isAcknowledgedOnce_O1() throws Exception {
    try (FarStage stage = new FarStage(this)) {
      List<Acknowledgement> told = new CopyOnWriteArrayList<>();
      Parcel parcel = new Parcel("/far/tally", new Parcel.Command(TallyLane.NAME, 1), told::add);
      assertTrue(stage.delivery.deliver(parcel, true));
      stage.await(() -> !parcel.isAwaited(), "the acknowledgement");
      parcel.acknowledge(new Acknowledgement.Handled());
      assertEquals(List.of(new Acknowledgement.Handled()), told, "acknowledgements (law O1)");
      assertThrows(
          IllegalArgumentException.class,
          () -> new Parcel("/far/tally", new Parcel.Stop(), told::add),
          "a sender that waits for what nobody acknowledges");
    }
  }
}
