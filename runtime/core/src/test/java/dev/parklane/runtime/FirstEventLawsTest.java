package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** K12, E13: what a process does for the first time. Each in a new JVM. */
class FirstEventLawsTest {
  @TempDir Path folder;

  /** K12: between what the event says and the handler there is nothing that has to be loaded. */
  @Test
  void lateness_ofTheFirstEvent_isAllOfIt() throws Exception {
    assertThat(times(ChildJvm.with().run(TimedProgram.class)).get("untold")).isLessThan(200);
  }

  /** The classes of a flight recorder are many: in a process without one nobody waits for them. */
  @Test
  void eventsOfARecording_areNotTouched_whereThereIsNoRecorder() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    ChildJvm.End end = ChildJvm.with("-Xlog:class+load:file=" + loaded).run(TimedProgram.class);
    assertThat(end.code()).isZero();
    try (var lines = Files.lines(loaded)) {
      assertThat(lines.filter(line -> line.contains("] dev.parklane")))
          .anyMatch(line -> line.contains("RecorderWatch"))
          .noneMatch(line -> line.matches(".*(Cascade|Handler|Lateness|Failure)Event .*"));
    }
  }

  /** A JVM without the module has no recorder, and needs none. */
  @Test
  void program_inAJvmWithoutFlightRecorder_runs() throws Exception {
    ChildJvm.End end =
        ChildJvm.with("--limit-modules", "java.base,java.logging,jdk.unsupported")
            .run(FirstProgram.class);
    assertThat(end.output().lines()).containsExactly("42 default", "closed");
  }

  /** The way of the README to leave the many events out of a recording. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void handlerEvents_thatAreTurnedOff_areNotRecorded_andTheOthersAre(boolean off) throws Exception {
    Path file = folder.resolve("run.jfr");
    String settings = off ? ",+dev.parklane.Handler#enabled=false" : "";
    ChildJvm.End end =
        ChildJvm.with("-XX:StartFlightRecording:filename=" + file + settings)
            .run(FirstProgram.class);
    assertThat(end.code()).isZero();
    List<RecordedEvent> events = RecordingFile.readAllEvents(file);
    assertThat(of(events, "dev.parklane.Handler").isEmpty()).isEqualTo(off);
    assertThat(of(events, "dev.parklane.Cascade"))
        .isNotEmpty()
        .allSatisfy(event -> assertThat(event.getString("agent")).isEqualTo("/first/one"));
  }

  /** The JDK keeps the first name of a thread for good, so the events name what they are of. */
  @Test
  void handlerEvents_nameAgentLaneAndHandler_themselves() throws Exception {
    Path file = folder.resolve("run.jfr");
    ChildJvm.with("-XX:StartFlightRecording:filename=" + file + ",+dev.parklane.Cascade#every=1")
        .run(FirstProgram.class);
    assertThat(of(RecordingFile.readAllEvents(file), "dev.parklane.Handler"))
        .extracting(
            e -> e.getString("agent") + " " + e.getString("lane") + "." + e.getString("event"))
        .contains("/first/one a.onEvent");
  }

  private static List<RecordedEvent> of(List<RecordedEvent> events, String type) {
    return events.stream().filter(e -> e.getEventType().getName().equals(type)).toList();
  }

  private static Map<String, Long> times(ChildJvm.End end) {
    Map<String, Long> times = new HashMap<>();
    end.output()
        .lines()
        .map(line -> line.split(" "))
        .forEach(parts -> times.put(parts[0], Long.valueOf(parts[1])));
    assertThat(times).containsOnlyKeys("late", "untold", "start", "first");
    return times;
  }
}
