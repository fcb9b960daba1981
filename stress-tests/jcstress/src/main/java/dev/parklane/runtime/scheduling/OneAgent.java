package dev.parklane.runtime.scheduling;

/** An agent with one thing to do, whose carriers are the actors of a test. */
abstract class OneAgent implements AgentWork {
  private static final StartedThreads OWNERS = new StartedThreads(); // none, as the JDK is opened

  final Turns turns = new Turns();
  private final LockStepScheduler scheduler = new LockStepScheduler(this, turns, OWNERS);
  private volatile boolean ended;

  OneAgent() {
    scheduler.start(); // it has its first turn to come
  }

  /** What there is to do, on the root thread. */
  abstract void handle(LockStepScheduler with);

  @Override
  public final String name() {
    return "/agent";
  }

  @Override
  public final void bind(Runnable owner) {
    owner.run();
  }

  @Override
  public final void run(LockStepScheduler with) {
    handle(with);
  }

  @Override
  public final boolean end() {
    ended = true;
    return true;
  }

  @Override
  public final void giveUp(Throwable cause) {
    throw new IllegalStateException(cause);
  }

  /** Whether all is done, on either carrier. */
  final boolean hasEnded() {
    return ended;
  }
}
