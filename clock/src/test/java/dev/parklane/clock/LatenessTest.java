package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Law K12: how late a live clock is, in a flight recording and in a histogram. */
@Timeout(60)
class LatenessTest {
  @TempDir private Path folder;

  @Test
  void lateness_ofEachEvent_isRecorded() throws Exception {
    List<TimeEvent> delivered = Collections.synchronizedList(new ArrayList<>());
    Path file = folder.resolve("clock.jfr");
    try (Recording recording = new Recording();
        LiveClock clock = new LiveClock()) {
      recording.enable("dev.parklane.Lateness");
      recording.start();
      CountDownLatch fired = new CountDownLatch(3);
      long start = clock.nanos();
      clock.timer(
          "t",
          TimerSpec.every(Duration.ofMillis(1)).startNanos(start).stopNanos(start + 3_000_000),
          event -> {
            delivered.add(event);
            fired.countDown();
          });
      Threads.await(fired);
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(events).hasSize(3);
    for (int i = 0; i < 3; i++) {
      TimeEvent event = delivered.get(i);
      assertThat(events.get(i).getEventType().getName()).isEqualTo("dev.parklane.Lateness");
      assertThat(events.get(i).getString("alert")).isEqualTo("t");
      assertThat(events.get(i).getLong("scheduledNanos")).isEqualTo(event.scheduledNanos());
      assertThat(events.get(i).getDuration("lateness"))
          .isEqualTo(Duration.ofNanos(event.latenessNanos()));
    }
  }

  @Test
  void lateness_ofAClockThatDeliveredNothing_isZero() {
    try (LiveClock clock = new LiveClock()) {
      assertThat(clock.lateness()).isEqualTo(new Lateness(0, 0, 0, 0, 0));
    }
  }

  @Test
  void lateness_ofAClock_countsItsEventsAndWakeups_andTheLatest() {
    CountDownLatch fired = new CountDownLatch(3);
    try (LiveClock clock = new LiveClock()) {
      TimerSpec ago =
          TimerSpec.every(Duration.ofHours(1)).startNanos(clock.nanos() - 5_400_000_000_000L);
      clock.timer("t", ago, event -> fired.countDown());
      clock.wake(0, "", fired::countDown);
      clock.alert("a", 0, event -> fired.countDown());
      Threads.await(fired);
      Lateness lateness = clock.lateness();
      assertThat(lateness.count()).isEqualTo(3);
      assertThat(lateness.maxNanos()).isBetween(1_800_000_000_000L, 3_600_000_000_000L);
    }
  }

  @Test
  void percentiles_areExactToThreeDigits_andAddUpOverReadings() {
    LatenessRecorder recorder = new LatenessRecorder();
    for (int i = 1; i <= 500; i++) {
      recorder.record("a", 0, i * 1_000_000L);
    }
    assertThat(recorder.read().count()).isEqualTo(500);
    for (int i = 501; i <= 1_000; i++) {
      recorder.record("a", 0, i * 1_000_000L);
    }
    Lateness lateness = recorder.read();
    assertThat(lateness.count()).isEqualTo(1_000);
    assertThat(lateness.p50Nanos()).isBetween(500_000_000L, 500_500_000L);
    assertThat(lateness.p99Nanos()).isBetween(990_000_000L, 991_000_000L);
    assertThat(lateness.p999Nanos()).isBetween(999_000_000L, 1_000_000_000L);
    assertThat(lateness.maxNanos()).isBetween(1_000_000_000L, 1_001_000_000L);
    assertThat(recorder.read()).isEqualTo(lateness);
  }

  @Test
  void lateness_ofAllOfTime_canBeRecorded() {
    LatenessRecorder recorder = new LatenessRecorder();
    recorder.record("a", Long.MIN_VALUE, Long.MAX_VALUE);
    recorder.record("a", 0, 0);
    assertThat(recorder.read().count()).isEqualTo(2);
    assertThat(recorder.read().maxNanos()).isGreaterThanOrEqualTo(Long.MAX_VALUE / 2);
  }
}
