package dev.parklane.testkit.model;

import dev.parklane.runtime.AgentFailedException;
import dev.parklane.testkit.InjectedFault;

/** Whether a question has failed as a simulation was told to let it fail. */
final class OnPurpose {
  private OnPurpose() {}

  static boolean isSo(Throwable failure) {
    return failure instanceof AgentFailedException && InjectedFault.isBehind(failure);
  }

  /** Throws any other. */
  static void require(AgentFailedException failure) {
    if (!isSo(failure)) {
      throw failure;
    }
  }
}
