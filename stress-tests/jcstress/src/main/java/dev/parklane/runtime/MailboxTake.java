package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** Law E1: what a sender puts in a message is there in full when it is taken. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "it has not come yet")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "in full")
@Outcome(expect = Expect.FORBIDDEN, desc = "half of it")
@State
public class MailboxTake {
  private final Box box = new Box(1);
  private final AtWork atWork = new AtWork();

  /** With plain fields, as an element of a lane may have them. */
  private static final class Element {
    int a;
    int b;
  }

  /** A sender. */
  @Actor
  public void sends() {
    Element element = new Element();
    element.a = 1;
    element.b = 2;
    box.post(new RootEvent.Command("lane", element), atWork);
  }

  /** The root thread. */
  @Actor
  public void takes(II_Result r) {
    @Nullable RootEvent event = (RootEvent) box.take();
    if (event != null && event.value() instanceof Element element) {
      r.r1 = element.a;
      r.r2 = element.b;
    }
  }
}
