package dev.parklane.runtime.trace;

import dev.parklane.clock.Nanos;
import org.jspecify.annotations.Nullable;

/** One line of a {@link Trace}. */
public sealed interface TraceEntry {
  /** {@return the entry as it stands in the trace, without an end of line} */
  String line();

  /** What an agent does. */
  sealed interface OfAgent extends TraceEntry {
    /** {@return the agent's URI, in canonical form} */
    String agent();
  }

  /** What a handler does, or what is done with it. */
  sealed interface OfHandler extends OfAgent {
    /** {@return how many writers are parked under the handler; 0 for that of a root event} */
    int depth();

    /** {@return what it does, without who it is} */
    String what();

    @Override
    default String line() {
      return "  ".repeat(depth() + 1) + agent() + " " + depth() + " " + what();
    }
  }

  /**
   * A root event begins its cascade.
   *
   * @param agent the URI
   * @param rootEvent as in {@code addName.onCommand}
   * @param value what it carries, as text; null where it carries nothing, or nobody wants values
   * @param asker the URI of the agent that waits for the answer; null where none does
   */
  record Begins(String agent, String rootEvent, @Nullable String value, @Nullable String asker)
      implements OfAgent {
    /**
     * One for which no agent waits.
     *
     * @param agent the URI
     * @param rootEvent as in {@code addName.onCommand}
     * @param value what it carries, as text; null where it carries nothing, or nobody wants values
     */
    public Begins(String agent, String rootEvent, @Nullable String value) {
      this(agent, rootEvent, value, null);
    }

    /**
     * One without a value.
     *
     * @param agent the URI
     * @param rootEvent as in {@code addName.onCommand}
     */
    public Begins(String agent, String rootEvent) {
      this(agent, rootEvent, null);
    }

    @Override
    public String line() {
      String carried = value == null ? "" : " " + value;
      return agent + " <- " + rootEvent + carried + (asker == null ? "" : " by " + asker);
    }
  }

  /**
   * A handler starts.
   *
   * @param agent the URI
   * @param handler as in {@code length.onEvent}
   * @param depth how many writers are parked under it
   */
  record Handles(String agent, String handler, int depth) implements OfHandler {
    @Override
    public String what() {
      return handler;
    }
  }

  /**
   * A handler changes a lane; what that triggers comes next.
   *
   * @param agent the URI
   * @param lane the name
   * @param depth how many writers are parked under the handler
   * @param change what it held and holds, as in {@code 3 -> 4}; null where nobody wants values
   */
  record Writes(String agent, String lane, int depth, @Nullable String change)
      implements OfHandler {
    /**
     * One without values.
     *
     * @param agent the URI
     * @param lane the name
     * @param depth how many writers are parked under the handler
     */
    public Writes(String agent, String lane, int depth) {
      this(agent, lane, depth, null);
    }

    @Override
    public String what() {
      return "writes " + lane + (change == null ? "" : ": " + change);
    }
  }

  /**
   * A handler parks, for what it has triggered to run.
   *
   * @param agent the URI
   * @param handler the one that has written
   * @param depth how many writers are parked under it
   */
  record Parks(String agent, String handler, int depth) implements OfHandler {
    @Override
    public String what() {
      return handler + " parks";
    }
  }

  /**
   * A handler that was parked goes on: what it had triggered, and all under that, has run.
   *
   * @param agent the URI
   * @param handler the one that has written
   * @param depth how many writers are parked under it
   */
  record Resumes(String agent, String handler, int depth) implements OfHandler {
    @Override
    public String what() {
      return handler + " resumes";
    }
  }

  /**
   * A message that leaves if the cascade succeeds (law O1).
   *
   * @param agent the URI of the sender
   * @param to whom: the URI of an agent, a topic, an endpoint
   * @param message the lane that it is for, or what else it is, such as {@code stop}
   * @param value what it carries, as text; null where it carries nothing, or nobody wants values
   */
  record Sends(String agent, String to, String message, @Nullable String value) implements OfAgent {
    /**
     * One without a value.
     *
     * @param agent the URI of the sender
     * @param to whom: the URI of an agent, a topic, an endpoint
     * @param message the lane that it is for, or what else it is, such as {@code stop}
     */
    public Sends(String agent, String to, String message) {
      this(agent, to, message, null);
    }

    /** Without the sender. */
    String what() {
      return "sends " + message + (value == null ? "" : " " + value) + " to " + to;
    }

    @Override
    public String line() {
      return agent + " " + what();
    }
  }

  /**
   * A question has its answer, which leaves if the cascade succeeds. Told only to who wants values.
   *
   * @param agent the URI of who was asked
   * @param value the answer, as text
   */
  record Answers(String agent, String value) implements OfAgent {
    /** Without the agent. */
    String what() {
      return "answers " + value;
    }

    @Override
    public String line() {
      return agent + " " + what();
    }
  }

  /**
   * The cascade has succeeded; what it has sent leaves.
   *
   * @param agent the URI
   */
  record Succeeds(String agent) implements OfAgent {
    @Override
    public String line() {
      return agent + " succeeds";
    }
  }

  /**
   * The cascade has failed, and is rolled back. The line is without the message of the cause, which
   * may differ each time.
   *
   * @param agent the URI
   * @param cause the failure
   */
  record Fails(String agent, Throwable cause) implements OfAgent {
    /** {@return the name of the class of the failure, also in a trace that was read} */
    public String type() {
      return cause instanceof ReadFailure read ? read.type() : cause.getClass().getName();
    }

    /** Without the agent. */
    String what() {
      return "fails: " + type();
    }

    @Override
    public String line() {
      return agent + " " + what();
    }
  }

  /**
   * The clock has moved since the entry before, in a simulation.
   *
   * @param nanos since the epoch, where it stands now
   */
  record Moves(long nanos) implements TraceEntry {
    @Override
    public String line() {
      return "clock " + Nanos.text(nanos);
    }
  }

  /**
   * What who records has noted.
   *
   * @param text a line
   */
  record Note(String text) implements TraceEntry {
    @Override
    public String line() {
      return "note " + text;
    }
  }

  /**
   * A thread that no simulation controls has woken something: the same seed may go otherwise.
   *
   * @param what as in {@code thread 'timer' has woken /names/guests}
   */
  record Stranger(String what) implements TraceEntry {
    @Override
    public String line() {
      return "beyond control: " + what;
    }
  }

  /**
   * Something was made to go wrong.
   *
   * @param what as in {@code /names/guests stops after ask}
   */
  record Fault(String what) implements TraceEntry {
    @Override
    public String line() {
      return "fault: " + what;
    }
  }
}
