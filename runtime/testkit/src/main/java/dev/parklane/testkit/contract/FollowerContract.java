package dev.parklane.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parklane.clock.Experimental;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.Follower;
import dev.parklane.runtime.LaneDescription;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a {@link Follower} has to do that shows a lane to somebody: a test class of yours implements
 * this, and says how to make one and what it shows. Its values and keys are text.
 *
 * @param <F> your kind of follower
 */
@Experimental
@SuppressWarnings("exports") // who tests with it has JUnit
public interface FollowerContract<F extends Follower> {
  /** {@return a new one, which is told nothing yet} */
  F follower();

  /**
   * {@return what it shows now: the value; the map, in its order; or the list of messages since it
   * was linked}
   *
   * @param follower that {@link #follower} has made
   * @throws Exception where it cannot be looked at
   */
  @Nullable Object shown(F follower) throws Exception;

  /**
   * {@return whether it shows that it is linked, and not ended}
   *
   * @param follower that {@link #follower} has made
   * @throws Exception where it cannot be looked at
   */
  boolean isLinked(F follower) throws Exception;

  private static LaneDescription lane(LinkForm form) {
    Element keys = form == LinkForm.MAP ? Element.of(String.class) : null;
    return new LaneDescription("lane", "test", form, false, keys, Element.of(String.class));
  }

  /**
   * It shows the state, then each later value.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void value_isShown_J1() throws Exception {
    F follower = follower();
    follower.linked(lane(LinkForm.VALUE));
    assertTrue(isLinked(follower), "whether it is linked (law J1)");
    follower.synced("a");
    assertEquals("a", shown(follower), "the state (law J7)");
    follower.told(new LaneEvent.Value("b"));
    assertEquals("b", shown(follower), "a later value (law J1)");
    follower.synced("c");
    assertEquals("c", shown(follower), "the state, told once more (law J7)");
  }

  /**
   * It shows the map that the lane has, in its order, whatever is done to it.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void map_isShown_inItsOrder_M8() throws Exception {
    for (long seed = 1; seed <= 50; seed++) {
      Random random = new Random(seed);
      Map<String, String> map = new LinkedHashMap<>();
      F follower = follower();
      follower.linked(lane(LinkForm.MAP));
      for (int step = 0; step < 40; step++) {
        if (step == 0 || random.nextInt(20) == 0) {
          follower.synced(new LinkedHashMap<>(map));
        } else {
          change(random, map, follower);
        }
        assertEquals(
            List.copyOf(map.entrySet()),
            entries(shown(follower)),
            "the map of seed " + seed + " after step " + step + " (law M8)");
      }
    }
  }

  private static void change(Random random, Map<String, String> map, Follower follower)
      throws Exception {
    String key = "k" + random.nextInt(5);
    switch (random.nextInt(10)) {
      case 0 -> {
        map.clear();
        follower.told(new LaneEvent.Clear());
      }
      case 1, 2, 3 -> {
        if (map.remove(key) != null) {
          follower.told(new LaneEvent.Remove(key));
        }
      }
      default -> {
        String value = "v" + random.nextInt(100);
        boolean isNew = map.put(key, value) == null;
        follower.told(new LaneEvent.Update(key, value, isNew));
      }
    }
  }

  private static List<Object> entries(@Nullable Object shown) {
    if (shown instanceof Map<?, ?> map) {
      return new ArrayList<>(map.entrySet());
    }
    throw new AssertionError("a map was to be shown, and not " + shown);
  }

  /**
   * It shows every message, in order, none merged.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void messages_areShown_inOrder_C4() throws Exception {
    F follower = follower();
    follower.linked(lane(LinkForm.EVENT));
    follower.synced(null);
    List<Object> told = new ArrayList<>();
    for (String message : List.of("a", "b", "b", "a")) {
      follower.told(new LaneEvent.Message(message));
      told.add(message);
      assertEquals(told, shown(follower), "the messages, in order (laws C4, J6)");
    }
  }

  /**
   * It shows that the lane has ended, or why it could not be followed; and begins again where the
   * link is made anew.
   *
   * @throws Exception where the check fails otherwise
   */
  @Test
  default void end_isShown_andANewBeginning_J1() throws Exception {
    F follower = follower();
    follower.linked(lane(LinkForm.VALUE));
    follower.synced("a");
    follower.unlinked();
    assertEquals(false, isLinked(follower), "whether it is linked after the lane's end (law J1)");
    follower.linked(lane(LinkForm.VALUE));
    follower.synced("b");
    assertEquals(true, isLinked(follower), "whether it is linked when it is made anew (law J1)");
    assertEquals("b", shown(follower), "the state of the link that was made anew (law J7)");
    follower.failed(new OnPurpose());
    assertEquals(false, isLinked(follower), "whether it is linked after a failure (law J1)");
  }
}
