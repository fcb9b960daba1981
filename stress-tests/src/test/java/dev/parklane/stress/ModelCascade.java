package dev.parklane.stress;

import dev.parklane.runtime.Guards;
import dev.parklane.stress.AgentSpec.Event;
import dev.parklane.stress.AgentSpec.Reaction;
import dev.parklane.stress.ModelState.Registered;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cascade as the laws tell it: one thread, handlers called on the stack of their writer, the
 * whole state copied before, so that undoing it is forgetting the copy that was written to.
 */
final class ModelCascade implements World {
  private final AgentSpec spec;
  private final ModelState state;
  private final List<String> trace;
  private final Script script;

  private final Deque<Registered> chain = new ArrayDeque<>(); // innermost first
  private final List<Integer> outbox = new ArrayList<>();
  private int handlers;
  private boolean stopRequested;
  private @Nullable Throwable failure;

  /** What a handler does. */
  interface Body {
    void run() throws Exception;
  }

  ModelCascade(AgentSpec spec, ModelState state, List<String> trace) {
    this.spec = spec;
    this.state = state;
    this.trace = trace;
    script = new Script(spec, this, trace);
  }

  // --- how it runs -------------------------------------------------------------------------------

  /** Runs the handlers of the root event; a failure stays in here. */
  void complete(Runnable root) {
    try {
      root.run();
    } catch (RuntimeException e) {
      // The guard or the handler that threw it has marked the cascade.
    }
  }

  /** Runs a handler that observes nothing. */
  void root(String name, List<?> arguments, List<Action> actions) {
    trigger(new Registered(new Reaction(Event.ON_COMMAND, actions)), name, arguments, 0);
  }

  void rootTraceState() {
    handlers++;
    trace.add("state " + script.state());
  }

  private void trigger(Registered observer, String name, Object arguments, int number) {
    Guards guards = spec.guards();
    access();
    check(chain.size() <= guards.maxDepth(), "maxDepth", guards.maxDepth());
    long entered = chain.stream().filter(running -> running == observer).count();
    check(entered < guards.maxReentry(), "maxReentry", guards.maxReentry());
    check(handlers < guards.maxHandlers(), "maxHandlers", guards.maxHandlers());
    handlers++;
    chain.push(observer);
    try {
      script.handle(name, arguments, number, observer.reaction().actions());
    } catch (Exception e) {
      failure = failure == null ? e : failure;
    }
    chain.pop();
    access();
  }

  private void check(boolean within, String guard, int limit) {
    if (!within) {
      RuntimeException tripped = new ModelFailure.Guard(guard, limit);
      failure = tripped;
      throw tripped;
    }
  }

  /** A failed cascade throws at every access (law F1). */
  private void access() {
    Throwable failed = failure;
    if (failed != null) {
      throw new ModelFailure.Aborted(failed);
    }
  }

  @Nullable Throwable failure() {
    return failure;
  }

  boolean isStopRequested() {
    return stopRequested;
  }

  List<Integer> outbox() {
    return outbox;
  }

  // --- value lanes -------------------------------------------------------------------------------

  @Override
  public int value(int lane) {
    access();
    return state.values[spec.value(lane)];
  }

  @Override
  public void set(int lane, int value) {
    access();
    int was = state.values[lane];
    state.values[lane] = value;
    List<Registered> observers = List.copyOf(state.valueObservers.get(lane));
    for (Registered observer : ModelState.of(Event.ON_EVENT, observers)) {
      trigger(observer, "v" + lane + ".onEvent", List.of(value), value);
    }
    for (Registered observer : ModelState.of(Event.ON_SET, observers)) {
      trigger(observer, "v" + lane + ".onSet", List.of(value, was), value);
    }
  }

  @Override
  public void update(int lane, int plus) {
    set(lane, value(lane) + plus);
  }

  @Override
  public void observe(int lane, Reaction reaction) {
    access();
    state.valueObservers.get(lane).add(new Registered(reaction));
  }

  // --- map lanes ---------------------------------------------------------------------------------

  @Override
  public Map<Integer, Integer> map(int lane) {
    access();
    return state.maps.get(lane);
  }

  @Override
  public void put(int lane, int key, int value) {
    Integer was = map(lane).put(key, value);
    Map<Integer, Integer> after = new LinkedHashMap<>(map(lane));
    for (Registered observer : ModelState.of(Event.ON_UPDATE, state.mapObservers.get(lane))) {
      Object arguments = new ScriptedAgent.Update(after, key, was, value);
      trigger(observer, "m" + lane + ".onUpdate", arguments, value);
    }
  }

  @Override
  public void remove(int lane, int key) {
    Integer was = map(lane).remove(key);
    if (was == null) {
      return;
    }
    Map<Integer, Integer> after = new LinkedHashMap<>(map(lane));
    for (Registered observer : ModelState.of(Event.ON_REMOVE, state.mapObservers.get(lane))) {
      Object arguments = new ScriptedAgent.Update(after, key, was, null);
      trigger(observer, "m" + lane + ".onRemove", arguments, was);
    }
  }

  @Override
  public void clear(int lane) {
    Map<Integer, Integer> before = new LinkedHashMap<>(map(lane));
    map(lane).clear();
    for (Registered observer : ModelState.of(Event.ON_CLEAR, state.mapObservers.get(lane))) {
      trigger(observer, "m" + lane + ".onClear", List.of(before), before.size());
    }
  }

  @Override
  public void compute(
      int lane, int key, BiFunction<Integer, @Nullable Integer, @Nullable Integer> function) {
    Integer computed = function.apply(key, map(lane).get(key));
    if (computed == null) {
      remove(lane, key);
    } else {
      put(lane, key, computed);
    }
  }

  @Override
  public void take(int lane, int count) {
    List<Integer> keys = keysInOrder(lane);
    keys.subList(Math.min(count, keys.size()), keys.size()).forEach(key -> remove(lane, key));
  }

  @Override
  public void drop(int lane, int count) {
    List<Integer> keys = keysInOrder(lane);
    keys.subList(0, Math.min(count, keys.size())).forEach(key -> remove(lane, key));
  }

  private List<Integer> keysInOrder(int lane) {
    List<Integer> keys = new ArrayList<>(map(lane).keySet());
    if (spec.maps().get(lane).order() == AgentSpec.Order.INSERTION) {
      keys.sort(null);
    }
    return keys;
  }

  @Override
  public void replaceAll(int lane, Map<Integer, Integer> entries) {
    clear(lane);
    entries.forEach((key, value) -> put(lane, key, value));
  }

  // --- commands, and what leaves -----------------------------------------------------------------

  @Override
  public void command(int lane, int value) {
    access();
    for (Registered observer : state.commandObservers.get(lane)) {
      trigger(observer, "c" + lane + ".onCommand", List.of(value), value);
    }
  }

  @Override
  public void send(int value) {
    outbox.add(value);
  }

  @Override
  public void halt() {
    access();
    stopRequested = true;
  }
}
