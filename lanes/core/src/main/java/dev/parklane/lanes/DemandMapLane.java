package dev.parklane.lanes;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Element;
import dev.parklane.runtime.LaneEvent;
import dev.parklane.runtime.LinkForm;
import dev.parklane.runtime.MapLaneKey;
import dev.parklane.runtime.Observer;
import dev.parklane.runtime.Observers;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.persistent.PersistentMap;
import dev.parklane.runtime.store.Codec;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A lane without a state whose entries are computed when they are asked for, one key at a time (law
 * C3).
 *
 * <p>{@link #cue} runs the handler of {@code onCueKey}; a value is an update of the key, none is a
 * removal, which its links are told when the cascade has succeeded (law O1). Of several cues of one
 * key before the last value has left the last one counts. A link that is made, or asks for the
 * state, is told a map that is computed for it: {@code keys} is asked once, and then each key once.
 *
 * <p><strong>In SwimOS</strong> cued keys wait in a queue while the value of an earlier one is
 * still to be written, so that {@code on_cue_key} runs later than what has cued it, and {@code
 * keys} gives a hash set. Here {@link #cue} runs the handler before the caller's next line (law
 * E3), and the keys keep the order in which the handler of {@code keys} gives them.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class DemandMapLane<K, V> extends EntryLane<K, V> {
  private static final int KEYS = 0;
  private static final int CUE_KEY = 1;

  private @Nullable Object
      computed; // the thread whose turn it is: by the handler that has just run
  private PersistentMap<K, Boolean>
      told; // the thread whose turn it is: keys that links have been told of

  /**
   * A handler of {@code onCueKey}.
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   */
  @FunctionalInterface
  public interface CueKeyHandler<K, V> {
    /**
     * Called like {@link Handler#handle}; computes the value of a key, or null where there is none.
     *
     * @param key one that was cued, or that {@code keys} has computed
     * @return what the links are told, or null where there is no such key
     * @throws Exception what fails the cascade (law F1)
     */
    @Nullable V compute(K key) throws Exception;
  }

  /**
   * A handler of {@code keys}.
   *
   * @param <K> the type of the keys
   */
  @FunctionalInterface
  public interface KeysHandler<K> {
    /**
     * Called like {@link Handler#handle}; computes the keys, in order.
     *
     * @return no null among them; one that comes twice counts once
     * @throws Exception what fails the cascade (law F1)
     */
    Collection<? extends K> compute() throws Exception;
  }

  /**
   * Declares a demand-map lane.
   *
   * @param agent whose constructor or turn this is
   * @param name not blank; by it others link to the lane
   * @throws IllegalArgumentException where the name is blank or taken in this agent
   */
  public DemandMapLane(Agent agent, String name) {
    super(agent, name);
    told = PersistentMap.insertionOrdered();
  }

  /**
   * Declares a demand map lane by its key.
   *
   * @param agent whose constructor or turn this is
   * @param key its name and what its keys and values are
   * @throws IllegalArgumentException where the agent has a lane of that name
   */
  public DemandMapLane(Agent agent, MapLaneKey<K, V> key) {
    this(agent, key.name());
    declare(key);
  }

  /**
   * Gives the form in which keys and values leave the process: those who link to the lane by its
   * name alone find it there. No store keeps the lane.
   *
   * @param keys how a key becomes bytes, and bytes a key
   * @param values how a value becomes bytes, and bytes a value
   * @return this lane
   */
  public DemandMapLane<K, V> codec(Codec<K> keys, Codec<V> values) {
    declareCodecs(keys, values);
    return this;
  }

  /**
   * Registers the handler that computes the keys. Without it the lane takes no links.
   *
   * @param handler runs when a link asks for the state
   * @return this lane
   * @throws IllegalStateException where it has one already
   */
  public DemandMapLane<K, V> keys(KeysHandler<? extends K> handler) {
    return register("keys", KEYS, handler);
  }

  /**
   * Registers the handler that computes the value of a key. Without it the lane takes no links.
   *
   * @param handler runs at each cue, and for each key when a link asks for the state
   * @return this lane
   * @throws IllegalStateException where it has one already
   */
  public DemandMapLane<K, V> onCueKey(CueKeyHandler<? super K, ? extends V> handler) {
    return register("onCueKey", CUE_KEY, handler);
  }

  private DemandMapLane<K, V> register(String event, int rank, Object handler) {
    declaring();
    if (observer(rank) != null) {
      throw new IllegalStateException(
          "[PL-C3] " + this + " has a handler of " + event + " already");
    }
    observe(event, rank, handler);
    return this;
  }

  private @Nullable Observer observer(int rank) {
    Observers observers = observers();
    for (int i = 0; i < observers.size(); i++) {
      if (observers.get(i).rank() == rank) {
        return observers.get(i);
      }
    }
    return null;
  }

  /**
   * Computes the value of a key, and sends it to the links.
   *
   * @param key not null; it need not be one that {@code keys} computes
   * @throws IllegalStateException where no handler is registered
   * @throws dev.parklane.runtime.LaneAccessException where it is not this thread's turn (law E8)
   */
  public void cue(K key) {
    requireKey(key);
    changing();
    V value = compute(key);
    if (!isFollowed()) {
      return;
    }
    boolean isNew = !told.containsKey(key);
    if (value != null) {
      publish(new LaneEvent.Update(key, value, isNew));
      told = told.with(key, true);
    } else if (!isNew) {
      publish(new LaneEvent.Remove(key));
      told = told.without(key);
    }
  }

  @SuppressWarnings("unchecked") // onCueKey takes handlers of K and V only
  private @Nullable V compute(K key) {
    Observer observer = observer(CUE_KEY);
    if (observer == null) {
      throw new IllegalStateException(
          "[PL-C3.2] " + this + " has no handler; register one with onCueKey(...)");
    }
    CueKeyHandler<? super K, ? extends V> handler =
        (CueKeyHandler<? super K, ? extends V>) observer.handler();
    trigger(observer, () -> computed = handler.compute(key));
    V value = (V) computed;
    computed = null;
    return value;
  }

  @SuppressWarnings("unchecked") // keys takes handlers of K only
  private Collection<? extends K> computeKeys(Observer observer) {
    KeysHandler<? extends K> handler = (KeysHandler<? extends K>) observer.handler();
    trigger(
        observer,
        () -> {
          Collection<? extends K> keys =
              Objects.requireNonNull(handler.compute(), () -> "what keys has computed for " + this);
          keys.forEach(
              key -> Objects.requireNonNull(key, () -> "a key that keys has computed for " + this));
          computed = List.copyOf(keys);
        });
    Collection<? extends K> keys = (Collection<? extends K>) computed;
    computed = null;
    return keys == null ? List.of() : keys;
  }

  @Override
  protected @Nullable LinkForm linkForm() {
    return observer(KEYS) == null || observer(CUE_KEY) == null ? null : LinkForm.MAP;
  }

  @Override
  protected @Nullable String missingForLinks() {
    if (observer(KEYS) == null) {
      return "nothing computes its keys; register a handler with keys(...) before others link to it";
    }
    return observer(CUE_KEY) == null
        ? "nothing computes its values; register a handler with onCueKey(...) before others link to"
            + " it"
        : null;
  }

  @Override
  protected Element argument(String method, int index) {
    return method.equals("cue") ? keys() : Element.UNKNOWN;
  }

  @Override
  protected Object sync() {
    changing();
    PersistentMap<K, V> state = PersistentMap.insertionOrdered();
    Observer keys = observer(KEYS);
    if (keys != null) {
      for (K key : computeKeys(keys)) {
        if (isClosed()) {
          break; // by one of its own handlers: who asked is told that it has ended
        }
        V value = state.containsKey(key) ? null : compute(key);
        if (value != null) {
          state = state.with(key, value);
          told = told.with(key, true);
        }
      }
    }
    return state;
  }

  @Override
  public String kind() {
    return "demand-map";
  }

  @Override
  protected Object state() {
    return told;
  }

  @Override
  @SuppressWarnings("unchecked") // what state() gave
  protected void restore(@Nullable Object state) {
    computed = null;
    told = (PersistentMap<K, Boolean>) Objects.requireNonNull(state);
  }
}
