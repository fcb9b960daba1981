package dev.parklane.stress;

import dev.parklane.runtime.CascadeAbortedException;
import dev.parklane.runtime.GuardException;
import dev.parklane.stress.Action.Num;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Runs the actions of a generated handler in a {@link World}, and writes a trace of it: a line when
 * the handler begins and one when it ends, each with its arguments and a live read of every lane.
 */
final class Script {
  private static final int KEYS = 5;
  private static final int VALUES = 10;

  private final AgentSpec spec;
  private final World world;
  private final List<String> trace;

  Script(AgentSpec spec, World world, List<String> trace) {
    this.spec = spec;
    this.world = world;
    this.trace = trace;
  }

  /** What a generated handler throws of itself. */
  static final class Boom extends Exception {
    private static final long serialVersionUID = 1;

    Boom() {
      super("boom", null, false, false);
    }
  }

  /**
   * Runs a handler.
   *
   * @param arguments what it was called with; read again at its end, to see that it has not changed
   * @param number what its actions take as the argument
   */
  void handle(String name, Object arguments, int number, List<Action> actions) throws Exception {
    trace.add("> " + name + arguments + " " + state());
    try {
      for (Action action : actions) {
        perform(action, number);
      }
      trace.add("< " + name + arguments + " " + state());
    } catch (Exception e) {
      trace.add("! " + name + arguments + " " + state() + " " + describe(e));
      throw e;
    }
  }

  /** A live read of every lane, or why there is none. */
  String state() {
    try {
      StringJoiner state = new StringJoiner(" ", "[", "]");
      for (int i = 0; i < spec.values().size(); i++) {
        state.add("v" + i + "=" + world.value(i));
      }
      for (int i = 0; i < spec.maps().size(); i++) {
        state.add("m" + i + "=" + world.map(i));
      }
      return state.toString();
    } catch (RuntimeException e) {
      return "[" + describe(e) + "]";
    }
  }

  /** The kind of a failure, and what it hands on, in the words of the model. */
  static String describe(@Nullable Throwable failure) {
    return switch (failure) {
      case null -> "nothing";
      case GuardException e -> new ModelFailure.Guard(e.guard(), e.limit()).toString();
      case CascadeAbortedException e -> "aborted(" + describe(e.getCause()) + ")";
      case ModelFailure.Aborted e -> "aborted(" + describe(e.getCause()) + ")";
      default -> failure.toString();
    };
  }

  private void perform(Action action, int number) throws Exception {
    switch (action) {
      case Action.SetValue a -> world.set(spec.value(a.lane()), value(a.value(), number));
      case Action.UpdateValue a -> world.update(spec.value(a.lane()), a.plus());
      case Action.Put a ->
          world.put(spec.map(a.lane()), key(a.key(), number), value(a.value(), number));
      case Action.Remove a -> world.remove(spec.map(a.lane()), key(a.key(), number));
      case Action.Clear a -> world.clear(spec.map(a.lane()));
      case Action.Compute a -> compute(a, number);
      case Action.Take a -> world.take(spec.map(a.lane()), a.count());
      case Action.Drop a -> world.drop(spec.map(a.lane()), a.count());
      case Action.ReplaceAll a -> world.replaceAll(spec.map(a.lane()), entries(a.keys()));
      case Action.Command a -> world.command(spec.command(a.lane()), value(a.value(), number));
      case Action.Send a -> world.send(value(a.value(), number));
      case Action.Fail a -> throw new Boom();
      case Action.Stop a -> world.halt();
      case Action.Observe a -> world.observe(spec.value(a.lane()), a.reaction());
      case Action.When a -> {
        if (world.value(spec.value(a.lane())) < a.below()) {
          perform(a.action(), number);
        }
      }
      case Action.Swallow a -> {
        try {
          perform(a.action(), number);
        } catch (Exception e) {
          trace.add("caught " + describe(e));
        }
      }
    }
  }

  private void compute(Action.Compute a, int number) {
    world.compute(
        spec.map(a.lane()),
        key(a.key(), number),
        (key, present) ->
            switch (a.computation()) {
              case TO_SOME -> key + 1;
              case TO_NONE -> null;
              case FLIP -> present == null ? key : null;
              case INCREMENT -> present == null ? null : present + 1;
            });
  }

  private static Map<Integer, Integer> entries(List<Integer> keys) {
    Map<Integer, Integer> entries = new LinkedHashMap<>();
    keys.forEach(key -> entries.put(key, key + 1));
    return entries;
  }

  private int key(Num num, int number) {
    return Math.floorMod(compute(num, number), KEYS);
  }

  private int value(Num num, int number) {
    return Math.floorMod(compute(num, number), VALUES);
  }

  private int compute(Num num, int number) {
    return switch (num) {
      case Num.Constant n -> n.value();
      case Num.Argument n -> number + n.plus();
      case Num.Live n -> world.value(spec.value(n.lane())) + n.plus();
    };
  }
}
