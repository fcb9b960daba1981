package dev.parklane.runtime;

import dev.parklane.runtime.scheduling.ExclusiveContext;
import dev.parklane.runtime.scheduling.WaitGraph;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which agents wait for an answer of which others, over all planes of the process. An ask that
 * would close a cycle is refused here, so that it never becomes a deadlock (law O2).
 *
 * <p>An agent usually waits for one other; it waits for several where a handler's forked subtasks
 * ask. A thread outside of every agent counts where it is inside of a guest, which agents may need
 * to answer (law H5).
 */
final class AskGraph {
  /** An agent, whichever instance stands for it now. */
  record Place(Commons commons, String uri) {
    @Override
    public String toString() {
      return uri;
    }
  }

  private AskGraph() {}

  /**
   * The asker waits for the asked from here on.
   *
   * @param asker null for a thread that is in no agent
   * @throws AskCycleException where the asked waits for the asker already, over however many others
   */
  static void enter(@Nullable Place asker, Place asked) {
    if (asker != null) {
      enter((Object) asker, asked);
    }
    Thread outside = ExclusiveContext.outsider();
    if (outside != null) {
      try {
        enter(outside, asked);
      } catch (AskCycleException e) {
        if (asker != null) {
          WaitGraph.leave(asker, asked);
        }
        throw e;
      }
    }
  }

  private static void enter(Object waiter, Place asked) {
    List<Object> cycle = WaitGraph.enter(waiter, asked);
    if (!cycle.isEmpty()) {
      throw new AskCycleException(cycle.stream().map(AskGraph::text).toList());
    }
  }

  private static String text(Object waiter) {
    return waiter instanceof Thread thread
        ? "thread '" + thread.getName() + "'"
        : waiter.toString();
  }

  /** Whom an agent waits for, in words; empty where it waits for nobody. */
  static String waitText(Place asker) {
    List<Object> asked = WaitGraph.waitsFor(asker);
    return asked.isEmpty()
        ? ""
        : asked.stream().map(AskGraph::text).collect(Collectors.joining(", ", ", waits for ", ""));
  }

  /** The asker does not wait for the asked any more. */
  static void leave(@Nullable Place asker, Place asked) {
    if (asker != null) {
      WaitGraph.leave(asker, asked);
    }
    Thread outside = ExclusiveContext.outsider();
    if (outside != null) {
      WaitGraph.leave(outside, asked);
    }
  }
}
