package dev.parklane.stress.bench;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueLink;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;
import java.util.concurrent.atomic.LongAdder;

/**
 * What each link costs where so many agents each have one to the same lane: from a command that
 * sets it until the last of them has handled its event.
 */
public final class LinksGrowth {
  private static final int[] LINKS = {1, 10, 100, 1_000, 10_000, 100_000};
  private static final int EVENTS = 10_000; // in a round, or as many as there are links

  private static final class Writer extends Agent {
    private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0);

    Writer() {
      new CommandLane<Integer>(this, "set").onCommand(value::set);
    }
  }

  private static final class Follower extends Agent {
    private final LongAdder told;

    Follower(LongAdder told) {
      this.told = told;
    }

    @Override
    protected void onStart() {
      new ValueLink<>(this, agent("/writer").lane("value", Integer.class))
          .onEvent(value -> told.increment())
          .open();
    }
  }

  private LinksGrowth() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws InterruptedException {
    Pace pace = Pace.of(arguments);
    for (int count : LINKS) {
      LongAdder told = new LongAdder();
      try (Plane plane =
          Planes.builder(Planes.schedulerHere(), Planes.PARKED)
              .route("/writer", Writer::new)
              .route("/follower/:number", () -> new Follower(told))
              .start()) {
        for (int i = 0; i < count; i++) {
          plane.agent("/follower/" + i).ask(Follower.class, follower -> "");
        }
        plane.awaitQuiet();
        int writes = Math.max(1, EVENTS / count);
        double[] nanos =
            Rounds.nanos(pace.warmUp(), pace.rounds(), () -> write(plane, writes, count, told));
        Rounds.print("Growth.links", nanos, (long) writes * count, "n", String.valueOf(count));
      }
    }
  }

  private static void write(Plane plane, int writes, int links, LongAdder told)
      throws InterruptedException {
    AgentRef writer = plane.agent("/writer");
    told.reset();
    for (int i = 0; i < writes; i++) {
      writer.command("set", i & 127);
      plane.awaitQuiet(); // so that no event is merged with the next (law J6)
    }
    if (told.sum() != (long) writes * links) {
      throw new IllegalStateException(
          told.sum() + " events were told, and not " + writes + " to each of " + links);
    }
  }
}
