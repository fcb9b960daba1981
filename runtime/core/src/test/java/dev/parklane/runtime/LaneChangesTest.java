package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** M8, J6: what a cascade tells of its changes to a map. */
class LaneChangesTest {
  private static List<LaneEvent> told(LaneEvent... changes) {
    LaneChanges all = new LaneChanges();
    for (LaneEvent change : changes) {
      all.add(change);
    }
    List<LaneEvent> told = new ArrayList<>();
    all.forEach(told::add);
    return told;
  }

  private static LaneEvent put(String key, int value, boolean isNew) {
    return new LaneEvent.Update(key, value, isNew);
  }

  private static LaneEvent remove(String key) {
    return new LaneEvent.Remove(key);
  }

  /** J6: who has never seen the key is not told that it has gone. */
  @Test
  void keyThatComesAndGoes_isNotTold() {
    assertThat(told(put("a", 1, true), remove("a"))).isEmpty();
    assertThat(told(put("a", 1, true), put("a", 2, false), remove("a"))).isEmpty();
  }

  /** M8: a key that goes and comes again is told to go, and to come behind all others. */
  @Test
  void keyThatGoesAndComesAgain_isToldOfInItsNewPlace() {
    assertThat(told(remove("a"), put("b", 1, true), put("a", 2, true)))
        .containsExactly(put("b", 1, true), remove("a"), put("a", 2, true));
    assertThat(told(remove("a"), put("a", 2, true), remove("a"))).containsExactly(remove("a"));
  }
}
