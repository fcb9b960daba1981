package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** E7: one agent does not keep others from their turns. */
@Timeout(60)
class FairTurnsTest {
  private final AtomicBoolean over = new AtomicBoolean();

  /** Elsewhere the JDK's own scheduler decides. */
  static boolean isLockStep() {
    return Plane.isLockStepPossible();
  }

  /** Each of the two wakes the other, and on one carrier there is always one that can run. */
  @Test
  @EnabledIf("isLockStep")
  void agent_hasItsTurns_whileOthersKeepEachOtherAtWork() {
    try (Stage stage =
        Stage.of(Plane.builder().carriers(1).route("/probe/:name", () -> new Probe(this::pass)))) {
      stage.probe("ping").command("door", "pong");
      try {
        for (int i = 0; i < 10; i++) {
          Integer value = stage.ask("other", probe -> probe.a.get());
          assertThat(value).isZero();
        }
      } finally {
        over.set(true);
      }
    }
  }

  private void pass(Probe probe) {
    probe.door.on(to -> {
      if (!over.get()) {
        String from = probe.uri().substring("/probe/".length());
        probe.other("/probe/" + to).command("door", from);
      }
    });
  }
}
