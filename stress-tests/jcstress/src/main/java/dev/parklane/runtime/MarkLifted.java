package dev.parklane.runtime;

import java.util.ArrayList;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * Law O5: who finds in one mailbox what was posted to two behind one mark finds it in the other.
 */
@JCStressTest
@Outcome(id = "false, false", expect = Expect.ACCEPTABLE, desc = "it has not come yet")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "it has come in between")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "it is in both")
@Outcome(id = "true, false", expect = Expect.FORBIDDEN, desc = "it is in one before the other")
@State
public class MarkLifted {
  private final Box first = new Box(1);
  private final Box second = new Box(1);
  private final AtWork atWork = new AtWork();

  /** One who posts to both. */
  @Actor
  public void posts() {
    Mark mark = new Mark(new ArrayList<>());
    first.claim(mark, 1);
    second.claim(mark, 1);
    first.post(new RootEvent.Command("lane", 1), atWork);
    second.post(new RootEvent.Command("lane", 1), atWork);
    mark.lift();
  }

  /** Both root threads, one after the other. */
  @Actor
  public void takes(ZZ_Result r) {
    r.r1 = first.take() != null;
    r.r2 = second.take() != null;
  }
}
