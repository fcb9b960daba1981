package dev.parklane.stress.links;

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

/** An agent that is linked to all lanes of the {@link Source}. */
final class Onlooker extends Agent {
  private final int backlog;
  private final Notes notes;

  /** What it has been told, in its turn. */
  static final class Notes {
    final List<Integer> values = new ArrayList<>(); // the first as the state of the lane
    final List<Map.Entry<Integer, Integer>> keys = new ArrayList<>(); // 0 where it is gone
    final List<Map<Integer, Integer>> maps = new ArrayList<>(); // the states of the lane
    final List<Session> sessions = new ArrayList<>();
  }

  /** What was supplied while a link was there. */
  static final class Session {
    final List<Integer> supplied = new ArrayList<>();
    boolean failed;
  }

  Onlooker(int backlog, Notes notes) {
    this.backlog = backlog;
    this.notes = notes;
  }

  static String uri(int number) {
    return "/onlooker/" + number;
  }

  @Override
  protected void onStart() {
    AgentRef source = agent(Source.URI);
    new ValueLink<>(this, source.lane("demand", Integer.class))
        .onSynced(notes.values::add)
        .onEvent(notes.values::add)
        .open();
    new MapLink<>(this, source.mapLane("map", Integer.class, Integer.class))
        .onSynced(notes.maps::add)
        .onUpdate((map, key, previous, value) -> notes.keys.add(Map.entry(key, value)))
        .onRemove((map, key, previous) -> notes.keys.add(Map.entry(key, 0)))
        .open();
    new EventLink<>(this, source.lane("supply", Integer.class))
        .onLinked(() -> notes.sessions.add(new Session()))
        .onEvent(value -> notes.sessions.getLast().supplied.add(value))
        .onFailed(cause -> notes.sessions.getLast().failed = true)
        .backlog(backlog)
        .retry(new Retry(Integer.MAX_VALUE, Backoff.NONE))
        .open();
  }
}
