package dev.parklane.stress.planes;

import dev.parklane.stress.planes.Act.Join;
import dev.parklane.stress.planes.JoinHistory.Source;
import dev.parklane.stress.planes.Noted.Took;
import dev.parklane.stress.planes.Role.Point;
import dev.parklane.stress.planes.Taken.Joined;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The join lanes in a cascade, as laws J2 to J5 tell it. */
final class ModelJoins {
  private final ModelTurn turn;
  private final Role role;
  private final State state;

  /** How the observers of a join lane come to run. */
  private enum How {
    /** For a root event; the first of them was taken already. */
    TAKEN,
    /** For a root event. */
    ROOT,
    /** As a trigger. */
    TRIGGER
  }

  ModelJoins(ModelTurn turn, Role role, State state) {
    this.turn = turn;
    this.role = role;
    this.state = state;
  }

  /** A link tells of one key, and of others in the same event: a state, or a clearing. */
  void joined(Joined first) {
    change(first);
    while (!turn.hasFailed()
        && cursor().peek() instanceof Took(Joined next, long at)
        && next.join() == Join.MAPS) {
      cursor().take();
      change(next);
    }
  }

  private void change(Joined joined) {
    Source source = new Source(joined.join(), source(joined));
    cursor().require(links(joined.join()).contains(source.from()), "a link to " + source);
    turn.onCommit(() -> turn.agent().joins.tell(source, joined.key(), joined.now()));
    turn.onUndo(() -> turn.agent().joins.doubt(source));
    apply(joined, How.TAKEN);
  }

  /** Which link this comes from; a key is removed by the one that owns it (law J3). */
  private int source(Joined joined) {
    if (joined.join() == Join.VALUES) {
      return joined.key();
    }
    Integer now = joined.now();
    Integer owner = now == null ? state.owners.get(joined.key()) : (Integer) Charge.agent(now);
    cursor().require(owner != null, "an owner of the key (J3)");
    return Objects.requireNonNull(owner);
  }

  private void apply(Joined joined, How how) {
    Map<Integer, Integer> map = map(joined.join());
    Integer now = joined.now();
    Integer was = map.get(joined.key());
    if (now == null || comesLast(joined)) {
      map.remove(joined.key());
    }
    if (now != null) {
      map.put(joined.key(), now);
    }
    cursor().require(Objects.equals(was, joined.previous()), "previous " + was);
    if (joined.join() == Join.MAPS) {
      if (now == null) {
        state.owners.remove(joined.key());
      } else {
        state.owners.put(joined.key(), Charge.agent(now));
        state.left.remove(joined.key());
      }
    }
    Change change = new Change(new LinkedHashMap<>(map), joined.key(), was, now);
    String name = joined.join() + " ";
    How next = how;
    for (List<Act> acts : role.observers(point(joined))) {
      switch (next) {
        case TAKEN -> turn.deeper(() -> turn.root(name, change, change.rest(), acts));
        case ROOT -> turn.deeper(() -> turn.rootAgain(joined, name, change, change.rest(), acts));
        case TRIGGER -> turn.trigger(name, change, change.rest(), acts);
      }
      next = how == How.TRIGGER ? how : How.ROOT;
    }
  }

  /**
   * Whether a key that is there moves to the end, behind others of its link, as it may where its
   * lane has it there (M8); not where another link owned it.
   */
  private boolean comesLast(Joined joined) {
    int owner = state.owners.getOrDefault(joined.key(), source(joined));
    return joined.join() == Join.MAPS && joined.isLast() && owner == source(joined);
  }

  private static Point point(Joined joined) {
    return switch (joined.join()) {
      case VALUES -> joined.now() == null ? Point.VALUE_LEFT : Point.VALUE_JOINED;
      case MAPS -> joined.now() == null ? Point.KEY_LEFT : Point.KEY_JOINED;
    };
  }

  /** A link has ended, and the answer says what becomes of it (law J4). */
  void ended(Taken.Ended ended) {
    state.steps++;
    Source source = new Source(ended.join(), ended.from());
    cursor().require(links(ended.join()).contains(ended.from()), "a link to " + source);
    turn.onUndo(() -> {
      turn.agent().joins.doubt(source);
      if (role.policy() == Role.Policy.RESUME) {
        abandon(Objects.requireNonNull(turn.agent().state()), source);
      }
    });
    switch (role.answer()) {
      case RETRY -> turn.onCommit(() -> turn.agent().joins.begin(source));
      case ABANDON -> forget(ended.join(), ended.from(), false, How.ROOT);
      case DELETE -> forget(ended.join(), ended.from(), true, How.ROOT);
    }
  }

  /** The answer has failed, and the agent lives on: it is to abandon (law J4). */
  private static void abandon(State state, Source source) {
    if (source.join() == Join.VALUES) {
      state.valueLinks.remove(source.from());
    } else {
      state.mapLinks.remove(source.from());
      state.leave(source.from());
    }
  }

  void link(Join join, int to) {
    if (links(join).add(to)) {
      turn.onCommit(() -> turn.agent().joins.begin(new Source(join, to)));
    }
  }

  void unlink(Join join, int to, boolean delete) {
    if (delete || links(join).contains(to)) {
      forget(join, to, delete, How.TRIGGER);
    }
  }

  private void forget(Join join, int to, boolean delete, How how) {
    links(join).remove(to);
    if (delete) {
      for (int key : keysOf(join, to)) {
        Integer was = map(join).get(key);
        if (was != null && !turn.hasFailed()) {
          apply(new Joined(join, key, was, null, false), how);
        }
      }
    }
    if (join == Join.MAPS && delete) {
      state.disown(to);
      deleteLeft(to, how);
    } else if (join == Join.MAPS) {
      state.leave(to);
    }
  }

  /** What links known by this have left that were given up before, in the order of the map (J5). */
  private void deleteLeft(int link, How how) {
    for (int key : List.copyOf(state.joinedMaps.keySet())) {
      if (Objects.equals(state.left.get(key), link) && !turn.hasFailed()) {
        state.left.remove(key);
        apply(new Joined(Join.MAPS, key, state.joinedMaps.get(key), null, false), how);
      }
    }
  }

  /** What a link owns, in the order of the map. */
  private List<Integer> keysOf(Join join, int link) {
    if (join == Join.VALUES) {
      return List.of(link);
    }
    List<Integer> keys = new ArrayList<>(state.joinedMaps.keySet());
    keys.removeIf(key -> !Objects.equals(state.owners.get(key), link));
    return keys;
  }

  private Map<Integer, Integer> map(Join join) {
    return join == Join.VALUES ? state.joinedValues : state.joinedMaps;
  }

  private Set<Integer> links(Join join) {
    return join == Join.VALUES ? state.valueLinks : state.mapLinks;
  }

  private Cursor cursor() {
    return turn.agent().cursor();
  }
}
