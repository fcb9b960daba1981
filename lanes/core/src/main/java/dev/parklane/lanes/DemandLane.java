package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.Observers;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.store.Codec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lane without a state whose value is computed when it is asked for (law C2).
 *
 * <p>{@link #cue} runs the handler of {@code onCue}, and what it computes is sent to the links when
 * the cascade has succeeded (law O1). Several cues before the last value has left, in one cascade
 * or while a link is slow, are answered by one value, the one computed last. A link that is made,
 * or asks for the state, is told a value that is computed for it.
 *
 * <p><strong>In SwimOS</strong> a computed value waits in the lane until it is written to the
 * links, and is written also where the handler of the command from outside that has cued it fails
 * behind that. Here it leaves with the cascade that has computed it, and that of a failed one never
 * does.
 *
 * @param <T> the type of the value
 */
public final class DemandLane<T> extends FormedLane<T> {
  private @Nullable T computed; // the thread whose turn it is: by the handler that has just run

  /**
   * A handler of {@code onCue}.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface CueHandler<T> {
    /**
     * Called like {@link Handler#handle}; computes the value.
     *
     * @return what the links are told; not null
     * @throws Exception what fails the cascade (law F1)
     */
    T compute() throws Exception;
  }

  /**
   * Declares a demand lane.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public DemandLane(Agent agent, String name) {
    super(agent, name, Element.UNKNOWN);
  }

  /**
   * Declares a demand lane by its key.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what it holds
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public DemandLane(Agent agent, LaneKey<T> key) {
    super(agent, key);
  }

  /**
   * Gives the form in which values leave the process: those who link to the lane by its name alone
   * find it there. No store keeps the lane.
   *
   * @param form how a value becomes bytes, and bytes a value
   * @return this lane
   */
  public DemandLane<T> codec(Codec<T> form) {
    declareCodec(form);
    return this;
  }

  /**
   * Registers the handler that computes the value. Without one the lane takes no links.
   *
   * @param handler runs at each cue, and when a link asks for the state
   * @return this lane
   * @throws IllegalStateException where it has one already
   */
  public DemandLane<T> onCue(CueHandler<? extends T> handler) {
    declaring();
    if (isObserved()) {
      throw new IllegalStateException(
          "[PL-C2] " + this + " has a handler of onCue already; it has one value");
    }
    observe("onCue", 0, handler);
    return this;
  }

  /**
   * Computes the value, and sends it to the links.
   *
   * @throws IllegalStateException where no handler is registered
   * @throws dev.parklane.runtime.LaneAccessException where it is not this thread's turn (law E8)
   */
  public void cue() {
    changing();
    publish(new LaneEvent.Value(compute()));
  }

  private T compute() {
    Observers observers = observers();
    if (observers.size() == 0) {
      throw new IllegalStateException(
          "[PL-C2.2] " + this + " has no handler; register one with onCue(...)");
    }
    @SuppressWarnings("unchecked") // onCue takes handlers of T only
    CueHandler<? extends T> handler = (CueHandler<? extends T>) observers.get(0).handler();
    try {
      trigger(
          observers.get(0),
          () ->
              computed =
                  Objects.requireNonNull(
                      handler.compute(), () -> "the value that onCue has computed for " + this));
      return Objects.requireNonNull(computed);
    } finally {
      computed = null;
    }
  }

  @Override
  protected @Nullable LinkForm linkForm() {
    return isObserved() ? LinkForm.VALUE : null;
  }

  @Override
  protected @Nullable String missingForLinks() {
    return isObserved()
        ? null
        : "nothing computes its value; register a handler with onCue(...) before others link to it";
  }

  @Override
  protected Object sync() {
    return compute();
  }

  @Override
  public String kind() {
    return "demand";
  }
}
