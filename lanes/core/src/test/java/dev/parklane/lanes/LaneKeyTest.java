package dev.parklane.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.MapLaneRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law M9: one declaration of a lane, which both sides share. */
@Timeout(60)
class LaneKeyTest {
  private static final LaneKey<String> ADD = LaneKey.of("add", String.class);
  private static final LaneKey<Integer> LENGTH = LaneKey.of("length", int.class);
  private static final LaneKey<List<String>> NAMES =
      LaneKey.of("names", Codecs.lists(Codecs.STRING));
  private static final MapLaneKey<String, Integer> COUNTS =
      MapLaneKey.of("counts", String.class, Integer.class);
  private static final LaneKey<String> RELAY = LaneKey.of("relay", String.class);

  private static final class Names extends Agent {
    private final CommandLane<String> add = new CommandLane<>(this, ADD);
    private final ValueLane<Integer> length = new ValueLane<>(this, LENGTH, 0);
    private final ValueLane<List<String>> names = new ValueLane<>(this, NAMES, List.of());
    private final MapLane<String, Integer> counts = new MapLane<>(this, COUNTS);
    private final CommandLane<String> relay = new CommandLane<>(this, RELAY);

    Names() {
      add.onCommand(name -> {
        names.update(before -> List.copyOf(concat(before, name)));
        counts.compute(name, (key, count) -> count == null ? 1 : count + 1);
      });
      names.onEvent(all -> length.set(all.size()));
      relay.onCommand(name -> {
        AgentRef other = agent("/names/other");
        other.set(LENGTH, 7);
        other.lane(COUNTS).put(name, 3);
        if (name.isEmpty()) {
          throw new IllegalArgumentException("no name");
        }
      });
    }

    private static List<String> concat(List<String> before, String name) {
      List<String> all = new java.util.ArrayList<>(before);
      all.add(name);
      return all;
    }
  }

  private final List<DeadLetter> letters = new CopyOnWriteArrayList<>();
  private final InMemoryStore store = new InMemoryStore();

  @AutoClose
  private final Plane plane =
      Plane.builder()
          .options(o -> o.withFailurePolicy(FailurePolicy.resume()).withStore(store))
          .route("/names/:list", Names::new)
          .onDeadLetter(letters::add)
          .start();

  private final AgentRef guests = plane.agent("/names/guests");

  @Test
  void commandAndGet_byKey_reachTheLane() throws Exception {
    guests.command(ADD, "Ada");
    guests.command(ADD, "Ada");
    int length = guests.get(LENGTH);
    List<String> names = guests.get(NAMES);
    assertThat(length).isEqualTo(2);
    assertThat(names).containsExactly("Ada", "Ada");
    assertThat(guests.lane(COUNTS).get()).isEqualTo(Map.of("Ada", 2));
    assertThat(guests.lane(COUNTS).get("Ada")).isEqualTo(2);
    assertThat(guests.lane(COUNTS).get("Grace")).isNull();
  }

  @Test
  void set_byNameAndTypeAlone_triggersAsTheLanesOwn() throws Exception {
    guests.lane("names", List.class).set(List.of("Ada", "Grace", "Edsger"));
    assertThat(guests.lane("length", Integer.class).get()).isEqualTo(3);
  }

  @Test
  void writesToAMap_comeInTheirOrder() throws Exception {
    MapLaneRef<String, Integer> counts = guests.lane(COUNTS);
    counts.put("Ada", 1);
    counts.clear();
    counts.put("Grace", 2);
    counts.put("Edsger", 3);
    counts.remove("Grace");
    assertThat(counts.get()).isEqualTo(Map.of("Edsger", 3));
  }

  @Test
  void writesOfAHandler_leaveWhenItsCascadeHasSucceeded_O1() throws Exception {
    AgentRef other = plane.agent("/names/other");
    guests.command(RELAY, "");
    assertThat(guests.lane(COUNTS).get()).isEmpty(); // it has been handled
    assertThat(other.get(LENGTH)).isZero();
    guests.command(RELAY, "Ada");
    assertThat(guests.lane(COUNTS).get()).isEmpty();
    assertThat(other.get(LENGTH)).isEqualTo(7);
    assertThat(other.lane(COUNTS).get("Ada")).isEqualTo(3);
  }

  @Test
  void writeOfAnotherType_isADeadLetterThatNamesLaneTypeAndValue_andChangesNothing_M9()
      throws Exception {
    guests.lane("length").set("seven");
    guests.mapLane("counts").put("Ada", "one");
    guests.mapLane("counts").put(1, 1);
    guests.mapLane("counts").remove(1);
    guests.command("add", 5);
    assertThat(guests.get(LENGTH)).isZero();
    assertThat(guests.lane(COUNTS).get()).isEmpty();
    assertThat(letters)
        .extracting(DeadLetter::detail)
        .containsExactly(
            "lane 'length' of /names/guests: it takes java.lang.Integer,"
                + " and was sent the java.lang.String 'seven'",
            "lane 'counts' of /names/guests: it takes java.lang.Integer,"
                + " and was sent the java.lang.String 'one'",
            "lane 'counts' of /names/guests: it takes java.lang.String,"
                + " and was sent the java.lang.Integer '1'",
            "lane 'counts' of /names/guests: it takes java.lang.String,"
                + " and was sent the java.lang.Integer '1'",
            "lane 'add' of /names/guests: it takes java.lang.String,"
                + " and was sent the java.lang.Integer '5'");
  }

  @Test
  void readOfWhatIsNotThere_failsTheReaderAlone() throws Exception {
    assertThatThrownBy(() -> guests.get(ADD))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lane 'add' of /names/guests was asked for its value")
        .hasMessageContaining("it is a command lane");
    assertThatThrownBy(() -> guests.lane("size", Integer.class).get())
        .isInstanceOf(AgentFailedException.class)
        .hasMessageContaining("/names/guests has no lane 'size'");
    assertThatThrownBy(() -> guests.lane("length", String.class).get())
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("java.lang.Integer");
    guests.lane(COUNTS).put("Ada", 1);
    assertThat(guests.mapLane("counts", Integer.class, Integer.class).get(1)).isNull();
    assertThatThrownBy(() -> guests.mapLane("counts", Integer.class, Integer.class).get())
        .isInstanceOf(ClassCastException.class);
    assertThat(guests.get(LENGTH)).isZero();
  }

  @Test
  void laneOfAKeyWithACodec_isKept_D1() throws Exception {
    guests.command(ADD, "Ada");
    assertThat(guests.get(LENGTH)).isEqualTo(1);
    plane.close();
    try (Plane again =
        Plane.builder()
            .options(o -> o.withStore(store))
            .route("/names/:list", Names::new)
            .start()) {
      assertThat(again.agent("/names/guests").get(LENGTH)).isEqualTo(1);
      assertThat(again.agent("/names/guests").lane(COUNTS).get()).isEqualTo(Map.of("Ada", 1));
    }
  }

  private record Line(Socket to) {}

  private static final class Unkept extends Agent {
    Unkept() {
      new ValueLane<>(this, LaneKey.of("line", Line.class), new Line(new Socket()));
    }
  }

  @Test
  void laneOfATypeWithoutACodec_isNotKept_andSaysWhy() {
    try (Plane other =
        Plane.builder()
            .options(o -> o.withStore(store))
            .route("/unkept", Unkept::new)
            .onDeadLetter(letters::add)
            .start()) {
      assertThatThrownBy(() -> other.agent("/unkept").ask(Unkept.class, unkept -> 1))
          .hasStackTraceContaining("lane 'line' of /unkept")
          .hasStackTraceContaining("java.net.Socket");
    }
  }

  @Test
  void key_saysWhatItIs_andRefusesWhatNoLaneCanBe() {
    assertThat(LENGTH).hasToString("length: java.lang.Integer");
    assertThat(COUNTS).hasToString("counts: java.lang.String to java.lang.Integer");
    assertThat(LENGTH).isEqualTo(LaneKey.of("length", Integer.class)).hasSameHashCodeAs(LENGTH);
    assertThat(LENGTH).isNotEqualTo(LaneKey.of("length", Long.class));
    assertThat(COUNTS).isEqualTo(MapLaneKey.of("counts", String.class, Integer.class));
    assertThat(LaneKey.of("line", Socket.class).values())
        .isEqualTo(new Element(Socket.class, null));
    assertThatThrownBy(() -> LaneKey.of(" ", String.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("blank name");
    assertThatThrownBy(() -> LaneKey.of("nothing", void.class))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
