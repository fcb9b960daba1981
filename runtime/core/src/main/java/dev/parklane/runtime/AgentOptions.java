package dev.parklane.runtime;

import dev.parklane.runtime.store.StateStore;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What can be set for the agents of a route. A plane has its own, which every route starts from.
 *
 * @param guards the bounds of a cascade
 * @param failurePolicy what becomes of an agent after a failed cascade
 * @param mailboxCapacity how many messages may wait in the mailbox of an agent (law O3)
 * @param idleAfter after how long without a root event an agent leaves, on the clock of its plane;
 *     null where it stays (laws L2, L4)
 * @param store what keeps the lanes of agents while they are away; null where nothing does
 * @param dispatch how triggered handlers are run (law X1)
 */
public record AgentOptions(
    Guards guards,
    FailurePolicy failurePolicy,
    int mailboxCapacity,
    @Nullable Duration idleAfter,
    @Nullable StateStore store,
    Dispatch dispatch) {
  /**
   * {@link Guards#DEFAULT}, {@link FailurePolicy#stop()}, 65,536 messages; agents that are idle
   * stay, nothing keeps their lanes, and triggered handlers have threads of their own.
   */
  public static final AgentOptions DEFAULT =
      new AgentOptions(Guards.DEFAULT, FailurePolicy.stop(), 65_536, null, null, Dispatch.parked());

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException where the capacity or the time to be idle is not positive
   */
  public AgentOptions {
    Objects.requireNonNull(guards, "guards");
    Objects.requireNonNull(failurePolicy, "failurePolicy");
    Objects.requireNonNull(dispatch, "dispatch");
    if (mailboxCapacity < 1) {
      throw new IllegalArgumentException(
          "[PL-O3.2] mailboxCapacity is " + mailboxCapacity + "; it must be 1 or more");
    }
    if (idleAfter != null && !idleAfter.isPositive()) {
      throw new IllegalArgumentException(
          "[PL-L4] idleAfter is " + idleAfter + "; it must be positive");
    }
  }

  /**
   * {@return these options with other guards}
   *
   * @param other the guards of each agent
   */
  public AgentOptions withGuards(Guards other) {
    return new AgentOptions(other, failurePolicy, mailboxCapacity, idleAfter, store, dispatch);
  }

  /**
   * {@return these options with another failure policy}
   *
   * @param other what becomes of an agent whose cascade fails
   */
  public AgentOptions withFailurePolicy(FailurePolicy other) {
    return new AgentOptions(guards, other, mailboxCapacity, idleAfter, store, dispatch);
  }

  /**
   * {@return these options with room for so many messages in a mailbox}
   *
   * @param messages 1 or more
   */
  public AgentOptions withMailboxCapacity(int messages) {
    return new AgentOptions(guards, failurePolicy, messages, idleAfter, store, dispatch);
  }

  /**
   * {@return these options, but agents leave after so long without a root event} The next message
   * makes a fresh instance, from the store if there is one.
   *
   * @param time on the clock of the plane, positive; null for never
   */
  public AgentOptions withIdleAfter(@Nullable Duration time) {
    return new AgentOptions(guards, failurePolicy, mailboxCapacity, time, store, dispatch);
  }

  /**
   * {@return these options with a store that keeps the lanes of agents}
   *
   * @param other the store; null for none
   */
  public AgentOptions withStore(@Nullable StateStore other) {
    return new AgentOptions(guards, failurePolicy, mailboxCapacity, idleAfter, other, dispatch);
  }

  /**
   * {@return these options with another way to run triggered handlers}
   *
   * @param other {@link Dispatch#parked()} or {@link Dispatch#mounted}
   */
  public AgentOptions withDispatch(Dispatch other) {
    return new AgentOptions(guards, failurePolicy, mailboxCapacity, idleAfter, store, other);
  }
}
