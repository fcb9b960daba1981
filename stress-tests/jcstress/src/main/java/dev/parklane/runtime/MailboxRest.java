package dev.parklane.runtime;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLI_Result;

/**
 * Law E1: a message that comes when an agent goes to rest is taken before, or wakes it; and whoever
 * is woken finds what the agent left in its fields.
 */
@JCStressTest
@Outcome(id = "QUEUED, taken, 0", expect = Expect.ACCEPTABLE, desc = "before the rest")
@Outcome(
    id = "WAKE, rests, 1",
    expect = Expect.ACCEPTABLE,
    desc = "after it, with all that was left")
@Outcome(id = "QUEUED, rests, .*", expect = Expect.FORBIDDEN, desc = "nobody takes it")
@Outcome(expect = Expect.FORBIDDEN, desc = "neither, or what was left is not there")
@State
public class MailboxRest {
  private final Box box = new Box(10);
  private final AtWork atWork = new AtWork();
  private int left; // by the root thread

  /** A mailbox whose agent is at work, and has nothing left to do. */
  public MailboxRest() {
    box.post(new RootEvent.Command("lane", 1), atWork);
    box.take();
  }

  /** A sender, which is the next carrier where it has to wake the agent. */
  @Actor
  public void sends(LLI_Result r) {
    Mailbox.Posted posted = box.post(new RootEvent.Command("lane", 2), atWork);
    r.r1 = posted;
    r.r3 = posted == Mailbox.Posted.WAKE ? left : 0;
  }

  /** The root thread. */
  @Actor
  public void rests(LLI_Result r) {
    left = 1;
    RootEvent event = (RootEvent) box.take();
    boolean rests = event == null && box.rest();
    r.r2 = rests ? "rests" : "taken"; // what keeps it from resting is taken next
  }
}
