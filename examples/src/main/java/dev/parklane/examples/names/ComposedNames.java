package dev.parklane.examples.names;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.action.ComposedHandler;
import dev.parklane.lanes.action.HandlerContext;
import dev.parklane.runtime.Agent;
import java.util.List;
import java.util.stream.Stream;

/** What {@link Names} does, with handlers that are composed of values. */
public final class ComposedNames extends Agent {
  private static final HandlerContext<ComposedNames> ON = HandlerContext.of(ComposedNames.class);

  private final CommandLane<String> addName = new CommandLane<>(this, "addName");
  private final ValueLane<List<String>> accumulate = new ValueLane<>(this, "accumulate", List.of());
  private final ValueLane<Integer> length = new ValueLane<>(this, "length", 0);

  /** Registers the handlers. */
  public ComposedNames() {
    addName.onCommand(ON.handler(ComposedNames::add));
    accumulate.onEvent(ON.handler(names -> ON.set(n -> n.length, names.size())));
  }

  private static ComposedHandler<ComposedNames> add(String name) {
    return ON.update(n -> n.accumulate, names -> append(names, name))
        .followedBy(ON.get(n -> n.length))
        .andThen(length -> ON.effect(() -> IO.println(length + " names so far")));
  }

  private static List<String> append(List<String> names, String name) {
    return Stream.concat(names.stream(), Stream.of(name)).toList();
  }
}
