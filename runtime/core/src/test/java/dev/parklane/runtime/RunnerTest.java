package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Law X1: agents whose handlers are mounted have no threads of their own. */
@Timeout(60)
class RunnerTest {
  private static final int RESTING = 64; // on a carrier, at the most

  private static final int DEEPER = 3;

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  private Stage mounted(Probe.Setup setup) {
    return Stage.of(
        Plane.builder()
            .carriers(1)
            .options(options -> options.withDispatch(Dispatch.mounted(64)))
            .route(
                "/probe/:name",
                () ->
                    new Probe(p -> {
                      setup.prepare(p);
                      p.b.on(v -> threads.add(Thread.currentThread()));
                    })));
  }

  /** X1: one runner for agents that take turns. */
  @Test
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step")
  void agents_oneAfterTheOther_haveTheSameRunner() {
    try (Stage stage = mounted(p -> {})) {
      for (int i = 0; i < 50; i++) {
        stage.probe("p" + i).command("b", i);
        stage.quiet();
      }
    }
    assertThat(threads).hasSize(1).allMatch(thread -> thread.getName().equals("resting"));
  }

  /**
   * E7: a runner that goes on with the next agent passes over nobody. The first of them holds the
   * one carrier until all others are awake; some wait, some trigger, every third is parked.
   */
  @Test
  @EnabledIfSystemProperty(named = "parklane.expect", matches = "lock-step")
  void agents_mountedAndParked_haveTheirTurnsInTheOrderInWhichTheyWereWoken() throws Exception {
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch awake = new CountDownLatch(1);
    Probe.Setup setup =
        p -> {
          p.a.on(v -> {
            if (v == 0) {
              held.countDown();
              while (awake.getCount() > 0) {
                Thread.onSpinWait(); // on its carrier
              }
            }
            order.add(p.uri());
            p.b.set(v);
            if (v % 4 == 1) {
              Thread.sleep(1);
              p.b.set(v);
            }
          });
          p.b.on(v -> threads.add(Thread.currentThread()));
        };
    List<String> woken = new ArrayList<>();
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .carriers(1)
                .route(
                    "/mounted/:name",
                    () -> new Probe(setup),
                    o -> o.withDispatch(Dispatch.mounted(64)))
                .route(
                    "/parked/:name",
                    () -> new Probe(setup),
                    o -> o.withDispatch(Dispatch.parked())))) {
      for (int i = 0; i < 200; i++) {
        String uri = (i % 3 == 2 ? "/parked/" : "/mounted/") + i;
        stage.plane.agent(uri).command("a", i);
        woken.add(uri);
        if (i == 0) {
          held.await();
        }
      }
      awake.countDown();
      stage.quiet();
    }
    assertThat(order).isEqualTo(woken);
  }

  /** E7: while handlers wait, others run; and of their runners only so many stay. */
  @Test
  void handlersThatWait_holdNobodyUp_andTheirRunnersEnd() throws Exception {
    int waiting = 3 * RESTING;
    CountDownLatch all = new CountDownLatch(waiting);
    CountDownLatch released = new CountDownLatch(1);
    try (Stage stage =
        mounted(p ->
            p.a.on(v -> {
              threads.add(Thread.currentThread());
              all.countDown();
              released.await();
            }))) {
      for (int i = 0; i < waiting; i++) {
        stage.probe("p" + i).command("a", i);
      }
      all.await();
      released.countDown();
      stage.quiet();
      while (threads.stream().filter(Thread::isAlive).count() > RESTING) {
        Thread.onSpinWait(); // some may be on their last way out
      }
    }
    assertThat(threads).hasSize(waiting).noneMatch(Thread::isAlive);
  }

  /** L5, X1: a plane that closes leaves no runner. */
  @Test
  void runners_haveEnded_whenThePlaneIsClosed() {
    try (Stage stage = mounted(p -> {})) {
      for (int i = 0; i < 20; i++) {
        stage.probe("p" + i).command("b", i);
      }
    }
    assertThat(threads).isNotEmpty().noneMatch(Thread::isAlive);
  }

  /** E2, E8: strangers that wake runners, at rest or not, make no two run one agent. */
  @Test
  void runners_wokenByStrangers_runOneAgentEach() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    Set<String> running = ConcurrentHashMap.newKeySet();
    Set<String> twice = ConcurrentHashMap.newKeySet();
    List<Thread> strangers = new ArrayList<>();
    int agents = 40;
    int rounds = 500;
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .carriers(2)
                .options(options -> options.withDispatch(Dispatch.mounted(1)))
                .route(
                    "/probe/:name",
                    () ->
                        new Probe(p -> {
                          p.a.on(v -> {
                            threads.add(Thread.currentThread());
                            if (!running.add(p.uri())) {
                              twice.add(p.uri());
                            }
                            p.b.set(v);
                            running.remove(p.uri());
                          });
                          p.b.on(v -> {
                            for (int i = 0; i < DEEPER; i++) {
                              p.c.set(v); // beyond the depth, where threads hand on the turn
                            }
                          });
                          p.c.on(v -> handled.incrementAndGet());
                        })))) {
      strangers.add(
          Thread.ofPlatform()
              .start(() -> {
                while (!Thread.interrupted()) {
                  threads.forEach(LockSupport::unpark);
                }
              }));
      for (int round = 0; round < rounds; round++) {
        for (int i = 0; i < agents; i++) {
          stage.probe("p" + i).command("a", round);
        }
        if (round % 10 == 0) {
          stage.quiet();
        }
      }
      stage.quiet();
    } finally {
      for (Thread stranger : strangers) {
        stranger.interrupt();
        stranger.join();
      }
    }
    assertThat(twice).isEmpty();
    assertThat(handled).hasValue(agents * rounds * DEEPER);
    assertThat(threads).noneMatch(Thread::isAlive);
  }

  /** X1, E5: what needs a thread of its own has it in a scope, which is closed with the stretch. */
  @Test
  void handlersBeyondTheDepth_haveThreads_whichEnd() {
    List<Thread> deep = Collections.synchronizedList(new ArrayList<>());
    try (Stage stage =
        Stage.of(
            p ->
                p.a.on(v -> {
                  deep.add(Thread.currentThread());
                  if (v < 20) {
                    p.a.set(v + 1);
                  }
                }),
            options -> options.withDispatch(Dispatch.mounted(1)))) {
      for (int i = 0; i < 3; i++) {
        stage.probe("x").command("a", 1);
        stage.quiet();
      }
    }
    assertThat(deep).hasSize(60).noneMatch(Thread::isAlive);
    assertThat(new HashSet<>(deep.subList(0, 20))).hasSize(19); // the root, and the one on it
  }
}
