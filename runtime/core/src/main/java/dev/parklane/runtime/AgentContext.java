package dev.parklane.runtime;

import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.event.Handler;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What a running handler may do with its agent, for code that is not a method of the agent's class:
 * tools, and handlers that are composed of values. Each method does what the method of {@link
 * Agent} of the same name does.
 */
public final class AgentContext {
  private final Agent agent;

  private AgentContext(Agent agent) {
    this.agent = agent;
  }

  /**
   * {@return the context of the handler that runs on this thread, also where its cascade has failed
   * already: what the cascade's failure forbids, the methods refuse (law F1)}
   *
   * @throws LaneAccessException where it is no agent's turn on this thread (law E8)
   */
  public static AgentContext current() {
    return new AgentContext((Agent) CallingThread.requireTurn());
  }

  /** {@return the agent whose handler runs} */
  public Agent agent() {
    return agent;
  }

  /** {@return the agent's {@link Agent#uri()}} */
  public String uri() {
    return agent.uri();
  }

  /**
   * {@return the decoded value of a parameter of the agent's route, as {@link
   * Agent#parameter(String)} gives it}
   *
   * @param name of the parameter, without its colon
   * @throws IllegalArgumentException where the route has no such parameter
   */
  public String parameter(String name) {
    return agent.parameter(name);
  }

  /**
   * {@return a lane of the agent by its name, or null where it has none of that name}
   *
   * @param name of the lane
   */
  public @Nullable Lane lane(String name) {
    return agent.lane(name);
  }

  /**
   * {@return another agent of the same plane, there or not}
   *
   * @param uri its path, in any spelling
   */
  public AgentRef agent(String uri) {
    return agent.agent(uri);
  }

  /**
   * Sends a command to the agents of a route that are alive.
   *
   * @param route the pattern that the route was declared with
   * @param lane the name of the lane
   * @param value the command, not null
   */
  public void broadcast(String route, String lane, Object value) {
    agent.broadcast(route, lane, value);
  }

  /** Ends the agent when this cascade has run to its end (law L3). */
  public void stop() {
    agent.stop();
  }

  /** Lets everything stand that the cascade has changed and sent so far (law F10). */
  public void checkpoint() {
    agent.checkpoint();
  }

  /**
   * Runs a step and lets everything stand, once in each root event (law F10).
   *
   * @param name of the step, different from that of any other step of the root event
   * @param step what is done, on the calling thread
   * @throws Exception what the step throws
   */
  public void checkpoint(String name, Step step) throws Exception {
    agent.checkpoint(name, step);
  }

  /** {@return the clock of the agent} */
  public AgentClock clock() {
    return agent.clock();
  }

  /** {@return the bus of the plane, as the agent sees it} */
  public Bus bus() {
    return agent.bus();
  }

  /** {@return the time on the clock of the plane} */
  public Instant now() {
    return agent.now();
  }

  /**
   * Runs work away from the agent (law S1).
   *
   * @param <T> the type of the result
   * @param work what is done, on a virtual thread of its own, without access to lanes
   * @param then called with the result, as the handler of a root event
   * @return the work, by which it can be cancelled
   */
  public <T> Suspension suspend(Callable<? extends T> work, Handler<? super T> then) {
    return agent.suspend(work, then);
  }

  /**
   * Runs work away from the agent (law S1), and gives what the work throws to a handler.
   *
   * @param <T> the type of the result
   * @param work what is done, on a virtual thread of its own, without access to lanes
   * @param then called with the result, as the handler of a root event
   * @param failed called with what the work throws, in place of the other
   * @return the work, by which it can be cancelled
   */
  public <T> Suspension suspend(
      Callable<? extends T> work, Handler<? super T> then, Handler<? super Throwable> failed) {
    return agent.suspend(work, then, failed);
  }

  /**
   * Runs work away from the agent, as its options say (law S4).
   *
   * @param <T> the type of the result
   * @param options the name of the work, its attempts, and its time
   * @param work what is done, on a virtual thread of its own for each attempt, without access to
   *     lanes
   * @param then called with the result, as the handler of a root event
   * @return the work, by which it can be cancelled
   */
  public <T> Suspension suspend(Work options, Callable<? extends T> work, Handler<? super T> then) {
    return agent.suspend(options, work, then);
  }

  /**
   * Runs work away from the agent, as its options say (law S4), and gives what became of a failed
   * one to a handler.
   *
   * @param <T> the type of the result
   * @param options the name of the work, its attempts, and its time
   * @param work what is done, on a virtual thread of its own for each attempt, without access to
   *     lanes
   * @param then called with the result, as the handler of a root event
   * @param failed called in place of the other with what the last attempt throws, or with a {@link
   *     WorkTimeoutException}
   * @return the work, by which it can be cancelled
   */
  public <T> Suspension suspend(
      Work options,
      Callable<? extends T> work,
      Handler<? super T> then,
      Handler<? super Throwable> failed) {
    return agent.suspend(options, work, then, failed);
  }

  /**
   * Runs a step after a delay (law S3).
   *
   * @param delay on the clock of the plane, not negative
   * @param step what is done, as the handler of a root event
   * @return the step to come, by which it can be cancelled
   */
  public Scheduled after(Duration delay, Step step) {
    return agent.after(delay, step);
  }

  /**
   * Runs a step at an instant.
   *
   * @param instant on the clock of the plane; one that is past means now
   * @param step what is done, as the handler of a root event
   * @return the step to come, by which it can be cancelled
   */
  public Scheduled at(Instant instant, Step step) {
    return agent.at(instant, step);
  }

  /**
   * Runs a step again and again.
   *
   * @param interval on the clock of the plane, positive; the first step comes at its end
   * @param step what is done, each time as the handler of a root event
   * @return the steps to come, by which they can be cancelled
   */
  public Scheduled every(Duration interval, Step step) {
    return agent.every(interval, step);
  }

  /**
   * Runs several steps, each after its delay.
   *
   * @param schedule the steps and their delays
   * @return the steps to come, by which they can be cancelled
   */
  public Scheduled schedule(Schedule schedule) {
    return agent.schedule(schedule);
  }
}
