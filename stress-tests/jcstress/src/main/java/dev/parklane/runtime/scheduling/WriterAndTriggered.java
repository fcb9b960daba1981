package dev.parklane.runtime.scheduling;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIZ_Result;

/**
 * Law E3: a handler that a write triggers finds what its writer wrote, and the writer, when it goes
 * on, what the handler wrote; also where the handler waits meanwhile and comes to another carrier.
 */
@JCStressTest
@Outcome(id = "1, 2, false", expect = Expect.ACCEPTABLE, desc = "each finds what the other wrote")
@Outcome(id = ".*, 0, .*", expect = Expect.FORBIDDEN, desc = "the writer does not go on")
@Outcome(expect = Expect.FORBIDDEN, desc = "half of it, or two carriers run it")
@State
public class WriterAndTriggered {
  private final Waiting waiting = new Waiting();
  private int written; // the turn, as a lane has it
  private int found; // the turn
  private int triggered; // the turn
  private int inTheEnd; // the turn

  private final OneAgent agent =
      new OneAgent() {
        @Override
        void handle(LockStepScheduler with) {
          written = 1;
          with.park(new Triggered());
          inTheEnd = triggered;
        }
      };

  private final class Triggered extends TriggeredRun {
    @Override
    protected String threadName() {
      return "1 lane.onEvent";
    }

    @Override
    protected void runHere() {
      int first = written;
      waiting.await();
      found = first == written ? first : -1;
      triggered = 2;
    }

    @Override
    protected void failed(Throwable cause) {
      throw new AssertionError(cause);
    }
  }

  /** A carrier. */
  @Actor
  public void runs() {
    agent.turns.take();
  }

  /** Somebody who wakes the triggered handler, and another carrier. */
  @Actor
  public void wakes() {
    waiting.tell();
    agent.turns.take();
  }

  /** After both, who have left nothing undone. */
  @Arbiter
  public void ends(IIZ_Result r) {
    r.r1 = found;
    r.r2 = agent.hasEnded() ? inTheEnd : 0;
    r.r3 = agent.turns.wereGivenTwice();
  }
}
