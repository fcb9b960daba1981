package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.LaneAccessException;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.store.Codecs;
import dev.parklane.runtime.store.InMemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** An agent with a store that makes things in cascades, some of which fail. */
@AddLifecycleHook(Watchdog.class)
class MadeInVainPropertiesTest {
  private static final String URI = "/maker";
  private static final List<String> NAMES = List.of("a", "b");
  private static final Duration DELAY = Duration.ofSeconds(1);

  private enum What {
    DECLARE,
    SET,
    CLOSE,
    SUBSCRIBE,
    DELAY,
    CHECKPOINT
  }

  /** Nothing where it cannot be done: what is not open is neither set nor closed. */
  private record Deed(What what, String name, int value) {}

  private record Event(List<Deed> deeds, boolean fails) {}

  /** What stands, and what cascades that have failed have left in the hands of the user. */
  private static final class Maker extends Agent {
    Map<String, ValueLane<Integer>> open = new TreeMap<>(); // those that are declared
    final List<ValueLane<Integer>> deadLanes = new ArrayList<>();
    final List<Subscription> live = new ArrayList<>();
    final List<Subscription> dead = new ArrayList<>();
    private final Notes notes;

    // of the cascade that runs
    private final List<ValueLane<Integer>> lanes = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Set<Integer> delays = new TreeSet<>();
    private Map<String, ValueLane<Integer>> standing = new TreeMap<>();
    private Map<String, Integer> values = new TreeMap<>();

    Maker(Notes notes) {
      this.notes = notes;
    }

    boolean take(Event event) {
      values = new TreeMap<>(notes.values);
      standing = new TreeMap<>(open);
      event.deeds().forEach(this::act);
      if (event.fails()) {
        throw new IllegalStateException("on purpose");
      }
      stand();
      return true;
    }

    private void act(Deed deed) {
      String name = deed.name();
      ValueLane<Integer> lane = open.get(name);
      switch (deed.what()) {
        case DECLARE -> {
          if (lane == null) {
            lanes.add(declare(name));
          }
        }
        case SET -> {
          if (lane != null) {
            lane.set(deed.value());
            values.put(name, deed.value());
          }
        }
        case CLOSE -> {
          if (lane != null) {
            lane.close();
            open.remove(name);
            values.remove(name);
          }
        }
        case SUBSCRIBE -> {
          int id = notes.next++;
          subscriptions.add(bus().subscribe("t", Integer.class, v -> notes.heard.add(id)));
          notes.ids.put(subscriptions.getLast(), id);
        }
        case DELAY -> {
          int id = notes.next++;
          after(DELAY, () -> notes.passed.add(id));
          delays.add(id);
        }
        case CHECKPOINT -> {
          checkpoint();
          stand();
        }
      }
    }

    ValueLane<Integer> declare(String name) {
      ValueLane<Integer> lane = new ValueLane<>(this, name, 0).codec(Codecs.INTEGER);
      open.put(name, lane);
      return lane;
    }

    /** What the cascade has made up to here is there to stay. */
    private void stand() {
      lanes.clear();
      live.addAll(subscriptions);
      subscriptions.clear();
      notes.due.addAll(delays);
      delays.clear();
      notes.values = new TreeMap<>(values);
      standing = new TreeMap<>(open);
    }

    /** What it has made since then was made in vain. */
    boolean hasFailed() {
      deadLanes.addAll(lanes);
      lanes.clear();
      dead.addAll(subscriptions);
      subscriptions.clear();
      delays.clear();
      open = standing;
      return true;
    }

    boolean check() {
      for (ValueLane<Integer> lane : deadLanes) {
        assertThatThrownBy(lane::get).isInstanceOf(LaneAccessException.class);
        assertThatThrownBy(() -> lane.set(-1)).isInstanceOf(LaneAccessException.class);
        assertThatThrownBy(lane::close).isInstanceOf(LaneAccessException.class);
      }
      for (Subscription subscription : dead) {
        assertThat(subscription.isOpen()).isFalse();
        subscription.close();
      }
      assertThat(live).allMatch(Subscription::isOpen);
      open.forEach((name, lane) ->
          assertThat(lane.get()).as(name).isEqualTo(notes.values.getOrDefault(name, 0)));
      return true;
    }
  }

  /** What outlives an instance; touched by one thread at a time. */
  private static final class Notes {
    final Map<Subscription, Integer> ids = new IdentityHashMap<>();
    final Set<Integer> due = new TreeSet<>();
    final Set<Integer> passed = new TreeSet<>();
    final Set<Integer> heard = new TreeSet<>();
    Map<String, Integer> values = new TreeMap<>(); // that stand
    int next;
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("F7 F2 F10: what a failed cascade made is dead, and what had its name is untouched")
  void whatFailedCascadesMade_refusesEveryUse_andTouchesNothing(
      @ForAll("events") List<Event> events, @ForAll boolean lockStep) throws Exception {
    Notes notes = new Notes();
    TestClock clock = new TestClock();
    try (Plane plane =
        Plane.builder()
            .clock(clock)
            .lockStep(lockStep)
            .route(
                URI,
                () -> new Maker(notes),
                o -> o.withStore(new InMemoryStore()).withFailurePolicy(FailurePolicy.resume()))
            .start()) {
      for (Event event : events) {
        take(plane, event);
        plane.agent(URI).ask(Maker.class, Maker::check);
        notes.heard.clear();
        plane.bus().publish("t", 1);
        clock.advance(DELAY);
        plane.awaitQuiet();
        Set<Integer> live = new TreeSet<>();
        plane
            .agent(URI)
            .ask(
                Maker.class,
                maker -> live.addAll(maker.live.stream().map(notes.ids::get).toList()));
        assertThat(notes.heard).isEqualTo(live);
        assertThat(notes.passed).isEqualTo(notes.due);
      }
      plane.agent(URI).stop(); // the next instance is restored
      Map<String, Integer> kept = new TreeMap<>();
      for (String name : NAMES) {
        kept.put(name, plane.agent(URI).ask(Maker.class, maker -> maker.declare(name).get()));
        assertThat(kept.get(name)).as(name).isEqualTo(notes.values.getOrDefault(name, 0));
      }
    }
  }

  private static void take(Plane plane, Event event) throws InterruptedException {
    try {
      plane.agent(URI).ask(Maker.class, maker -> maker.take(event));
      assertThat(event.fails()).isFalse();
    } catch (AgentFailedException e) {
      assertThat(e).hasRootCauseMessage("on purpose");
      plane.agent(URI).ask(Maker.class, Maker::hasFailed);
    }
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<What> what =
        Arbitraries.frequency(
            Tuple.of(4, What.DECLARE),
            Tuple.of(4, What.SET),
            Tuple.of(2, What.CLOSE),
            Tuple.of(1, What.SUBSCRIBE),
            Tuple.of(1, What.DELAY),
            Tuple.of(1, What.CHECKPOINT));
    Arbitrary<Deed> deed =
        Combinators.combine(what, Arbitraries.of(NAMES), Arbitraries.integers().between(1, 9))
            .as(Deed::new);
    return Combinators.combine(deed.list().ofMaxSize(6), Arbitraries.of(true, false))
        .as(Event::new)
        .list()
        .ofMaxSize(6);
  }
}
