package dev.parklane.stress.jcstress;

import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Question;

/** The agent that all tests of a JVM share, as a plane for each of their states costs too much. */
final class Keeper extends Agent {
  private static final Plane PLANE =
      Plane.builder()
          .carriers(2)
          .route("/keeper", Keeper::new)
          .route("/watcher", Watcher::new)
          .start();

  private final ValueLane<Element> value = new ValueLane<>(this, "value", new Element(1));
  private final MapLane<Integer, Element> map = new MapLane<>(this, "map");
  private int sets; // the turn: a field of the user's
  private int told; // the turn, by the handler that a set triggers

  Keeper() {
    value.onEvent(element -> told += element.isWhole() ? 1 : 0);
  }

  /** Asks one of the agents, on its own carriers; they are daemons. */
  static <A extends Agent, R> R ask(String uri, Class<A> type, Question<A, R> question) {
    if (!Plane.isLockStepPossible()) {
      throw new IllegalStateException("the JVM of a test needs --add-opens java.base/java.lang");
    }
    try {
      return PLANE.agent(uri).ask(type, question);
    } catch (InterruptedException e) {
      throw new IllegalStateException("jcstress does not interrupt", e);
    }
  }

  /** In its turn: parks until the handler has counted it. */
  int set(int number) {
    sets++;
    value.set(new Element(number));
    map.put(number % 16, new Element(number));
    return sets;
  }

  /** In its turn. */
  Element value() {
    return value.get();
  }

  /** In its turn: whether all is there that the root events before have left. */
  boolean isWhole() {
    return value.get().isWhole()
        && map.get().values().stream().allMatch(Element::isWhole)
        && sets == told;
  }
}
