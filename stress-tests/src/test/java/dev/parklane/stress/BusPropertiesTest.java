package dev.parklane.stress;

import static net.jqwik.api.Arbitraries.integers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.stress.BusScript.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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

/**
 * Nodes that publish to themselves, to each other and to a program, subscribe and unsubscribe
 * meanwhile, and often fail: every handler runs when and as often as in the model.
 */
@AddLifecycleHook(Watchdog.class)
class BusPropertiesTest {
  private static final List<String> TOPICS = List.of("a", "b", "ab", "ba");
  private static final List<String> PATTERNS = List.of("a", "ab", "*", "a*", "*b", "?", "?a", "b*");

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  @Label("B1-B5 B7 E3 F2 O1: the same handlers run, in the same order, as in the model")
  void handlers_runAsInTheModel(
      @ForAll("events") List<BusScript.Event> events, @ForAll boolean lockStep) throws Exception {
    BusModel model = new BusModel();
    List<List<String>> notes =
        Stream.<List<String>>generate(ArrayList::new).limit(BusModel.NODES).toList();
    List<String> programNotes = new ArrayList<>();
    BusNode.Registry program =
        new BusNode.Registry(slot ->
            message -> {
              if (message.onlyFor() < 0) {
                programNotes.add(slot + " gets " + message.number());
              }
            });
    try (Plane plane = newPlane(notes, lockStep)) {
      for (BusScript.Event event : events) {
        model.take(event);
        take(plane, program, programNotes, event);
        plane.awaitQuiet();
        assertThat(notes).as("%s", event).isEqualTo(model.notes);
        assertThat(programNotes).as("%s", event).isEqualTo(model.programNotes);
        for (int node = 0; node < BusModel.NODES; node++) {
          assertThat(plane.agent(BusNode.uri(node)).ask(BusNode.class, BusNode::state))
              .isEqualTo(model.states[node]);
        }
      }
      assertThat(plane.deadLetters()).isZero();
    }
  }

  private static Plane newPlane(List<List<String>> notes, boolean lockStep) {
    PlaneBuilder builder =
        Plane.builder()
            .lockStep(lockStep)
            .options(options -> options.withFailurePolicy(FailurePolicy.resume()));
    for (int i = 0; i < BusModel.NODES; i++) {
      int node = i;
      builder.route(BusNode.uri(node), () -> new BusNode(node, notes.get(node)));
    }
    return builder.start();
  }

  private static void take(
      Plane plane, BusNode.Registry program, List<String> programNotes, BusScript.Event event)
      throws InterruptedException {
    switch (event) {
      case BusScript.Event.Run(int node, BusScript script) -> {
        try {
          plane
              .agent(BusNode.uri(node))
              .ask(
                  BusNode.class,
                  one -> {
                    one.runAsked(script);
                    return one;
                  });
        } catch (AgentFailedException e) {
          assertThat(e).hasCauseInstanceOf(Script.Boom.class);
        }
      }
      case BusScript.Event.Publish(String topic, Message message) ->
          plane.bus().publish(topic, message);
      case BusScript.Event.Subscribe(int slot, String pattern, int priority) -> {
        if (!program.subscribe(plane.bus(), slot, pattern, priority)) {
          programNotes.add("refused");
        }
      }
      case BusScript.Event.Close(int slot, String pattern) -> program.close(slot, pattern);
    }
  }

  @Provide
  Arbitrary<List<BusScript.Event>> events() {
    Arbitrary<BusScript.Event> run =
        Combinators.combine(integers().between(0, BusModel.NODES - 1), scripts(3))
            .as(BusScript.Event.Run::new);
    Arbitrary<BusScript.Event> publish =
        Combinators.combine(Arbitraries.of(TOPICS), messages(2)).as(BusScript.Event.Publish::new);
    Arbitrary<BusScript.Event> subscribe =
        Combinators.combine(slots(), Arbitraries.of(PATTERNS), priorities())
            .as(BusScript.Event.Subscribe::new);
    Arbitrary<BusScript.Event> close =
        Combinators.combine(slots(), Arbitraries.of(PATTERNS)).as(BusScript.Event.Close::new);
    return Arbitraries.frequencyOf(
            Tuple.of(6, run), Tuple.of(4, publish), Tuple.of(2, subscribe), Tuple.of(1, close))
        .list()
        .ofMinSize(3)
        .ofMaxSize(12);
  }

  private static Arbitrary<Message> messages(int depth) {
    return Combinators.combine(integers().between(0, 99), scripts(depth))
        .as((number, script) -> new Message(number, -1, script));
  }

  private static Arbitrary<BusScript> scripts(int depth) {
    Arbitrary<BusScript.Step> subscribe =
        Combinators.combine(slots(), Arbitraries.of(PATTERNS), priorities())
            .as(BusScript.Step.Subscribe::new);
    Arbitrary<BusScript.Step> close =
        Combinators.combine(slots(), Arbitraries.of(PATTERNS)).as(BusScript.Step.Close::new);
    Arbitrary<BusScript.Step> change = integers().between(1, 9).map(BusScript.Step.Change::new);
    Arbitrary<BusScript.Step> fail = Arbitraries.create(BusScript.Step.Fail::new);
    Arbitrary<BusScript.Step> step =
        depth == 0
            ? Arbitraries.frequencyOf(Tuple.of(2, change), Tuple.of(1, close), Tuple.of(1, fail))
            : Arbitraries.frequencyOf(
                Tuple.of(4, publish(depth)),
                Tuple.of(5, subscribe),
                Tuple.of(2, close),
                Tuple.of(2, change),
                Tuple.of(1, fail));
    return step.list().ofMaxSize(depth == 0 ? 2 : 4).map(BusScript::new);
  }

  private static Arbitrary<BusScript.Step> publish(int depth) {
    return Combinators.combine(Arbitraries.of(TOPICS), messages(depth - 1))
        .as(BusScript.Step.Publish::new);
  }

  private static Arbitrary<Integer> slots() {
    return integers().between(0, BusModel.SLOTS - 1);
  }

  private static Arbitrary<Integer> priorities() {
    return integers().between(-1, 1);
  }
}
