package dev.parklane.runtime;

import dev.parklane.clock.TestClock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A plane of one agent that writes to one lane, run once in a process when the first plane starts.
 * What the JVM loads and links for the first command and the first trigger is paid there, and not
 * by the first event that matters (law K12); and where this JVM cannot run an agent, {@code
 * start()} says so (law E13). It is recorded and traced nowhere.
 */
final class Rehearsal {
  private static final AtomicBoolean HELD = new AtomicBoolean();

  private Rehearsal() {}

  /** The agent of the rehearsal. */
  private static final class Player extends Agent {
    private final Score score = new Score(this);

    private int play() {
      score.accept(1);
      return 1;
    }
  }

  /** Its lane, which observes itself. */
  private static final class Score extends Lane {
    Score(Agent player) {
      super(player, "score");
      observe("onEvent", 0, "");
    }

    @Override
    protected void accept(Object value) {
      changing();
      trigger(observers().get(0), () -> {});
    }

    @Override
    protected @Nullable String refusesCommand(Object value) {
      return null;
    }

    @Override
    public String kind() {
      return "score";
    }

    @Override
    protected Object state() {
      return "";
    }

    @Override
    protected void restore(@Nullable Object state) {}
  }

  /**
   * Holds it, unless that was done or somebody does.
   *
   * @throws IllegalStateException where this JVM cannot run an agent
   */
  static void hold(boolean lockStep) {
    if (HELD.compareAndSet(false, true)) {
      FutureTask<Integer> rehearsal = new FutureTask<>(() -> play(lockStep));
      // In a thread that inherits nothing: the plane that starts may be in a simulation.
      Thread.ofPlatform()
          .name("parklane-rehearsal")
          .daemon()
          .inheritInheritableThreadLocals(false)
          .start(rehearsal);
      await(rehearsal);
    }
  }

  private static int play(boolean lockStep) throws InterruptedException {
    PlaneBuilder builder =
        Plane.builder().route("/rehearsal", Player::new).lockStep(lockStep).carriers(1);
    try (Plane plane = new Plane(builder.clock(new TestClock()))) {
      AgentRef player = plane.agent("/rehearsal");
      player.command("score", 1);
      return player.ask(Player.class, Player::play);
    }
  }

  private static void await(FutureTask<Integer> rehearsal) {
    boolean interrupted = false;
    while (true) {
      try {
        rehearsal.get();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        throw new IllegalStateException(
            "[PL-E13.2] this JVM cannot run an agent: " + e.getCause(), e);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
