package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Which scheduler agents run on, with the JDK opened and without. The build runs both ways. */
class SchedulerChoiceTest {
  private static final boolean OPENED = "lock-step".equals(System.getProperty("parklane.expect"));

  @Test
  void plane_isLockStepWhereTheJdkIsOpened_andOnlyThere() {
    assertThat(Plane.isLockStepPossible()).isEqualTo(OPENED);
    try (Stage stage = Stage.of(p -> {})) {
      assertThat(stage.plane.isLockStep()).isEqualTo(OPENED);
      assertThat(carrierOfAHandler(stage).contains("parklane-carrier")).isEqualTo(OPENED);
    }
  }

  @Test
  void plane_thatWantsTheDefaultScheduler_getsIt() {
    try (Stage stage =
        Stage.of(Plane.builder().lockStep(false).route("/probe/:name", () -> new Probe(p -> {})))) {
      assertThat(stage.plane.isLockStep()).isFalse();
      assertThat(carrierOfAHandler(stage)).doesNotContain("parklane-carrier");
    }
  }

  /** A virtual thread prints the carrier that it is mounted on. */
  private static String carrierOfAHandler(Stage stage) {
    AtomicReference<String> thread = new AtomicReference<>("");
    stage.run(p -> {
      p.a.on(v -> thread.set(Thread.currentThread().toString()));
      p.a.set(1);
    });
    return thread.get();
  }
}
