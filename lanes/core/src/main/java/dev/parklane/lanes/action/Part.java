package dev.parklane.lanes.action;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import java.util.function.Function;

/** What an action is made of. Without types: {@link HandlerAction} has checked them. */
sealed interface Part {
  /** What a simple action does. */
  @FunctionalInterface
  interface Act<A extends Agent> {
    Object perform(A agent, AgentContext context) throws Exception;
  }

  /** Something to do in an agent of the class of this context. */
  record Simple<A extends Agent>(HandlerContext<A> on, Act<A> act) implements Part {
    Object perform(AgentContext context) throws Exception {
      return act.perform(on.require(context.agent()), context);
    }
  }

  /** An action, and then a function of its result. */
  record Mapped(HandlerAction<?, ?> first, Function<?, ?> function) implements Part {}

  /** An action, and then that which a function makes of its result. */
  record Chained(HandlerAction<?, ?> first, Function<?, ? extends HandlerAction<?, ?>> next)
      implements Part {}

  /** Actions one after the other, for nothing. */
  record Sequence(Iterable<? extends HandlerAction<?, ?>> actions) implements Part {}
}
