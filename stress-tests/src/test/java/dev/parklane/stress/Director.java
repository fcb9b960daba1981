package dev.parklane.stress;

import dev.parklane.runtime.Agent;
import dev.parklane.runtime.AgentFailedException;
import dev.parklane.runtime.AgentOptions;
import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Dispatch;
import dev.parklane.runtime.FailurePolicy;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.stress.ComposedAgent.Shape;
import dev.parklane.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Sends root events to the agent of a spec in a plane of its own, and tells what happened. */
final class Director<A extends Agent & Director.Actor> {
  private final AgentSpec spec;
  private final List<String> trace = new ArrayList<>();
  private final List<String> outcomes = new ArrayList<>();
  private final List<Integer> taken = new ArrayList<>();
  private final List<List<Integer>> sent = new ArrayList<>();

  private final Class<A> type;
  private final Function<List<String>, A> maker;

  /** What it directs: an agent that does what a spec says. */
  interface Actor {
    void answer(List<Action> actions) throws Exception;

    void traceState();
  }

  private Director(AgentSpec spec, Class<A> type, Function<List<String>, A> maker) {
    this.spec = spec;
    this.type = type;
    this.maker = maker;
  }

  static Story run(AgentSpec spec, List<Root> roots, boolean lockStep) throws InterruptedException {
    return new Director<>(spec, ScriptedAgent.class, trace -> new ScriptedAgent(spec, trace))
        .run(roots, builder -> builder.lockStep(lockStep).start());
  }

  /** Plays them to an agent whose handlers are run so. */
  static Story run(AgentSpec spec, List<Root> roots, boolean lockStep, Dispatch dispatch)
      throws InterruptedException {
    return new Director<>(spec, ScriptedAgent.class, trace -> new ScriptedAgent(spec, trace, false))
        .run(
            roots,
            builder ->
                builder
                    .lockStep(lockStep)
                    .options(options -> options.withDispatch(dispatch))
                    .start());
  }

  /** Plays them in a simulation. */
  static Story run(AgentSpec spec, List<Root> roots, Simulation simulation)
      throws InterruptedException {
    return new Director<>(spec, ScriptedAgent.class, trace -> new ScriptedAgent(spec, trace))
        .run(roots, simulation::start);
  }

  /** Plays them to an agent that composes its handlers of actions. */
  static Story runComposed(AgentSpec spec, Shape shape, List<Root> roots, boolean lockStep)
      throws InterruptedException {
    return new Director<>(spec, ComposedAgent.class, trace -> new ComposedAgent(spec, shape, trace))
        .run(roots, builder -> builder.lockStep(lockStep).start());
  }

  private Story run(List<Root> roots, Function<PlaneBuilder, Plane> start)
      throws InterruptedException {
    try (Plane plane = start.apply(newPlane())) {
      AgentRef agent = plane.agent("/agent");
      AgentRef sink = plane.agent(Sink.URI);
      for (Root root : roots) {
        send(agent, root);
        if (root.settles()) {
          ask(agent, Actor::traceState);
          sent.add(sink.ask(Sink.class, Sink::taken));
        }
      }
      agent.stop(); // not by closing, which would stop the sink at the same moment
    }
    sent.add(taken);
    return new Story(trace, outcomes, sent);
  }

  private PlaneBuilder newPlane() {
    FailurePolicy policy = spec.resumes() ? FailurePolicy.resume() : FailurePolicy.stop();
    return Plane.builder()
        .options(options -> options.withGuards(spec.guards()).withFailurePolicy(policy))
        .route("/agent", () -> maker.apply(trace))
        .route(Sink.URI, () -> new Sink(taken), options -> AgentOptions.DEFAULT)
        .onDeadLetter(letter -> trace.add("dead " + letter.reason() + " " + letter.message()));
  }

  private void send(AgentRef agent, Root root) throws InterruptedException {
    switch (root) {
      case Root.Command command ->
          agent.command("c" + spec.command(command.lane()), command.value());
      case Root.Ask ask -> ask(agent, actor -> actor.answer(ask.actions()));
      case Root.Stop stop -> agent.stop();
    }
  }

  private interface Asking {
    void ask(Actor actor) throws Exception;
  }

  private void ask(AgentRef agent, Asking asking) throws InterruptedException {
    try {
      agent.ask(
          type,
          actor -> {
            asking.ask(actor);
            return "";
          });
      outcomes.add("answered");
    } catch (AgentFailedException e) {
      outcomes.add("failed by " + Script.describe(e.getCause()));
    }
  }
}
