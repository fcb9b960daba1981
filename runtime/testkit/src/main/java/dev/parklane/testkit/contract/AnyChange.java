package dev.parklane.testkit.contract;

import dev.parklane.runtime.store.StateChange;
import java.util.Random;

/** Draws a change out of all that there are, of a few lanes that each have one form. */
final class AnyChange {
  private AnyChange() {}

  static StateChange of(Random random) {
    String value = "value" + random.nextInt(2);
    String map = "map" + random.nextInt(2);
    byte[] key = new byte[random.nextInt(2)];
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(key);
    random.nextBytes(bytes);
    return switch (random.nextInt(20)) {
      case 0 -> new StateChange.LaneDropped(random.nextBoolean() ? value : map);
      case 1 -> new StateChange.MapCleared(map);
      case 2 -> new StateChange.StepsForgotten();
      case 3, 4 -> new StateChange.StepDone("step " + random.nextInt(5));
      case 5, 6, 7, 8 -> new StateChange.ValueSet(value, bytes);
      case 9, 10, 11 -> new StateChange.EntryRemoved(map, key);
      default -> new StateChange.EntryPut(map, key, bytes);
    };
  }
}
