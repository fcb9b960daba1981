package dev.parklane.runtime;

import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Law O3: who waits for room is told of it, also where it comes while the wait begins. */
@JCStressTest
@Outcome(id = "room", expect = Expect.ACCEPTABLE, desc = "found, or told of it")
@Outcome(id = "waits", expect = Expect.FORBIDDEN, desc = "waits beside a mailbox with room")
@State
public class MailboxRoom {
  private final Box box = new Box(1);
  private final AtWork atWork = new AtWork();
  private final Waiting message = new Waiting();
  private volatile @Nullable Thread sender;
  private volatile boolean through;

  /** A message that can be given up. */
  private static final class Waiting extends RootEvent.Command {
    private volatile boolean givenUp;

    Waiting() {
      super("lane", 2);
    }

    @Override
    boolean isGivenUp() {
      return givenUp;
    }
  }

  /** A mailbox that is full. */
  public MailboxRoom() {
    box.post(new RootEvent.Command("lane", 1), atWork);
  }

  /** A sender. */
  @Actor
  public void waits() {
    sender = Thread.currentThread();
    try {
      box.awaitRoom(message, null);
    } catch (InterruptedException e) {
      throw new IllegalStateException("jcstress does not interrupt", e);
    }
    through = true;
  }

  /**
   * The root thread. When it has taken the message nobody may wait any more: who was waiting has
   * been told, and who comes finds room.
   */
  @Actor
  public void takes(L_Result r) {
    box.take();
    r.r1 = "room";
    while (!through) {
      Thread waiting = sender;
      boolean waits = waiting != null && waiting.getState() == Thread.State.WAITING;
      if (waits && !through) { // else it is that thread's next wait, for another mailbox
        r.r1 = "waits";
        message.givenUp = true;
        box.tellOfRoom();
        return;
      }
      Thread.onSpinWait();
    }
  }
}
