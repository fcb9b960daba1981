package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.lanes.JoinAnswer;
import dev.parklane.lanes.JoinMapLane;
import dev.parklane.lanes.MapLink;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.MapLaneRef;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.Retry;
import dev.parklane.testkit.Faults;
import dev.parklane.testkit.Leniency;
import dev.parklane.testkit.Simulation;
import dev.parklane.testkit.Strategy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Copies of maps whose agent is slow: events of theirs wait, and take each other's place. */
@AddLifecycleHook(Watchdog.class)
class CopyPropertiesTest {
  private static final Retry ALWAYS = new Retry(Integer.MAX_VALUE, Backoff.NONE);

  /** An agent that keeps copies of the maps of all publishers. */
  private static final class Copier extends Agent {
    static final String URI = "/copier";

    private final List<MapLink<Integer, Integer>> links = new ArrayList<>();
    private final List<MapLink<Integer, Integer>> backwards = new ArrayList<>();
    private final List<Map<Integer, Integer>> played = new ArrayList<>(); // from the events alone
    private final JoinMapLane<Integer, Integer, Integer> joined =
        new JoinMapLane<Integer, Integer, Integer>(this, "joined")
            .onEnd((link, cause) -> JoinAnswer.RETRY)
            .backoff(Backoff.NONE);

    @Override
    protected void onStart() {
      for (int i = 0; i < Publisher.COUNT; i++) {
        MapLaneRef<Integer, Integer> lane =
            agent(Publisher.uri(i)).mapLane("map", Integer.class, Integer.class);
        Map<Integer, Integer> mine = new LinkedHashMap<>();
        played.add(mine);
        links.add(
            new MapLink<>(this, lane)
                .onSynced(map -> {
                  mine.clear();
                  mine.putAll(map);
                })
                .onUpdate((map, key, previous, value) -> mine.put(key, value))
                .onRemove((map, key, previous) -> mine.remove(key))
                .onClear(before -> mine.clear())
                .retry(ALWAYS)
                .open());
        backwards.add(MapLink.sorted(this, lane, Comparator.reverseOrder()).retry(ALWAYS).open());
        joined.link(i, lane);
      }
    }

    /** What it holds of the map of a publisher. */
    Copies copies(int publisher) {
      Map<Integer, Integer> own = new LinkedHashMap<>(joined.get());
      own.keySet().removeIf(key -> key % Publisher.COUNT != publisher);
      return new Copies(
          entries(links.get(publisher).get()),
          entries(played.get(publisher)),
          entries(own),
          entries(backwards.get(publisher).get()));
    }
  }

  private record Copies(
      List<Map.Entry<Integer, Integer>> linked,
      List<Map.Entry<Integer, Integer>> played,
      List<Map.Entry<Integer, Integer>> joined,
      List<Map.Entry<Integer, Integer>> backwards) {
    static Copies of(Map<Integer, Integer> map) {
      Map<Integer, Integer> backwards = new TreeMap<>(Comparator.reverseOrder());
      backwards.putAll(map);
      return new Copies(entries(map), entries(map), entries(map), entries(backwards));
    }
  }

  private static List<Map.Entry<Integer, Integer>> entries(Map<Integer, Integer> map) {
    return map.entrySet().stream().map(e -> Map.entry(e.getKey(), e.getValue())).toList();
  }

  @Property(tries = 400, edgeCases = EdgeCasesMode.NONE)
  @Label("M8 J6 V4: copies, joins and restored lanes have the order of the lane, however slow")
  void copies_ofMapsThatAreEdited_haveTheirOrder(
      @ForAll("edits") List<JoinStep> steps, @ForAll long seed) throws Exception {
    if (Simulations.areRefused(seed)) {
      return;
    }
    HeldStates held = new HeldStates(steps);
    Simulation.run(
        seed,
        Strategy.random(),
        Faults.none().withStarvedAgents(0.1, 20),
        simulation -> {
          simulation.allow(Leniency.FAILED_CASCADES); // which are part of the model
          PlaneBuilder builder = Plane.builder().route(Copier.URI, Copier::new);
          Publisher.route(builder);
          try (Plane plane = simulation.start(builder)) {
            plane.agent(Copier.URI).ask(Copier.class, Agent::uri);
            for (JoinStep step : steps) {
              send(plane, step);
              simulation.pause();
            }
            simulation.settle();
            check(plane, held);
            for (int i = 0; i < Publisher.COUNT; i++) {
              if (Publisher.isKept(i)) {
                plane.agent(Publisher.uri(i)).stop(); // the next instance is restored
              }
            }
            simulation.settle();
            check(plane, held);
          }
        });
  }

  private static void send(Plane plane, JoinStep step) {
    switch (step) {
      case JoinStep.Edits(int publisher, List<Edit> edits) ->
          plane.agent(Publisher.uri(publisher)).command("edit", edits);
      case JoinStep.Stop(int publisher) -> plane.agent(Publisher.uri(publisher)).stop();
      default -> throw new AssertionError(step);
    }
  }

  private static void check(Plane plane, HeldStates held) throws InterruptedException {
    for (int i = 0; i < Publisher.COUNT; i++) {
      int publisher = i;
      Map<Integer, Integer> map = held.last(i).map();
      assertThat(entries(plane.agent(Publisher.uri(i)).ask(Publisher.class, p -> p.held().map())))
          .isEqualTo(entries(map));
      Copies copies = plane.agent(Copier.URI).ask(Copier.class, c -> c.copies(publisher));
      assertThat(copies).isEqualTo(Copies.of(map));
    }
  }

  @Provide
  Arbitrary<List<JoinStep>> edits() {
    return JoinSteps.races()
        .map(steps -> steps.stream().filter(step -> !(step instanceof JoinStep.Join)).toList());
  }
}
