package dev.parklane.lanes.action;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One run of an action: a loop over its parts, with a stack of its own on the heap.
 *
 * <p>What stands on that stack is what is still to be done with the result of the part that runs. A
 * part is taken off before what follows from it is begun, so that a chain that leads back to itself
 * does not make the stack grow. Only the thread that made the run touches it.
 */
final class ActionRun {
  private static final String GIVE_A_VALUE = "give a value, such as Optional.empty() for none";
  private static final String GIVE_AN_ACTION = "give an action, such as on.nothing() for none";

  private final AgentContext context;
  private final Deque<Object> rest = new ArrayDeque<>(); // Mapped, Chained, or what is left to do

  private ActionRun(AgentContext context) {
    this.context = context;
  }

  /** In the agent whose handler runs on this thread. */
  static ActionRun current() {
    return new ActionRun(AgentContext.current());
  }

  /** In the agent whose handler runs on this thread, which has to be this one. */
  static ActionRun in(Agent agent) {
    ActionRun run = current();
    if (run.context.agent() != agent) {
      throw new IllegalStateException(
          "[PL-E8.2] an action was to be run in "
              + agent.uri()
              + " by a handler of "
              + run.context.uri()
              + "; run it in the turn of its own agent: send that a command");
    }
    return run;
  }

  /** Runs it. */
  @SuppressWarnings("unchecked") // that this is its result was checked where it was composed
  <T> T result(HandlerAction<?, T> action) throws Exception {
    HandlerAction<?, ?> next = action;
    while (true) {
      Object result = begin(Composed.partOf(next));
      do {
        Object waiting = rest.poll();
        if (waiting == null) {
          return (T) result;
        }
        next = null;
        switch (waiting) {
          case Part.Mapped mapped ->
              result = apply(mapped.function(), result, "map(...)", GIVE_A_VALUE);
          case Part.Chained chained ->
              next = apply(chained.next(), result, "andThen(...)", GIVE_AN_ACTION);
          case Iterator<?> actions when actions.hasNext() -> {
            next =
                requireAction(
                    (HandlerAction<?, ?>) actions.next(), "the iterator of sequentially(...)");
            rest.push(actions);
          }
          default -> result = Nothing.NOTHING; // the end of a sequence
        }
      } while (next == null);
    }
  }

  /** Does what comes first in a part, and leaves the rest on the stack. */
  private Object begin(Part whole) throws Exception {
    Part part = whole;
    while (true) {
      switch (part) {
        case Part.Simple<?> simple -> {
          return simple.perform(context);
        }
        case Part.Sequence sequence -> {
          rest.push(sequence.actions().iterator());
          return Nothing.NOTHING;
        }
        case Part.Mapped mapped -> {
          rest.push(mapped);
          part = Composed.partOf(mapped.first());
        }
        case Part.Chained chained -> {
          rest.push(chained);
          part = Composed.partOf(chained.first());
        }
      }
    }
  }

  @SuppressWarnings("unchecked") // the function takes what came before it: checked when composed
  private <U> U apply(Function<?, U> function, Object result, String whose, String remedy) {
    U given = ((Function<Object, U>) function).apply(result);
    return require(given, "the function of " + whose, context.agent(), remedy);
  }

  /** The action that the function of a handler gave, or an iterator, unless that is null. */
  <T> HandlerAction<?, T> requireAction(@Nullable HandlerAction<?, T> given, String by) {
    return require(given, by, context.agent(), GIVE_AN_ACTION);
  }

  /** The value that code gave, unless that is null. */
  static <U> U requireValue(@Nullable U given, String whose, Agent agent) {
    return require(given, "the code of " + whose, agent, GIVE_A_VALUE);
  }

  /** The lane that a projection gave, unless that is null. */
  static <L extends Lane> L requireLane(@Nullable L given, String whose, Agent agent) {
    return require(
        given, "the projection of " + whose, agent, "declare the lane in a field of the agent");
  }

  private static <U> U require(@Nullable U given, String by, Agent agent, String remedy) {
    if (given == null) {
      throw new NullPointerException("[PL-E3] " + by + " in " + agent + " gave null; " + remedy);
    }
    return given;
  }
}
