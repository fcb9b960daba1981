package dev.parklane.testkit.order;

import dev.parklane.runtime.scheduling.Footprint.Touch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who has touched what since it was changed last. Of one thread. */
final class Touched {
  private final Map<Step.Thing, Since> things = new HashMap<>();

  /** The last that has changed a thing, and who has looked at it and added to it since. */
  private static final class Since {
    final List<Step> changed = new ArrayList<>(); // one at the most
    final List<Step> looked = new ArrayList<>();
    final List<Step> added = new ArrayList<>();

    void add(Step step, Touch how) {
      switch (how) {
        case LOOKS -> looked.add(step);
        case ADDS -> added.add(step);
        case CHANGES -> {
          changed.clear();
          looked.clear();
          added.clear();
          changed.add(step);
        }
      }
    }
  }

  /** A step has come. */
  void add(Step step) {
    step.touches.forEach(
        (thing, how) -> things.computeIfAbsent(thing, none -> new Since()).add(step, how));
  }

  /** Whom it matters to come after for who touches a thing so. */
  List<Step> before(Step.Thing thing, Touch how) {
    Since since = things.get(thing);
    if (since == null) {
      return List.of();
    }
    List<Step> before = new ArrayList<>(since.changed);
    if (how != Touch.LOOKS) {
      before.addAll(since.looked);
    }
    if (how != Touch.ADDS) {
      before.addAll(since.added);
    }
    return before;
  }
}
