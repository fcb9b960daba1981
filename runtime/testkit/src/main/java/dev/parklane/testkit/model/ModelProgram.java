package dev.parklane.testkit.model;

import dev.parklane.testkit.Scenario;
import dev.parklane.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;

/**
 * Actions of a {@link Model}, one after the other: after each all is quiet, its answer is compared
 * with the model, and the invariant is checked. It can be played in a {@link Simulation}, explored
 * and shrunk as any scenario, with faults too: an action that a fault has failed has changed
 * nothing.
 *
 * <p>Where it fails, the message has a line for each action, with what it answered.
 *
 * @param <S> the type of the model's state
 */
public final class ModelProgram<S> implements Scenario {
  private final Model<S> model;
  private final List<Call<S, ?, ?>> calls;

  private ModelProgram(Model<S> model, List<Call<S, ?, ?>> calls) {
    this.model = model;
    this.calls = List.copyOf(calls);
  }

  /** Of those that can be done, one after the other. */
  static <S> ModelProgram<S> of(Model<S> model, List<Deed.Draft<S>> drafts) {
    List<Call<S, ?, ?>> calls = new ArrayList<>();
    S state = model.initial();
    for (Deed.Draft<S> draft : drafts) {
      Call<S, ?, ?> call = draft.in(state);
      if (call != null) {
        calls.add(call);
        state = call.on(state).next();
      }
    }
    return new ModelProgram<>(model, calls);
  }

  @Override
  public void play(Simulation simulation) throws Exception {
    try (Planes planes = new Planes(simulation, model.plane(simulation))) {
      new Play(simulation, new Session(planes)).play();
    }
  }

  /** One run. Its thread. */
  private final class Play {
    private final Simulation simulation;
    private final Session session;
    private final List<String> lines = new ArrayList<>();
    private S state = model.initial();

    Play(Simulation simulation, Session session) {
      this.simulation = simulation;
      this.session = session;
    }

    void play() {
      checkInvariant("at first");
      for (Call<S, ?, ?> call : calls) {
        if (call.isPossible(state)) { // it is not where a fault has failed what it needs
          play(call);
          checkInvariant("after " + call);
        }
      }
    }

    private void play(Call<S, ?, ?> call) {
      try {
        Call.Told<S> told = call.play(state, session);
        state = told.next();
        add(call + told.answered());
      } catch (Exception | Error e) {
        if (!OnPurpose.isSo(e)) {
          lines.add(call.toString());
          throw failure(e instanceof AssertionError ? "" : call + " failed: ", e);
        }
        session.settle();
        add(call + " fails on purpose");
      }
    }

    private void add(String line) {
      lines.add(line);
      simulation.note(line);
    }

    private void checkInvariant(String when) {
      try {
        model.invariant().check(state, session);
      } catch (Exception | Error e) {
        if (OnPurpose.isSo(e)) {
          return; // it is checked after the next action
        }
        throw failure("the invariant does not hold " + when + ": ", e);
      }
    }

    /** What has failed, with the program so far. */
    private AssertionError failure(String what, Throwable cause) {
      if (isAborted(cause)) {
        throw (RuntimeException) cause;
      }
      String why = cause instanceof AssertionError ? cause.getMessage() : cause.toString();
      StringBuilder text =
          new StringBuilder(what + String.valueOf(why).strip().replaceAll("\\s+", " "));
      for (int i = 0; i < lines.size(); i++) {
        text.append(
            "\n%s%4d  %s".formatted(i == lines.size() - 1 ? ">" : " ", i + 1, lines.get(i)));
      }
      return new AssertionError(text.append("\nthe model is at ").append(state).toString(), cause);
    }
  }

  /** Whether a test wants to be neither passed nor failed. JUnit may be absent. */
  private static boolean isAborted(Throwable failure) {
    return failure.getClass().getName().equals("org.opentest4j.TestAbortedException");
  }

  /** Reads like {@code [restock(3), crash(), reserve(2)]}. */
  @Override
  public String toString() {
    return calls.toString();
  }
}
