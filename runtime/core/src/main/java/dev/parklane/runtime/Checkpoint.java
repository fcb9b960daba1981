package dev.parklane.runtime;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The early end of a cascade, by the handler of its root event (law F10): where that is allowed,
 * and the steps that are run once.
 */
final class Checkpoint {
  private Checkpoint() {}

  /**
   * Lets stand what the cascade has done so far.
   *
   * @throws LaneAccessException where it is not this thread's turn
   * @throws IllegalStateException where no handler of a root event calls it
   * @throws CascadeAbortedException where the cascade has failed, or the store does now
   */
  static void take(Instance agent) {
    Commit.checkpoint(agent, require(agent, "checkpoint()"), null);
  }

  /**
   * Runs a step, and lets it stand with all that the cascade has done before, unless that has
   * happened in this root event.
   *
   * @throws IllegalArgumentException where the name is blank
   */
  static void take(Instance agent, String name, Step step) throws Exception {
    Objects.requireNonNull(name, "the name of a checkpoint");
    Objects.requireNonNull(step, "the step of a checkpoint");
    String what = "checkpoint '" + name + "'";
    Cascade cascade = require(agent, what);
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "[PL-F10] "
              + what
              + " of "
              + agent.uri()
              + " has a blank name; name it after what its step does");
    }
    NamedSteps steps = cascade.part().steps();
    if (steps.isDone(name)) {
      return;
    }
    if (!steps.begin(name)) {
      throw new IllegalStateException(
          "[PL-F10.2] "
              + what
              + " of "
              + agent.uri()
              + " is taken inside its own step; give each step its own name");
    }
    try {
      step.run();
      Commit.checkpoint(agent, require(agent, what), name);
    } finally {
      steps.end(name);
    }
  }

  private static Cascade require(Instance agent, String what) {
    agent.requireTurn(what);
    Cascade cascade = agent.cascade();
    String why = refusal(agent, cascade);
    if (why != null) {
      throw new IllegalStateException(
          "[PL-F10.3] "
              + what
              + " of "
              + agent.uri()
              + " is refused: "
              + why
              + "; nothing has changed");
    }
    return cascade;
  }

  private static @Nullable String refusal(Instance agent, Cascade cascade) {
    HandlerRun running = cascade.running();
    if (cascade.constructing) {
      return "its constructor handles no event; take it in onStart() or later";
    }
    if (agent instanceof Client) {
      return "a client stands for a program, whose messages leave one by one; send what shall stand"
          + " to an agent, and take it there";
    }
    if (running == null || (cascade.partIfAny() instanceof CascadePart part && part.isEnding())) {
      return "no handler runs, or one is at a checkpoint already; take it in the handler of a root"
          + " event";
    }
    if (running.depth > 0) {
      return "it was called at depth "
          + running.depth
          + ", in "
          + ChainText.of(running)
          + ", where each writer is parked in the middle of its work; take it in the handler of the"
          + " root event, "
          + rootOf(running).name;
    }
    return null;
  }

  private static HandlerRun rootOf(HandlerRun run) {
    HandlerRun root = run;
    HandlerRun writer = run.writer;
    while (writer != null) {
      root = writer;
      writer = root.writer;
    }
    return root;
  }
}
