package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.recording.CascadeWish;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jfr.Configuration;
import jdk.jfr.EventType;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** R1, R2: which cascades a recording has, by its settings. */
@Timeout(120)
class WantedCascadesTest {
  private static final Map<String, String> NONE =
      Map.of(
          "Cascade every", "0",
          "SlowCascade slow", "1 h",
          "SlowHandler slow", "1 h",
          "DeepCascade deep", "1000000");

  @TempDir private Path folder;

  /** Three commands, of which the second goes one deeper, and the third fails. */
  private List<RecordedEvent> recorded(Map<String, String> settings) throws Exception {
    Path file = folder.resolve("cascades.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("dev.parklane.Handler");
      recording.enable("dev.parklane.FailedCascade");
      NONE.forEach((setting, value) -> {
        String[] parts = setting.split(" ");
        recording
            .enable("dev.parklane." + parts[0])
            .with(parts[1], settings.getOrDefault(setting, value));
      });
      recording.start();
      try (Stage stage =
          Stage.of(p -> {
            p.a.on(v -> {
              if (v == 2) {
                p.b.set(v);
              } else if (v == 3) {
                throw new IllegalStateException("on purpose");
              }
            });
            p.b.on(v -> {});
          })) {
        for (int n = 1; n <= 3; n++) {
          stage.probe("x").command("a", n);
          stage.plane.awaitQuiet();
        }
      }
      recording.dump(file);
    }
    return RecordingFile.readAllEvents(file);
  }

  /** Of the three commands: the kind of event, and these fields. */
  private static List<String> of(List<RecordedEvent> events, String kind, String... fields) {
    return events.stream()
        .filter(event -> event.getEventType().getName().matches("dev.parklane." + kind))
        .filter(event -> !kind.contains("Cascade") || event.getString("rootEvent").startsWith("a."))
        .filter(event -> kind.contains("Cascade") || !event.getString("lane").isEmpty())
        .map(event -> {
          String values =
              Stream.of(fields)
                  .map(field -> String.valueOf(event.<Object>getValue(field)))
                  .collect(Collectors.joining(" "));
          return event.getEventType().getName().substring("dev.parklane.".length()) + " " + values;
        })
        .toList();
  }

  private static List<String> cascades(List<RecordedEvent> events) {
    return of(events, ".*Cascade", "outcome", "handlers", "greatestDepth");
  }

  @Test
  void failedCascade_isAlwaysWritten() throws Exception {
    List<RecordedEvent> events = recorded(Map.of());
    assertThat(cascades(events)).containsExactlyInAnyOrder("FailedCascade rolled back 1 0");
    assertThat(of(events, ".*Handler")).isEmpty();
  }

  @Test
  void deepCascade_isWritten() throws Exception {
    assertThat(cascades(recorded(Map.of("DeepCascade deep", "1"))))
        .containsExactlyInAnyOrder("DeepCascade committed 2 1", "FailedCascade rolled back 1 0");
  }

  /** From no length on, all are slow. */
  @Test
  void slowCascade_isWritten() throws Exception {
    assertThat(cascades(recorded(Map.of("SlowCascade slow", "0 ns"))))
        .containsExactlyInAnyOrder(
            "SlowCascade committed 1 0",
            "SlowCascade committed 2 1",
            "FailedCascade rolled back 1 0");
  }

  @Test
  void slowHandler_isWritten() throws Exception {
    assertThat(
            of(
                recorded(Map.of("SlowHandler slow", "0 ns")),
                ".*Handler",
                "lane",
                "depth",
                "writer"))
        .containsExactlyInAnyOrder(
            "SlowHandler a 0 null",
            "SlowHandler b 1 a.onEvent",
            "SlowHandler a 0 null",
            "SlowHandler a 0 null");
  }

  /** And then it is no other kind of cascade: each stands once. */
  @Test
  void everySoManiethCascade_isWritten_withAllItsHandlers() throws Exception {
    List<RecordedEvent> events = recorded(Map.of("Cascade every", "1", "SlowCascade slow", "0 ns"));
    assertThat(cascades(events))
        .containsExactlyInAnyOrder(
            "Cascade committed 1 0", "Cascade committed 2 1", "Cascade rolled back 1 0");
    assertThat(of(events, "Handler", "lane", "depth")).hasSize(4);
    assertThat(cascades(recorded(Map.of("Cascade every", "2"))))
        .hasSize(2)
        .allMatch(text -> text.startsWith("Cascade") || text.startsWith("FailedCascade"));
  }

  /** A setting whose cascades are not wanted takes none from the others. */
  @Test
  void cascadesThatAreNotWanted_areLookedAt_asAllOthers() throws Exception {
    Path file = folder.resolve("failed.jfr");
    try (Recording every = new Recording();
        Recording recording = new Recording()) {
      every.enable("dev.parklane.Cascade").with("every", "1");
      every.start();
      recording.enable("dev.parklane.FailedCascade");
      recording.start();
      try (Stage stage =
          Stage.of(p ->
              p.a.on(v -> {
                throw new IllegalStateException("on purpose");
              }))) {
        stage.probe("warm").command("b", 1); // the settings are known
        stage.plane.awaitQuiet();
        every.disable("dev.parklane.Cascade");
        assertThat(CascadeWish.now().every()).isEqualTo(1);
        stage.probe("x").command("a", 1);
        stage.plane.awaitQuiet();
      }
      recording.dump(file);
    }
    assertThat(cascades(RecordingFile.readAllEvents(file)))
        .containsExactly("FailedCascade rolled back 1 0");
  }

  /** Of several recordings the one that wants most counts. */
  @Test
  void settings_ofSeveralRecordings_areCombined() {
    try (Recording one = recording("0", "1 s", "7");
        Recording other = recording("9", "2 ms", "70");
        Stage stage = Stage.of(p -> {})) {
      one.start();
      stage.probe("x");
      assertThat(CascadeWish.now()).isEqualTo(wish(0, 1_000_000_000, 7));
      other.start();
      assertThat(CascadeWish.now()).isEqualTo(wish(9, 2_000_000, 7));
    }
  }

  private static Recording recording(String every, String slow, String deep) {
    Recording recording = new Recording();
    recording.enable("dev.parklane.Cascade").with("every", every);
    recording.enable("dev.parklane.SlowCascade").with("slow", slow);
    recording.enable("dev.parklane.SlowHandler").with("slow", slow);
    recording.enable("dev.parklane.DeepCascade").with("deep", deep);
    return recording;
  }

  private static CascadeWish wish(int every, long slowNanos, int deep) {
    return new CascadeWish(every, slowNanos, slowNanos, deep);
  }

  @Test
  void wish_takesWhatItSays() {
    CascadeWish wish = wish(3, 100, 5);
    assertThat(wish.takes(3)).isTrue();
    assertThat(wish.takes(4)).isFalse();
    assertThat(wish(0, 100, 5).takes(0)).isFalse();
    assertThat(wish.takes(99, 4, false)).isFalse();
    assertThat(wish.takes(100, 0, false)).isTrue();
    assertThat(wish.takes(0, 5, false)).isTrue();
    assertThat(wish.takes(0, 0, true)).isTrue();
  }

  /** The files in the jar set what there is, and by their defaults. */
  @ParameterizedTest
  @ValueSource(strings = {"parklane", "parklane-profile"})
  void settingsFiles_nameEventsAndSettingsThatAreThere(String name) throws Exception {
    try (Stage stage = Stage.of(p -> {});
        Reader file =
            new InputStreamReader(
                Objects.requireNonNull(CascadeWish.class.getResourceAsStream(name + ".jfc"), name),
                StandardCharsets.UTF_8)) {
      stage.probe("x");
      Map<String, String> settings = Configuration.create(file).getSettings();
      Map<String, EventType> types =
          FlightRecorder.getFlightRecorder().getEventTypes().stream()
              .collect(
                  Collectors.toMap(
                      EventType::getName, type -> type, (one, ofAnotherLoader) -> one));
      assertThat(settings).hasSizeGreaterThan(8);
      settings
          .keySet()
          .forEach(setting -> {
            String[] parts = setting.split("#");
            assertThat(types).containsKey(parts[0]);
            assertThat(types.get(parts[0]).getSettingDescriptors())
                .as(setting)
                .anyMatch(there -> there.getName().equals(parts[1]));
          });
      assertThat(settings)
          .containsEntry("dev.parklane.Cascade#every", name.endsWith("profile") ? "1" : "1000");
    }
  }
}
