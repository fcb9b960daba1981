package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TracedCascade;
import java.util.Iterator;
import java.util.List;

/**
 * Assertions on a {@link Trace}, one after the other; each that does not hold throws an {@link
 * AssertionError} with the trace in it.
 *
 * <pre>{@code
 * TraceAssert.assertThat(trace)
 *     .handlersInOrder("/names/guests addName.onCommand", "/names/guests accumulate.onEvent")
 *     .neverFails();
 * }</pre>
 */
public final class TraceAssert {
  private final Trace trace;

  private TraceAssert(Trace trace) {
    this.trace = trace;
  }

  /**
   * What is asserted of this trace.
   *
   * @param trace what agents have done, as a simulation gives it
   * @return holds no assertion yet
   */
  public static TraceAssert assertThat(Trace trace) {
    return new TraceAssert(trace);
  }

  /**
   * These handlers have started in this order, with or without others in between.
   *
   * @param handlers the URI of the agent and the handler, as in {@code /a length.onEvent}
   * @return this, for the next assertion
   */
  public TraceAssert handlersInOrder(String... handlers) {
    Iterator<String> started = started().iterator();
    for (String handler : handlers) {
      boolean found = false;
      while (!found && started.hasNext()) {
        found = started.next().equals(handler);
      }
      if (!found) {
        throw failure("handlers in the order %s: '%s' is missing, or too early", handlers, handler);
      }
    }
    return this;
  }

  /**
   * These handlers have started, in this order, and no others.
   *
   * @param handlers the URI of the agent and the handler, as in {@code /a length.onEvent}
   * @return this, for the next assertion
   */
  public TraceAssert handlersExactly(String... handlers) {
    List<String> started = started();
    if (!started.equals(List.of(handlers))) {
      throw failure("exactly the handlers %s, but there were %s", handlers, started);
    }
    return this;
  }

  private List<String> started() {
    return trace.handlers().stream().map(line -> line.replaceFirst(" \\d+ ", " ")).toList();
  }

  /**
   * A cascade of one agent that has succeeded has sent a message to a lane of another.
   *
   * @param from the URI of the agent whose cascade it was
   * @param to the URI of the agent that was sent the message
   * @param lane the name of the lane of that agent
   * @return this, for the next assertion
   */
  public TraceAssert sent(String from, String to, String lane) {
    TracedCascade.Sent wanted = new TracedCascade.Sent(to, lane);
    boolean found =
        trace.cascades().stream()
            .anyMatch(cascade ->
                cascade.agent().equals(from)
                    && cascade.hasSucceeded()
                    && cascade.sent().contains(wanted));
    if (!found) {
      throw failure("that %s has sent %s to %s", from, lane, to);
    }
    return this;
  }

  /**
   * A cascade of the agent that has succeeded has written to these lanes, in order, and no others.
   *
   * @param agent the URI of the agent
   * @param lanes the names of the lanes, one for each write
   * @return this, for the next assertion
   */
  public TraceAssert wrote(String agent, String... lanes) {
    if (trace.cascades().stream()
        .noneMatch(cascade ->
            cascade.agent().equals(agent)
                && cascade.hasSucceeded()
                && cascade.written().equals(List.of(lanes)))) {
      throw failure("that a cascade of %s has written %s", agent, lanes);
    }
    return this;
  }

  /**
   * A cascade of this agent has failed with such a cause.
   *
   * @param agent the URI of the agent
   * @param cause the class of what a handler threw, or a superclass of it
   * @return this, for the next assertion
   */
  public TraceAssert fails(String agent, Class<? extends Throwable> cause) {
    if (trace.cascades().stream()
        .noneMatch(
            cascade -> cascade.agent().equals(agent) && cause.isInstance(cascade.failure()))) {
      throw failure("that %s fails with %s", agent, cause.getName());
    }
    return this;
  }

  /**
   * No cascade has failed.
   *
   * @return this, for the next assertion
   */
  public TraceAssert neverFails() {
    trace.cascades().stream()
        .filter(cascade -> cascade.failure() != null)
        .findFirst()
        .ifPresent(cascade -> {
          AssertionError failed = failure("no failure, but there was%n%s", cascade);
          failed.initCause(cascade.failure());
          throw failed;
        });
    return this;
  }

  /**
   * Its {@link Trace#tree} is this text, as kept in a file, say.
   *
   * @param expected the whole text, with its line ends
   * @return this, for the next assertion
   */
  public TraceAssert hasTree(String expected) {
    if (!trace.tree().equals(expected)) {
      throw failure("the tree%n%s", expected);
    }
    return this;
  }

  private AssertionError failure(String expected, Object... values) {
    Object[] shown = values.clone();
    for (int i = 0; i < shown.length; i++) {
      if (shown[i] instanceof String[] several) {
        shown[i] = List.of(several);
      }
    }
    return new AssertionError(
        "expected %s%nin the trace%n%s".formatted(expected.formatted(shown), trace.tree()));
  }
}
