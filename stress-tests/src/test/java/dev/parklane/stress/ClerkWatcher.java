package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.EventLink;
import dev.parklane.lanes.MapLink;
import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An agent that links to the lanes of a {@link Clerk}, and writes down all that it is told. */
final class ClerkWatcher extends Agent {
  static final String URI = "/watcher";

  private static final Retry AGAIN = new Retry(Integer.MAX_VALUE, Backoff.NONE);

  private final Notes notes;

  /** What it has been told. */
  static final class Notes { // its turn, or nobody's
    private final List<String> told = new ArrayList<>();
    private final List<String> events = new ArrayList<>();
    private final Map<String, String> known = new TreeMap<>();

    /** Everything, in order; what comes of several cascades at once may be merged (law J6). */
    List<String> told() {
      return List.copyOf(told);
    }

    /** What is never merged, and the latest of what is. */
    List<String> settled() {
      return List.of("events " + events, "known " + known);
    }

    private void state(String lane, String state, String how) {
      told.add(lane + " " + how + " " + state);
      known.put(lane, state);
    }

    private void event(String lane, String event) {
      told.add(lane + " " + event);
      events.add(lane + " " + event);
    }
  }

  ClerkWatcher(Notes notes) {
    this.notes = notes;
    new CommandLane<String>(this, "watch all").onCommand(ignored -> watchAll());
    new CommandLane<Integer>(this, "watch").onCommand(this::watchLate);
  }

  private AgentRef clerk() {
    return agent(Clerk.URI);
  }

  private void watchAll() {
    watchValue("value", AGAIN);
    watchValue("passing value", AGAIN);
    watchValue("demand", AGAIN);
    watchMap("map", AGAIN);
    watchMap("sorted map", AGAIN);
    watchMap("demand map", AGAIN);
    watchEvents("supply");
    watchEvents("chores");
  }

  /** Until that lane is closed, or its agent ends. */
  private void watchLate(int late) {
    if (late == 0) {
      watchMap(Clerk.lateName(late), Retry.NEVER);
    } else {
      watchValue(Clerk.lateName(late), Retry.NEVER);
    }
  }

  private void watchValue(String lane, Retry retry) {
    new ValueLink<>(this, clerk().lane(lane, Integer.class))
        .onSynced(value -> notes.state(lane, value.toString(), "synced"))
        .onSet((value, previous) -> notes.state(lane, value.toString(), "was " + previous))
        .onUnlinked(() -> notes.state(lane, "", "ended"))
        .onFailed(cause -> notes.state(lane, "", "ended"))
        .retry(retry)
        .open();
  }

  private void watchMap(String lane, Retry retry) {
    new MapLink<>(this, clerk().mapLane(lane, Integer.class, Integer.class))
        .onSynced(map -> notes.state(lane, describe(map), "synced"))
        .onUpdate((map, key, previous, value) ->
            notes.state(lane, describe(map), key + " was " + previous + " and is " + value))
        .onRemove((map, key, previous) ->
            notes.state(lane, describe(map), key + " was " + previous + " and is gone"))
        .onClear(before -> notes.state(lane, describe(Map.of()), "cleared of " + before))
        .onUnlinked(() -> notes.state(lane, "", "ended"))
        .onFailed(cause -> notes.state(lane, "", "ended"))
        .retry(retry)
        .open();
  }

  /** In the order of its keys: that of a link is the order in which it was told of them. */
  private static String describe(Map<Integer, Integer> map) {
    return new TreeMap<>(map).toString();
  }

  private void watchEvents(String lane) {
    new EventLink<>(this, clerk().lane(lane))
        .onEvent(value -> notes.event(lane, "event " + value))
        .onUnlinked(() -> notes.event(lane, "ended"))
        .onFailed(cause -> notes.event(lane, "ended"))
        .retry(AGAIN)
        .open();
  }
}
