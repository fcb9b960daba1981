package dev.parklane.testkit.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down a {@link History} as it happens. {@link Clients} does it in a simulation; elsewhere,
 * say with the threads of a live plane, the test does. Any thread.
 *
 * @param <S> the type of the model's state
 */
public final class Recording<S> {
  private final List<Begun<?>> all = new ArrayList<>(); // guarded by this
  private int places; // guarded by this: how many begins and ends there were

  /** Nothing so far. */
  public Recording() {}

  /**
   * An operation begins: before anything of it is sent.
   *
   * @param <R> the type of the answer
   * @param client who asks
   * @param operation what for
   * @return to be told of the end
   */
  public synchronized <R extends @Nullable Object> Begun<R> begins(
      String client, Operation<S, R> operation) {
    Begun<R> begun = new Begun<>(client, operation, places++);
    all.add(begun);
    return begun;
  }

  /**
   * What has come so far. What was not told of its end is pending.
   *
   * @return a copy
   */
  public synchronized History<S> history() {
    return new History<>(all.stream().<Invocation<S, ?>>map(begun -> begun.invocation()).toList());
  }

  /**
   * An operation that has begun.
   *
   * @param <R> the type of the answer
   */
  public final class Begun<R extends @Nullable Object> {
    private final String client;
    private final Operation<S, R> operation;
    private final int begun;
    private int ended = Integer.MAX_VALUE; // guarded by the recording
    private Response<R> response = new Response.Pending<>(); // guarded by the recording

    private Begun(String client, Operation<S, R> operation, int begun) {
      this.client = client;
      this.operation = operation;
      this.begun = begun;
    }

    /**
     * It was answered.
     *
     * @param answer what the model is compared with
     * @throws IllegalStateException where it has ended before
     */
    public void answered(R answer) {
      ends(new Response.Answered<>(answer));
    }

    /**
     * It has taken effect, and what was answered is not compared.
     *
     * @throws IllegalStateException where it has ended before
     */
    public void done() {
      ends(new Response.Done<>());
    }

    private void ends(Response<R> with) {
      synchronized (Recording.this) {
        if (ended != Integer.MAX_VALUE) {
          throw new IllegalStateException(
              "[PL-Q2] '%s' of %s has ended%s before: tell its end once"
                  .formatted(operation, client, response));
        }
        ended = places++;
        response = with;
      }
    }

    private Invocation<S, R> invocation() {
      return new Invocation<>(client, operation, begun, ended, response);
    }
  }
}
