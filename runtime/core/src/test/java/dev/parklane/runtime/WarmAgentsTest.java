package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.scheduling.WithoutGuests;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** Law E11: agents that keep their threads while they have nothing to do. */
@Timeout(60)
@ExtendWith(WithoutGuests.class)
@EnabledIfSystemProperty(
    named = "parklane.expect",
    matches = "lock-step",
    disabledReason = "elsewhere every handler has a new thread, as FreshThreadTest has it")
@Tag("parked")
class WarmAgentsTest {
  private static final ThreadLocal<String> LOCAL = new ThreadLocal<>();

  private final List<Thread> roots = new CopyOnWriteArrayList<>();
  private final List<Thread> triggered = new CopyOnWriteArrayList<>();

  private Stage stageWith(int warm) {
    return Stage.of(
        Plane.builder()
            .warmAgents(warm)
            .route(
                "/probe/:name",
                () -> new Probe(p -> p.b.on(v -> triggered.add(Thread.currentThread())))));
  }

  private void tell(Stage stage, String name) {
    stage.run(
        name,
        p -> {
          roots.add(Thread.currentThread());
          p.b.set(1);
          p.b.set(2);
        });
    stage.quiet();
  }

  private static long aliveOf(List<Thread> threads) {
    return threads.stream().filter(Thread::isAlive).distinct().count();
  }

  /** Those that end do so when the root thread has left the carrier. */
  private static void awaitEnds(List<Thread> threads, int left) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (aliveOf(threads) > left && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  @Test
  void agent_thatIsWokenAgain_hasTheThreadsOfItsLastStretch() {
    try (Stage stage = stageWith(1)) {
      for (int i = 0; i < 50; i++) {
        tell(stage, "x");
      }
    }
    assertThat(new HashSet<>(roots.subList(10, 50))).hasSize(1);
    assertThat(new HashSet<>(triggered.subList(20, 100))).hasSize(1);
    assertThat(roots).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
    assertThat(triggered).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
  }

  @Test
  void agent_ofAPlaneThatKeepsNone_hasNewThreadsEachTime() {
    try (Stage stage = stageWith(0)) {
      for (int i = 0; i < 20; i++) {
        tell(stage, "x");
      }
    }
    assertThat(new HashSet<>(roots)).hasSize(20);
  }

  /** No more rest than there are places, whoever worked; and all others have no thread alive. */
  @Test
  void agents_beyondTheBound_holdNoThread() {
    try (Stage stage = stageWith(8)) {
      for (int i = 0; i < 200; i++) {
        tell(stage, "agent-" + i);
      }
      awaitEnds(roots, 8);
      assertThat(aliveOf(roots)).isBetween(4L, 8L);
    }
    assertThat(roots).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
  }

  /** One that works again and again gets a place in the end, also where all were taken before. */
  @Test
  void agent_thatWorksOften_getsAPlace_whereOthersDoNotWorkAnyMore() {
    try (Stage stage = stageWith(4)) {
      for (int i = 0; i < 50; i++) {
        tell(stage, "agent-" + i);
      }
      roots.clear();
      for (int i = 0; i < 200; i++) {
        tell(stage, "often");
      }
      assertThat(new HashSet<>(roots.subList(150, 200))).hasSize(1);
    }
  }

  /** And it keeps it while many others come once each. */
  @Test
  void agent_thatWorksOften_keepsItsPlace() {
    try (Stage stage = stageWith(1)) {
      tell(stage, "often");
      roots.clear();
      for (int i = 0; i < 100; i++) {
        tell(stage, "agent-" + i);
        tell(stage, "often");
      }
      Set<Thread> ofOften = ConcurrentHashMap.newKeySet();
      for (int i = 1; i < roots.size(); i += 2) {
        ofOften.add(roots.get(i));
      }
      assertThat(ofOften).hasSize(1);
    }
  }

  /** E11: what a handler has left in its thread is not there for the first of the next stretch. */
  @Test
  void thread_isFresh_forTheNextStretch() {
    List<String> found = new ArrayList<>();
    try (Stage stage = stageWith(1)) {
      for (int i = 0; i < 3; i++) {
        stage.run(
            "x",
            p -> {
              found.add(LOCAL.get() + " " + Thread.currentThread().isInterrupted());
              roots.add(Thread.currentThread());
              LOCAL.set("left");
              Thread.currentThread().interrupt();
            });
        stage.quiet();
      }
    }
    assertThat(found).containsExactly("null false", "null false", "null false");
    assertThat(new HashSet<>(roots)).hasSize(1);
  }

  /** E11: a scope that a root handler has left open is closed by the end of its thread. */
  @Test
  void rootThread_withAScopeLeftOpen_ends() {
    CountDownLatch release = new CountDownLatch(1);
    try (Stage stage = stageWith(1)) {
      stage.run(
          "x",
          p -> {
            roots.add(Thread.currentThread());
            new OwnScope()
                .fork(() -> {
                  release.await();
                  return true;
                });
            release.countDown();
          });
      stage.quiet();
      tell(stage, "x");
      assertThat(roots.getLast()).isNotEqualTo(roots.getFirst());
    }
  }

  /** E11: one thread for a triggered handler rests with its agent, however deep its chains were. */
  @Test
  void agentAtRest_keepsOneThreadForATriggeredHandler() {
    try (Stage stage =
        Stage.of(p ->
            p.b.on(v -> {
              triggered.add(Thread.currentThread());
              if (v < 10) {
                p.b.set(v + 1);
              }
            }))) {
      for (int i = 0; i < 3; i++) {
        stage.run(p -> p.b.set(1));
        stage.quiet();
      }
      awaitEnds(triggered, 1);
      assertThat(aliveOf(triggered)).isEqualTo(1);
    }
  }

  /** Those that wait for their turn have names that say so, under the heading of their agent. */
  @Test
  void threads_thatRest_areCalledSo() {
    try (Stage stage = stageWith(1)) {
      tell(stage, "x");
      tell(stage, "x");
      assertThat(roots.getLast().getName()).isEqualTo("resting");
      assertThat(triggered.getLast().getName()).isEqualTo("resting");
    }
  }

  /** L2, E1: whoever has stopped keeps nothing, and its heir begins anew. */
  @Test
  void agent_thatStops_keepsNoThread() {
    try (Stage stage = stageWith(4)) {
      tell(stage, "x");
      stage.run("x", p -> p.stop());
      stage.quiet();
      assertThat(roots).allSatisfy(thread -> assertThat(thread.isAlive()).isFalse());
      tell(stage, "x");
      assertThat(new HashSet<>(roots)).hasSize(2);
    }
  }

  /** Many senders wake many agents that rest, end and begin: each message is handled once. */
  @Test
  void agents_thatAreWokenAsTheyGiveWay_handleEachMessageOnce() throws InterruptedException {
    int agents = 24;
    int each = 4_000;
    Set<String> handled = ConcurrentHashMap.newKeySet();
    List<String> twice = new CopyOnWriteArrayList<>();
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .warmAgents(4)
                .carriers(3)
                .route(
                    "/probe/:name",
                    () ->
                        new Probe(p ->
                            p.door.on(v -> {
                              if (!handled.add(p.uri() + v)) {
                                twice.add(p.uri() + v);
                              }
                            }))))) {
      List<Thread> senders = new ArrayList<>();
      for (int sender = 0; sender < 3; sender++) {
        int self = sender;
        senders.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int i = 0; i < each; i++) {
                    stage.probe("agent-" + (i * 7 + self) % agents).command("door", self + "-" + i);
                  }
                }));
      }
      for (Thread sender : senders) {
        sender.join();
      }
      stage.quiet();
    }
    assertThat(twice).isEmpty();
    assertThat(handled).hasSize(3 * each);
  }

  @Test
  void warmAgents_outOfRange_areRefused() {
    assertThatThrownBy(() -> Plane.builder().warmAgents(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("[PL-E11] warmAgents is -1; it must be from 0 to 1048576");
    assertThatThrownBy(() -> Plane.builder().warmAgents(2_000_000))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2000000");
  }
}
