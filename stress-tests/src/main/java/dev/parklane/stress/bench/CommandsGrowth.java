package dev.parklane.stress.bench;

import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import dev.parklane.stress.bench.CommandBenchmark.Adder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What a command with one trigger costs where there are so many agents: to one that has rested
 * since all others had theirs (<i>cold</i>), and to one of 64 that are sent all of them
 * (<i>warm</i>). Waits after every thousand, so that every agent has come to rest.
 */
public final class CommandsGrowth {
  private static final int[] AGENTS = {1_000, 10_000, 100_000, 1_000_000};
  private static final int WARM_AGENTS = 64;
  private static final int COMMANDS = 10_000; // in a round
  private static final int AT_ONCE = 1_000;
  private static final long SEED = 14; // the agents are not visited in the order they were made in

  private final Plane plane;
  private final List<AgentRef> agents = new ArrayList<>();
  private int next;

  private CommandsGrowth(Plane plane, int count) {
    this.plane = plane;
    for (int i = 0; i < count; i++) {
      agents.add(plane.agent("/adder/" + i));
    }
    Collections.shuffle(agents, new Random(SEED));
  }

  /** Measures and prints. */
  public static void main(String[] arguments) throws InterruptedException {
    Pace pace = Pace.of(arguments);
    for (int count : AGENTS) {
      try (Plane plane =
          Planes.builder(Planes.schedulerHere(), Planes.PARKED)
              .route("/adder/:number", Adder::new)
              .start()) {
        CommandsGrowth growth = new CommandsGrowth(plane, count);
        growth.send(count, count); // makes them
        growth.measure(pace, "Growth.commandsCold", count);
        growth.next = 0;
        growth.measure(pace, "Growth.commandsWarm", WARM_AGENTS);
      }
    }
  }

  private void measure(Pace pace, String what, int among) throws InterruptedException {
    double[] nanos = Rounds.nanos(pace.warmUp(), pace.rounds(), () -> send(COMMANDS, among));
    Rounds.print(what, nanos, COMMANDS, "n", String.valueOf(agents.size()));
  }

  private void send(int commands, int among) throws InterruptedException {
    for (int i = 1; i <= commands; i++) {
      agents.get(next).command("add", i & 127);
      next = next + 1 == among ? 0 : next + 1;
      if (i % AT_ONCE == 0) {
        plane.awaitQuiet();
      }
    }
  }
}
