package dev.parklane.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.store.StateChange.EntryPut;
import dev.parklane.runtime.store.StateChange.EntryRemoved;
import dev.parklane.runtime.store.StateChange.LaneDropped;
import dev.parklane.runtime.store.StateChange.MapCleared;
import dev.parklane.runtime.store.StateChange.ValueSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The changes of a cascade, as values. */
class StateChangeTest {
  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static List<StateChange> oneOfEach() {
    return List.of(
        new ValueSet("a", bytes(1)),
        new ValueSet("b", bytes(1)),
        new ValueSet("a", bytes()),
        new EntryPut("a", bytes(1), bytes(2)),
        new EntryPut("a", bytes(1), bytes(3)),
        new EntryPut("a", bytes(3), bytes(2)),
        new EntryPut("b", bytes(1), bytes(2)),
        new EntryRemoved("a", bytes(1)),
        new EntryRemoved("a", bytes(2)),
        new EntryRemoved("b", bytes(1)),
        new MapCleared("a"),
        new LaneDropped("a"),
        new StateChange.StepDone("a"),
        new StateChange.StepDone("b"),
        new StateChange.StepsForgotten());
  }

  @Test
  void changes_areEqual_whereTheirBytesAre() {
    List<StateChange> changes = oneOfEach();
    List<StateChange> again = oneOfEach();
    for (int i = 0; i < changes.size(); i++) {
      for (int j = 0; j < again.size(); j++) {
        assertThat(changes.get(i).equals(again.get(j)))
            .as("%s and %s", changes.get(i), again.get(j))
            .isEqualTo(i == j);
      }
      assertThat(changes.get(i)).hasSameHashCodeAs(again.get(i));
    }
  }

  @Test
  void changes_showTheirBytes_asText() {
    assertThat(new EntryPut("stock", bytes(1, 255), bytes()))
        .hasToString("EntryPut[lane=stock, key=2 bytes (01 ff), value=no bytes]");
    assertThat(new ValueSet("length", bytes(7)))
        .hasToString("ValueSet[lane=length, value=1 byte (07)]");
    assertThat(new EntryRemoved("stock", bytes(7)))
        .hasToString("EntryRemoved[lane=stock, key=1 byte (07)]");
  }

  @Test
  void nothing_inPlaceOfAValue_isRefusedAtOnce() {
    assertThatThrownBy(() -> new ValueSet("length", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("value");
    assertThatThrownBy(() -> new MapCleared(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("lane");
  }
}
