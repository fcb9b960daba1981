package dev.parklane.stress.jcstress;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Laws E2, E3 and O2: what the handlers of an agent leave in its lanes and fields is there, in
 * full, for its next handler, on whatever carrier; and what an agent answers is there for the
 * asker.
 */
@JCStressTest
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "all is there")
@Outcome(expect = Expect.FORBIDDEN, desc = "half of it")
@State
public class AgentState {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Writes lanes, and reads what it has been answered. */
  @Actor
  public void writes(ZZ_Result r) {
    int number = NUMBER.incrementAndGet() | 1; // never 0
    Element answer =
        Keeper.ask(
            "/keeper",
            Keeper.class,
            keeper -> {
              keeper.set(number);
              return keeper.value();
            });
    r.r1 = answer.isWhole();
  }

  /** Reads them. */
  @Actor
  public void reads(ZZ_Result r) {
    r.r2 = Keeper.ask("/keeper", Keeper.class, Keeper::isWhole);
  }
}
