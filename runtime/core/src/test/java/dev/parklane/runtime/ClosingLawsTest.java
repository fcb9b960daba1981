package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law L5: how a plane closes. */
@Timeout(60)
class ClosingLawsTest {
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  /** L5. */
  @Test
  void close_drainsTheMailboxesAndAllThatIsSent_stopsEveryAgent() {
    Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            trace.add(p.uri() + " a" + v);
            if (v < 3) {
              p.other(p.uri() + "x").command("a", v + 1);
            }
          });
          p.stop = () -> trace.add(p.uri() + " onStop");
        });
    stage.probe("x").command("a", 1);
    stage.close();
    assertThat(trace)
        .containsExactlyInAnyOrder(
            "/probe/x a1",
            "/probe/xx a2",
            "/probe/xxx a3",
            "/probe/x onStop",
            "/probe/xx onStop",
            "/probe/xxx onStop");
    assertThat(stage.plane.agents()).isZero();
    assertThat(stage.deadLetters).isEmpty();
    stage.close(); // again does nothing
  }

  /** L5. */
  @Test
  void close_thatDrops_letsTheRunningHandlerEnd_andMakesTheRestDeadLetters() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            running.countDown();
            release.await();
            trace.add("a" + v);
          });
          p.stop = () -> trace.add("onStop");
        });
    stage.probe("x").command("a", 1);
    stage.probe("x").command("a", 2);
    running.await();
    Thread closer = Thread.startVirtualThread(() -> stage.plane.close(Closing.DROP));
    while (isOpen(stage)) {
      Thread.onSpinWait();
    }
    release.countDown();
    closer.join();
    assertThat(trace).containsExactly("a1", "onStop");
    assertThat(stage.deadLetters)
        .singleElement()
        .satisfies(letter -> {
          assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.PLANE_CLOSED);
          assertThat(letter.value()).isEqualTo(2);
        });
  }

  private static boolean isOpen(Stage stage) {
    try {
      stage.plane.commons().life().enter("/probe/test");
      stage.plane.commons().life().leave();
      return true;
    } catch (PlaneClosedException e) {
      return false;
    }
  }

  /** L5: an interrupt that came before close is one, too. */
  @Test
  void close_byAThreadThatIsInterruptedAlready_interruptsTheHandlersThatRun() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              running.countDown();
              never.await();
            }));
    stage.probe("x").command("a", 1);
    running.await();
    Thread.currentThread().interrupt();
    stage.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(stage.plane.agents()).isZero();
  }

  /** L5: agents that are never quiet are ended by a second close, which drops. */
  @Test
  void close_thatDrops_endsAnotherThatDrains() throws Exception {
    CountDownLatch busy = new CountDownLatch(100);
    Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              busy.countDown();
              p.other("/probe/" + (v % 2 == 0 ? "x" : "y")).command("a", v + 1);
            }));
    stage.probe("x").command("a", 1);
    Thread drains = Thread.startVirtualThread(stage::close);
    while (isOpen(stage)) {
      Thread.onSpinWait();
    }
    busy.await();
    stage.plane.close(Closing.DROP);
    drains.join();
    assertThat(stage.plane.agents()).isZero();
    assertThat(stage.deadLetters).isNotEmpty();
  }

  /** L5: an agent of another plane is outside. */
  @Test
  void closedPlane_refusesAgentsOfOtherPlanes_withADeadLetter() {
    Stage closed = Stage.of(p -> {});
    AgentRef there = closed.probe("y");
    closed.close();
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p -> there.command("a", 1));
      assertThat(closed.deadLetters)
          .singleElement()
          .satisfies(l -> assertThat(l.reason()).isEqualTo(DeadLetter.Reason.PLANE_CLOSED));
      assertThatThrownBy(() -> stage.run(p -> there.ask(Probe.class, y -> 0)))
          .hasCauseInstanceOf(PlaneClosedException.class);
    }
  }

  /** L5: what a handler has started outlives the plane, and does not keep it. */
  @Test
  void closedPlane_isNotKeptByAThreadThatAHandlerHasStarted() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    AtomicReference<Thread> started = new AtomicReference<>();
    WeakReference<Plane> plane = closedPlaneWhoseHandlerStarts(end, started);
    while (plane.get() != null) {
      System.gc();
      Thread.onSpinWait();
    }
    assertThat(started.get().isAlive()).isTrue();
    end.countDown();
    started.get().join();
  }

  private static WeakReference<Plane> closedPlaneWhoseHandlerStarts(
      CountDownLatch end, AtomicReference<Thread> started) {
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p -> started.set(Thread.startVirtualThread(() -> awaitQuietly(end))));
      return new WeakReference<>(stage.plane);
    }
  }

  private static void awaitQuietly(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** L5: an interrupt of the closing thread reaches the handlers, and is kept. */
  @Test
  void close_whoseThreadIsInterrupted_interruptsTheHandlersThatRun() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    AtomicReference<Boolean> kept = new AtomicReference<>();
    Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              running.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                trace.add("interrupted");
                throw e;
              }
            }));
    stage.probe("x").command("a", 1);
    running.await();
    Thread closer =
        Thread.startVirtualThread(() -> {
          stage.close();
          kept.set(Thread.currentThread().isInterrupted());
        });
    while (isOpen(stage)) {
      Thread.onSpinWait();
    }
    closer.interrupt();
    closer.join();
    assertThat(trace).containsExactly("interrupted");
    assertThat(kept).hasValue(true);
  }

  /** L5. */
  @Test
  void closedPlane_refusesMessagesFromOutside_byName() {
    Stage stage = Stage.of(p -> {});
    AgentRef ref = stage.probe("x");
    stage.close();
    assertThatThrownBy(() -> ref.command("a", 1))
        .isInstanceOf(PlaneClosedException.class)
        .hasMessageContaining("/probe/x");
    assertThatThrownBy(() -> ref.ask(Probe.class, p -> 0)).isInstanceOf(PlaneClosedException.class);
  }

  /** L5: also where its agent is at work, and the sender has sent to it before. */
  @Test
  void closingPlane_refusesMessagesFromOutside_whileItDrains() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              running.countDown();
              release.await();
              trace.add("a" + v);
            }));
    AgentRef ref = stage.probe("x");
    ref.command("a", 1);
    ref.command("a", 2);
    running.await();
    Thread closer = Thread.startVirtualThread(stage.plane::close);
    while (isOpen(stage)) {
      Thread.onSpinWait();
    }
    assertThatThrownBy(() -> ref.command("a", 3)).isInstanceOf(PlaneClosedException.class);
    release.countDown();
    closer.join();
    assertThat(trace).containsExactly("a1", "a2");
  }

  /** L5, O3: what the sender was not told of is handled, once. */
  @Test
  void messages_sentWhileThePlaneCloses_areHandledOrRefused() throws Exception {
    for (int round = 0; round < 50; round++) {
      AtomicInteger sent = new AtomicInteger();
      AtomicInteger handled = new AtomicInteger();
      CountDownLatch begun = new CountDownLatch(2);
      Stage stage = Stage.of(p -> p.a.on(v -> handled.incrementAndGet()));
      List<Thread> senders = new ArrayList<>();
      for (String name : List.of("x", "y")) {
        AgentRef ref = stage.probe(name);
        senders.add(Thread.ofPlatform().start(() -> sendUntilClosed(ref, sent, begun)));
      }
      begun.await();
      stage.close();
      for (Thread sender : senders) {
        sender.join();
      }
      assertThat(stage.deadLetters).isEmpty();
      assertThat(handled).hasValue(sent.get());
    }
  }

  private static void sendUntilClosed(AgentRef to, AtomicInteger sent, CountDownLatch begun) {
    try {
      while (true) {
        to.command("a", 1);
        sent.incrementAndGet();
        begun.countDown();
      }
    } catch (PlaneClosedException e) {
      begun.countDown(); // refused: not one of those
    }
  }

  /** L5. */
  @Test
  void close_fromAHandlerOfThePlane_isRefused() {
    try (Stage stage = Stage.of(p -> {})) {
      assertThatThrownBy(() -> stage.run(p -> stage.plane.close()))
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("plane closed from a handler of /probe/x");
    }
  }

  /** L5. */
  @Test
  void closedPlane_leavesNoThreadBehind() {
    Set<Thread> threads = ConcurrentHashMap.newKeySet();
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            threads.add(Thread.currentThread());
            p.b.set(v);
          });
          p.b.on(v -> threads.add(Thread.currentThread()));
        })) {
      for (int i = 0; i < 50; i++) {
        stage.probe("n" + i).command("a", 1);
      }
    }
    assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
    assertThat(Thread.getAllStackTraces().keySet())
        .extracting(Thread::getName)
        .noneMatch(name -> name.startsWith("parklane-carrier"));
  }
}
