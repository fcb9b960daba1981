package dev.parklane.runtime.scheduling;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/**
 * Law E2: an agent that gives its carrier up between root events goes on, on any other, with all
 * that the root events before have left.
 */
@JCStressTest
@Outcome(id = "4, false", expect = Expect.ACCEPTABLE, desc = "each counts on where the last ended")
@Outcome(id = "0, .*", expect = Expect.FORBIDDEN, desc = "nobody runs it on")
@Outcome(expect = Expect.FORBIDDEN, desc = "one is lost, or two carriers run it")
@State
public class HandlersInTurn {
  private int count; // the turn, as a lane has it

  private final OneAgent agent =
      new OneAgent() {
        @Override
        void handle(LockStepScheduler with) {
          for (int i = 0; i < 4; i++) {
            count++;
            with.yieldCarrier();
          }
        }
      };

  /** A carrier. */
  @Actor
  public void runs() {
    agent.turns.takeUntil(agent::hasEnded);
  }

  /** Another. */
  @Actor
  public void runsToo() {
    agent.turns.takeUntil(agent::hasEnded);
  }

  /** After both. */
  @Arbiter
  public void ends(IZ_Result r) {
    r.r1 = agent.hasEnded() ? count : 0;
    r.r2 = agent.turns.wereGivenTwice();
  }
}
