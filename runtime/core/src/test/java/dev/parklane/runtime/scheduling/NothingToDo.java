package dev.parklane.runtime.scheduling;

/** An agent that has nothing to do, and ends. */
class NothingToDo implements AgentWork {
  @Override
  public String name() {
    return "/nothing";
  }

  @Override
  public void bind(Runnable owner) {
    owner.run();
  }

  @Override
  public void run(LockStepScheduler scheduler) {}

  @Override
  public boolean end() {
    return true;
  }

  @Override
  public void giveUp(Throwable cause) {
    throw new AssertionError(cause);
  }
}
