package dev.parklane.runtime;

import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.scheduling.ThreadText;
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
   * The context of the handler that runs on this thread, also where its cascade has failed already:
   * what the cascade's failure forbids, the methods refuse (law F1).
   *
   * @throws LaneAccessException where it is no agent's turn on this thread (law E8)
   */
  public static AgentContext current() {
    AgentCell cell = AgentCell.current();
    Agent agent = cell == null ? null : cell.agent();
    if (agent == null) {
      throw new LaneAccessException(
          ThreadText.of(Thread.currentThread())
              + " runs no handler of an agent; send a command or use plane.agent(uri).ask(...)");
    }
    Cascade cascade = cell.cascade();
    if (cascade == null || !cascade.runsOn(Thread.currentThread())) {
      agent.refuse("its context");
    }
    return new AgentContext(agent);
  }

  /** The agent. */
  public Agent agent() {
    return agent;
  }

  /** See {@link Agent#uri()}. */
  public String uri() {
    return agent.uri();
  }

  /** See {@link Agent#parameter(String)}. */
  public String parameter(String name) {
    return agent.parameter(name);
  }

  /** A lane of the agent by its name, or null where it has none of that name. */
  public @Nullable Lane lane(String name) {
    return agent.lane(name);
  }

  /** Another agent of the same plane. */
  public AgentRef agent(String uri) {
    return agent.agent(uri);
  }

  /** Sends a command to the agents of a route that are alive. */
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

  /** Runs a step and lets everything stand, once in each root event (law F10). */
  public void checkpoint(String name, Step step) throws Exception {
    agent.checkpoint(name, step);
  }

  /** The clock of the agent. */
  public AgentClock clock() {
    return agent.clock();
  }

  /** The bus of the plane, as the agent sees it. */
  public Bus bus() {
    return agent.bus();
  }

  /** The time on the clock of the plane. */
  public Instant now() {
    return agent.now();
  }

  /** Runs work away from the agent (law S1). */
  public <T> Suspension suspend(Callable<? extends T> work, Handler<? super T> then) {
    return agent.suspend(work, then);
  }

  /** Likewise; what the work throws is given to a handler. */
  public <T> Suspension suspend(
      Callable<? extends T> work, Handler<? super T> then, Handler<? super Throwable> failed) {
    return agent.suspend(work, then, failed);
  }

  /** Runs a step after a delay (law S3). */
  public Scheduled after(Duration delay, Step step) {
    return agent.after(delay, step);
  }

  /** Runs a step at an instant. */
  public Scheduled at(Instant instant, Step step) {
    return agent.at(instant, step);
  }

  /** Runs a step again and again. */
  public Scheduled every(Duration interval, Step step) {
    return agent.every(interval, step);
  }

  /** Runs several steps, each after its delay. */
  public Scheduled schedule(Schedule schedule) {
    return agent.schedule(schedule);
  }
}
