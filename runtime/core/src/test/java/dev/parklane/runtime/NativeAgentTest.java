package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.EventLayout;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.event.NativeCallback;
import dev.parklane.runtime.event.NativeHandler;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A native handler in an agent's turn (laws H1, F1, F2). The C function is one that only calls
 * back, so that no C compiler is needed.
 */
@Timeout(60)
class NativeAgentTest {
  record Number(int value) {}

  private static final EventLayout<Number> NUMBERS = EventLayout.of(Number.class);

  @AutoClose private final Arena arena = Arena.ofShared();
  private final AtomicReference<Probe> probe = new AtomicReference<>();

  private EventHandler<Number> inC(Handler<Number> callback) {
    return NativeHandler.of(
        NativeCallback.of(NUMBERS, callback, arena), NUMBERS, MemorySegment.NULL);
  }

  private void handle(Stage stage, EventHandler<Number> handler, int value) {
    stage.run(p -> {
      probe.set(p);
      handler.handle(new Number(value));
    });
  }

  @Test
  void callback_writesToALaneWithoutObservers() {
    EventHandler<Number> handler = inC(number -> probe.get().a.set(number.value()));
    try (Stage stage = Stage.of(p -> {})) {
      handle(stage, handler, 7);
      assertThat(stage.<Integer>ask(p -> p.a.get())).isEqualTo(7);
    }
  }

  @Test
  void callback_thatFails_failsTheCascade_andUndoesIt() {
    EventHandler<Number> handler =
        inC(number -> {
          probe.get().a.set(number.value());
          throw new IOException("no connection");
        });
    try (Stage stage = Stage.of(p -> {})) {
      assertThat(catchThrowable(() -> handle(stage, handler, 7)))
          .isInstanceOf(AgentFailedException.class)
          .hasRootCauseInstanceOf(IOException.class)
          .hasRootCauseMessage("no connection");
      assertThat(stage.<Integer>ask(p -> p.a.get())).isZero();
    }
  }

  @Test
  void callback_thatWritesToAnObservedLane_failsByName_orRuns_butNeverHangs() {
    writeFromACallback(Dispatch.parked());
  }

  /** X2: what C calls is not mounted, so that it is told as everywhere. */
  @Test
  void callback_thatWritesToAnObservedLane_isNotMounted() {
    writeFromACallback(Dispatch.mounted(64));
  }

  private void writeFromACallback(Dispatch dispatch) {
    EventHandler<Number> handler = inC(number -> probe.get().a.set(number.value()));
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .carriers(1)
                .options(options -> options.withDispatch(dispatch))
                .route("/probe/:name", () -> new Probe(p -> p.a.on(v -> p.b.set(v + 1)))))) {
      Throwable failure = catchThrowable(() -> handle(stage, handler, 1));
      if (stage.plane.isLockStep()) {
        assertThat(failure)
            .isInstanceOf(AgentFailedException.class)
            .cause()
            .hasMessageContaining("write from plain Java code");
      } else {
        assertThat(failure).isNull();
      }
      int next =
          stage.ask(p -> {
            p.a.set(5);
            return p.b.get();
          });
      assertThat(next).isEqualTo(6);
    }
  }
}
