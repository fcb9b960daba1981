package dev.parklane.runtime.scheduling;

import dev.parklane.runtime.untyped.CalledByName;
import java.util.List;

/** What a running handler has around it, for code that knows nothing of agents. */
public interface HandlerEnvironment {
  /** Bound in every handler of an agent, and in what it forks. */
  ScopedValue<HandlerEnvironment> CURRENT = ScopedValue.newInstance();

  /**
   * {@return a lane of the agent whose handler runs on the calling thread}
   *
   * @param name of the lane
   * @throws IllegalStateException where no handler runs on it
   * @throws IllegalArgumentException where the agent has no lane of that name
   */
  Object lane(String name);

  /**
   * {@return what was given for an argument of a lane's method, as the lane takes it}
   *
   * @param lane its name
   * @param method the one that is called
   * @param index which of its arguments it is, from 0 on
   * @param argument in plain Java
   * @throws IllegalArgumentException where it is of another type than the lane declares (law M9)
   */
  Object given(String lane, String method, int index, Object argument);

  /**
   * {@return something else that the agent has, whose handler runs on the calling thread}
   *
   * @param name as in {@code bus}
   */
  CalledByName part(String name);

  /**
   * {@return on whose behalf the calling thread waits, and others wait for it: the agent where it
   * is a handler of its that runs, else the thread}
   */
  Object party();

  /**
   * {@return the agent that waits for the calling thread, whether that is its handler or a subtask
   * of it}
   */
  Object agentPlace();

  /**
   * Takes the calling thread away for a wait: it then is not at work.
   *
   * @return ends the absence
   */
  Away away();

  /**
   * {@return the failure of a wait that would be one for itself (law O2)}
   *
   * @param cycle who waits for whom, the waiter at both ends
   */
  RuntimeException refused(List<String> cycle);

  /** A wait. */
  interface Away {
    /** To be called when whoever will end the wait knows of it. */
    void start();

    /**
     * To be called by whoever ends the wait, while it is at work itself. Any thread; once counts.
     */
    void end();
  }
}
