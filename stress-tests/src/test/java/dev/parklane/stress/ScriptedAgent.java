package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Dispatch;
import dev.parklane.stress.AgentSpec.MapSpec;
import dev.parklane.stress.AgentSpec.Reaction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The agent that a spec describes, on real lanes. It adds to the trace where a handler breaks law
 * E5: one that runs on the thread of a writer under it, or on no virtual thread.
 */
final class ScriptedAgent extends Agent implements World, Director.Actor {
  private final AgentSpec spec;
  private final List<String> trace;
  private final Script script;
  private final Deque<Thread> chain = new ArrayDeque<>();
  private final boolean parked;

  private final List<ValueLane<Integer>> values = new ArrayList<>();
  private final List<MapLane<Integer, Integer>> maps = new ArrayList<>();
  private final List<CommandLane<Integer>> commands = new ArrayList<>();

  ScriptedAgent(AgentSpec spec, List<String> trace) {
    this(spec, trace, System.getProperty(Dispatch.PROPERTY, "parked").equals("parked"));
  }

  /** Whose handlers have threads of their own, or may be mounted. */
  ScriptedAgent(AgentSpec spec, List<String> trace, boolean parked) {
    this.parked = parked;
    this.spec = spec;
    this.trace = trace;
    script = new Script(spec, this, trace);
    for (List<Reaction> observers : spec.values()) {
      values.add(new ValueLane<>(this, "v" + values.size(), 0));
      observers.forEach(reaction -> observe(values.size() - 1, reaction));
    }
    for (MapSpec map : spec.maps()) {
      maps.add(newMap(map, "m" + maps.size()));
      map.observers().forEach(reaction -> observeMap(maps.size() - 1, reaction));
    }
    for (List<Reaction> observers : spec.commands()) {
      commands.add(new CommandLane<>(this, "c" + commands.size()));
      observers.forEach(reaction -> observeCommand(commands.size() - 1, reaction));
    }
  }

  private MapLane<Integer, Integer> newMap(MapSpec map, String name) {
    return switch (map.order()) {
      case INSERTION -> new MapLane<>(this, name);
      case NATURAL -> MapLane.sorted(this, name);
      case REVERSED -> MapLane.sorted(this, name, Comparator.<Integer>reverseOrder());
    };
  }

  @Override
  public void observe(int lane, Reaction reaction) {
    String name = "v" + lane;
    switch (reaction.event()) {
      case ON_EVENT ->
          values.get(lane).onEvent(now -> handle(name + ".onEvent", List.of(now), now, reaction));
      case ON_SET ->
          values
              .get(lane)
              .onSet((now, was) -> handle(name + ".onSet", List.of(now, was), now, reaction));
      default -> throw new IllegalArgumentException(reaction + " on a value lane");
    }
  }

  private void observeMap(int lane, Reaction reaction) {
    MapLane<Integer, Integer> map = maps.get(lane);
    String name = "m" + lane;
    switch (reaction.event()) {
      case ON_UPDATE ->
          map.onUpdate((after, key, was, now) ->
              handle(name + ".onUpdate", new Update(after, key, was, now), now, reaction));
      case ON_REMOVE ->
          map.onRemove((after, key, was) ->
              handle(name + ".onRemove", new Update(after, key, was, null), was, reaction));
      case ON_CLEAR ->
          map.onClear(
              before -> handle(name + ".onClear", List.of(before), before.size(), reaction));
      default -> throw new IllegalArgumentException(reaction + " on a map lane");
    }
  }

  private void observeCommand(int lane, Reaction reaction) {
    commands
        .get(lane)
        .onCommand(value -> handle("c" + lane + ".onCommand", List.of(value), value, reaction));
  }

  /** What an observer of a map is told; read again at the end of the handler (law M7). */
  record Update(
      Map<Integer, Integer> after, int key, @Nullable Integer was, @Nullable Integer now) {}

  private void handle(String name, Object arguments, int number, Reaction reaction)
      throws Exception {
    handle(name, arguments, number, reaction.actions());
  }

  private void handle(String name, Object arguments, int number, List<Action> actions)
      throws Exception {
    Thread thread = Thread.currentThread();
    if ((parked && chain.contains(thread)) || !thread.isVirtual()) {
      trace.add("law E5: " + name + " runs on " + thread + " over " + chain);
    }
    chain.push(thread);
    try {
      script.handle(name, arguments, number, actions);
    } finally {
      chain.pop();
    }
  }

  /** Runs actions as a question does. */
  @Override
  public void answer(List<Action> actions) throws Exception {
    handle("ask", List.of(), 0, actions);
  }

  /** Adds the state of every lane to the trace. */
  @Override
  public void traceState() {
    trace.add("state " + script.state());
  }

  @Override
  protected void onStart() throws Exception {
    handle("onStart", List.of(), 0, spec.hooks().onStart());
  }

  @Override
  protected void onStop() throws Exception {
    handle("onStop", List.of(), 0, spec.hooks().onStop());
  }

  @Override
  protected void onFailure(Throwable cause) throws Exception {
    handle("onFailure", List.of(Script.describe(cause)), 0, spec.hooks().onFailure());
  }

  @Override
  public int value(int lane) {
    return values.get(spec.value(lane)).get();
  }

  @Override
  public void set(int lane, int value) {
    values.get(lane).set(value);
  }

  @Override
  public void update(int lane, int plus) {
    values.get(lane).update(value -> value + plus);
  }

  @Override
  public Map<Integer, Integer> map(int lane) {
    return maps.get(lane).get();
  }

  @Override
  public void put(int lane, int key, int value) {
    maps.get(lane).put(key, value);
  }

  @Override
  public void remove(int lane, int key) {
    maps.get(lane).remove(key);
  }

  @Override
  public void clear(int lane) {
    maps.get(lane).clear();
  }

  @Override
  public void compute(
      int lane, int key, BiFunction<Integer, @Nullable Integer, @Nullable Integer> function) {
    maps.get(lane).compute(key, function);
  }

  @Override
  public void take(int lane, int count) {
    maps.get(lane).take(count);
  }

  @Override
  public void drop(int lane, int count) {
    maps.get(lane).drop(count);
  }

  @Override
  public void replaceAll(int lane, Map<Integer, Integer> entries) {
    maps.get(lane).replaceAll(entries);
  }

  @Override
  public void command(int lane, int value) {
    commands.get(lane).command(value);
  }

  @Override
  public void send(int value) {
    agent(Sink.URI).command("take", value);
  }

  @Override
  public void halt() {
    stop();
  }
}
