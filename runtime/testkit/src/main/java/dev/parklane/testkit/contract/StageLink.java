package dev.parklane.testkit.contract;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.Link;
import dev.parklane.runtime.LinkForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link of any form, with the copy that one has who does what it is told. The turn of its agent
 * writes; a check reads when all is quiet.
 */
final class StageLink extends Link {
  private final LinkForm form;
  private final List<Object> events = new ArrayList<>(); // what each carried, or the event itself
  private final List<String> standing = new ArrayList<>(); // linked, synced, unlinked, failed
  private @Nullable Object copy;
  private @Nullable Object synced; // as the lane gave it
  private String syncedText = "";

  StageLink(Agent host, AgentRef to, String lane, LinkForm form) {
    super(host, to.lane(lane, Object.class), form);
    this.form = form;
    if (form == LinkForm.EVENT) {
      withoutSync();
    }
  }

  void open() {
    openLink();
  }

  void writes(LaneEvent event) {
    write(event);
  }

  /** What one has who did what it was told: the value, or the map in its order. */
  @Nullable Object copy() {
    return copy;
  }

  /** What it was told after the state, in order. */
  List<Object> events() {
    return List.copyOf(events);
  }

  List<String> standing() {
    return List.copyOf(standing);
  }

  /** Whether the state that it was told at first is what it was then. */
  boolean keepsWhatItWasTold() {
    return String.valueOf(synced).equals(syncedText);
  }

  @Override
  protected void linked() {
    standing.add("linked");
  }

  @Override
  protected void synced(@Nullable Object state) {
    standing.add("synced");
    synced = state;
    syncedText = String.valueOf(state);
    copy = state instanceof Map<?, ?> map && form == LinkForm.MAP ? copyOf(map) : state;
  }

  private static Map<Object, Object> copyOf(Map<?, ?> map) {
    return new LinkedHashMap<>(map);
  }

  @Override
  protected void told(LaneEvent event, boolean tell) {
    events.add(event.payload());
    if (event instanceof LaneEvent.Value value) {
      copy = value.value();
    } else if (form == LinkForm.MAP) {
      Map<Object, Object> next = copyOf(copy instanceof Map<?, ?> map ? map : Map.of());
      play(event, next);
      copy = next;
    }
  }

  private static void play(LaneEvent event, Map<Object, Object> copy) {
    switch (event) {
      case LaneEvent.Update update -> copy.put(update.key(), update.value());
      case LaneEvent.Remove remove -> copy.remove(remove.key());
      case LaneEvent.Clear clear -> copy.clear();
      case LaneEvent.Value value -> throw new AssertionError(value + " was told of a map");
      case LaneEvent.Message message -> throw new AssertionError(message + " was told of a map");
    }
  }

  @Override
  protected void unlinked() {
    standing.add("unlinked");
  }

  @Override
  protected void failed(Throwable cause) {
    standing.add("failed");
  }

  @Override
  protected @Nullable Object state() {
    return copy;
  }

  @Override
  protected void restore(@Nullable Object state) {
    copy = state;
  }

  @Override
  protected void forget() {
    copy = null;
  }
}
