package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws L1 to L3: how an agent begins and ends. */
@Timeout(60)
class LifeLawsTest {
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  /** L1. */
  @Test
  void firstMessage_makesTheAgent_constructorThenOnStartThenTheMessage() {
    try (Stage stage =
        Stage.of(p -> {
          trace.add("constructor of " + p.uri() + ", name " + p.parameter("name"));
          p.a.on(v -> trace.add("a" + v));
          p.start =
              () -> {
                p.a.set(1);
                trace.add("onStart ends");
              };
        })) {
      assertThat(stage.plane.agents()).isZero();
      stage.probe("b%20c").command("a", 2);
    }
    assertThat(trace)
        .containsExactly("constructor of /probe/b%20c, name b c", "a1", "onStart ends", "a2");
  }

  /** L1. */
  @Test
  void manyThreads_thatSendTheFirstMessage_getOneInstance_andLoseNothing() throws Exception {
    int threads = 8;
    int rounds = 200;
    AtomicInteger made = new AtomicInteger();
    AtomicInteger handled = new AtomicInteger();
    CyclicBarrier together = new CyclicBarrier(threads);
    try (Stage stage =
        Stage.of(p -> {
          made.incrementAndGet();
          p.a.on(v -> handled.incrementAndGet());
        })) {
      List<Thread> senders = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        senders.add(
            Thread.ofPlatform()
                .start(() -> {
                  for (int round = 0; round < rounds; round++) {
                    meet(together);
                    stage.probe("n" + round).command("a", 1);
                  }
                }));
      }
      for (Thread sender : senders) {
        sender.join();
      }
    }
    assertThat(made).hasValue(rounds);
    assertThat(handled).hasValue(threads * rounds);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** L1: two spellings, one agent. */
  @Test
  void uri_thatIsSpelledTwoWays_isOneAgent() {
    try (Stage stage = Stage.of(p -> {})) {
      stage.ask(
          "x",
          p -> {
            p.a.set(7);
            return 0;
          });
      int read = stage.ask("%78", p -> p.a.get());
      assertThat(read).isEqualTo(7);
      assertThat(stage.plane.agents()).isEqualTo(1);
    }
  }

  /** L2, L3. */
  @Test
  void stop_endsTheCascadeInFull_thenOnStop_andLaterMessagesGoToTheNextInstance() {
    Map<String, Integer> instances = new ConcurrentHashMap<>();
    try (Stage stage =
        Stage.of(p -> {
          String name = p.parameter("name");
          String self = name + instances.merge(name, 1, Integer::sum);
          p.a.on(v -> {
            p.end();
            trace.add(self + " goes on");
            p.b.set(v);
            trace.add(self + " has seen b");
          });
          p.b.on(v -> trace.add(self + " b" + v));
          p.c.on(v -> trace.add(self + " c" + v));
          p.door.on(v -> trace.add(self + " got " + v));
          if (self.equals("x1")) {
            p.stop =
                () -> {
                  p.c.set(9);
                  p.other("/probe/y").command("door", "the last of x1");
                };
          }
        })) {
      stage.probe("x").command("a", 1);
      stage.probe("x").command("c", 2);
    }
    assertThat(trace)
        .startsWith("x1 goes on", "x1 b1", "x1 has seen b", "x1 c9")
        .containsOnlyOnce("x2 c2", "y1 got the last of x1")
        .hasSize(6);
  }

  /** L3: an agent that is not there is not made to be stopped; one that was is forgotten. */
  @Test
  void stop_fromOutside_takesItsPlaceInTheMailbox() {
    try (Stage stage =
        Stage.of(p -> {
          trace.add("made");
          p.a.on(v -> trace.add("a" + v));
          p.stop = () -> trace.add("onStop");
        })) {
      stage.probe("x").stop();
      stage.probe("x").command("a", 1);
      stage.probe("x").stop();
      stage.probe("x").command("a", 2);
      stage.ask(p -> 0);
    }
    assertThat(trace).containsExactly("made", "a1", "onStop", "made", "a2", "onStop");
  }

  /** L3: an agent that stops leaves nothing behind in its plane. */
  @Test
  void stoppedAgent_isForgotten() {
    try (Stage stage = Stage.of(p -> {})) {
      for (int i = 0; i < 100; i++) {
        stage.probe("n" + i).command("a", 1);
        stage.probe("n" + i).stop();
      }
      stage.plane.close();
      assertThat(stage.plane.agents()).isZero();
    }
  }

  /** F2, L3: a cascade that fails takes its wish to stop back. */
  @Test
  void stop_inACascadeThatFails_isTakenBack() {
    try (Stage stage =
        Stage.of(
            p -> {
              trace.add("made");
              p.a.on(v -> {
                p.end();
                throw new IllegalStateException("after stop");
              });
            },
            o -> o.withFailurePolicy(FailurePolicy.resume()))) {
      stage.probe("x").command("a", 1);
      stage.ask(p -> 0);
      assertThat(trace).containsExactly("made");
    }
  }

  @Test
  void awaitQuiet_returnsWhenAllThatWasSentIsHandled() throws Exception {
    try (Stage stage =
        Stage.of(p ->
            p.a.on(v -> {
              trace.add("a" + v);
              if (v < 20) {
                p.other("/probe/n" + v).command("a", v + 1);
              }
            }))) {
      stage.plane.awaitQuiet();
      stage.probe("x").command("a", 1);
      stage.plane.awaitQuiet();
      assertThat(trace).hasSize(20);
      assertThatThrownBy(() -> stage.run(p -> stage.plane.awaitQuiet()))
          .cause()
          .hasMessageContaining("plane waited for from a handler of /probe/x");
    }
  }

  @Test
  void refs_toOneAgent_areEqual() {
    try (Stage stage = Stage.of(p -> {});
        Stage other = Stage.of(p -> {})) {
      assertThat(stage.probe("x"))
          .isEqualTo(stage.probe("%78"))
          .hasSameHashCodeAs(stage.probe("x"));
      assertThat(stage.probe("x")).isNotEqualTo(stage.probe("y")).isNotEqualTo(other.probe("x"));
    }
  }

  @Test
  void plane_withoutRoutesOrWithBadSettings_isRefused() {
    assertThatThrownBy(() -> Plane.builder().start()).hasMessageContaining("add route(...)");
    assertThatThrownBy(() -> Plane.builder().carriers(0))
        .hasMessage("[PL-E7] carriers is 0; it must be 1 or more");
  }

  @Test
  void factory_thatGivesNothing_isRefused() {
    try (Stage stage = Stage.of(Plane.builder().route("/probe/:name", Nothing::agent))) {
      assertThatThrownBy(() -> stage.ask("x", p -> 0))
          .hasRootCauseMessage(
              "[PL-L1.4] the factory of route '/probe/:name' gave null; it must make a new one for each URI");
    }
  }

  /** A factory as it should not be. */
  private static final class Nothing {
    @SuppressWarnings("NullAway")
    static Agent agent() {
      return null;
    }
  }

  @Test
  void factory_thatGivesTheSameAgentTwice_isRefused() {
    AtomicReference<Probe> only = new AtomicReference<>();
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .route(
                    "/probe/:name",
                    () -> {
                      only.compareAndSet(null, only.get() == null ? new Probe(p -> {}) : null);
                      return only.get();
                    }))) {
      stage.ask("x", p -> 0);
      assertThatThrownBy(() -> stage.ask("y", p -> 0))
          .hasRootCauseMessage(
              "[PL-L1.4] the factory of route '/probe/:name' gave an agent that it had made before; it must"
                  + " make a new one for each URI");
    }
  }
}
