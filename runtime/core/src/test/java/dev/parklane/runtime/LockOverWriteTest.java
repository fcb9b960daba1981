package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Law E12: a lock that is held over a write, an ask or a request. It takes seconds until such a
 * wait is looked at, so that all of these wait at once, each with agents of its own names.
 */
@Timeout(60)
@Tag("parked")
class LockOverWriteTest {
  private static final String SAME = "the watch asks threads in the same way on both schedulers";

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static final PrintStream BEFORE = System.err;
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @BeforeAll
  static void capture() {
    System.setErr(new PrintStream(LOG, true, StandardCharsets.UTF_8));
  }

  @AfterAll
  static void giveBack() {
    System.setErr(BEFORE);
  }

  /**
   * What was logged of an agent that waits for a lock, stacks included; empty where nothing was.
   */
  private static String told(String agent) {
    return Arrays.stream(LOG.toString(StandardCharsets.UTF_8).split("(?m)^(?=\\[)"))
        .filter(entry -> entry.contains("of " + agent + " waits for lock"))
        .collect(Collectors.joining());
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
  @Execution(ExecutionMode.CONCURRENT)
  void lock_overAWrite_isToldOnce_andFailsTheCascadeByName() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage = stage(p -> p.a.on(v -> locked(lock, l -> {})));
        Recording recording = new Recording()) {
      recording.enable("dev.parklane.LockOverWrite");
      recording.start();
      AgentFailedException failed =
          catchThrowableOfType(
              AgentFailedException.class,
              () -> stage.run("told", p -> locked(lock, l -> p.a.set(1))));
      assertThat(failed).hasCauseInstanceOf(LockOverWriteException.class);
      assertThat(failed.getCause())
          .hasMessageContaining("a.onEvent of /probe/told waits for lock")
          .hasMessageContaining("ReentrantLock")
          .hasMessageContaining("ask of /probe/told holds over its write to lane 'a'")
          .hasCauseInstanceOf(InterruptedException.class);
      assertThat(stage.<Integer>ask("told", p -> p.a.get())).as("rolled back").isZero();
      assertThat(lock.isLocked()).isFalse();
      assertThat(told("/probe/told"))
          .contains("ERROR", "waiting thread '1 a.onEvent'", "holding thread '0 ask'");
      recording.stop();
      Path file = folder.resolve("locks.jfr");
      recording.dump(file);
      List<RecordedEvent> events = RecordingFile.readAllEvents(file);
      assertThat(events)
          .filteredOn(event -> event.getEventType().getName().endsWith("LockOverWrite"))
          .filteredOn(event -> event.getString("agent").equals("/probe/told"))
          .singleElement()
          .satisfies(event -> {
            assertThat(event.getString("lane")).isEqualTo("a");
            assertThat(event.getString("lock")).contains("ReentrantLock");
            assertThat(event.getString("holdingStack")).contains("LockOverWriteTest");
          });
    }
  }

  /** E12: held three writers down. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void lock_ofADeeperWriter_isFound() {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage =
        stage(p -> {
          p.a.on(p.b::set);
          p.b.on(p.c::set);
          p.c.on(v -> locked(lock, l -> {}));
        })) {
      assertThatThrownBy(() -> stage.run("deep", p -> locked(lock, l -> p.a.set(1))))
          .rootCause()
          .isInstanceOf(InterruptedException.class);
      assertThat(told("/probe/deep")).contains("c.onEvent of", "its write to lane 'a'");
    }
  }

  /** E12: the locks of a read-write lock, both ways. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
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
  @Execution(ExecutionMode.CONCURRENT)
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step", disabledReason = SAME)
  void lock_overAnAskAndARequest_isFound() {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage =
        stage(p ->
            p.start =
                () -> {
                  if (p.uri().equals("/probe/asked")) {
                    p.bus().endpoint("y", String.class, r -> locked(lock, l -> r.answer("late")));
                  }
                })) {
      stage.run("asked", p -> {});
      assertThatThrownBy(() ->
              stage.run(
                  "asks",
                  p ->
                      locked(
                          lock,
                          l -> p.other("/probe/asked").ask(Probe.class, y -> lockAndUnlock(lock)))))
          .rootCause()
          .isInstanceOf(InterruptedException.class);
      assertThat(told("/probe/asked"))
          .contains("ask of /probe/asks holds over its ask to /probe/asked");
      assertThatThrownBy(() ->
              stage.run(
                  "requests",
                  p -> locked(lock, l -> p.bus().request("y", "now", String.class, MINUTE))))
          .rootCause()
          .isInstanceOf(InterruptedException.class);
      assertThat(told("/probe/asked"))
          .contains("ask of /probe/requests holds over its request of 'y' to /probe/asked");
    }
  }

  private static boolean lockAndUnlock(Lock lock) throws Exception {
    locked(lock, l -> {});
    return true;
  }

  /** E12: a program that holds a lock over an ask. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void lock_ofAProgram_overAnAsk_isFound() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage = stage(p -> {})) {
      locked(
          lock,
          l ->
              assertThatThrownBy(() -> stage.ask("programs", p -> lockAndUnlock(lock)))
                  .hasCauseInstanceOf(LockOverWriteException.class));
      assertThat(told("/probe/programs"))
          .contains("thread '" + Thread.currentThread().getName() + "' holds over its ask");
    }
  }

  /** E12: a program that holds a lock while it waits for the plane, or for room in a mailbox. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step", disabledReason = SAME)
  void lock_ofAProgram_overAwaitQuietAndACommandToAFullMailbox_isFound() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    try (Stage stage =
        Stage.of(p -> p.a.on(v -> locked(lock, l -> {})), o -> o.withMailboxCapacity(1))) {
      locked(
          lock,
          l -> {
            stage.probe("awaited").command("a", 1);
            stage.plane.awaitQuiet();
          });
      assertThat(told("/probe/awaited")).contains("holds over its wait for its plane to be quiet");
      locked(
          lock,
          l -> {
            for (int i = 0; i < 3; i++) {
              stage.probe("full").command("a", i);
            }
          });
      assertThat(told("/probe/full")).contains("holds over its command to /probe/full");
    }
  }

  /** E12: two agents, each over a write, each wants the other's lock. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
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
              locked(p.uri().endsWith("first") ? two : one, l -> {});
            }))) {
      Thread other = Thread.ofVirtual().start(() -> write(stage, "second", two));
      write(stage, "first", one);
      other.join();
      assertThat(told("/probe/first") + told("/probe/second")).contains("by way of");
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
  @Execution(ExecutionMode.CONCURRENT)
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
      Thread asker = Thread.ofVirtual().start(() -> stage.run("waits", p -> p.a.set(1)));
      while (lock.getQueueLength() == 0) {
        Thread.onSpinWait();
      }
      // several looks, which are taken in real time
      assertThat(release.await(3_500, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(told("/probe/waits")).isEmpty();
      release.countDown();
      asker.join();
      holder.join();
      assertThat(stage.<Integer>ask("waits", p -> p.a.get())).isEqualTo(1);
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
  @Execution(ExecutionMode.CONCURRENT)
  void monitor_overAWrite_isTold_andCloseNamesIt() {
    Object monitor = new Object();
    Stage stage =
        Stage.of(
            Plane.builder()
                .closingGrace(Duration.ofMillis(500))
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
    assertThat(told("/stuck/x")).contains("ERROR");
    assertThat(stage.plane.agents()).isLessThanOrEqualTo(1);
    stage.close(); // it is closed
  }
}
