package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.action.ComposedHandler;
import dev.parklane.lanes.action.HandlerAction;
import dev.parklane.lanes.action.HandlerContext;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.event.Handler;
import dev.parklane.stress.AgentSpec.MapSpec;
import dev.parklane.stress.AgentSpec.Reaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The agent that a spec describes, each handler a composition of actions where that of {@link
 * ScriptedAgent} is plain code. A composition is made once for each number that it is called with,
 * and run again where it is called with that again.
 */
final class ComposedAgent extends Agent implements Director.Actor {
  private static final HandlerContext<ComposedAgent> ON = HandlerContext.of(ComposedAgent.class);
  private static final int KEYS = 5;
  private static final int VALUES = 10;

  private final AgentSpec spec;
  private final Shape shape;
  private final List<String> trace;

  private final List<ValueLane<Integer>> values = new ArrayList<>();
  private final List<MapLane<Integer, Integer>> maps = new ArrayList<>();
  private final List<CommandLane<Integer>> commands = new ArrayList<>();

  /** How the actions of a handler are put together: all of them mean the same. */
  enum Shape {
    SEQUENCE,
    LEFT,
    RIGHT,
    CHAIN,
    JOINED
  }

  ComposedAgent(AgentSpec spec, Shape shape, List<String> trace) {
    this.spec = spec;
    this.shape = shape;
    this.trace = trace;
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

  // --- its handlers ------------------------------------------------------------------------------

  private void observe(int lane, Reaction reaction) {
    ValueLane<Integer> value = values.get(lane);
    IntFunction<ComposedHandler<ComposedAgent>> actions = composed(reaction.actions());
    switch (reaction.event()) {
      case ON_EVENT -> {
        String name = "v" + lane + ".onEvent";
        Handler<Integer> handler =
            ON.handler(now -> handler(name, List.of(now), actions.apply(now)));
        value.onEvent(now -> traceFailure(name, List.of(now), () -> handler.handle(now)));
      }
      case ON_SET -> {
        String name = "v" + lane + ".onSet";
        ValueLane.SetHandler<Integer> handler =
            ON.setHandler((now, was) -> handler(name, List.of(now, was), actions.apply(now)));
        value.onSet(
            (now, was) -> traceFailure(name, List.of(now, was), () -> handler.handle(now, was)));
      }
      default -> throw new IllegalArgumentException(reaction + " on a value lane");
    }
  }

  private void observeMap(int lane, Reaction reaction) {
    MapLane<Integer, Integer> map = maps.get(lane);
    IntFunction<ComposedHandler<ComposedAgent>> actions = composed(reaction.actions());
    switch (reaction.event()) {
      case ON_UPDATE -> {
        String name = "m" + lane + ".onUpdate";
        MapLane.UpdateHandler<Integer, Integer> handler =
            ON.updateHandler((after, key, was, now) ->
                handler(name, update(after, key, was, now), actions.apply(now)));
        map.onUpdate((after, key, was, now) ->
            traceFailure(
                name, update(after, key, was, now), () -> handler.handle(after, key, was, now)));
      }
      case ON_REMOVE -> {
        String name = "m" + lane + ".onRemove";
        MapLane.RemoveHandler<Integer, Integer> handler =
            ON.removeHandler((after, key, was) ->
                handler(name, update(after, key, was, null), actions.apply(was)));
        map.onRemove((after, key, was) ->
            traceFailure(
                name, update(after, key, was, null), () -> handler.handle(after, key, was)));
      }
      case ON_CLEAR -> {
        String name = "m" + lane + ".onClear";
        MapLane.ClearHandler<Integer, Integer> handler =
            ON.clearHandler(before -> handler(name, List.of(before), actions.apply(before.size())));
        map.onClear(before -> traceFailure(name, List.of(before), () -> handler.handle(before)));
      }
      default -> throw new IllegalArgumentException(reaction + " on a map lane");
    }
  }

  private static ScriptedAgent.Update update(
      Map<Integer, Integer> after, int key, @Nullable Integer was, @Nullable Integer now) {
    return new ScriptedAgent.Update(after, key, was, now);
  }

  private void observeCommand(int lane, Reaction reaction) {
    String name = "c" + lane + ".onCommand";
    IntFunction<ComposedHandler<ComposedAgent>> actions = composed(reaction.actions());
    Handler<Integer> handler =
        ON.handler(value -> handler(name, List.of(value), actions.apply(value)));
    commands
        .get(lane)
        .onCommand(value -> traceFailure(name, List.of(value), () -> handler.handle(value)));
  }

  private void run(String name, Object arguments, List<Action> actions) throws Exception {
    ComposedHandler<ComposedAgent> handler = handler(name, arguments, composed(actions).apply(0));
    traceFailure(name, arguments, () -> handler.run(this));
  }

  /** Runs actions as a question does. */
  @Override
  public void answer(List<Action> actions) throws Exception {
    run("ask", List.of(), actions);
  }

  @Override
  protected void onStart() throws Exception {
    run("onStart", List.of(), spec.hooks().onStart());
  }

  @Override
  protected void onStop() throws Exception {
    run("onStop", List.of(), spec.hooks().onStop());
  }

  @Override
  protected void onFailure(Throwable cause) throws Exception {
    run("onFailure", List.of(Script.describe(cause)), spec.hooks().onFailure());
  }

  // --- its trace, line by line that of a Script --------------------------------------------------

  private ComposedHandler<ComposedAgent> handler(
      String name, Object arguments, ComposedHandler<ComposedAgent> actions) {
    return line("> " + name + arguments)
        .followedBy(actions)
        .followedBy(line("< " + name + arguments));
  }

  private ComposedHandler<ComposedAgent> line(String what) {
    return ON.effect(agent -> agent.trace.add(what + " " + agent.state()));
  }

  private interface Running {
    void run() throws Exception;
  }

  private void traceFailure(String name, Object arguments, Running handler) throws Exception {
    try {
      handler.run();
    } catch (Exception e) {
      trace.add("! " + name + arguments + " " + state() + " " + Script.describe(e));
      throw e;
    }
  }

  /** Adds the state of every lane to the trace. */
  @Override
  public void traceState() {
    trace.add("state " + state());
  }

  private String state() {
    try {
      StringJoiner state = new StringJoiner(" ", "[", "]");
      for (int i = 0; i < values.size(); i++) {
        state.add("v" + i + "=" + values.get(i).get());
      }
      for (int i = 0; i < maps.size(); i++) {
        state.add("m" + i + "=" + maps.get(i).get());
      }
      return state.toString();
    } catch (RuntimeException e) {
      return "[" + Script.describe(e) + "]";
    }
  }

  // --- its actions -------------------------------------------------------------------------------

  private IntFunction<ComposedHandler<ComposedAgent>> composed(List<Action> actions) {
    Map<Integer, ComposedHandler<ComposedAgent>> made = new HashMap<>();
    return number -> made.computeIfAbsent(number, n -> whole(parts(actions, n)));
  }

  private List<HandlerAction<ComposedAgent, ?>> parts(List<Action> actions, int number) {
    List<HandlerAction<ComposedAgent, ?>> parts = new ArrayList<>();
    actions.forEach(action -> parts.add(action(action, number)));
    return parts;
  }

  private ComposedHandler<ComposedAgent> whole(List<HandlerAction<ComposedAgent, ?>> parts) {
    if (shape == Shape.SEQUENCE) {
      return ON.sequentially(parts);
    }
    ComposedHandler<ComposedAgent> whole = ON.nothing();
    for (HandlerAction<ComposedAgent, ?> part : shape == Shape.RIGHT ? parts.reversed() : parts) {
      ComposedHandler<ComposedAgent> before = whole;
      whole =
          switch (shape) {
            case RIGHT -> part.followedBy(before);
            case CHAIN -> before.andThen(nothing -> part).discard();
            case JOINED -> before.join(part.map(List::of)).discard();
            default -> before.followedBy(part).discard();
          };
    }
    return whole;
  }

  private HandlerAction<ComposedAgent, ?> action(Action action, int number) {
    return switch (action) {
      case Action.SetValue a ->
          value(a.value(), number).andThen(value -> ON.set(agent -> agent.value(a.lane()), value));
      case Action.UpdateValue a ->
          ON.update(agent -> agent.value(a.lane()), value -> value + a.plus());
      case Action.Put a ->
          key(a.key(), number)
              .join(value(a.value(), number))
              .andThen(
                  entry -> ON.put(agent -> agent.map(a.lane()), entry.first(), entry.second()));
      case Action.Remove a ->
          key(a.key(), number).andThen(key -> ON.remove(agent -> agent.map(a.lane()), key));
      case Action.Clear a -> ON.clear(agent -> agent.map(a.lane()));
      case Action.Compute a -> key(a.key(), number).andThen(key -> compute(a, key));
      case Action.Take a -> ON.take(agent -> agent.map(a.lane()), a.count());
      case Action.Drop a -> ON.drop(agent -> agent.map(a.lane()), a.count());
      case Action.ReplaceAll a -> ON.replaceAll(agent -> agent.map(a.lane()), entries(a.keys()));
      case Action.Command a ->
          value(a.value(), number)
              .andThen(value -> ON.command(agent -> agent.command(a.lane()), value));
      case Action.Send a ->
          value(a.value(), number).andThen(value -> ON.command(Sink.URI, "take", value));
      case Action.Fail a -> ON.fail(new Script.Boom());
      case Action.Stop a -> ON.stop();
      case Action.Observe a ->
          ON.effect(agent -> agent.observe(agent.spec.value(a.lane()), a.reaction()));
      case Action.When a ->
          ON.either(
              ON.get(agent -> agent.value(a.lane())).map(value -> value < a.below()),
              action(a.action(), number).discard(),
              ON.nothing());
      case Action.Swallow a -> swallow(action(a.action(), number).discard());
    };
  }

  /** What only plain code can do: it runs the rest, and catches. */
  private ComposedHandler<ComposedAgent> swallow(ComposedHandler<ComposedAgent> action) {
    return ON.effect(agent -> {
      try {
        action.run(agent);
      } catch (Exception e) {
        agent.trace.add("caught " + Script.describe(e));
      }
    });
  }

  private ValueLane<Integer> value(int index) {
    return values.get(spec.value(index));
  }

  private MapLane<Integer, Integer> map(int index) {
    return maps.get(spec.map(index));
  }

  private CommandLane<Integer> command(int index) {
    return commands.get(spec.command(index));
  }

  private ComposedHandler<ComposedAgent> compute(Action.Compute a, int key) {
    return switch (a.computation()) {
      case TO_SOME -> ON.compute(agent -> agent.map(a.lane()), key, (k, present) -> k + 1);
      case TO_NONE -> ON.compute(agent -> agent.map(a.lane()), key, (k, present) -> null);
      case FLIP -> // as a read and a write, which mean the same
          ON.get(agent -> agent.map(a.lane()), key)
              .andThen(present ->
                  present.isEmpty()
                      ? ON.put(agent -> agent.map(a.lane()), key, key)
                      : ON.remove(agent -> agent.map(a.lane()), key));
      case INCREMENT ->
          ON.get(agent -> agent.map(a.lane()), key)
              .andThen(present ->
                  ON.whenPresent(
                      present, value -> ON.put(agent -> agent.map(a.lane()), key, value + 1)));
    };
  }

  private static Map<Integer, Integer> entries(List<Integer> keys) {
    Map<Integer, Integer> entries = new LinkedHashMap<>();
    keys.forEach(key -> entries.put(key, key + 1));
    return entries;
  }

  private HandlerAction<ComposedAgent, Integer> key(Action.Num num, int number) {
    return number(num, number).map(n -> Math.floorMod(n, KEYS));
  }

  private HandlerAction<ComposedAgent, Integer> value(Action.Num num, int number) {
    return number(num, number).map(n -> Math.floorMod(n, VALUES));
  }

  private HandlerAction<ComposedAgent, Integer> number(Action.Num num, int number) {
    return switch (num) {
      case Action.Num.Constant n -> ON.value(n.value());
      case Action.Num.Argument n ->
          ON.optional(Optional.of(ON.value(number + n.plus()))).map(Optional::orElseThrow);
      case Action.Num.Live n -> ON.get(agent -> agent.value(n.lane())).map(v -> v + n.plus());
    };
  }
}
