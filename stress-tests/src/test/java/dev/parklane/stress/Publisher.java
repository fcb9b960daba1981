package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import java.util.List;
import java.util.Map;

/**
 * An agent with a value and a map that others link to. There are {@link #COUNT}: some of them are
 * kept in a store, some of them end when a cascade fails.
 */
final class Publisher extends Agent {
  static final int COUNT = 4;

  private final ValueLane<Integer> value = new ValueLane<>(this, "value", 0).codec(Codecs.INTEGER);
  private final MapLane<Integer, Integer> map =
      new MapLane<Integer, Integer>(this, "map").codec(Codecs.INTEGER, Codecs.INTEGER);

  /** What it holds between two cascades. */
  record State(int value, Map<Integer, Integer> map) {}

  Publisher() {
    new CommandLane<List<Edit>>(this, "edit").onCommand(this::apply);
  }

  static String uri(int number) {
    return "/publisher/" + number;
  }

  static boolean isKept(int number) {
    return number % 2 == 1;
  }

  static boolean endsOnFailure(int number) {
    return number >= COUNT / 2;
  }

  static void route(PlaneBuilder builder) {
    for (int i = 0; i < COUNT; i++) {
      AgentOptions options =
          AgentOptions.DEFAULT
              .withStore(isKept(i) ? new InMemoryStore() : null)
              .withFailurePolicy(endsOnFailure(i) ? FailurePolicy.stop() : FailurePolicy.resume());
      builder.route(uri(i), Publisher::new, ignored -> options);
    }
  }

  State held() {
    return new State(value.get(), map.get());
  }

  private void apply(List<Edit> edits) throws Exception {
    for (Edit edit : edits) {
      apply(edit);
    }
  }

  private void apply(Edit edit) throws Exception {
    switch (edit) {
      case Edit.Set set -> value.set(set.value());
      case Edit.Put put -> map.put(put.key(), put.value());
      case Edit.Remove remove -> map.remove(remove.key());
      case Edit.Clear clear -> map.clear();
      case Edit.ReplaceAll all -> map.replaceAll(all.entries());
      case Edit.Take take -> map.take(take.count());
      case Edit.Drop drop -> map.drop(drop.count());
      case Edit.Fail fail -> throw new Script.Boom();
    }
  }
}
