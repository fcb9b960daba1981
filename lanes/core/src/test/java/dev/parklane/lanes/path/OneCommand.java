package dev.parklane.lanes.path;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * A program that sends commands to an agent, each when the one before is done and the agent idle;
 * each of them triggers one observer. It gives the calls of each.
 */
public final class OneCommand implements Callable<List<Map<String, Long>>> {
  private static final int FIRST = 3; // they make the agent, and what is made once
  private static final int COMMANDS = 21;

  /** Holds what was sent to it last. */
  static final class Holder extends Agent {
    private final CommandLane<Integer> hold = new CommandLane<>(this, "hold");
    private final ValueLane<Integer> held = new ValueLane<>(this, "held", 0);
    private int seen;

    Holder() {
      hold.onCommand(n -> {
        held.set(n);
        if (seen != n) {
          throw new IllegalStateException("the observer has not run: it has seen " + seen);
        }
      });
      held.onEvent(n -> seen = n);
    }
  }

  @Override
  public List<Map<String, Long>> call() throws Exception {
    List<Map<String, Long>> calls = new ArrayList<>();
    try (Plane plane =
        Plane.builder()
            .route("/holder", Holder::new)
            .onDeadLetter(letter -> {
              throw new IllegalStateException(letter.toString());
            })
            .start()) {
      AgentRef holder = plane.agent("/holder");
      for (int i = 1; i <= FIRST + COMMANDS; i++) {
        Calls.taken();
        holder.command("hold", i);
        Calls.uncounted(plane::awaitQuiet);
        if (i > FIRST) {
          calls.add(Calls.taken());
        }
      }
    }
    return calls;
  }
}
