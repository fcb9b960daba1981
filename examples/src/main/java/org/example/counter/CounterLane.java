package org.example.counter;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.Observer;
import dev.parklane.runtime.Observers;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.SavedState;
import dev.parklane.runtime.store.StateChange;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lane that counts up, and says when it has reached a number.
 *
 * <p>Events, in this order: {@code onCount(before, now)} for each addition, {@code onReached(now)}
 * for each mark that the addition has reached or passed. A command by name is a number to add.
 * Links are told the count; a store keeps it.
 */
public final class CounterLane extends Lane {
  private static final int COUNT = 0;
  private static final int REACHED = 1;

  private long count; // the thread whose turn it is

  /** A handler of {@code onCount}. */
  @FunctionalInterface
  public interface CountHandler {
    /** Called with the count before an addition and the one after it. */
    void handle(long before, long now) throws Exception;
  }

  /** A handler of {@code onReached}, and what it waits for. */
  private record AtMark(long mark, Handler<? super Long> handler) {
    boolean isReached(long before, long now) {
      return before < mark && mark <= now;
    }
  }

  /** Declares a counter that stands at 0, or where the store of its agent has left it. */
  public CounterLane(Agent agent, String name) {
    super(agent, name);
    keepInStore(); // it needs no codec from its user
  }

  /** Registers a handler for each addition. */
  public CounterLane onCount(CountHandler handler) {
    observe("onCount", COUNT, handler);
    return this;
  }

  /** Registers a handler for the addition by which the counter reaches or passes the mark. */
  public CounterLane onReached(long mark, Handler<? super Long> handler) {
    Objects.requireNonNull(handler, () -> "a handler of onReached of " + this);
    observe("onReached", REACHED, new AtMark(mark, handler));
    return this;
  }

  /** Lets it begin at 0 in each new instance of its agent. */
  public CounterLane asTransient() {
    declareTransient();
    return this;
  }

  /** The count now. */
  public long get() {
    reading();
    return count;
  }

  /** Adds 1 or more, and returns when all that it triggers has run. */
  public void add(long more) {
    String refused = refuses(more);
    if (refused != null) {
      throw new IllegalArgumentException(this + ": " + refused);
    }
    changing(); // before the state changes, never after
    long before = count;
    long now = Math.addExact(before, more);
    count = now;
    if (isFollowed()) {
      publish(new LaneEvent.Value(now)); // before the observers, which may add more
    }
    Observers observers = observers(); // those of now: who comes meanwhile is not called
    for (int i = 0; i < observers.size() && !isClosed(); i++) {
      tell(observers.get(i), before, now);
    }
  }

  private void tell(Observer observer, long before, long now) {
    if (observer.handler() instanceof AtMark at) {
      if (at.isReached(before, now)) {
        trigger(observer, () -> at.handler().handle(now));
      }
    } else {
      CountHandler handler = (CountHandler) observer.handler();
      trigger(observer, () -> handler.handle(before, now));
    }
  }

  private static @Nullable String refuses(long more) {
    return more < 1 ? "it counts up, and cannot add " + more + "; add 1 or more" : null;
  }

  @Override
  public String kind() {
    return "counter";
  }

  @Override
  protected Object state() {
    return count;
  }

  @Override
  protected void restore(@Nullable Object state) {
    count = (Long) Objects.requireNonNull(state);
  }

  // --- commands by name, which links may write too

  @Override
  protected @Nullable String refusesCommand(Object value) {
    return switch (value) {
      case Integer more -> refuses(more);
      case Long more -> refuses(more);
      default -> "it takes an Integer or a Long, and was sent the " + value.getClass().getName();
    };
  }

  @Override
  protected void accept(Object value) {
    add(((Number) value).longValue());
  }

  // --- links

  @Override
  protected LinkForm linkForm() {
    return LinkForm.VALUE;
  }

  // --- the store of its agent

  @Override
  protected void load(SavedState saved) {
    byte[] bytes = saved.value(name());
    if (bytes != null) {
      count = Codecs.LONG.decode(bytes);
    }
  }

  @Override
  protected void save(LaneEvent event, Consumer<StateChange> to) {
    to.accept(new StateChange.ValueSet(name(), Codecs.LONG.encode(count)));
  }
}
