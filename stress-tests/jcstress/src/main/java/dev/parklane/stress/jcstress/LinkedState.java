package dev.parklane.stress.jcstress;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IZ_Result;

/** Laws J1 and J6: what a link tells another agent, on another carrier, is there in full. */
@JCStressTest
@Outcome(id = "1, true", expect = Expect.ACCEPTABLE, desc = "all is there")
@Outcome(expect = Expect.FORBIDDEN, desc = "half of it")
@State
public class LinkedState {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Writes the lane that is linked to. */
  @Actor
  public void writes(IZ_Result r) {
    int number = NUMBER.incrementAndGet() | 1; // never 0
    r.r1 = Math.min(1, Keeper.ask("/keeper", Keeper.class, keeper -> keeper.set(number)));
  }

  /** Asks the agent that has the link. */
  @Actor
  public void reads(IZ_Result r) {
    r.r2 = Keeper.ask("/watcher", Watcher.class, Watcher::isWhole);
  }
}
