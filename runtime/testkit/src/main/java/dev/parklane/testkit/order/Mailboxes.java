package dev.parklane.testkit.order;

import dev.parklane.runtime.scheduling.Footprint.Touch;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mailboxes of a run, and who has put there what is in them. The carrier, and what it runs. */
final class Mailboxes {
  private final BoundedMailboxes bounded;
  private final Map<String, Box> boxes = new LinkedHashMap<>(); // by the names of their agents
  private final Map<Object, Step> posted = new IdentityHashMap<>(); // events that are in them

  /** None so far; those that are sent more than they hold are bounded. */
  Mailboxes(BoundedMailboxes bounded) {
    this.bounded = bounded;
  }

  /** That of an agent of a plane, which may be new. */
  Box of(String agent, String plane) {
    String name = plane.isEmpty() ? agent : agent + plane;
    Box known = boxes.get(name);
    if (known == null) {
      known = new Box(agent, plane);
      boxes.put(name, known);
    }
    return known;
  }

  /** Whether the agent of this name has nothing in its mailbox. */
  boolean isEmpty(String name) {
    Box box = boxes.get(name);
    return box == null || box.waiting == 0;
  }

  /** An event is in one of them. */
  void posts(Object event, Step by) {
    posted.put(event, by);
  }

  /** An event is in none any more: who has posted it; null where nobody knows. */
  @Nullable Step takes(Object event) {
    return posted.remove(event);
  }

  /** It holds no more than it has. */
  void isFull(Box box) {
    bounded.add(box.name);
  }

  /** A step needs room in it, or makes some: that matters where it may be full. */
  void touchesRoom(Box box, Step step) {
    if (bounded.contains(box.name)) {
      step.touches(box.room, Touch.CHANGES);
    }
  }

  /** What is in those of a plane, in words, where that is told. */
  List<String> whatWaits(String plane) {
    return boxes.values().stream()
        .filter(box -> box.plane.equals(plane) && !box.events.isEmpty())
        .map(box -> "lost with the mailbox of " + box.name + ": " + box.events)
        .toList();
  }
}
