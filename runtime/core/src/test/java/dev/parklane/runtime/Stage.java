package dev.parklane.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A plane of probes under {@code /probe/:name}, and what they noted, in order. */
final class Stage implements AutoCloseable {
  final List<String> trace = new CopyOnWriteArrayList<>();
  final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
  final Plane plane;

  private Stage(PlaneBuilder builder) {
    plane = builder.onDeadLetter(deadLetters::add).start();
  }

  static Stage of(Probe.Setup setup) {
    return of(setup, UnaryOperator.identity());
  }

  static Stage of(Probe.Setup setup, UnaryOperator<AgentOptions> options) {
    return new Stage(Plane.builder().route("/probe/:name", () -> new Probe(setup), options));
  }

  static Stage of(PlaneBuilder builder) {
    return new Stage(builder);
  }

  void note(String what) {
    trace.add(what);
  }

  AgentRef probe(String name) {
    return plane.agent("/probe/" + name);
  }

  /** Runs in the turn of the probe {@code x} and waits. */
  <R> R ask(Question<Probe, R> question) {
    return ask("x", question);
  }

  <R> R ask(String name, Question<Probe, R> question) {
    try {
      return probe(name).ask(Probe.class, question);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Asks x for the effect that this has. */
  void run(Slot.On<Probe> act) {
    run("x", act);
  }

  void run(String name, Slot.On<Probe> act) {
    ask(
        name,
        probe -> {
          act.accept(probe);
          return true;
        });
  }

  /** Waits until no agent is at work. */
  void quiet() {
    try {
      plane.awaitQuiet();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    plane.close();
  }
}
