package dev.parklane.runtime.bus;

import dev.parklane.runtime.event.Handler;

/** The bus as programs outside the agents see it: what they register belongs to no agent. */
public interface PlaneBus extends Bus {
  /**
   * Has a handler see every message before it is delivered, on the thread that publishes, sends,
   * requests or answers, in the order in which taps were added. It sees what a cascade sends when
   * the cascade sends it, and so also what is never delivered as the cascade fails. It must be
   * short and must not touch lanes; where it fails that is logged. One that a handler adds is
   * closed if its cascade fails (law F7).
   *
   * @param tap called with each message; equal taps added twice are called twice
   * @return the tap, which ends when it is closed; its pattern is {@code *}
   */
  Subscription tap(Handler<? super BusMessage> tap);
}
