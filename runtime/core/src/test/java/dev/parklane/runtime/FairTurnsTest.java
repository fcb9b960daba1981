package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** E7: one agent does not keep others from their turns. */
@Timeout(60)
class FairTurnsTest {
  @TempDir private Path folder;

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

  /**
   * Two that never pause have all carriers of the plane: a third answers all the same, each time.
   */
  @Test
  @EnabledIf("isLockStep")
  void agent_hasItsTurns_whileAsManyOthersAsCarriersComputeWithoutPause() {
    CountDownLatch computing = new CountDownLatch(2);
    try (Stage stage = stageThatComputes(2, computing)) {
      try {
        stage.probe("one").command("door", "compute");
        stage.probe("two").command("door", "compute");
        computing.await();
        for (int i = 0; i < 100; i++) {
          Integer value = stage.ask("other", probe -> probe.a.get());
          assertThat(value).isZero();
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        over.set(true);
      }
    }
  }

  /** It is told once, with what it does; by a recording, too. */
  @Test
  @EnabledIf("isLockStep")
  void handler_thatComputesWithoutPause_isToldOf() throws Exception {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    CountDownLatch computing = new CountDownLatch(1);
    Path file = folder.resolve("kept.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      try (Stage stage = stageThatComputes(1, computing)) {
        try {
          stage.probe("one").command("door", "compute");
          computing.await();
          awaitLine(log);
        } finally {
          over.set(true);
        }
      }
      recording.stop();
      recording.dump(file);
    } finally {
      System.setErr(before);
    }
    List<String> lines =
        log.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("PL-E7.3")).toList();
    assertThat(lines)
        .singleElement()
        .asString()
        .contains("/probe/one in door.onEvent has kept its carrier for ");
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("FairTurnsTest.compute(");
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(e -> e.getEventType().getName().equals("dev.parklane.MonopolisingHandler"))
            .toList();
    assertThat(events)
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getString("agent")).isEqualTo("/probe/one");
          assertThat(e.getString("lane")).isEqualTo("door");
          assertThat(e.getString("handler")).isEqualTo("door.onEvent");
          assertThat(e.getDuration("soFar").toMillis()).isGreaterThanOrEqualTo(1_000);
          assertThat(e.getString("stack")).contains("FairTurnsTest.compute(");
        });
  }

  private static void awaitLine(ByteArrayOutputStream log) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!log.toString(StandardCharsets.UTF_8).contains("FairTurnsTest.compute(")
        && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
  }

  private Stage stageThatComputes(int carriers, CountDownLatch computing) {
    return Stage.of(
        Plane.builder()
            .carriers(carriers)
            .route(
                "/probe/:name",
                () ->
                    new Probe(p ->
                        p.door.on(v -> {
                          computing.countDown();
                          compute();
                        }))));
  }

  private void compute() {
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }
}
