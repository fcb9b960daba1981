package dev.parklane.testkit.model;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.Question;
import dev.parklane.testkit.Simulation;
import java.time.Duration;

/**
 * The real plane, for the actions and the invariant of a {@link Model}. What lets time pass or
 * waits for all that can run is for programs of one client.
 */
public final class Session {
  private final Planes planes;

  Session(Planes planes) {
    this.planes = planes;
  }

  /**
   * The simulation that the program is played in.
   *
   * @return the same at each call
   */
  public Simulation simulation() {
    return planes.simulation();
  }

  /**
   * The plane, for its bus, broadcasts and clients. Not to be closed.
   *
   * @return another one after a crash or a restart
   */
  public Plane plane() {
    return planes.plane();
  }

  /**
   * An agent of the plane, as {@link Plane#agent} gives it.
   *
   * @param uri has to match a route
   * @return a reference, which is of no use after a crash or a restart
   */
  public AgentRef agent(String uri) {
    return plane().agent(uri);
  }

  /**
   * Asks an agent, as {@link AgentRef#ask} does. A failure that it throws counts as expected: it is
   * the action's to look at.
   *
   * @param <A> the class of the agent
   * @param <R> the type of the answer
   * @param uri of the agent, which is made if it is not there
   * @param type the class of the agent, or a superclass of it
   * @param question is run in the agent's turn
   * @return what the question gives
   * @throws AgentFailedException where the question throws, with that as its cause
   * @throws InterruptedException where the plane crashes
   */
  public <A extends Agent, R> R ask(
      String uri, Class<A> type, Question<? super A, ? extends R> question)
      throws InterruptedException {
    try {
      return agent(uri).ask(type, question);
    } catch (AgentFailedException e) {
      Throwable cause = e.getCause();
      if (cause != null && !OnPurpose.isSo(e)) {
        simulation().expectFailure(uri, cause.getClass());
      }
      throw e;
    }
  }

  /**
   * Sends a command, as {@link AgentRef#command(String, Object)} does.
   *
   * @param uri of the agent, which is made if it is not there
   * @param lane the name of the lane
   * @param value the command
   */
  public void command(String uri, String lane, Object value) {
    agent(uri).command(lane, value);
  }

  /**
   * The value that a lane holds, as {@link AgentRef#get(LaneKey)} reads it.
   *
   * @param <T> the type of the value
   * @param uri of the agent, which is made if it is not there
   * @param lane the key of the lane
   * @return the value
   * @throws AgentFailedException where the agent has no such lane
   * @throws InterruptedException where the plane crashes
   */
  public <T> T value(String uri, LaneKey<T> lane) throws InterruptedException {
    return agent(uri).get(lane);
  }

  /**
   * Follows a lane by a link, from the first call with these on.
   *
   * @param uri of the agent, which is made if it is not there
   * @param lane the name of the lane
   * @return the same at each call with these
   * @throws InterruptedException where the plane crashes
   */
  public Followed follow(String uri, String lane) throws InterruptedException {
    Followed followed = planes.follow(uri, lane);
    if (!Thread.currentThread().isVirtual()) {
      settle();
    }
    return followed;
  }

  /**
   * Lets time pass, with all that is due by then (law K7).
   *
   * @param by 0 or more; 0 runs what is due now
   */
  public void advance(Duration by) {
    simulation().clock().advance(by);
  }

  /**
   * Runs all that can run at this moment of the clock.
   *
   * @throws IllegalStateException where one of several clients calls it
   */
  public void settle() {
    simulation().settle();
  }

  /**
   * Has the plane crash as if its process had died, as {@link Simulation#crash} does, and starts
   * the next one, with the same store.
   *
   * @throws InterruptedException where another client has the plane crash meanwhile
   */
  public void crash() throws InterruptedException {
    planes.crash();
  }

  /**
   * Closes the plane, and starts the next one, with the same store.
   *
   * @throws InterruptedException where another client has the plane crash meanwhile
   */
  public void restart() throws InterruptedException {
    planes.restart();
  }
}
