package dev.parklane.examples.names;

import dev.parklane.runtime.CascadeReport;
import dev.parklane.runtime.Client;
import dev.parklane.runtime.Follower;
import dev.parklane.runtime.FollowerLink;
import dev.parklane.runtime.LaneDescription;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneListener;
import dev.parklane.runtime.Residents;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Names that live on another plane, followed by somebody who knows nothing of their class. */
public final class Elsewhere {
  private Elsewhere() {}

  /** Shows what a lane is and does, whatever kind it is. */
  private static final class Shown implements Follower {
    @Override
    public void linked(LaneDescription lane) {
      IO.println("linked to '" + lane.name() + "', a " + lane.kind() + " lane");
    }

    @Override
    public void synced(@Nullable Object state) {
      IO.println("it is " + state);
    }

    @Override
    public void told(LaneEvent event) {
      IO.println(event);
    }

    @Override
    public void unlinked() {
      IO.println("it is no more");
    }

    @Override
    public void failed(Throwable cause) {
      IO.println("it cannot be followed: " + cause.getMessage());
    }
  }

  /** Counts for a monitor. */
  private static final class Counts implements PlaneListener {
    final LongAdder commands = new LongAdder();

    @Override
    public void cascadeEnded(CascadeReport cascade) {
      if (cascade.rootEvent().equals("addName.onCommand") && cascade.succeeded()) {
        commands.increment();
      }
    }
  }

  /** Returns when the names have been added, and seen. */
  public static void main() throws InterruptedException {
    Counts counts = new Counts();
    try (Plane far = Plane.builder().route("/names/:list", Names::new).listener(counts).start();
        Residents residents = new Residents(far);
        Plane near = Plane.builder().elsewhere("/names/:list", residents).start();
        Client client = near.client()) {
      new FollowerLink(client, near.agent("/names/guests").lane("length"), new Shown()).open();
      near.awaitQuiet(); // the wish to follow is there
      far.awaitQuiet(); // it is told
      near.awaitQuiet(); // and shown
      near.agent("/names/guests").command("addName", "Ada");
      far.awaitQuiet();
      near.awaitQuiet();
      far.agent("/names/guests").lanes().forEach(IO::println);
      IO.println("commands: " + counts.commands);
    }
  }
}
