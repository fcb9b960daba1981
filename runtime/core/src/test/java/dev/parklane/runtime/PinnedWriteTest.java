package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A lane write inside a static initializer, where a thread cannot leave its carrier. */
@Timeout(60)
class PinnedWriteTest {
  private static final AtomicReference<Probe> PROBE = new AtomicReference<>();

  private static final class WritesInItsInitializer {
    static final int VALUE = write();
  }

  private static int write() {
    PROBE.get().a.set(1);
    return PROBE.get().b.get();
  }

  @Tag("parked")
  @Test
  void write_thatIsPinned_failsByName_orRuns_butNeverHangs() {
    try (Stage stage =
        Stage.of(
            Plane.builder()
                .carriers(1)
                .route("/probe/:name", () -> new Probe(p -> p.a.on(v -> p.b.set(v + 1)))))) {
      Throwable failure =
          catchThrowable(() ->
              stage.run(p -> {
                PROBE.set(p);
                assertThat(WritesInItsInitializer.VALUE).isEqualTo(2);
              }));
      if (stage.plane.isLockStep()) {
        assertThat(failure)
            .isInstanceOf(AgentFailedException.class)
            .cause()
            .hasMessageContaining(
                "a handler of /probe/x wrote to a lane in thread '0 ask' while it")
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

  private static final class WritesMountedInItsInitializer {
    static final int VALUE = write();
  }

  /** X2. */
  @Test
  void write_thatIsPinned_works_whereItsHandlerIsMounted() {
    try (Stage stage =
        Stage.of(
            p -> p.a.on(v -> p.b.set(v + 1)),
            options -> options.withDispatch(Dispatch.mounted(1)))) {
      stage.run(p -> {
        PROBE.set(p);
        assertThat(WritesMountedInItsInitializer.VALUE).isEqualTo(2);
      });
    }
  }
}
