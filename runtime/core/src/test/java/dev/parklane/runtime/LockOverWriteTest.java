package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Law E12: a lock that is held over a write, an ask or a request. */
@Timeout(60)
class LockOverWriteTest {
  private static final String SAME = "the watch asks threads in the same way on both schedulers";

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void capture() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void giveBack() {
    System.setErr(before);
  }

  private String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  private List<String> told() {
    return log().lines().filter(line -> line.contains("waits for lock")).toList();
  }

  private static Stage stage(Probe.Setup setup) {
    return Stage.of(
        Plane.builder()
            .route(
                "/probe/:name",
                () -> new Probe(setup),
                o -> o.withFailurePolicy(FailurePolicy.resume())));
  }

  private static void locked(Lock lock, Slot.On<Lock> act) throws Exception {
    lock.lockInterruptibly();
    try {
      act.accept(lock);
    } finally {
      lock.unlock();
    }
  }

  /** E12, F1. */
  @Test
  void lock_overAWrite_isToldOnce_andFailsTheCascadeByName() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage = stage(p -> p.a.on(v -> locked(lock, l -> {})));
        Recording recording = new Recording()) {
      recording.enable("dev.parklane.LockOverWrite");
      recording.start();
      AgentFailedException failed =
          catchThrowableOfType(
              AgentFailedException.class, () -> stage.run(p -> locked(lock, l -> p.a.set(1))));
      assertThat(failed).hasCauseInstanceOf(LockOverWriteException.class);
      assertThat(failed.getCause())
          .hasMessageContaining("a.onEvent of /probe/x waits for lock")
          .hasMessageContaining("ReentrantLock")
          .hasMessageContaining("ask of /probe/x holds over its write to lane 'a'")
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(stage.<Integer>ask(p -> p.a.get())).as("rolled back").isZero();
      assertThat(lock.isLocked()).isFalse();
      assertThat(told().stream().filter(line -> line.contains("ERROR"))).isNotEmpty();
      assertThat(log()).contains("waiting thread '1 a.onEvent'", "holding thread '0 ask'");
      recording.stop();
      Path file = folder.resolve("locks.jfr");
      recording.dump(file);
      List<RecordedEvent> events = RecordingFile.readAllEvents(file);
      assertThat(events.stream().filter(e -> e.getEventType().getName().endsWith("LockOverWrite")))
          .singleElement()
          .satisfies(event -> {
            assertThat(event.getString("agent")).isEqualTo("/probe/x");
            assertThat(event.getString("lane")).isEqualTo("a");
            assertThat(event.getString("lock")).contains("ReentrantLock");
            assertThat(event.getString("holdingStack")).contains("LockOverWriteTest");
          });
    }
  }

  /** E12: held three writers down. */
  @Test
  void lock_ofADeeperWriter_isFound() {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage =
        stage(p -> {
          p.a.on(p.b::set);
          p.b.on(p.c::set);
          p.c.on(v -> locked(lock, l -> {}));
        })) {
      assertThatThrownBy(() -> stage.run(p -> locked(lock, l -> p.a.set(1))))
          .rootCause()
          .isInstanceOf(InterruptedException.class);
      assertThat(log()).contains("c.onEvent of /probe/x waits", "its write to lane 'a'");
    }
  }

  /** E12: the locks of a read-write lock, both ways. */
  @Test
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step", disabledReason = SAME)
  void readWriteLock_overAWrite_isFound_readOrWritten() {
    ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    try (Stage stage =
        stage(p -> {
          p.a.on(v -> locked(lock.writeLock(), l -> {}));
          p.b.on(v -> locked(lock.readLock(), l -> {}));
        })) {
      assertThatThrownBy(() -> stage.run(p -> locked(lock.readLock(), l -> p.a.set(1))))
          .hasCauseInstanceOf(LockOverWriteException.class);
      assertThatThrownBy(() -> stage.run(p -> locked(lock.writeLock(), l -> p.b.set(1))))
          .hasCauseInstanceOf(LockOverWriteException.class);
      assertThat(lock.getReadLockCount()).isZero();
      assertThat(lock.isWriteLocked()).isFalse();
    }
  }

  /** E12: over an ask, and over a request. */
  @Test
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step", disabledReason = SAME)
  void lock_overAnAskAndARequest_isFound() {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage =
        stage(p ->
            p.start =
                () -> {
                  if (p.uri().equals("/probe/y")) {
                    p.bus().endpoint("y", String.class, r -> locked(lock, l -> r.answer("late")));
                  }
                })) {
      stage.run("y", p -> {});
      assertThatThrownBy(() ->
              stage.run(p ->
                  locked(
                      lock, l -> p.other("/probe/y").ask(Probe.class, y -> lockAndUnlock(lock)))))
          .rootCause()
          .isInstanceOf(InterruptedException.class);
      assertThat(log()).contains("ask of /probe/x holds over its ask to /probe/y");
      assertThatThrownBy(() ->
              stage.run(p -> locked(lock, l -> p.bus().request("y", "now", String.class, MINUTE))))
          .rootCause()
          .isInstanceOf(InterruptedException.class);
      assertThat(log()).contains("its request of 'y' to /probe/y");
    }
  }

  private static boolean lockAndUnlock(Lock lock) throws Exception {
    locked(lock, l -> {});
    return true;
  }

  /** E12: a program that holds a lock over an ask. */
  @Test
  void lock_ofAProgram_overAnAsk_isFound() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage = stage(p -> {})) {
      locked(
          lock,
          l ->
              assertThatThrownBy(() -> stage.ask(p -> lockAndUnlock(lock)))
                  .hasCauseInstanceOf(LockOverWriteException.class));
      assertThat(log()).contains("thread '" + Thread.currentThread().getName() + "' holds over");
    }
  }

  /** E12: a program that holds a lock while it waits for the plane, or for room in a mailbox. */
  @Test
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step", disabledReason = SAME)
  void lock_ofAProgram_overAwaitQuietAndACommandToAFullMailbox_isFound() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage =
        Stage.of(p -> p.a.on(v -> locked(lock, l -> {})), o -> o.withMailboxCapacity(1))) {
      locked(
          lock,
          l -> {
            stage.probe("x").command("a", 1);
            stage.plane.awaitQuiet();
          });
      assertThat(log()).contains("holds over its wait for its plane to be quiet");
      locked(
          lock,
          l -> {
            for (int i = 0; i < 3; i++) {
              stage.probe("y").command("a", i);
            }
          });
      assertThat(log()).contains("holds over its command to /probe/y");
    }
  }

  /** E12: two agents, each over a write, each wants the other's lock. */
  @Test
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step", disabledReason = SAME)
  void locks_ofTwoAgents_crosswise_areFound() throws Exception {
    ReentrantLock one = new ReentrantLock();
    ReentrantLock two = new ReentrantLock();
    CountDownLatch bothHold = new CountDownLatch(2);
    try (Stage stage =
        stage(p ->
            p.a.on(v -> {
              bothHold.countDown();
              bothHold.await();
              locked(p.uri().endsWith("x") ? two : one, l -> {});
            }))) {
      Thread other = Thread.ofVirtual().start(() -> write(stage, "y", two));
      write(stage, "x", one);
      other.join();
      assertThat(log()).contains("by way of");
    }
  }

  private static void write(Stage stage, String name, Lock lock) {
    try {
      stage.run(name, p -> locked(lock, l -> p.a.set(1)));
    } catch (AgentFailedException e) {
      // one of the two, or both
    }
  }

  /** E12: somebody else's lock is waited for as long as it takes. */
  @Test
  void lock_ofSomebodyElse_isWaitedFor() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    ReentrantReadWriteLock shared = new ReentrantReadWriteLock();
    try (Stage stage =
        stage(p ->
            p.a.on(v -> {
              locked(lock, l -> {});
              locked(shared.writeLock(), l -> {});
            }))) {
      CountDownLatch held = new CountDownLatch(1);
      CountDownLatch release = new CountDownLatch(1);
      Thread holder =
          Thread.ofPlatform()
              .start(() -> {
                lock.lock();
                shared.readLock().lock();
                held.countDown();
                awaitQuietly(release);
                lock.unlock();
                shared.readLock().unlock();
              });
      held.await();
      Thread asker = Thread.ofVirtual().start(() -> stage.run(p -> p.a.set(1)));
      while (lock.getQueueLength() == 0) {
        Thread.onSpinWait();
      }
      long begun = System.nanoTime();
      while (System.nanoTime() - begun < Duration.ofMillis(3_500).toNanos()) {
        Thread.onSpinWait(); // several looks
      }
      assertThat(told()).isEmpty();
      release.countDown();
      asker.join();
      holder.join();
      assertThat(stage.<Integer>ask(p -> p.a.get())).isEqualTo(1);
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** E12, L5: a monitor is told; nothing ends the wait, and closing says so by name. */
  @Test
  void monitor_overAWrite_isTold_andCloseNamesIt() {
    Object monitor = new Object();
    Stage stage =
        Stage.of(
            Plane.builder()
                .closingGrace(Duration.ofMillis(100))
                .route(
                    "/stuck/:name",
                    () ->
                        new Probe(p ->
                            p.a.on(v -> {
                              synchronized (monitor) {
                                assertThat(v).isNull();
                              }
                            }))));
    stage.plane.agent("/stuck/y").command("b", 1);
    assertThatThrownBy(() ->
            stage
                .plane
                .agent("/stuck/x")
                .ask(
                    Probe.class,
                    p -> {
                      synchronized (monitor) {
                        p.a.set(1);
                      }
                      return true;
                    },
                    Duration.ofSeconds(2)))
        .isInstanceOf(AskTimeoutException.class);
    assertThatThrownBy(stage::close)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a.onEvent of /stuck/x waits for lock java.lang.Object@")
        .hasMessageContaining("ask of /stuck/x holds over its write to lane 'a'");
    assertThat(told()).anyMatch(line -> line.contains("ERROR"));
    assertThat(stage.plane.agents()).isLessThanOrEqualTo(1);
    stage.close(); // it is closed
  }
}
