package dev.parklane.runtime;

import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The smallest lane with a state: what the runtime's own tests write to. Public for guests. */
public final class Slot<T> extends Lane {
  private T value;

  Slot(Agent agent, String name, T initial) {
    super(agent, name);
    value = initial;
  }

  /** A handler that may throw. */
  interface On<T> {
    void accept(T value) throws Exception;
  }

  void on(On<? super T> handler) {
    observe("onEvent", 0, handler);
  }

  public T get() {
    reading();
    return value;
  }

  @SuppressWarnings("unchecked")
  public void set(T newValue) {
    changing();
    value = newValue;
    Observers observers = observers();
    for (int i = 0; i < observers.size(); i++) {
      Observer observer = observers.get(i);
      trigger(observer, () -> ((On<? super T>) observer.handler()).accept(newValue));
    }
  }

  @Override
  protected @Nullable String refusesCommand(Object newValue) {
    return null;
  }

  @Override
  @SuppressWarnings("unchecked")
  protected void accept(Object newValue) {
    set((T) newValue);
  }

  @Override
  public String kind() {
    return "slot";
  }

  @Override
  protected Object state() {
    return Objects.requireNonNull(value);
  }

  @Override
  @SuppressWarnings("unchecked")
  protected void restore(@Nullable Object state) {
    value = (T) state;
  }

  /** A handler that only notes. */
  static <T> On<T> noting(Consumer<T> note) {
    return note::accept;
  }
}
