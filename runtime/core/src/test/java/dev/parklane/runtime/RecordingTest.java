package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.recording.CascadeEvent;
import dev.parklane.runtime.recording.CascadeWish;
import dev.parklane.runtime.recording.FailureEvent;
import dev.parklane.runtime.recording.GuardTripEvent;
import dev.parklane.runtime.recording.HandlerEvent;
import dev.parklane.runtime.recording.LockOverWriteEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import jdk.jfr.Contextual;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a flight recording shows of cascades, handlers, guards and failures (law F5). */
@Timeout(120)
class RecordingTest {
  @TempDir private Path folder;

  @Test
  void cascade_isRecordedWithItsHandlers() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    List<RecordedEvent> events =
        record(
            p -> {
              p.a.on(v -> {
                p.b.set(v);
                p.b.set(v);
              });
              p.b.on(v -> p.c.set(v));
              p.c.on(v -> {});
              p.door.on(v -> {
                busy.countDown();
                release.await();
              });
            },
            stage -> {
              stage.probe("x").command("door", "keeps the next one waiting");
              busy.await();
              stage.probe("x").command("a", 1);
              release.countDown();
            });

    assertThat(events)
        .filteredOn(e -> is(e, "Cascade", "rootEvent", "a.onCommand"))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getString("agent")).isEqualTo("/probe/x");
          assertThat(e.getInt("handlers")).isEqualTo(5);
          assertThat(e.getInt("greatestDepth")).isEqualTo(2);
          assertThat(e.getDuration("mailboxTime")).isPositive();
          assertThat(e.getDuration()).isPositive();
          assertThat(e.getString("outcome")).isEqualTo("committed");
        });
    assertThat(events)
        .filteredOn(e -> is(e, "Handler", "lane", "c"))
        .hasSize(2)
        .allSatisfy(e -> {
          assertThat(e.getString("agent")).isEqualTo("/probe/x");
          assertThat(e.getString("event")).isEqualTo("onEvent");
          assertThat(e.getInt("depth")).isEqualTo(2);
          assertThat(e.getString("writer")).isEqualTo("b.onEvent");
        });
    assertThat(events)
        .filteredOn(e -> is(e, "Handler", "lane", "a"))
        .singleElement()
        .satisfies(e -> assertThat(e.getString("writer")).isNull());
  }

  /** F10: a checkpoint ends one cascade and begins another. */
  @Test
  void checkpoint_isTheEndOfOneCascadeAndTheBeginningOfAnother() throws Exception {
    List<RecordedEvent> events =
        record(
            p -> {
              p.b.on(v -> {});
              p.a.on(v -> {
                p.b.set(v);
                p.checkpoint("step", () -> p.b.set(v));
                throw new IllegalStateException("after");
              });
            },
            stage -> stage.probe("x").command("a", 1));
    assertThat(events)
        .filteredOn(e -> is(e, "Cascade", "rootEvent", "a.onCommand"))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getInt("handlers")).isEqualTo(3);
          assertThat(e.getInt("greatestDepth")).isEqualTo(1);
          assertThat(e.getString("outcome")).isEqualTo("committed");
        });
    assertThat(events)
        .filteredOn(e -> is(e, "Cascade", "rootEvent", "a.onEvent after checkpoint 'step'"))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getString("agent")).isEqualTo("/probe/x");
          assertThat(e.getInt("handlers")).isZero();
          assertThat(e.getInt("greatestDepth")).isZero();
          assertThat(e.getString("outcome")).isEqualTo("rolled back");
        });
    assertThat(events).filteredOn(e -> is(e, "Handler", "lane", "a")).hasSize(1);
    assertThat(events).filteredOn(e -> is(e, "Failure", "agent", "/probe/x")).hasSize(1);
  }

  /** F5, G2. */
  @Test
  void guardTrip_andTheFailureThatItIs_areRecordedOnceEach() throws Exception {
    List<RecordedEvent> events =
        record(
            p -> p.a.on(v -> p.a.set(v + 1)),
            stage -> assertThatThrownBy(() -> stage.run(p -> p.a.set(1))));

    assertThat(events)
        .filteredOn(e -> is(e, "GuardTrip", "guard", "maxReentry"))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getString("agent")).isEqualTo("/probe/x");
          assertThat(e.getLong("limit")).isEqualTo(1_000);
          assertThat(e.getString("chain")).isEqualTo("ask -> a.onEvent -> (a.onEvent ...) x1001");
          assertThat(e.getStackTrace()).isNotNull();
        });
    assertThat(events)
        .filteredOn(e -> is(e, "Failure", "agent", "/probe/x"))
        .singleElement()
        .satisfies(e -> {
          assertThat(e.getString("lane")).isEqualTo("a");
          assertThat(e.getString("event")).isEqualTo("onEvent");
          assertThat(e.getString("chain")).isEqualTo("ask -> a.onEvent -> (a.onEvent ...) x1000");
          assertThat(e.getString("cause")).contains("guard maxReentry = 1000");
          assertThat(e.getString("policy")).isEqualTo("stop");
        });
    assertThat(events).filteredOn(e -> is(e, "Cascade", "outcome", "rolled back")).hasSize(1);
  }

  @Test
  void agentAndLane_areContextual() {
    for (Class<? extends Event> event :
        List.of(CascadeEvent.class, HandlerEvent.class, FailureEvent.class, GuardTripEvent.class)) {
      assertThat(isContextual(event, "agent")).as(event.getSimpleName()).isTrue();
    }
    for (Class<? extends Event> event :
        List.of(HandlerEvent.class, FailureEvent.class, LockOverWriteEvent.class)) {
      assertThat(isContextual(event, "lane")).as(event.getSimpleName()).isTrue();
    }
  }

  private static boolean isContextual(Class<? extends Event> event, String field) {
    return EventType.getEventType(event).getField(field).getAnnotation(Contextual.class) != null;
  }

  @Test
  void withoutARecording_noEventIsMade() {
    assertThat(CascadeWish.isAny()).isFalse();
    assertThat(CascadeEvent.start("/probe/x", "a.onCommand", 0)).isNull();
    assertThat(HandlerEvent.start("/probe/x", "a", "onEvent", 0, null)).isNull();
  }

  private static boolean is(RecordedEvent event, String name, String field, String value) {
    return event.getEventType().getName().equals("dev.parklane." + name)
        && value.equals(event.getString(field));
  }

  private List<RecordedEvent> record(Probe.Setup setup, Slot.On<Stage> acts) throws Exception {
    Path file = folder.resolve("cascades.jfr");
    try (Recording recording = new Recording()) {
      for (String event : List.of("Cascade", "Handler", "GuardTrip", "Failure")) {
        recording.enable("dev.parklane." + event).with("every", "1");
      }
      recording.start();
      try (Stage stage = Stage.of(setup)) {
        acts.accept(stage);
      }
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file);
  }
}
