package dev.parklane.runtime.store;

import dev.parklane.runtime.persistent.PersistentMap;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What an {@link InMemoryStore} keeps of an agent. Never changes; a commit makes another one. */
final class KeptState implements SavedState {
  private sealed interface Form {}

  private record Value(byte[] bytes) implements Form {}

  private record Entries(PersistentMap<byte[], byte[]> tree) implements Form {}

  private static final Entries NO_ENTRIES =
      new Entries(PersistentMap.sorted(Arrays::compareUnsigned));

  private final String agent;
  private final PersistentMap<String, Form> lanes;
  private final Set<String> steps; // that are done, in the order of their marks

  private KeptState(String agent, PersistentMap<String, Form> lanes, Set<String> steps) {
    this.agent = agent;
    this.lanes = lanes;
    this.steps = steps;
  }

  static KeptState empty(String agent) {
    return new KeptState(
        Objects.requireNonNull(agent, "agent"),
        PersistentMap.sorted(Comparator.naturalOrder()),
        Set.of());
  }

  boolean isEmpty() {
    return lanes.isEmpty() && steps.isEmpty();
  }

  /** What is kept after these changes. */
  KeptState with(List<StateChange> changes) {
    PersistentMap<String, Form> changed = lanes;
    Set<String> marked = steps;
    for (StateChange change : changes) {
      switch (change) {
        case StateChange.OfLane ofLane -> changed = with(changed, ofLane);
        case StateChange.StepDone done -> marked = with(marked, done.step());
        case StateChange.StepsForgotten _ -> marked = Set.of();
      }
    }
    return new KeptState(agent, changed, marked);
  }

  private static Set<String> with(Set<String> before, String step) {
    Set<String> marked = new LinkedHashSet<>(before);
    marked.add(step);
    return Collections.unmodifiableSet(marked);
  }

  private PersistentMap<String, Form> with(
      PersistentMap<String, Form> before, StateChange.OfLane change) {
    String lane = change.lane();
    Form form = before.get(lane);
    return switch (change) {
      case StateChange.ValueSet set -> {
        if (form instanceof Entries) {
          throw otherForm("to set its value", lane, "map");
        }
        yield before.with(lane, new Value(set.value()));
      }
      case StateChange.EntryPut put ->
          before.with(
              lane,
              new Entries(
                  entries("to put an entry", lane, form).tree.with(put.key(), put.value())));
      case StateChange.EntryRemoved removed ->
          before.with(
              lane,
              new Entries(entries("to remove an entry", lane, form).tree.without(removed.key())));
      case StateChange.MapCleared _ -> {
        entries("to clear it", lane, form);
        yield before.with(lane, NO_ENTRIES);
      }
      case StateChange.LaneDropped _ -> before.without(lane);
    };
  }

  @Override
  public Set<String> lanes() {
    Set<String> names = new LinkedHashSet<>();
    lanes.forEach((lane, _) -> names.add(lane));
    return Collections.unmodifiableSet(names);
  }

  @Override
  public Set<String> steps() {
    return steps;
  }

  @Override
  public byte @Nullable [] value(String lane) {
    return switch (lanes.get(lane)) {
      case null -> null;
      case Value value -> value.bytes;
      case Entries _ -> throw otherForm("to read its value", lane, "map");
    };
  }

  @Override
  public void entries(String lane, BiConsumer<byte[], byte[]> each) {
    entries("to read its entries", lane, lanes.get(lane)).tree.forEach(each);
  }

  private Entries entries(String attempt, String lane, @Nullable Form form) {
    return switch (form) {
      case null -> NO_ENTRIES;
      case Entries entries -> entries;
      case Value _ -> throw otherForm(attempt, lane, "value");
    };
  }

  private IllegalStateException otherForm(String attempt, String lane, String form) {
    return new IllegalStateException(
        "[PL-D1.2] lane '"
            + lane
            + "' of "
            + agent
            + ": refused "
            + attempt
            + ", for it is kept as a "
            + form
            + "; give the new lane another name, or drop what is kept of the old one");
  }
}
