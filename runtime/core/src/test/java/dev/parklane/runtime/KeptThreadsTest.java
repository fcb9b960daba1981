package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Law E11: threads of triggered handlers that later handlers run in. */
@Timeout(60)
@EnabledIfSystemProperty(
    named = "parklane.expect",
    matches = "lock-step",
    disabledReason = "elsewhere every handler has a new thread, as FreshThreadTest has it")
@Tag("parked")
class KeptThreadsTest {
  private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  /** Two handlers of b for each write to a. */
  private Stage twoAfterEachOther() {
    return Stage.of(p -> {
      p.b.on(v -> threads.add(Thread.currentThread()));
      p.b.on(v -> threads.add(Thread.currentThread()));
    });
  }

  /** E11: all but the first of a cascade run in threads that are used again. */
  @Test
  void handlers_ofOneStretch_shareAThread() {
    try (Stage stage = twoAfterEachOther()) {
      stage.run(p -> {
        for (int i = 0; i < 100; i++) {
          p.b.set(i);
        }
      });
    }
    assertThat(threads).hasSize(200);
    assertThat(new HashSet<>(threads)).hasSizeLessThanOrEqualTo(2); // the first may be new
    assertThat(threads.subList(1, 200)).containsOnly(threads.get(1));
  }

  /** E11, L5: they end with the stretch of work. */
  @Test
  void threads_haveEnded_whenThePlaneIsClosed() {
    try (Stage stage = twoAfterEachOther()) {
      stage.run(p -> p.b.set(1));
      stage.run(p -> p.b.set(2));
    }
    assertThat(threads).hasSize(4).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
  }

  /** E11: never by two at a time. A chain deeper than what is kept, again and again. */
  @Test
  void chain_deeperThanWhatIsKept_hasAThreadForEachHandler() {
    List<Set<Thread>> chains = new ArrayList<>();
    Set<Thread> running = Collections.synchronizedSet(new HashSet<>());
    Set<String> taken = Collections.synchronizedSet(new HashSet<>());
    try (Stage stage =
        Stage.of(p ->
            p.b.on(v -> {
              if (!running.add(Thread.currentThread())) {
                taken.add(Thread.currentThread() + " runs two handlers");
              }
              chains.getLast().add(Thread.currentThread());
              if (v < 100) {
                p.b.set(v + 1);
              }
              running.remove(Thread.currentThread());
            }))) {
      stage.run(p -> {
        for (int i = 0; i < 5; i++) {
          chains.add(Collections.synchronizedSet(new HashSet<>()));
          p.b.set(1);
        }
      });
    }
    assertThat(taken).isEmpty();
    assertThat(chains).allSatisfy(chain -> assertThat(chain).hasSize(100));
    Set<Thread> inBoth = new HashSet<>(chains.get(3));
    inBoth.retainAll(chains.get(4));
    assertThat(inBoth).as("threads of the fourth chain that the fifth has, too").hasSize(16);
  }

  /** E11: a thread with a scope that nobody closed is not used again: the JDK closes it there. */
  @Test
  void thread_withAScopeLeftOpen_isNotUsedAgain() {
    CountDownLatch release = new CountDownLatch(1);
    AtomicReference<Thread> left = new AtomicReference<>();
    List<Thread> later = new CopyOnWriteArrayList<>();
    try (Stage stage =
        Stage.of(p ->
            p.b.on(v -> {
              if (v == 2) {
                new OwnScope().fork(() -> awaitOf(release));
                left.set(Thread.currentThread());
              } else if (v > 2) {
                later.add(Thread.currentThread());
              }
            }))) {
      stage.run(p -> {
        for (int i = 0; i < 6; i++) {
          p.b.set(i);
        }
        release.countDown();
      });
    }
    assertThat(later).hasSize(3).doesNotContain(left.get());
  }

  /** E11, E1: a stranger that wakes a thread which rests, again and again, changes nothing. */
  @Test
  void restingThread_wokenByStrangers_runsNothingTwice() throws Exception {
    List<Integer> seen = new CopyOnWriteArrayList<>();
    AtomicReference<Thread> stranger = new AtomicReference<>();
    Set<Thread> known = Collections.synchronizedSet(new HashSet<>());
    try (Stage stage =
        Stage.of(p -> {
          p.c.on(v -> known.add(Thread.currentThread()));
          p.b.on(v -> {
            known.add(Thread.currentThread());
            seen.add(v);
            p.c.set(v);
          });
        })) {
      stranger.set(
          Thread.ofPlatform()
              .start(() -> {
                while (!Thread.interrupted()) {
                  synchronized (known) {
                    known.forEach(LockSupport::unpark);
                  }
                }
              }));
      stage.run(p -> {
        for (int i = 0; i < 2_000; i++) {
          p.b.set(i);
        }
      });
    } finally {
      stranger.get().interrupt();
      stranger.get().join();
    }
    assertThat(seen).hasSize(2_000).isSorted();
  }

  /** E11: one handler's thread-locals are not those of the next in its thread. */
  @Test
  void handler_inAThreadUsedBefore_findsNoThreadLocals() {
    List<String> found = new CopyOnWriteArrayList<>();
    try (Stage stage =
        Stage.of(p -> {
          p.b.on(v -> LOCAL.set("left " + v));
          p.c.on(v -> found.add(String.valueOf(LOCAL.get())));
        })) {
      stage.run(p -> {
        for (int i = 0; i < 10; i++) {
          p.b.set(i);
          p.c.set(i);
        }
      });
    }
    assertThat(found).hasSize(10).containsOnly("null");
  }

  /** F6, E11: writes that find no stack left, also where a thread rests, lose none. */
  @Test
  void writes_atTheEndOfTheStack_loseNoThread() throws Exception {
    CountDownLatch allSent = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(
            p -> {
              p.b.on(v -> {
                if (v >= 0) {
                  threads.add(Thread.currentThread());
                }
              });
              p.a.on(v -> {
                allSent.await(); // so that all are one stretch of work
                p.b.set(v);
                if (v < 100) {
                  writeAtTheEnd(p);
                }
              });
            },
            options -> options.withFailurePolicy(FailurePolicy.resume()))) {
      for (int i = 0; i <= 100; i++) {
        stage.probe("x").command("a", i);
      }
      allSent.countDown();
      stage.quiet();
    }
    assertThat(threads).hasSize(101);
    assertThat(new HashSet<>(threads)).hasSizeLessThanOrEqualTo(3);
  }

  /** Recurses to the end of the stack, and on the way back writes until a write goes through. */
  private static int writeAtTheEnd(Probe p) {
    try {
      return writeAtTheEnd(p) + 1;
    } catch (StackOverflowError e) {
      p.b.set(-1);
      throw e;
    }
  }

  private static boolean awaitOf(CountDownLatch release) throws InterruptedException {
    release.await();
    return true;
  }
}
