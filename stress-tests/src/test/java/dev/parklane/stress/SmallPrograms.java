package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A program of a few agents that do nothing but send, and what each of them has got in which order.
 *
 * @param agents how many there are, all of them there from the start
 * @param subscribers those that subscribe to what is published
 * @param sends for each agent, what it does when it gets something that is so many steps from the
 *     beginning: a list of agents to send to, or {@link #PUBLISH}
 */
record SmallPrograms(int agents, Set<Integer> subscribers, List<List<List<Integer>>> sends) {
  static final int PUBLISH = -1;

  /** The program that shows an effect before its cause, if anything does. */
  static SmallPrograms effectAndCause() {
    List<List<Integer>> nothing = List.of(List.of(), List.of());
    return new SmallPrograms(
        3,
        Set.of(),
        List.of(List.of(List.of(1, 2), List.of()), List.of(List.of(), List.of(2)), nothing));
  }

  /** What agents have got, by run. */
  static final class Seen {
    private final Map<String, Map<String, List<String>>> byRun = new ConcurrentHashMap<>();

    private void add(String run, String agent, String message) {
      byRun
          .computeIfAbsent(run, r -> new ConcurrentHashMap<>())
          .computeIfAbsent(agent, a -> new ArrayList<>()) // in its turn only
          .add(message);
    }

    /** What came to each agent in one run, in order. */
    String of(String run) {
      return new TreeMap<>(byRun.getOrDefault(run, new HashMap<>())).toString();
    }
  }

  private final class Node extends Agent {
    private final Seen seen;

    Node(Seen seen) {
      this.seen = seen;
      new CommandLane<>(this, "told", String.class).onCommand(this::hear);
    }

    private int number() {
      return Integer.parseInt(parameter("agent"));
    }

    @Override
    protected void onStart() {
      if (subscribers.contains(number())) {
        bus().subscribe("topic" + parameter("run"), String.class, this::hear);
      }
    }

    private void hear(String message) {
      seen.add(parameter("run"), parameter("agent"), message);
      List<List<Integer>> steps = sends.get(number());
      int step = message.length() - 1;
      if (step < steps.size()) {
        char next = 'a';
        for (int to : steps.get(step)) {
          String sent = message + next++;
          if (to == PUBLISH) {
            bus().publish("topic" + parameter("run"), sent);
          } else {
            agent("/" + parameter("run") + "/" + to).command("told", sent);
          }
        }
      }
    }
  }

  PlaneBuilder builder(Seen seen) {
    return Plane.builder().route("/:run/:agent", () -> new Node(seen));
  }

  /** Makes all agents of a run, begins, and waits for the end. */
  void play(Plane plane, String run) {
    try {
      for (int i = 0; i < agents; i++) {
        plane.agent("/" + run + "/" + i).ask(Agent.class, agent -> 0);
      }
      plane.agent("/" + run + "/0").command("told", "-");
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
