package dev.parklane.stress;

import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.stress.AgentSpec.Hooks;
import dev.parklane.testkit.Leniency;
import dev.parklane.testkit.PlaneArbitraries;
import dev.parklane.testkit.Simulation;
import dev.parklane.testkit.Strategy;
import dev.parklane.testkit.model.Model;
import dev.parklane.testkit.model.ModelProgram;
import dev.parklane.testkit.model.Outcome;
import dev.parklane.testkit.model.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * The model of cascades as one of the testkit's: what a command comes to is what {@link
 * ModelCascade} makes of it by calling each observer on the stack of its writer. The state is that
 * of the one instance, where there is one; the answer of a command is every line of its trace.
 */
@AddLifecycleHook(Watchdog.class)
class CascadeModelTest {
  private static final String AGENT = "/agent";

  /** Of a generated agent. */
  private record Cascades(AgentSpec spec, List<String> trace) {
    /** A command, as it is sent. */
    record Sent(int lane, int value) {}

    Model<Optional<ModelState>> model() {
      Arbitrary<Sent> commands =
          Combinators.combine(
                  Arbitraries.integers().between(0, spec.commands().size() - 1),
                  Arbitraries.integers().between(0, 9))
              .as(Sent::new);
      return Model.ofSimulated(Optional.<ModelState>empty(), this::plane)
          .action("command", commands, command -> command.asks(this::send, this::takes))
          .action(
              "stop",
              stop ->
                  stop.asks(
                      (session, _) -> traced(session, () -> session.agent(AGENT).stop()),
                      (state, _) -> stops(state)))
          .crashes(_ -> Optional.empty())
          .restarts(_ -> Optional.empty());
    }

    private PlaneBuilder plane(Simulation simulation) {
      simulation.allow(Leniency.FAILED_CASCADES); // which are part of the model
      return Plane.builder()
          .options(options ->
              options.withGuards(spec.guards()).withFailurePolicy(FailurePolicy.resume()))
          .route(AGENT, () -> new ScriptedAgent(spec, trace))
          .route(Sink.URI, () -> new Sink(new ArrayList<>()))
          .onDeadLetter(letter -> trace.add("dead " + letter.reason() + " " + letter.message()));
    }

    private List<String> traced(Session session, Runnable sending) {
      trace.clear();
      sending.run();
      session.settle();
      return List.copyOf(trace);
    }

    private List<String> send(Session session, Sent sent) {
      return traced(session, () -> session.command(AGENT, "c" + sent.lane(), sent.value()));
    }

    /** Starts it if need be (law L1); what a failed cascade has written is forgotten (law F2). */
    private Outcome<Optional<ModelState>, List<String>> takes(
        Optional<ModelState> instance, Sent sent) {
      List<String> told = new ArrayList<>();
      ModelState before =
          instance.orElseGet(() -> {
            ModelState fresh = new ModelState(spec);
            ModelCascade start = new ModelCascade(spec, fresh, told);
            start.complete(() -> start.root("onStart", List.of(), List.of()));
            return fresh;
          });
      if (before.commandObservers.get(sent.lane()).isEmpty()) {
        told.add("dead NO_COMMAND c" + sent.lane()); // law O4
        return new Outcome<>(Optional.of(before), told);
      }
      ModelState written = before.copy();
      ModelCascade cascade = new ModelCascade(spec, written, told);
      cascade.complete(() -> cascade.command(sent.lane(), sent.value()));
      if (cascade.failure() != null) {
        return new Outcome<>(Optional.of(before), told);
      }
      if (!cascade.isStopRequested()) {
        return new Outcome<>(Optional.of(written), told);
      }
      told.addAll(stops(Optional.of(written)).answer());
      return new Outcome<>(Optional.empty(), told);
    }

    private Outcome<Optional<ModelState>, List<String>> stops(Optional<ModelState> instance) {
      List<String> told = new ArrayList<>();
      instance.ifPresent(state -> {
        ModelCascade stop = new ModelCascade(spec, state.copy(), told);
        stop.complete(() -> stop.root("onStop", List.of(), List.of()));
      });
      return new Outcome<>(Optional.empty(), told);
    }
  }

  @Property(tries = 1000, seed = "1", edgeCases = EdgeCasesMode.NONE)
  @Label("E1-E5 E9 V1-V4 M1-M8 C1 G1-G2 F1-F2 L1-L3: programs of commands are as their model")
  void commands_areWhatTheRecursiveModelMakesOfThem(
      @ForAll("programs") ModelProgram<Optional<ModelState>> program,
      @ForAll("schedules") Strategy schedule) {
    if (!Simulations.areRefused(0)) {
      Simulation.run(0, schedule, program);
    }
  }

  @Provide
  Arbitrary<ModelProgram<Optional<ModelState>>> programs() {
    return Specs.agents()
        .map(spec ->
            new AgentSpec(
                spec.values(), spec.maps(), spec.commands(), Hooks.NONE, spec.guards(), true))
        .flatMap(spec -> new Cascades(spec, new ArrayList<>()).model().programs(10));
  }

  @Provide
  Arbitrary<Strategy> schedules() {
    return PlaneArbitraries.schedules(20);
  }
}
