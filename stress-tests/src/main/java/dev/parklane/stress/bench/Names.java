package dev.parklane.stress.bench;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import java.util.List;
import java.util.stream.Stream;

/** The agent of the documentation: three lanes, two of them with an observer. */
class Names extends Agent {
  private final CommandLane<String> addName = new CommandLane<>(this, "addName");
  private final ValueLane<List<String>> accumulate = new ValueLane<>(this, "accumulate", List.of());
  private final ValueLane<Integer> length = new ValueLane<>(this, "length", 0);

  Names() {
    addName.onCommand(this::add);
    accumulate.onEvent(names -> length.set(names.size()));
  }

  void add(String name) {
    accumulate.update(names -> Stream.concat(names.stream(), Stream.of(name)).toList());
  }

  int length() {
    return length.get();
  }
}
