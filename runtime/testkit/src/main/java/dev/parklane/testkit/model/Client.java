package dev.parklane.testkit.model;

import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AskTimeoutException;
import dev.parklane.runtime.PlaneClosedException;
import dev.parklane.testkit.Simulation;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * One of several {@link Clients}, with a thread of its own in the simulation: it notes what it asks
 * for and what it is answered. For that thread.
 *
 * <p>Where the plane crashes or closes as it waits, its time is up, or a {@linkplain
 * dev.parklane.testkit.Faults fault} fails what it asked, nobody knows what became of the
 * operation: it is {@linkplain Response.Pending pending}, and the client can go on.
 *
 * @param <S> the type of the model's state
 */
public final class Client<S> {
  private final String name;
  private final Simulation simulation;
  private final Recording<S> recording;

  Client(String name, Simulation simulation, Recording<S> recording) {
    this.name = name;
    this.simulation = simulation;
    this.recording = recording;
  }

  /** What a client does to send something. */
  @FunctionalInterface
  public interface Sending {
    /**
     * Sends it.
     *
     * @throws Exception what fails the client's program
     */
    void send() throws Exception;
  }

  /**
   * Asks, and compares the answer with the model's.
   *
   * @param <R> the type of the answer
   * @param operation what it is in the model
   * @param question asks the real one, and waits for the answer
   * @return the answer; empty where it is null or not known
   * @throws Exception what the question throws, where that is not such an end
   */
  public <R extends @Nullable Object> Optional<R> asks(
      Operation<S, R> operation, Callable<? extends R> question) throws Exception {
    Recording<S>.Begun<R> begun = begins(operation);
    try {
      R answer = question.call();
      touches();
      begun.answered(answer);
      return Optional.ofNullable(answer);
    } catch (InterruptedException | PlaneClosedException | AskTimeoutException e) {
      return Optional.empty(); // pending
    } catch (AgentFailedException e) {
      OnPurpose.require(e);
      return Optional.empty(); // pending
    }
  }

  /**
   * Sends something and waits until it has taken effect; an answer is not compared.
   *
   * @param operation what it is in the model
   * @param sending returns when it has taken effect
   * @throws Exception what the sending throws, where that is not such an end
   */
  public void tells(Operation<S, ?> operation, Sending sending) throws Exception {
    Recording<S>.Begun<?> begun = begins(operation);
    try {
      sending.send();
      touches();
      begun.done();
    } catch (InterruptedException | PlaneClosedException | AskTimeoutException e) {
      // pending
    } catch (AgentFailedException e) {
      OnPurpose.require(e); // pending
    }
  }

  /**
   * Sends something and does not wait, as a command is sent: it is pending for good.
   *
   * @param operation what it is in the model
   * @param sending sends it
   * @throws Exception what the sending throws, where that is not such an end
   */
  public void sends(Operation<S, ?> operation, Sending sending) throws Exception {
    begins(operation);
    try {
      sending.send();
    } catch (InterruptedException | PlaneClosedException e) {
      // pending
    }
  }

  private <R extends @Nullable Object> Recording<S>.Begun<R> begins(Operation<S, R> operation) {
    touches();
    return recording.begins(name, operation);
  }

  /** So that an exploration plays all orders of begins and ends. */
  private void touches() {
    simulation.touches("history");
  }
}
