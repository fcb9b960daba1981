package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import dev.parklane.clock.TimeEvent;
import dev.parklane.clock.TimerSpec;
import dev.parklane.runtime.bus.BusMessage;
import dev.parklane.runtime.bus.BusMessage.Kind;
import dev.parklane.runtime.bus.PlaneBus;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.EventLayout;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.event.NativeCallback;
import dev.parklane.runtime.event.NativeHandler;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Those who look on at a bus; what is recorded; and handlers of every kind (laws B7, F5, H1). */
@Timeout(60)
class BusTapTest {
  record Number(int value) {}

  private static final Duration SECOND = Duration.ofSeconds(1);

  @TempDir private Path folder;

  private final TestClock clock = new TestClock();
  private final Stage stage =
      Stage.of(
          Plane.builder()
              .clock(clock)
              .route(
                  "/probe/:name",
                  () -> new Probe(p -> {}),
                  o -> o.withFailurePolicy(FailurePolicy.resume())));
  private final PlaneBus bus = stage.plane.bus();
  private final List<BusMessage> seen = new CopyOnWriteArrayList<>();
  private final Arena arena = Arena.ofShared();

  @AfterEach
  void close() {
    stage.close();
    arena.close();
  }

  private <T> Handler<T> note(String who) {
    return message -> stage.note(who + " " + message);
  }

  @Test
  void taps_seeAMessageBeforeItIsDelivered_inTheOrderInWhichTheyWereAdded() {
    bus.subscribe("t", Object.class, note("shared"), Integer.MAX_VALUE);
    bus.tap(m -> stage.note("first " + m.value()));
    Subscription second = bus.tap(m -> stage.note("second " + m.value()));
    bus.publish("t", 1);
    assertThat(second.isOpen()).isTrue();
    second.close();
    second.close();
    assertThat(second.isOpen()).isFalse();
    bus.publish("t", 2);
    assertThat(stage.trace)
        .containsExactly("first 1", "second 1", "shared 1", "first 2", "shared 2");
  }

  /** B7: it is a looker-on. */
  @Test
  void tap_thatFails_isNoHindrance() {
    bus.tap(m -> {
      throw new StackOverflowError("no");
    });
    bus.tap(seen::add);
    bus.subscribe("t", Object.class, note("shared"));
    bus.publish("t", 1);
    stage.run(x -> x.bus().publish("t", 2));
    stage.quiet();
    assertThat(stage.trace).containsExactly("shared 1", "shared 2");
    assertThat(seen).hasSize(2);
  }

  @Test
  void tap_seesWhatIsDone_withTheCorrelationOfRequestsAndTheirAnswers() throws Exception {
    bus.tap(seen::add);
    IOException why = new IOException("no");
    bus.endpoint(
        "e",
        String.class,
        r -> {
          if (r.value().equals("fail")) {
            r.fail(why);
          } else {
            r.answer("yes");
          }
        });
    bus.publish("nobody", 1);
    bus.send("e", "send");
    bus.request("e", "ask", String.class, SECOND);
    stage.run(x -> {
      x.bus().request("e", "fail", String.class, SECOND, a -> {}, f -> {});
      x.bus().request("e", "ask", String.class, SECOND);
    });
    stage.quiet();
    assertThat(seen)
        .containsExactly(
            new BusMessage(Kind.PUBLISH, "nobody", 1, 0),
            new BusMessage(Kind.SEND, "e", "send", 0),
            new BusMessage(Kind.ANSWER, "e", "yes", 0),
            new BusMessage(Kind.REQUEST, "e", "ask", 1),
            new BusMessage(Kind.ANSWER, "e", "yes", 1),
            new BusMessage(Kind.REQUEST, "e", "fail", 2),
            new BusMessage(Kind.REQUEST, "e", "ask", 3),
            new BusMessage(Kind.ANSWER, "e", "yes", 3),
            new BusMessage(Kind.ANSWER, "e", why, 2));
  }

  /** It sees what a cascade sends when it sends it, also where that fails. */
  @Test
  void tap_seesWhatACascadeSends_alsoOfOneThatFails() {
    bus.tap(m -> stage.note("tap " + m.value()));
    bus.subscribe("t", Object.class, note("shared"));
    Slot.On<Probe> publish =
        x -> {
          x.bus().publish("t", 1);
          stage.note("published");
        };
    stage.run(publish);
    assertThatThrownBy(() ->
            stage.run(x -> {
              publish.accept(x);
              throw new IllegalStateException("no");
            }))
        .isInstanceOf(AgentFailedException.class);
    stage.quiet();
    assertThat(stage.trace)
        .containsExactlyInAnyOrder("tap 1", "published", "shared 1", "tap 1", "published");
    assertThat(stage.trace).startsWith("tap 1", "published");
  }

  /** Where handlers that belong to no agent run: here, and for an agent at its commit. */
  @Test
  void sharedHandler_runsOnThePublishingThread_andForAnAgentAtItsCommit() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    AtomicReference<Probe> probe = new AtomicReference<>();
    bus.subscribe(
        "t",
        Integer.class,
        v -> {
          thread.set(Thread.currentThread());
          stage.note("shared " + v);
          if (v == 2) {
            assertThatThrownBy(() -> probe.get().a.set(9)).isInstanceOf(LaneAccessException.class);
            bus.publish("t", 3); // as a program outside would
            stage.probe("x").command("a", 4);
          }
        });
    bus.publish("t", 1);
    assertThat(thread).hasValue(Thread.currentThread());
    stage.run(x -> {
      probe.set(x);
      x.a.on(v -> stage.note("a=" + v));
      x.bus().publish("t", 2);
      stage.note("published");
    });
    stage.quiet();
    assertThat(stage.trace).containsExactly("shared 1", "published", "shared 2", "shared 3", "a=4");
  }

  /** B7, F5: a shared handler's failure is recorded, with its name. */
  @Test
  void failureOfASharedHandler_isRecorded() throws Exception {
    Path file = folder.resolve("bus.jfr");
    bus.subscribe(
        "t.*",
        Object.class,
        m -> {
          throw new IOException("disk full");
        });
    try (Recording recording = new Recording()) {
      recording.enable("dev.parklane.Failure").withoutThreshold();
      recording.start();
      bus.publish("t.a", 1);
      recording.dump(file);
    }
    assertThat(RecordingFile.readAllEvents(file))
        .filteredOn(e -> e.getString("agent").equals("bus"))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getString("lane")).isEqualTo("t.*");
          assertThat(e.getString("event")).isEqualTo("onMessage");
          assertThat(e.toString()).contains("disk full");
        });
  }

  /** H1: of an agent, on bus and clock: each runs in its turn. */
  @Test
  void handlersOfEveryKind_ofAnAgent_runInItsTurn() {
    EventLayout<Number> numbers = EventLayout.of(Number.class);
    AtomicReference<Probe> probe = new AtomicReference<>();
    stage.run(x -> {
      probe.set(x);
      Handler<Object> write =
          m -> {
            x.a.set(x.a.get() + 1);
            stage.note("a=" + x.a.get());
          };
      x.bus().subscribe("t", Number.class, EventHandler.shared(write), 3);
      x.bus().subscribe("t", Number.class, EventHandler.owned(write), 2);
      x.bus()
          .subscribe(
              "t",
              Number.class,
              NativeHandler.of(
                  NativeCallback.of(numbers, write::handle, arena), numbers, MemorySegment.NULL),
              1);
      x.clock().after("shared", SECOND, EventHandler.<TimeEvent>shared(write));
      x.clock().timer("owned", TimerSpec.every(SECOND), EventHandler.<TimeEvent>owned(write));
    });
    bus.publish("t", new Number(1));
    stage.quiet();
    assertThat(stage.trace).containsExactly("a=1", "a=2", "a=3");
    clock.advance(SECOND);
    stage.quiet();
    assertThat(stage.trace).endsWith("a=4", "a=5");
    stage.run(x -> x.bus().publish("t", new Number(2)));
    assertThat(stage.trace).endsWith("a=6", "a=7", "a=8");
  }

  /** H1, B3: a native handler that belongs to no agent; equal ones are one subscription. */
  @Test
  void nativeHandler_onTheBusOfThePlane_runsOnThePublishingThread() {
    EventLayout<Number> numbers = EventLayout.of(Number.class);
    MemorySegment function =
        NativeCallback.of(numbers, (Number n) -> stage.note("C " + n.value()), arena);
    Subscription one =
        bus.subscribe("t", Number.class, NativeHandler.of(function, numbers, MemorySegment.NULL));
    assertThat(
            bus.subscribe(
                "t", Number.class, NativeHandler.of(function, numbers, MemorySegment.NULL)))
        .isSameAs(one);
    bus.publish("t", new Number(7));
    stage.run(x -> x.bus().publish("t", new Number(8)));
    stage.quiet();
    assertThat(stage.trace).containsExactly("C 7", "C 8");
  }
}
