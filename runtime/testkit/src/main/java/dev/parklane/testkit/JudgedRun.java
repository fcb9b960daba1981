package dev.parklane.testkit;

import dev.parklane.runtime.DeadLetter;

/**
 * A run that fails where a cascade fails, a message becomes a dead letter, a handler or suspended
 * work has not ended, or a stranger wakes an agent, unless that was expected or allowed (law Q1).
 * For the thread that plays it, and its programs.
 */
public abstract sealed class JudgedRun permits TimedRun {
  private final Judge judge = new Judge((Simulation) this);

  JudgedRun() {}

  /**
   * Passes over what would fail the run otherwise (law Q1). Single failures and letters are better
   * expected by {@link #expectFailure} and {@link #expectDeadLetter}.
   *
   * @param those what is passed over, from the beginning of the run to its end
   */
  public final void allow(Leniency... those) {
    judge.allow(those);
  }

  /**
   * Takes the first dead letter that was sent there for this reason: it does not fail the run any
   * more. Planes that have an observer of their own for dead letters have none here.
   *
   * @param uri the URI of the agent to which it was sent
   * @param reason why it was not delivered
   * @return the letter, with what it carries
   * @throws AssertionError where there is none by now, or all were taken before
   */
  public final DeadLetter expectDeadLetter(String uri, DeadLetter.Reason reason) {
    return judge.expectations().letter(uri, reason);
  }

  /**
   * Takes the first cascade of the agent that has failed with such a cause: it does not fail the
   * run any more.
   *
   * @param <T> the class of the cause
   * @param uri the URI of the agent
   * @param cause the class of what a handler threw, or a superclass of it
   * @return the cause
   * @throws AssertionError where there is none by now, or all were taken before
   */
  public final <T extends Throwable> T expectFailure(String uri, Class<T> cause) {
    return judge.expectations().failure(uri, cause);
  }

  /** What fails the run, and what was expected. */
  final Judge judge() {
    return judge;
  }
}
