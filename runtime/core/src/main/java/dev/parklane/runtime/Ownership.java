package dev.parklane.runtime;

import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.OwnedHandler;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which instance of an agent each owned handler belongs to, over all planes of the process: to one
 * at a time (law H6). It is told by the handler's identity, for equal ones may be another object's
 * each. It keeps neither handlers nor agents.
 */
final class Ownership {
  private static final Map<Key, Claim> CLAIMS = new ConcurrentHashMap<>(); // any thread
  private static final ReferenceQueue<Object> GONE = new ReferenceQueue<>();

  private Ownership() {}

  /** A handler, as long as there is one. */
  private static final class Key extends WeakReference<Object> {
    private final int hash;

    Key(OwnedHandler<?> handler) {
      super(handler, GONE);
      hash = System.identityHashCode(handler);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      Object handler = get();
      return other == this || handler != null && other instanceof Key key && key.get() == handler;
    }
  }

  /** An instance that has registered it. */
  private static final class Claim extends WeakReference<Instance> {
    Claim(Instance owner) {
      super(owner);
    }

    boolean isOver() {
      Instance owner = get();
      return owner == null || owner.cell().agent() != owner;
    }
  }

  /**
   * Registers a handler with an agent, in its turn, and has it belong to that instance from then
   * on, unless the cascade fails, or the registration.
   *
   * @throws IllegalStateException where it is an owned one that belongs to another instance; then
   *     nothing is registered
   */
  static <T> T registered(Instance agent, EventHandler<?> handler, Supplier<T> registration) {
    if (!(handler instanceof OwnedHandler<?> owned)) {
      return registration.get();
    }
    Key key = new Key(owned);
    Claim claim = new Claim(agent);
    boolean claimed = claim(key, claim, agent) == claim;
    boolean done = false;
    try {
      T registered = registration.get();
      if (claimed) {
        agent.cascade().onUndo(() -> CLAIMS.remove(key, claim));
      }
      done = true;
      return registered;
    } finally {
      if (claimed && !done) {
        CLAIMS.remove(key, claim);
      }
    }
  }

  private static @Nullable Claim claim(Key key, Claim claim, Instance agent) {
    for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      CLAIMS.remove(gone);
    }
    return CLAIMS.compute(
        key,
        (k, there) -> {
          if (there == null || there.isOver()) {
            return claim;
          }
          if (there.refersTo(agent)) {
            return there;
          }
          throw taken(there.get(), agent);
        });
  }

  private static IllegalStateException taken(@Nullable Instance owner, Instance agent) {
    return new IllegalStateException(
        "[PL-H6] %s cannot register an owned handler that belongs to %s until that has ended; make one for"
                .formatted(agent.uri(), owner == null ? "another agent" : owner.uri())
            + " each agent, or EventHandler.shared(...) if it has no state");
  }
}
