package dev.parklane.examples.names;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.LaneKey;
import java.util.List;
import java.util.stream.Stream;

/** A list of names that knows its length. */
public final class Names extends Agent {
  static final LaneKey<String> ADD_NAME = LaneKey.of("addName", String.class);
  static final LaneKey<Integer> LENGTH = LaneKey.of("length", Integer.class);

  private final CommandLane<String> addName = new CommandLane<>(this, ADD_NAME);
  private final ValueLane<List<String>> accumulate = new ValueLane<>(this, "accumulate", List.of());
  private final ValueLane<Integer> length = new ValueLane<>(this, LENGTH, 0);

  /** Registers the handlers. */
  public Names() {
    addName.onCommand(this::add);
    accumulate.onEvent(names -> length.set(names.size()));
  }

  private void add(String name) {
    accumulate.update(names -> append(names, name)); // parks until the observer has run
    IO.println(length.get() + " names so far"); // already counts this one
  }

  private static List<String> append(List<String> names, String name) {
    return Stream.concat(names.stream(), Stream.of(name)).toList();
  }
}
