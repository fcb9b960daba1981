package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** One agent on a plane of its own, its policy resume, and what its handlers noted. */
final class LaneStage<A extends Agent> implements AutoCloseable {
  static final String URI = "/agent";

  final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  private final Plane plane;
  private final Class<A> type;

  /** What an agent is made to do in its turn. */
  interface Act<A> {
    void run(A agent) throws Exception;
  }

  LaneStage(Class<A> type, Supplier<A> factory) {
    this.type = type;
    plane =
        Plane.builder()
            .route(URI, factory, o -> o.withFailurePolicy(FailurePolicy.resume()))
            .onDeadLetter(deadLetters::add)
            .start();
  }

  /** In one turn of the agent. What fails there fails here, with the failure as the cause. */
  void run(Act<A> act) {
    try {
      plane
          .agent(URI)
          .ask(
              type,
              agent -> {
                act.run(agent);
                return true;
              });
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** In one turn of the agent that is made to fail at its end, and so to be undone. */
  void runAndFail(Act<A> act) {
    try {
      run(agent -> {
        act.run(agent);
        throw new IllegalStateException("on purpose");
      });
      throw new AssertionError("did not fail");
    } catch (AgentFailedException e) {
      if (!"on purpose".equals(String.valueOf(e.getCause()).replaceAll(".*: ", ""))) {
        throw e;
      }
    }
  }

  void command(String lane, Object value) {
    plane.agent(URI).command(lane, value);
  }

  @Override
  public void close() {
    plane.close();
  }
}
