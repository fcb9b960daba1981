package dev.parklane.stress.requests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.clock.TestClock;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.stress.Simulations;
import dev.parklane.stress.Watchdog;
import dev.parklane.stress.requests.Asker.Ended;
import dev.parklane.stress.requests.Errand.End;
import dev.parklane.stress.requests.Errand.Reply;
import dev.parklane.stress.requests.Errand.Withdrawal;
import dev.parklane.testkit.Leniency;
import dev.parklane.testkit.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
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
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Agents that send requests to one endpoint, which answers well, late, twice or never. */
@AddLifecycleHook(Watchdog.class)
class RequestPropertiesTest {
  private static final int ASKERS = 2;
  private static final Duration TICK = Duration.ofSeconds(1);

  private final List<Errand> received = new ArrayList<>(); // the turn of the desk
  private final List<List<Ended>> ended = new ArrayList<>(); // the turn of each asker
  private final Queue<DeadLetter> deadLetters = new ConcurrentLinkedQueue<>();

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("B6 O1 F2 O3: a request ends once, by its own answer; other answers are dead letters")
  void requests_ofAgents_endOnce(@ForAll("errands") List<Errand> errands, @ForAll boolean lockStep)
      throws Exception {
    TestClock clock = new TestClock();
    try (Plane plane = newPlane().lockStep(lockStep).clock(clock).start()) {
      plane.agent(Desk.URI).ask(Desk.class, Desk::uri); // registers its endpoint
      for (Errand errand : errands) {
        send(plane, errand);
      }
      cancelLater(plane, errands);
      for (int i = 0; i <= Errand.PATIENCE.toSeconds() + 1; i++) {
        clock.advance(TICK);
      }
      check(errands);
    }
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  @Label("B6 O1 F2 O3: so it does in every schedule of a simulation")
  void requests_inASimulation_endOnce(@ForAll("errands") List<Errand> errands, @ForAll long seed)
      throws Exception {
    if (Simulations.areRefused(seed)) {
      return;
    }
    Simulation.run(
        seed,
        simulation -> {
          simulation.allow(Leniency.FAILED_CASCADES); // which are part of the model
          try (Plane plane = simulation.start(newPlane())) {
            plane.agent(Desk.URI).ask(Desk.class, Desk::uri);
            simulation.program(
                "sends",
                () -> {
                  for (Errand errand : errands) {
                    simulation.pause();
                    send(plane, errand);
                  }
                });
            simulation.program("cancels", () -> cancelLater(plane, errands));
            simulation.awaitPrograms();
            for (int i = 0; i <= Errand.PATIENCE.toSeconds() + 1; i++) {
              simulation.clock().advance(TICK);
            }
            check(errands);
          }
        });
  }

  private PlaneBuilder newPlane() {
    received.clear();
    ended.clear();
    deadLetters.clear();
    PlaneBuilder builder =
        Plane.builder()
            .options(options -> options.withFailurePolicy(FailurePolicy.resume()))
            .onDeadLetter(deadLetters::add)
            .route(Desk.URI, () -> new Desk(received));
    for (int i = 0; i < ASKERS; i++) {
      List<Ended> own = new ArrayList<>();
      ended.add(own);
      builder.route(Asker.uri(i), () -> new Asker(own));
    }
    return builder;
  }

  private static void send(Plane plane, Errand errand) {
    plane.agent(Asker.uri(errand.number() % ASKERS)).command("send", errand);
  }

  private static void cancelLater(Plane plane, List<Errand> errands) {
    for (Errand errand : errands) {
      if (errand.withdrawal() == Withdrawal.LATER) {
        plane.agent(Asker.uri(errand.number() % ASKERS)).command("cancel", errand.number());
      }
    }
  }

  private void check(List<Errand> errands) {
    int answers = 0;
    for (Errand errand : errands) {
      List<End> ends =
          ended.stream()
              .flatMap(List::stream)
              .filter(end -> end.number() == errand.number())
              .map(Ended::end)
              .toList();
      int came = Collections.frequency(received, errand);
      assertThat(came).as("%s came", errand).isEqualTo(errand.fails() ? 0 : 1);
      answers += came * errand.reply().answers - Collections.frequency(ends, End.ANSWERED);
      if (errand.reply() == Reply.REFUSED) {
        answers -= Collections.frequency(ends, End.FAILED);
      }
      if (errand.fails()) {
        assertThat(ends).as("%s", errand).isEmpty();
      } else if (errand.withdrawal() == Withdrawal.AT_ONCE) {
        assertThat(ends).as("%s", errand).containsExactly(End.CANCELLED);
      } else if (errand.withdrawal() == Withdrawal.NONE) {
        assertThat(ends).as("%s", errand).containsExactly(errand.end());
      } else {
        assertThat(ends).as("%s", errand).hasSize(1).containsAnyOf(errand.end(), End.CANCELLED);
      }
    }
    assertThat(deadLetters)
        .as("answers that nobody awaits")
        .hasSize(answers)
        .allMatch(letter -> letter.reason() == DeadLetter.Reason.LATE_ANSWER);
  }

  @Provide
  Arbitrary<List<Errand>> errands() {
    Arbitrary<Boolean> fails = Arbitraries.frequency(Tuple.of(1, true), Tuple.of(5, false));
    return Combinators.combine(Arbitraries.of(Reply.class), Arbitraries.of(Withdrawal.class), fails)
        .as((reply, withdrawal, failing) -> new Errand(0, reply, withdrawal, failing))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .map(RequestPropertiesTest::numbered);
  }

  private static List<Errand> numbered(List<Errand> errands) {
    List<Errand> numbered = new ArrayList<>();
    for (Errand e : errands) {
      numbered.add(new Errand(numbered.size() + 1, e.reply(), e.withdrawal(), e.fails()));
    }
    return numbered;
  }
}
