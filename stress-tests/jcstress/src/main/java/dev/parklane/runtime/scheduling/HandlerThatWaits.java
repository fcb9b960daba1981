package dev.parklane.runtime.scheduling;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/**
 * Laws E3 and E7: a handler that waits leaves its carrier, and goes on, on any other, where it was;
 * also where it is woken while it leaves. What it wrote before is there, and so is what it writes
 * then, for whoever comes after it.
 */
@JCStressTest
@Outcome(id = "1, 2, false", expect = Expect.ACCEPTABLE, desc = "all is there")
@Outcome(id = "0, 0, .*", expect = Expect.FORBIDDEN, desc = "nobody runs it on")
@Outcome(expect = Expect.FORBIDDEN, desc = "half of it, or two carriers run it")
@State
public class HandlerThatWaits {
  private final Waiting waiting = new Waiting();
  private int before; // the turn, as a lane has it
  private int after; // the turn
  private int found; // the turn

  private final OneAgent agent =
      new OneAgent() {
        @Override
        void handle(LockStepScheduler with) {
          before = 1;
          waiting.await();
          found = before;
          after = 2;
        }
      };

  /** A carrier. */
  @Actor
  public void runs() {
    agent.turns.take();
  }

  /** Somebody who wakes the handler, and another carrier. */
  @Actor
  public void wakes() {
    waiting.tell();
    agent.turns.take();
  }

  /** After both, who have left nothing undone. */
  @Arbiter
  public void ends(IIZ_Result r) {
    r.r1 = agent.hasEnded() ? found : 0;
    r.r2 = after;
    r.r3 = agent.turns.wereGivenTwice();
  }
}
