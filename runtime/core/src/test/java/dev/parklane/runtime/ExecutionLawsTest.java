package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws E1 to E7 and E9: order, turns, parking. */
@Timeout(60)
class ExecutionLawsTest {
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  /** E1. */
  @Test
  void commands_toSeveralLanesOfOneAgent_runInTheOrderSent() {
    List<String> sent = new ArrayList<>();
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> trace.add("a" + v));
          p.b.on(v -> trace.add("b" + v));
        })) {
      for (int i = 0; i < 500; i++) {
        String lane = i % 3 == 0 ? "a" : "b";
        stage.probe("x").command(lane, i);
        sent.add(lane + i);
      }
    }
    assertThat(trace).isEqualTo(sent);
  }

  /** E2. */
  @Test
  void rootEvent_thatComesDuringACascade_startsWhenTheCascadeHasEnded() {
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            trace.add("a begins");
            p.b.set(v);
            trace.add("a ends");
          });
          p.b.on(v -> {
            if (v == 1) {
              p.other("/probe/x").command("a", 2);
            }
            trace.add("b" + v);
          });
        })) {
      stage.probe("x").command("a", 1);
    }
    assertThat(trace).containsExactly("a begins", "b1", "a ends", "a begins", "b2", "a ends");
  }

  /** E3. */
  @Test
  void write_withObserver_returnsAfterAllThatItSetOff() {
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> p.b.set(v + 1));
          p.b.on(v -> p.c.set(v + 1));
        })) {
      List<Integer> read =
          stage.ask(p -> {
            p.a.set(1);
            return List.of(p.a.get(), p.b.get(), p.c.get());
          });
      assertThat(read).containsExactly(1, 2, 3);
    }
  }

  /** E3: depth first. */
  @Test
  void cascade_withSeveralObservers_runsDepthFirstInOrderOfRegistration() {
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            trace.add("a1 begins");
            p.b.set(v);
            p.c.set(v);
            trace.add("a1 ends");
          });
          p.a.on(v -> trace.add("a2"));
          p.b.on(v -> {
            trace.add("b begins");
            p.c.set(10);
            trace.add("b ends");
          });
          p.c.on(v -> trace.add("c" + v));
        })) {
      stage.run(p -> p.a.set(1));
    }
    assertThat(trace)
        .containsExactly("a1 begins", "b begins", "c10", "b ends", "c1", "a1 ends", "a2");
  }

  /** E4. */
  @Test
  void write_withoutObservers_changesTheLaneAndRunsNoHandler() {
    try (Stage stage = Stage.of(p -> {}, o -> o.withGuards(new Guards(0, 1, 1)))) {
      int read =
          stage.ask(p -> {
            p.a.set(5);
            return p.a.get();
          });
      assertThat(read).isEqualTo(5);
    }
  }

  /** E5. */
  @Tag("parked")
  @Test
  void triggeredHandler_runsInAVirtualThreadOfItsOwn_namedAfterDepthLaneAndEvent() {
    List<Thread> threads = new ArrayList<>();
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            threads.add(Thread.currentThread());
            trace.add(Thread.currentThread().getName());
            p.b.set(v);
          });
          p.b.on(v -> {
            threads.add(Thread.currentThread());
            trace.add(Thread.currentThread().getName());
          });
        })) {
      stage.run(p -> {
        threads.add(Thread.currentThread());
        p.a.set(1);
      });
    }
    assertThat(threads).hasSize(3).doesNotHaveDuplicates().allMatch(Thread::isVirtual);
    assertThat(trace).containsExactly("1 a.onEvent", "2 b.onEvent");
  }

  /** E6: the handler waits for a future that is completed only after other commands have come. */
  @Test
  void handlerThatWaits_isNotInterleavedWithOthersOfItsAgent() throws Exception {
    CompletableFuture<Integer> answer = new CompletableFuture<>();
    CountDownLatch waiting = new CountDownLatch(1);
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            trace.add("begins");
            waiting.countDown();
            trace.add("got " + answer.get());
            lock.lock();
            lock.unlock();
            LockSupport.parkNanos(1);
            Thread.yield();
            trace.add("ends");
          });
          p.b.on(v -> trace.add("b" + v));
        })) {
      stage.probe("x").command("a", 1);
      stage.probe("x").command("b", 2);
      waiting.await();
      stage.probe("x").command("b", 3);
      answer.complete(7);
      lock.unlock();
    }
    assertThat(trace).containsExactly("begins", "got 7", "ends", "b2", "b3");
  }

  /** E6: a waiting handler deep in a cascade holds its writers too. */
  @Test
  void handlerThatWaitsDeepInACascade_holdsItsWriters() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            p.b.set(v);
            trace.add("a after b");
          });
          p.b.on(v -> {
            waiting.countDown();
            release.await();
            trace.add("b");
          });
        })) {
      stage.probe("x").command("a", 1);
      waiting.await();
      assertThat(trace).isEmpty();
      release.countDown();
    }
    assertThat(trace).containsExactly("b", "a after b");
  }

  /** E7: more agents wait than there are carriers, and the one that releases them runs. */
  @Test
  void handlersThatWait_holdNoCarrier() {
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(100);
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .carriers(1)
                .route(
                    "/probe/:name",
                    () ->
                        new Probe(p -> {
                          p.a.on(v -> p.b.set(v));
                          p.b.on(v -> {
                            waiting.countDown();
                            release.await();
                          });
                          p.door.on(v -> release.countDown());
                        })))) {
      for (int i = 0; i < 100; i++) {
        stage.probe("waits" + i).command("a", i);
      }
      awaitUninterruptibly(waiting);
      stage.probe("releases").command("door", "open");
      int handled = stage.ask("waits99", p -> p.b.get());
      assertThat(handled).isEqualTo(99);
    }
  }

  /** E9. */
  @Test
  void argumentsOfAHandler_areTheValuesAtTheChange_andReadsAreLive() {
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            if (v == 1) {
              p.a.set(2);
            }
          });
          p.a.on(v -> trace.add("got " + v + ", reads " + p.a.get()));
        })) {
      stage.run(p -> p.a.set(1));
    }
    assertThat(trace).containsExactly("got 2, reads 2", "got 1, reads 2");
  }

  /** E3: an interrupt does not cut a write short, and is not lost. */
  @Test
  void interruptOfAParkedWriter_isThereWhenItsWriteReturns() {
    AtomicReference<Thread> writer = new AtomicReference<>();
    try (Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              writer.get().interrupt();
              Thread.yield();
              trace.add("handler");
            }))) {
      stage.run(p -> {
        writer.set(Thread.currentThread());
        p.a.set(1);
        trace.add("interrupted " + Thread.interrupted());
      });
    }
    assertThat(trace).containsExactly("handler", "interrupted true");
  }

  /** An interrupt that nobody took does not reach the next root event. */
  @Test
  void interruptOfARootHandler_endsWithIt() {
    try (Stage stage = Stage.of(p -> {})) {
      stage.run(p -> Thread.currentThread().interrupt());
      boolean interrupted = stage.ask(p -> Thread.currentThread().isInterrupted());
      assertThat(interrupted).isFalse();
    }
  }

  @Test
  void agent_constructedOutsideAPlane_isRefused() {
    assertThatThrownBy(() -> new Probe(p -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dev.parklane.runtime.Probe was constructed outside a plane");
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
