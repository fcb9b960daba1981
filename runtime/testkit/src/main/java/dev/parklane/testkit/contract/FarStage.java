package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parklane.runtime.Acknowledgement;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Delivery;
import dev.parklane.runtime.Plane;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Two planes: agents that send on the near one, and those that they send to on the far one. */
final class FarStage implements AutoCloseable {
  static final int CAPACITY = 8;

  final List<DeadLetter> nearLetters = new CopyOnWriteArrayList<>();
  final List<DeadLetter> farLetters = new CopyOnWriteArrayList<>();
  final Plane far;
  final Delivery delivery;
  final Plane near;

  private final Duration patience;

  private final CountDownLatch gate = new CountDownLatch(1); // of far agents that are told to wait

  /** What sends from a handler. */
  static final class Sender extends Agent {
    void sendAll(String uri, int from, int to) {
      for (int n = from; n <= to; n++) {
        agent(uri).command(TallyLane.NAME, n);
      }
    }
  }

  /** What is sent to. */
  static final class Tally extends Agent {
    final TallyLane lane;

    Tally(CountDownLatch gate) {
      lane = new TallyLane(this, gate);
    }
  }

  FarStage(DeliveryContract contract) throws Exception {
    patience = contract.patience();
    far =
        Plane.builder()
            .options(options -> options.withMailboxCapacity(CAPACITY))
            .route("/far/:name", () -> new Tally(gate))
            .onDeadLetter(farLetters::add)
            .start();
    delivery = contract.deliveryTo(far);
    near =
        Plane.builder()
            .elsewhere("/far/:name", delivery)
            .elsewhere("/nowhere", delivery)
            .route("/near/:name", Sender::new)
            .onDeadLetter(nearLetters::add)
            .start();
  }

  AgentRef tally() {
    return near.agent("/far/tally");
  }

  /** What has been sent to the far agent by now, as it says itself. */
  List<Object> told() throws InterruptedException {
    return far.agent("/far/tally").ask(Tally.class, tally -> tally.lane.get());
  }

  /** Lets the far agent wait at its next message, so that others stay in its mailbox. */
  void holdTally() throws InterruptedException {
    far.agent("/far/tally").command(TallyLane.NAME, TallyLane.WAIT);
    await(() -> far.agent("/far/tally").pending() == 0, "the far agent to begin");
  }

  void letGo() {
    gate.countDown();
  }

  /** Waits for what becomes of a command. */
  Acknowledgement await(CompletableFuture<Acknowledgement> told) throws Exception {
    try {
      return told.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("waited " + patience + " for an acknowledgement", e);
    }
  }

  /** Sends a command to the far agent, and waits for what becomes of it. */
  Acknowledgement ask(String lane, Object value) throws Exception {
    return await(tally().commandAcknowledged(lane, value));
  }

  /** Waits for what another thread, or another process, is about to bring about. */
  void await(BooleanSupplier done, String what) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!done.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, () -> "waited " + patience + " for " + what);
      Thread.sleep(1);
    }
  }

  /** Waits until the far agent has been sent this. */
  void awaitTold(List<Object> expected) throws InterruptedException {
    await(
        () -> {
          try {
            return told().size() >= expected.size();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
          }
        },
        expected.size() + " messages at the far agent");
  }

  @Override
  public void close() {
    letGo();
    near.close();
    try {
      if (delivery instanceof AutoCloseable open) {
        open.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("the delivery could not be closed", e);
    } finally {
      far.close();
    }
  }
}
