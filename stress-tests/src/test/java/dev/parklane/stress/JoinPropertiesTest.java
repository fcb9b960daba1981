package dev.parklane.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.lanes.JoinAnswer;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.stress.JoinStep.Kind;
import dev.parklane.stress.Joiner.Notes;
import dev.parklane.stress.Joiner.Seen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** An agent that joins lanes of others which write, fail, stop and come back. */
@AddLifecycleHook(Watchdog.class)
class JoinPropertiesTest {
  private static final class World implements AutoCloseable {
    private final Notes notes = new Notes();
    private final List<String> violations = new ArrayList<>();
    private final Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();
    private final Plane plane;

    World(boolean lockStep) {
      PlaneBuilder builder =
          Plane.builder()
              .lockStep(lockStep)
              .carriers(2)
              .clock(new TestClock())
              .options(options -> options.withFailurePolicy(FailurePolicy.resume()))
              .onDeadLetter(deadLetters::add)
              .route(Joiner.URI, () -> new Joiner(notes))
              .route(Watcher.URI, () -> new Watcher(violations));
      Publisher.route(builder);
      plane = builder.start();
      plane.agent(Watcher.URI).command("watch", "values");
      plane.agent(Watcher.URI).command("watch", "merged");
    }

    void send(JoinStep step) {
      switch (step) {
        case JoinStep.Edits edits ->
            plane.agent(Publisher.uri(edits.publisher())).command("edit", edits.edits());
        case JoinStep.Stop stop -> plane.agent(Publisher.uri(stop.publisher())).stop();
        case JoinStep.Join join -> plane.agent(Joiner.URI).command("join", join);
        case JoinStep.Answer answer -> notes.answer(answer.key(), answer.answer());
      }
    }

    Joiner.State joiner() throws InterruptedException {
      return plane.agent(Joiner.URI).ask(Joiner.class, Joiner::held);
    }

    Publisher.State publisher(int number) throws InterruptedException {
      return plane.agent(Publisher.uri(number)).ask(Publisher.class, Publisher::held);
    }

    List<Map.Entry<Integer, Integer>> watched(String lane) throws InterruptedException {
      return plane.agent(Watcher.URI).ask(Watcher.class, watcher -> watcher.known(lane));
    }

    @Override
    public void close() {
      plane.close();
    }
  }

  @Property(tries = 800, edgeCases = EdgeCasesMode.NONE)
  @Label("J1-J5 J7 M8 F2 F3: where nobody is slow, states and events are the model's")
  void join_ofLanesThatAreQuietBetweenSteps_isThatOfTheModel(
      @ForAll("steps") List<JoinStep> steps, @ForAll boolean lockStep) throws Exception {
    JoinModel model = new JoinModel();
    try (World world = new World(lockStep)) {
      for (JoinStep step : steps) {
        int before = model.trace().size();
        world.send(step);
        model.take(step);
        world.plane.awaitQuiet();
        List<Seen> seen = world.notes.trace();
        assertThat(seen.subList(Math.min(before, seen.size()), seen.size()))
            .as("%s", step)
            .isEqualTo(model.trace().subList(before, model.trace().size()));
        Joiner.State state = world.joiner();
        assertThat(state).as("%s", step).isEqualTo(model.joiner());
        assertThat(world.watched("values")).as("J5 M8 %s", step).isEqualTo(state.values());
        assertThat(world.watched("merged")).as("J5 M8 %s", step).isEqualTo(state.merged());
      }
      for (int i = 0; i < Publisher.COUNT; i++) {
        Publisher.State state = world.publisher(i);
        assertThat(state.value()).isEqualTo(model.publisher(i).value());
        assertThat(List.copyOf(state.map().entrySet()))
            .isEqualTo(List.copyOf(model.publisher(i).map().entrySet()));
      }
      assertThat(world.violations).isEmpty();
      assertThat(world.deadLetters).isEmpty();
    }
  }

  @Property(tries = 800, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  @Label("J2-J7 M8 O1: where some are slow, what is seen was held, in order, and ends with what is")
  void join_ofLanesThatRunAhead_seesWhatWasHeldAndEndsWithWhatIs(
      @ForAll("races") List<JoinStep> steps,
      @ForAll boolean lockStep,
      @ForAll boolean deletes,
      @ForAll boolean parks)
      throws Exception {
    List<JoinStep> sent = deletes ? steps.stream().map(JoinSteps::deleting).toList() : steps;
    HeldStates held = new HeldStates(sent);
    try (World world = new World(lockStep)) {
      for (int key = 0; key < 2 * Publisher.COUNT; key++) {
        JoinAnswer otherwise = deletes ? JoinAnswer.DELETE : JoinAnswer.ABANDON;
        world.send(new JoinStep.Answer(key, key % 3 == 0 ? otherwise : JoinAnswer.RETRY));
      }
      CountDownLatch go = new CountDownLatch(parks ? 1 : 0);
      int parksAt = sent.size() / 3;
      for (int i = 0; i < sent.size(); i++) {
        if (i == parksAt) {
          world.plane.agent(Joiner.URI).command("park", go);
        }
        world.send(sent.get(i));
      }
      for (int i = 0; i < Publisher.COUNT; i++) {
        world.publisher(i); // has done what was sent to it
      }
      go.countDown();
      world.plane.awaitQuiet();
      Joiner.State state = world.joiner();
      assertThat(world.watched("values")).as("J5 M8").isEqualTo(state.values());
      assertThat(world.watched("merged")).as("J5 M8").isEqualTo(state.merged());
      assertThat(world.violations).isEmpty();
      for (int i = 0; i < Publisher.COUNT; i++) {
        assertThat(world.publisher(i)).isEqualTo(held.last(i));
        assertThat(List.copyOf(world.publisher(i).map().entrySet()))
            .as("M8")
            .isEqualTo(List.copyOf(held.last(i).map().entrySet()));
        checkEnd(i, held.last(i), state, deletes);
      }
      checkSeen(world.notes.trace(), held);
    }
  }

  @Provide
  Arbitrary<List<JoinStep>> steps() {
    return JoinSteps.any();
  }

  @Provide
  Arbitrary<List<JoinStep>> races() {
    return JoinSteps.races();
  }

  private static void checkEnd(
      int publisher, Publisher.State held, Joiner.State state, boolean deletes) {
    for (int key = publisher; key < 2 * Publisher.COUNT; key += Publisher.COUNT) {
      if (state.valueLinks().contains(key)) {
        assertThat(asMap(state.values())).containsEntry(key, held.value());
      } else if (deletes) {
        assertThat(asMap(state.values())).doesNotContainKey(key);
      }
    }
    Map<Integer, Integer> joined = asMap(state.merged());
    joined.keySet().removeIf(key -> key % Publisher.COUNT != publisher);
    if (state.mapLinks().contains(publisher)) {
      Map<Integer, Integer> own = new LinkedHashMap<>(joined);
      own.keySet().retainAll(held.map().keySet());
      assertThat(List.copyOf(own.entrySet()))
          .as("M8")
          .isEqualTo(List.copyOf(held.map().entrySet()));
      if (deletes) {
        assertThat(joined).isEqualTo(held.map());
      }
    } else if (deletes) {
      assertThat(joined).isEmpty();
    }
  }

  /** What was seen was held after some cascade, adds up, and never goes back in time. */
  private static void checkSeen(List<Seen> trace, HeldStates held) {
    Map<Kind, Map<Integer, Integer>> greatest =
        Map.of(Kind.VALUE, new HashMap<>(), Kind.MAP, new HashMap<>());
    for (Seen seen : trace) {
      switch (seen) {
        case Seen.Update(Kind kind, int key, Integer previous, int value) -> {
          assertThat(kind == Kind.VALUE ? held.values(key % Publisher.COUNT) : held.entries(key))
              .as("%s", seen)
              .contains(value);
          if (value != 0) { // which a fresh instance begins with
            Integer before = greatest.get(kind).put(key, value);
            assertThat(value).as("%s", seen).isGreaterThanOrEqualTo(before == null ? 0 : before);
          }
        }
        case Seen.Remove remove -> {}
        case Seen.End end -> {}
        case Seen.Clear clear -> throw new AssertionError("a join lane was cleared");
        case Seen.Wrong wrong -> throw new AssertionError(wrong);
      }
    }
  }

  private static Map<Integer, Integer> asMap(List<Map.Entry<Integer, Integer>> entries) {
    Map<Integer, Integer> map = new LinkedHashMap<>();
    entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return map;
  }
}
