package dev.parklane.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An agent's life as the laws tell it: root events one after the other, a fresh instance where
 * there is none, and after each failed cascade what the policy says.
 */
final class Model {
  private final AgentSpec spec;
  private final List<String> trace = new ArrayList<>();
  private final List<String> outcomes = new ArrayList<>();
  private final List<Integer> taken = new ArrayList<>();
  private final List<List<Integer>> sent = new ArrayList<>();

  private @Nullable ModelState instance; // null where the agent is not there

  private Model(AgentSpec spec) {
    this.spec = spec;
  }

  static Story run(AgentSpec spec, List<Root> roots) {
    return new Model(spec).run(roots);
  }

  private Story run(List<Root> roots) {
    for (Root root : roots) {
      switch (root) {
        case Root.Command command -> command(spec.command(command.lane()), command.value());
        case Root.Ask ask -> ask(cascade -> cascade.root("ask", List.of(), ask.actions()));
        case Root.Stop stop -> stop();
      }
      if (root.settles()) {
        ask(ModelCascade::rootTraceState);
        sent.add(List.copyOf(taken));
      }
    }
    stop();
    sent.add(taken);
    return new Story(trace, outcomes, sent);
  }

  private void command(int lane, int value) {
    if (!start("c" + lane, cause -> {})) {
      return;
    }
    if (instance != null && instance.commandObservers.get(lane).isEmpty()) {
      trace.add("dead NO_COMMAND c" + lane); // law O4
      return;
    }
    handle(cascade -> cascade.command(lane, value));
  }

  private void ask(Consumer<ModelCascade> question) {
    if (!start("ask", cause -> outcomes.add("failed by " + Script.describe(cause)))) {
      return;
    }
    Throwable failure = handle(question);
    outcomes.add(failure == null ? "answered" : "failed by " + Script.describe(failure));
  }

  /** Makes the agent if need be (law L1); false where it does not live to see the message. */
  private boolean start(String message, Consumer<@Nullable Throwable> otherwise) {
    if (instance != null) {
      return true;
    }
    instance = new ModelState(spec);
    ModelCascade begun =
        complete(cascade -> cascade.root("onStart", List.of(), spec.hooks().onStart()));
    Throwable failure = begun.failure();
    if (failure != null) {
      end(failure); // also where it resumes: it would take messages unstarted (law L1)
    } else if (begun.isStopRequested()) {
      stop();
    }
    if (instance == null) {
      trace.add("dead NOT_STARTED " + message);
      otherwise.accept(failure);
    }
    return instance != null;
  }

  /** Runs a cascade, and what follows from its end. */
  private @Nullable Throwable handle(Consumer<ModelCascade> root) {
    ModelCascade cascade = complete(root);
    Throwable failure = cascade.failure();
    if (failure != null) {
      fail(failure);
    } else if (cascade.isStopRequested()) {
      stop();
    }
    return failure;
  }

  private void fail(Throwable failure) {
    if (!spec.resumes()) {
      end(failure);
    }
  }

  /** {@code onFailure} has the last word (law F3). */
  private void end(Throwable failure) {
    List<String> cause = List.of(Script.describe(failure));
    complete(cascade -> cascade.root("onFailure", cause, spec.hooks().onFailure()));
    instance = null;
  }

  private void stop() {
    if (instance != null) {
      Throwable failure =
          complete(cascade -> cascade.root("onStop", List.of(), spec.hooks().onStop())).failure();
      if (failure != null) {
        end(failure); // whatever the policy: there is nothing to resume
      }
      instance = null;
    }
  }

  /** Keeps what a cascade has done if it has succeeded, and nothing of it otherwise (law F2). */
  private ModelCascade complete(Consumer<ModelCascade> root) {
    ModelState before = Objects.requireNonNull(instance);
    ModelState written = before.copy();
    ModelCascade cascade = new ModelCascade(spec, written, trace);
    cascade.complete(() -> root.accept(cascade));
    if (cascade.failure() == null) {
      instance = written;
      taken.addAll(cascade.outbox());
    }
    return cascade;
  }
}
