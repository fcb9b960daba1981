package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law E8: who may touch a lane, and a handler's own scopes, forks and bindings. */
@Timeout(60)
class LaneAccessLawsTest {
  private static final ScopedValue<String> TENANT = ScopedValue.newInstance();

  /** E8. */
  @Test
  void access_fromAThreadOutside_isRefusedByName_andChangesNothing() {
    AtomicReference<Probe> leaked = new AtomicReference<>();
    try (Stage stage = Stage.of(leaked::set)) {
      stage.run(p -> p.a.set(1));
      Probe probe = leaked.get();
      String refusal =
          "lane 'a' of /probe/x: touched from thread '"
              + Thread.currentThread().getName()
              + "' outside a handler's turn";
      assertThatThrownBy(() -> probe.a.set(2))
          .isInstanceOf(LaneAccessException.class)
          .hasMessageContaining(refusal)
          .hasMessageContaining("send a command or use plane.agent(\"/probe/x\").ask(...)");
      assertThatThrownBy(probe.a::get).isInstanceOf(LaneAccessException.class);
      assertThatThrownBy(() -> probe.a.on(v -> {})).isInstanceOf(LaneAccessException.class);
      assertThatThrownBy(probe::end).isInstanceOf(LaneAccessException.class);
      int value = stage.ask(p -> p.a.get());
      assertThat(value).isEqualTo(1);
    }
  }

  /** E8: also while a handler of the agent is running, parked or waiting. */
  @Test
  void access_fromOutsideWhileAHandlerWaits_isRefused() throws Exception {
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicReference<Probe> leaked = new AtomicReference<>();
    try (Stage stage = Stage.of(leaked::set)) {
      Thread asker =
          Thread.startVirtualThread(() ->
              stage.run(p -> {
                waiting.countDown();
                release.await();
                p.a.set(1);
              }));
      waiting.await();
      Throwable refusal = catchThrowable(() -> leaked.get().a.set(2));
      release.countDown();
      asker.join();
      assertThat(refusal).isInstanceOf(LaneAccessException.class);
      int value = stage.ask(p -> p.a.get());
      assertThat(value).isEqualTo(1);
    }
  }

  /** E8: a handler of another agent is as foreign as any thread. */
  @Tag("parked")
  @Test
  void access_fromAHandlerOfAnotherAgent_isRefused() {
    AtomicReference<Probe> first = new AtomicReference<>();
    try (Stage stage = Stage.of(p -> first.compareAndSet(null, p))) {
      stage.ask("x", p -> p.a.get());
      assertThatThrownBy(() -> stage.ask("y", p -> first.get().a.get()))
          .isInstanceOf(AgentFailedException.class)
          .hasCauseInstanceOf(LaneAccessException.class)
          .cause()
          .hasMessageContaining("lane 'a' of /probe/x: touched from thread '0 ask'");
    }
  }

  /** E8. */
  @Test
  void handlersOwnScope_forksAndJoins_betweenLaneWrites() {
    try (Stage stage = Stage.of(p -> p.a.on(v -> p.b.set(v + 1)))) {
      List<Integer> read =
          stage.ask(p -> {
            CountDownLatch both = new CountDownLatch(2); // the subtasks wait for each other
            try (OwnScope scope = new OwnScope()) {
              var one = scope.fork(() -> meet(both, 20));
              p.a.set(1);
              var two = scope.fork(() -> meet(both, 22));
              scope.join();
              p.a.set(one.get() + two.get());
            }
            return List.of(p.a.get(), p.b.get());
          });
      assertThat(read).containsExactly(42, 43);
    }
  }

  private static int meet(CountDownLatch all, int result) throws InterruptedException {
    all.countDown();
    all.await();
    return result;
  }

  /** E8. */
  @Test
  void access_fromAForkedSubtask_isRefused_andTheHandlerGoesOn() {
    List<Throwable> refused = new ArrayList<>();
    try (Stage stage = Stage.of(p -> p.a.on(v -> {}))) {
      int value =
          stage.ask(p -> {
            try (OwnScope scope = new OwnScope()) {
              var subtask =
                  scope.fork(() -> {
                    p.a.set(9);
                    return 0;
                  });
              scope.join();
              refused.add(subtask.exception());
            }
            p.a.set(1);
            return p.a.get();
          });
      assertThat(refused).singleElement().isInstanceOf(LaneAccessException.class);
      assertThat(value).isEqualTo(1);
    }
  }

  /** Bindings are the handler's own: a write inside one works, and passes nothing on. */
  @Tag("parked")
  @Test
  void write_insideAScopedValueBinding_parksLikeAnyOther_andItsHandlersDoNotInheritIt() {
    List<String> seen = new ArrayList<>();
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            seen.add("a " + TENANT.isBound());
            ScopedValue.where(TENANT, "two").run(() -> p.b.set(v));
          });
          p.b.on(v -> seen.add("b " + TENANT.isBound()));
        })) {
      stage.run(p ->
          ScopedValue.where(TENANT, "one")
              .run(() -> {
                p.a.set(1);
                seen.add("root " + TENANT.get());
              }));
    }
    assertThat(seen).containsExactly("a false", "b false", "root one");
  }

  /** A thread that a handler starts is not the agent's: it may outlive the cascade, and spin. */
  @Test
  void threadStartedByAHandler_runsBesideTheAgent() throws Exception {
    AtomicReference<Thread> started = new AtomicReference<>();
    AtomicReference<Boolean> release = new AtomicReference<>(false);
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .carriers(1)
                .route("/probe/:name", () -> new Probe(p -> p.a.on(v -> {}))))) {
      stage.run(p ->
          started.set(
              Thread.startVirtualThread(() -> {
                while (!release.get()) {
                  Thread.onSpinWait(); // never gives its carrier up
                }
              })));
      stage.run(p -> p.a.set(1));
      assertThat(started.get().isAlive()).isTrue();
      release.set(true);
      started.get().join();
    }
  }

  /** V4, E8: construction triggers nothing, because it cannot write. */
  @Test
  void write_inTheConstructor_isRefused_andReadingIsNot() {
    List<Object> seen = new ArrayList<>();
    try (Stage stage =
        Stage.of(p -> {
          seen.add(p.a.get());
          try {
            p.a.set(1);
          } catch (LaneAccessException e) {
            seen.add(e.getMessage());
          }
        })) {
      int value = stage.ask(p -> p.a.get());
      assertThat(value).isZero();
    }
    assertThat(seen).hasSize(2).first().isEqualTo(0);
    assertThat(seen.get(1).toString())
        .startsWith("[PL-V4] lane 'a' of /probe/x: written in the constructor")
        .contains("onStart()");
  }

  @Test
  void lanes_withABlankOrATakenName_areRefused() {
    try (Stage stage = Stage.of(p -> {})) {
      assertThatThrownBy(() -> stage.run(p -> new Slot<>(p, " ", 0)))
          .hasRootCauseMessage("[PL-L1.6] a lane of /probe/x has a blank name; name it");
      assertThatThrownBy(() -> stage.run(p -> new Slot<>(p, "a", 0)))
          .hasRootCauseMessage(
              "[PL-L1.7] /probe/x has a lane 'a' already; give each lane its own name");
    }
  }

  /** L1, M9: a store knows a lane by its name, and may have to write it as bytes. */
  @Test
  void lane_whoseNameHasNoUtf8_isRefused() {
    try (Stage stage = Stage.of(p -> {})) {
      assertThatThrownBy(() -> stage.run(p -> new Slot<>(p, "a\uDE00", 0)))
          .hasRootCauseMessage(
              "[PL-D5.4] the name of lane 'a\uDE00' of /probe/x has no UTF-8: the surrogate U+DE00 at index 1"
                  + " stands alone; give it another name");
      stage.run(p -> assertThat(new Slot<>(p, "a\uD83D\uDE00", 0).name()).hasSize(3));
    }
  }
}
