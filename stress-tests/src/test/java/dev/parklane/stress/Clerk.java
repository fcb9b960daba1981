package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.DemandLane;
import dev.parklane.lanes.DemandMapLane;
import dev.parklane.lanes.MapLane;
import dev.parklane.lanes.MapLink;
import dev.parklane.lanes.MapStore;
import dev.parklane.lanes.SupplyLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.lanes.ValueLink;
import dev.parklane.lanes.ValueStore;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentContext;
import dev.parklane.runtime.CascadeAbortedException;
import dev.parklane.runtime.Lane;
import dev.parklane.runtime.Scheduled;
import dev.parklane.runtime.store.Codec;
import dev.parklane.runtime.store.Codecs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An agent with a lane of every kind, most of them kept in a store, that does {@link Chore}s. */
final class Clerk extends Agent {
  static final String URI = "/clerk";
  static final int VALUES = 3;
  static final int MAPS = 3;
  static final int LATE = 3;
  static final int LINKS = 2;
  static final int UNLUCKY = 13; // has no bytes

  private static final Codec<Integer> CODEC =
      Codecs.via(Codecs.INTEGER, Clerk::requireLucky, value -> value);

  private final List<ValueLane<Integer>> values =
      List.of(
          new ValueLane<>(this, "value", 0).codec(CODEC),
          new ValueStore<>(this, "stored value", 0).codec(CODEC),
          new ValueLane<>(this, "passing value", 0).asTransient());
  private final List<MapLane<Integer, Integer>> maps =
      List.of(
          new MapLane<Integer, Integer>(this, "map").codec(CODEC, CODEC),
          MapLane.<Integer, Integer>sorted(this, "sorted map").codec(CODEC, CODEC),
          new MapStore<Integer, Integer>(this, "stored map").codec(CODEC, CODEC));
  private final ValueLane<Integer> starts = new ValueLane<>(this, "starts", 0).codec(CODEC);
  private final ValueLane<Integer> doom = new ValueLane<>(this, FlakyStore.DOOM, 0).codec(CODEC);
  private final ValueLane<Integer> seen = new ValueLane<>(this, "seen", 0).asTransient();
  private final ValueLane<Map<Integer, Integer>> seenMap =
      new ValueLane<Map<Integer, Integer>>(this, "seen map", Map.of()).asTransient();
  private final ValueLane<Integer> begun = new ValueLane<>(this, "begun", 0).asTransient();
  private final ValueLane<Integer> resumed = new ValueLane<>(this, "resumed", 0).asTransient();
  private final ValueLane<Integer> observed = new ValueLane<>(this, "observed", 0).asTransient();
  private final SupplyLane<Integer> supply = new SupplyLane<>(this, "supply");
  private final DemandLane<Integer> demand = new DemandLane<>(this, "demand");
  private final DemandMapLane<Integer, Integer> demandMap = new DemandMapLane<>(this, "demand map");
  private final CommandLane<List<Chore>> chores = new CommandLane<>(this, "chores");

  private final ValueLink<Integer> valueLink =
      new ValueLink<>(this, agent(Publisher.uri(0)).lane("value", Integer.class));
  private final MapLink<Integer, Integer> mapLink =
      new MapLink<>(this, agent(Publisher.uri(0)).mapLane("map", Integer.class, Integer.class));
  private final Map<Integer, Scheduled> scheduled = new HashMap<>(); // each number once

  Clerk() {
    chores.onCommand(this::perform);
    demand.onCue(() -> values.getFirst().get() + maps.getFirst().size());
    demandMap.keys(() -> maps.getFirst().get().keySet()).onCueKey(key -> maps.getFirst().get(key));
    values.getFirst().onSet((value, previous) -> maps.getLast().put(value % 3, previous));
    maps.getFirst().onRemove((map, key, previous) -> values.getLast().set(previous));
    valueLink.onSynced(seen::set).onEvent(seen::set).onUnlinked(() -> seen.set(-1));
    mapLink
        .onSynced(this::see)
        .onUpdate((map, key, previous, value) -> see(map))
        .onRemove((map, key, previous) -> see(map))
        .onClear(before -> see(Map.of()));
  }

  private void see(Map<Integer, Integer> map) {
    seenMap.set(new TreeMap<>(map)); // the order of a link's map is that in which it was told
  }

  private static Integer requireLucky(Integer value) {
    if (value == UNLUCKY) {
      throw new IllegalArgumentException("unlucky");
    }
    return value;
  }

  @Override
  protected void onStart() {
    starts.update(count -> count + 1 == UNLUCKY ? count + 2 : count + 1);
  }

  /** From here on the store will fail to keep this cascade. */
  void meetDoom() {
    doom.set(1);
  }

  void perform(List<Chore> list) throws Exception {
    for (Chore chore : list) {
      perform(chore);
    }
  }

  private void perform(Chore chore) throws Exception {
    switch (chore) {
      case Chore.Set set -> values.get(set.lane()).set(set.value());
      case Chore.Write write -> write(maps.get(write.map()), write.edit());
      case Chore.Nest nest -> chores.command(nest.chores());
      case Chore.Attempt attempt -> {
        try {
          chores.command(attempt.chores());
        } catch (CascadeAbortedException e) {
          return; // and pretends that nothing was wrong
        }
      }
      case Chore.Supply s -> supply.supply(s.value());
      case Chore.Cue cue when cue.key() == 0 -> demand.cue();
      case Chore.Cue cue -> demandMap.cue(cue.key());
      case Chore.Send send -> agent(Sink.URI).command("take", send.value());
      case Chore.Suspend suspend -> {
        begun.update(count -> count + 1);
        suspend(() -> 1, one -> resumed.update(count -> count + one));
      }
      case Chore.Schedule schedule -> {
        Duration delay = Duration.ofSeconds(schedule.seconds());
        scheduled.put(
            schedule.id(),
            schedule.again()
                ? every(delay, () -> perform(schedule.chores()))
                : after(delay, () -> perform(schedule.chores())));
      }
      case Chore.Cancel cancel -> {
        Scheduled there = scheduled.get(cancel.id());
        if (there != null) {
          there.cancel();
        }
      }
      case Chore.Declare declare -> declare(declare.late());
      case Chore.WriteLate write -> {
        switch (late(write.late())) {
          case ValueLane<?> lane -> Clerk.<ValueLane<Integer>>as(lane).set(write.value());
          case MapLane<?, ?> lane ->
              Clerk.<MapLane<Integer, Integer>>as(lane).put(write.value() % 4, write.value());
          case null, default -> {}
        }
      }
      case Chore.Close close -> {
        Lane lane = late(close.late());
        if (lane != null) {
          lane.close();
        }
      }
      case Chore.Observe observe ->
          values.getFirst().onEvent(value -> observed.update(sum -> 31 * sum + value));
      case Chore.Link link -> open(link.link());
      case Chore.Unlink unlink -> link(unlink.link()).close();
      case Chore.WriteThrough write -> {
        if (link(write.link()).isOpen()) {
          writeThrough(write.link(), write.value());
        }
      }
      case Chore.Stop stop -> stop();
      case Chore.Fail fail -> throw new Script.Boom();
    }
  }

  private static void write(MapLane<Integer, Integer> map, Edit edit) throws Exception {
    switch (edit) {
      case Edit.Set set -> {}
      case Edit.Put put -> map.put(put.key(), put.value());
      case Edit.Remove remove -> map.remove(remove.key());
      case Edit.Clear clear -> map.clear();
      case Edit.ReplaceAll all -> map.replaceAll(all.entries());
      case Edit.Take take -> map.take(take.count());
      case Edit.Drop drop -> map.drop(drop.count());
      case Edit.Fail fail -> throw new Script.Boom();
    }
  }

  // --- lanes that come and go --------------------------------------------------------------------

  static String lateName(int late) {
    return "late " + late;
  }

  private static Lane late(int late) {
    return AgentContext.current().lane(lateName(late));
  }

  private void declare(int late) {
    if (late(late) == null) {
      if (late == 0) {
        new MapLane<Integer, Integer>(this, lateName(late)).codec(CODEC, CODEC);
      } else {
        new ValueLane<>(this, lateName(late), 0).codec(CODEC);
      }
    }
  }

  void declareAll() {
    for (int late = 0; late < LATE; late++) {
      declare(late);
    }
  }

  // --- its links ---------------------------------------------------------------------------------

  private dev.parklane.runtime.Link link(int link) {
    return link == 0 ? valueLink : mapLink;
  }

  private void open(int link) {
    if (link(link).isOpen()) {
      return;
    }
    if (link == 0) {
      valueLink.open();
    } else {
      mapLink.open();
    }
  }

  private void writeThrough(int link, int value) {
    if (link == 0) {
      valueLink.set(value);
    } else if (value % 5 == 0) {
      mapLink.remove(value % 3);
    } else {
      mapLink.put(value % 3, value);
    }
  }

  // --- what it holds -----------------------------------------------------------------------------

  boolean isResumed() {
    return resumed.get() >= begun.get();
  }

  /** The lanes that a store keeps, as text. */
  List<String> kept() {
    List<String> kept = new ArrayList<>();
    values.subList(0, 2).forEach(lane -> kept.add(describe(lane)));
    maps.forEach(lane -> kept.add(describe(lane)));
    return kept;
  }

  /** The lanes that were declared later and are there, likewise. */
  List<String> keptLate() {
    List<String> kept = new ArrayList<>();
    for (int late = 0; late < LATE; late++) {
      Lane lane = late(late);
      if (lane != null) {
        kept.add(describe(lane));
      }
    }
    return kept;
  }

  /** Everything that it holds. */
  List<String> all() {
    List<String> all = new ArrayList<>(kept());
    all.addAll(keptLate());
    List.of(values.getLast(), starts, seen, seenMap, begun, resumed, observed)
        .forEach(lane -> all.add(describe(lane)));
    for (int i = 0; i < LINKS; i++) {
      all.add("link " + i + " " + link(i).isLinked() + " " + link(i).isSynced());
    }
    all.add("link 0 " + valueLink.get());
    all.add("link 1 " + new TreeMap<>(mapLink.get()));
    return all;
  }

  private static String describe(Lane lane) {
    return lane.name()
        + " = "
        + switch (lane) {
          case ValueLane<?> value -> value.get();
          case MapLane<?, ?> map -> map.get();
          default -> throw new IllegalArgumentException(lane.kind());
        };
  }

  @SuppressWarnings("unchecked") // all lanes here hold numbers
  private static <L> L as(Lane lane) {
    return (L) lane;
  }
}
