package dev.parklane.stress.links;

import static net.jqwik.api.Arbitraries.integers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.stress.Simulations;
import dev.parklane.stress.Watchdog;
import dev.parklane.stress.links.Onlooker.Notes;
import dev.parklane.stress.links.Onlooker.Session;
import dev.parklane.stress.links.Source.Step;
import dev.parklane.testkit.Faults;
import dev.parklane.testkit.Leniency;
import dev.parklane.testkit.Simulation;
import dev.parklane.testkit.Strategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Those who are linked to lanes without a state: quick ones, and slow ones. */
@AddLifecycleHook(Watchdog.class)
class LinkPropertiesTest {
  private static final int KEYS = 3;
  private static final int ENOUGH = 1000;

  private final Map<Integer, Integer> numbers = new TreeMap<>(); // the turn of the source
  private final List<Notes> notes = new ArrayList<>(); // the turn of each onlooker
  private final Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("C2 C3 C4 J7 O1 F2: who is quick is told one value for each cascade that cued, the last")
  void cues_ofCascades_areAnsweredOnceEach(
      @ForAll("works") List<List<Step>> works,
      @ForAll @IntRange(min = 0, max = 5) int joinsAfter,
      @ForAll boolean lockStep)
      throws Exception {
    CueModel model = new CueModel();
    try (Plane plane = newPlane(2, ENOUGH).lockStep(lockStep).start()) {
      look(plane, 0);
      for (int i = 0; i < works.size(); i++) {
        if (i == joinsAfter) {
          look(plane, 1); // it is told the state as it is now, cued or not
          assertThat(notes.get(1).maps).containsExactly(model.numbers());
          assertThat(notes.get(1).values).containsExactly(Source.sum(model.numbers()));
        }
        int values = notes.get(0).values.size();
        int keys = notes.get(0).keys.size();
        plane.agent(Source.URI).command("work", works.get(i));
        plane.awaitQuiet();
        model.take(works.get(i));
        assertThat(notes.get(0).values.subList(values, notes.get(0).values.size()))
            .as("%s", works.get(i))
            .isEqualTo(model.lastValue());
        assertThat(notes.get(0).keys.subList(keys, notes.get(0).keys.size()))
            .as("%s", works.get(i))
            .containsExactlyInAnyOrderElementsOf(model.lastKeys());
      }
      assertThat(notes.get(0).sessions.getLast().supplied).isEqualTo(model.supplied());
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("C2 C3 C4 J6 O1 F2: who is slow is told what was told last, and all that was supplied")
  void links_whoseAgentIsSlow_endWithTheLastValueAndLoseNothingSupplied(
      @ForAll("works") List<List<Step>> works, @ForAll long seed) throws Exception {
    if (Simulations.areRefused(seed)) {
      return;
    }
    CueModel model = new CueModel();
    works.forEach(model::take);
    simulate(works, ENOUGH, seed);
    Notes seen = notes.getFirst();
    List<Integer> values = seen.values.subList(1, seen.values.size());
    assertSubsequence(values, model.values());
    for (int i = 0; i < KEYS; i++) {
      int key = i;
      List<Integer> told = of(key, seen.keys);
      List<Integer> all = of(key, model.keys());
      if (told.isEmpty() && !all.isEmpty()) {
        assertThat(all.getLast()).as("what never came, of %s", all).isZero(); // and was gone
      } else {
        assertSubsequence(told, all);
      }
    }
    assertThat(seen.sessions).hasSize(1);
    assertThat(seen.sessions.getFirst().supplied).isEqualTo(model.supplied());
    assertThat(deadLetters).isEmpty();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("J6 C4: past its backlog a link fails, loudly, and is told all that was pending before")
  void links_whoseBacklogIsSmall_failAfterAllThatWasPending(
      @ForAll("works") List<List<Step>> works,
      @ForAll @IntRange(min = 1, max = 4) int backlog,
      @ForAll long seed)
      throws Exception {
    if (Simulations.areRefused(seed)) {
      return;
    }
    CueModel model = new CueModel();
    works.forEach(model::take);
    simulate(works, backlog, seed);
    List<Session> sessions = notes.getFirst().sessions;
    int from = 0;
    for (Session session : sessions) {
      List<Integer> left = model.supplied().subList(from, model.supplied().size());
      int start = Collections.indexOfSubList(left, session.supplied);
      assertThat(start).as("%s of %s", session.supplied, left).isNotNegative();
      from += start + session.supplied.size();
      if (session.failed) {
        assertThat(session.supplied).hasSizeGreaterThanOrEqualTo(backlog);
      }
    }
    assertThat(sessions.getLast().failed).isFalse();
    if (!sessions.getLast().supplied.isEmpty()) {
      assertThat(from).isEqualTo(model.supplied().size());
    }
    assertThat(deadLetters)
        .hasSize((int) sessions.stream().filter(session -> session.failed).count())
        .allMatch(letter -> letter.reason() == DeadLetter.Reason.LINK_OVERFLOW);
  }

  private void simulate(List<List<Step>> works, int backlog, long seed) {
    Faults slow = Faults.none().withStarvedAgents(0.1, 20);
    Simulation.run(
        seed,
        Strategy.random(),
        slow,
        simulation -> {
          simulation.allow(Leniency.FAILED_CASCADES); // which are part of the model
          try (Plane plane = simulation.start(newPlane(1, backlog))) {
            look(plane, 0);
            for (List<Step> work : works) {
              plane.agent(Source.URI).command("work", work);
              simulation.pause();
            }
            simulation.settle();
          }
        });
  }

  private PlaneBuilder newPlane(int onlookers, int backlog) {
    numbers.clear();
    notes.clear();
    deadLetters.clear();
    PlaneBuilder builder =
        Plane.builder()
            .options(options -> options.withFailurePolicy(FailurePolicy.resume()))
            .onDeadLetter(deadLetters::add)
            .route(Source.URI, () -> new Source(numbers));
    for (int i = 0; i < onlookers; i++) {
      Notes own = new Notes();
      notes.add(own);
      builder.route(Onlooker.uri(i), () -> new Onlooker(backlog, own));
    }
    return builder;
  }

  private static void look(Plane plane, int onlooker) throws InterruptedException {
    plane.agent(Onlooker.uri(onlooker)).ask(Onlooker.class, Onlooker::uri);
    plane.awaitQuiet();
  }

  private static List<Integer> of(int key, List<Map.Entry<Integer, Integer>> entries) {
    return entries.stream().filter(e -> e.getKey() == key).map(Map.Entry::getValue).toList();
  }

  /** Some of it, in order, and the last of it in any case. */
  private static void assertSubsequence(List<Integer> some, List<Integer> all) {
    int next = 0;
    for (int one : some) {
      int place = all.subList(next, all.size()).indexOf(one);
      assertThat(place).as("%s of %s", some, all).isNotNegative();
      next += place + 1;
    }
    if (!all.isEmpty()) {
      assertThat(some).as("of %s", all).endsWith(all.getLast());
    }
  }

  @Provide
  Arbitrary<List<List<Step>>> works() {
    Arbitrary<Integer> keys = integers().between(0, KEYS - 1);
    Arbitrary<Step> change =
        Combinators.combine(keys, integers().between(0, 9)).as(Step.Change::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, change),
            Tuple.of(4, Arbitraries.create(Step.Cue::new)),
            Tuple.of(4, keys.map(Step.CueKey::new)),
            Tuple.of(4, Arbitraries.just(new Step.Supply(0))),
            Tuple.of(1, Arbitraries.create(Step.Fail::new)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .list()
        .ofMinSize(1)
        .ofMaxSize(10)
        .map(LinkPropertiesTest::numbered);
  }

  /** Each number that is supplied is another one. */
  private static List<List<Step>> numbered(List<List<Step>> works) {
    List<List<Step>> numbered = new ArrayList<>();
    int next = 1;
    for (List<Step> work : works) {
      List<Step> own = new ArrayList<>();
      for (Step step : work) {
        own.add(step instanceof Step.Supply ? new Step.Supply(next++) : step);
      }
      numbered.add(own);
    }
    return numbered;
  }
}
