package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.CascadeAbortedException;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.GuardException;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.Observer;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.store.Codec;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A lane that holds one value and tells its observers of every one that is set.
 *
 * <p>Events, in this order (law V2): {@code onEvent(new)} for all observers of it, then {@code
 * onSet(new, previous)} for all observers of that, each group in order of registration. A handler's
 * arguments are the values at the moment of the change; {@link #get} inside it is live (law E9).
 *
 * <p>A set inside a handler of the same lane nests: its events are over before the handler's next
 * line (laws E3, V3). There is no comparing: an equal value triggers like any other (law V1).
 *
 * <p>Values are not null, and should be immutable: a failed cascade puts back the reference that
 * was there before (law F2), it cannot undo changes inside the object.
 *
 * <p><strong>In SwimOS</strong>, from where this kind of lane comes, a lane has one handler of each
 * event, which runs between two actions of a composed handler, and nothing is taken back where a
 * handler fails. Here there may be many handlers of an event, {@link #set} itself waits for them,
 * and a failed cascade puts the value back (law F2).
 *
 * @param <T> the type of the value
 */
public sealed class ValueLane<T> extends Lane permits ValueStore {
  private static final int EVENT = 0;
  private static final int SET = 1;

  private T value; // the thread whose turn it is
  private Element values; // set where it is declared

  /**
   * A handler of {@code onSet}.
   *
   * @param <T> the type of the value
   */
  @FunctionalInterface
  public interface SetHandler<T> {
    /**
     * Called like {@link Handler#handle}.
     *
     * @param value the value that was set
     * @param previous the value before it
     * @throws Exception what fails the cascade (law F1)
     */
    void handle(T value, T previous) throws Exception;
  }

  /** What tells a handler of {@code onSet} from one of {@code onEvent}, whatever else it is. */
  private record OnSet<T>(SetHandler<? super T> handler) {}

  /**
   * Declares a value lane. Its first value triggers nothing (law V4).
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane, and a store keeps it
   * @param initial the value until another is set or restored; not null
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public ValueLane(Agent agent, String name, T initial) {
    this(agent, name, Element.UNKNOWN, initial);
  }

  /**
   * Declares a value lane by its key: what comes from outside the agent is checked against its type
   * (law M9), and a store keeps it in the form of its codec.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what it holds
   * @param initial the value until another is set or restored; not null
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  @SuppressWarnings("this-escape") // it is complete by then
  public ValueLane(Agent agent, LaneKey<T> key, T initial) {
    this(agent, key.name(), key.values(), initial);
    if (values.codec() != null) {
      keepInStore();
    }
  }

  private ValueLane(Agent agent, String name, Element values, T initial) {
    super(agent, name);
    this.values = values;
    value = Objects.requireNonNull(initial, () -> "the initial value of " + this);
  }

  /**
   * Gives the form in which values leave the process: with it a store can keep the lane.
   *
   * @param form how a value becomes bytes, and bytes a value
   * @return this lane
   */
  public ValueLane<T> codec(Codec<T> form) {
    Objects.requireNonNull(form, () -> "the codec of " + this);
    keepInStore(); // or is refused, and nothing has changed
    declareForm(values, form, now -> values = now);
    return this;
  }

  /**
   * Declares that the lane takes no part in restore: a fresh instance has the initial value.
   *
   * @return this lane
   */
  public ValueLane<T> asTransient() {
    declareTransient();
    return this;
  }

  /**
   * Registers a handler for each value that is set. Agent's constructor, or its turn.
   *
   * @param handler is called before all handlers of {@code onSet}
   * @return this lane
   */
  public ValueLane<T> onEvent(Handler<? super T> handler) {
    observe("onEvent", EVENT, handler);
    return this;
  }

  /**
   * Registers a handler for each value that is set, with the one before it.
   *
   * @param handler is called after all handlers of {@code onEvent}
   * @return this lane
   */
  public ValueLane<T> onSet(SetHandler<? super T> handler) {
    Objects.requireNonNull(handler, () -> "a handler of onSet of " + this);
    observe("onSet", SET, new OnSet<>(handler));
    return this;
  }

  /**
   * The value now.
   *
   * @return not null
   * @throws LaneAccessException where it is not this thread's turn in the agent (law E8)
   */
  public T get() {
    reading();
    return value;
  }

  /**
   * Sets the value and runs all that it triggers; then it returns (law E3). Without observers it
   * sets and returns (law E4). An interrupt does not cut it short; it is there again afterwards.
   *
   * @param newValue not null; may equal the present one
   * @throws LaneAccessException where it is not this thread's turn; nothing is changed (law E8)
   * @throws GuardException where a handler would go past a guard (law G2)
   * @throws CascadeAbortedException where a triggered handler has failed (law F1)
   */
  public void set(T newValue) {
    Objects.requireNonNull(newValue, () -> "a value set on " + this);
    changing();
    T previous = value;
    value = newValue;
    if (isFollowed()) {
      publish(new LaneEvent.Value(newValue));
    }
    trigger(observer -> call(observer, newValue, previous));
  }

  /**
   * Reads, applies, sets (law V1).
   *
   * @param function makes the new value of the present one; does not give null
   * @throws RuntimeException what the function throws; then nothing is changed
   */
  public void update(UnaryOperator<T> function) {
    T before = get();
    Objects.requireNonNull(function, () -> "what updates the value of " + this);
    set(function.apply(before));
  }

  @SuppressWarnings("unchecked") // onEvent and onSet take handlers of T only
  private void call(Observer observer, T newValue, T previous) throws Exception {
    Object handler = observer.handler();
    if (handler instanceof OnSet<?> onSet) {
      ((OnSet<T>) onSet).handler().handle(newValue, previous);
    } else {
      ((Handler<? super T>) handler).handle(newValue);
    }
  }

  @Override
  protected Element values() {
    return values;
  }

  @Override
  protected @Nullable LinkForm linkForm() {
    return LinkForm.VALUE;
  }

  @Override
  protected @Nullable String refusesWrite(LaneEvent write) {
    return write instanceof LaneEvent.Value written
        ? values.refuses(written.value())
        : super.refusesWrite(write);
  }

  @Override
  @SuppressWarnings("unchecked") // the type is that which the link was made with
  protected void acceptWrite(LaneEvent write) {
    if (write instanceof LaneEvent.Value written) {
      set((T) written.value());
    } else {
      super.acceptWrite(write);
    }
  }

  @Override
  protected @Nullable String missingForStore() {
    return values.codec() == null
        ? values.withoutCodec() + "; give it one with codec(...), or declare it asTransient()"
        : null;
  }

  @Override
  protected void load(SavedState saved) {
    Codec<T> codec = codec();
    byte[] bytes = saved.value(name());
    if (codec != null && bytes != null) {
      value = codec.decode(bytes);
    }
  }

  @Override
  protected void save(LaneEvent event, Consumer<StateChange> to) {
    Codec<T> codec = codec();
    if (codec != null) {
      to.accept(new StateChange.ValueSet(name(), codec.encode(value)));
    }
  }

  @SuppressWarnings("unchecked") // codec(...) and keys of T give codecs of T only
  private @Nullable Codec<T> codec() {
    return (Codec<T>) values.codec();
  }

  @Override
  public String kind() {
    return "value";
  }

  @Override
  protected final Element argument(String method, int index) {
    return method.equals("set") ? values : Element.UNKNOWN;
  }

  /** What is declared, or else the class of what it holds. */
  @Override
  protected final Class<?> argumentType(String method, int index) {
    Class<?> declared = values.type();
    return declared == null ? value.getClass() : declared;
  }

  @Override
  protected Object state() {
    return value;
  }

  @Override
  @SuppressWarnings("unchecked") // what state() gave
  protected void restore(Object state) {
    value = (T) state;
  }
}
