package dev.parklane.testkit;

import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Plane;
import dev.parklane.runtime.PlaneBuilder;
import dev.parklane.runtime.trace.Trace;
import dev.parklane.testkit.recorded.Inputs;
import dev.parklane.testkit.recorded.Recording;
import dev.parklane.testkit.recorded.TraceInputs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What has come to a plane from outside, as a trace of it tells, to be sent again in a simulation:
 * commands, publications, messages to endpoints, values that were set, and wishes to stop. That no
 * agent has sent them follows from what the trace says that agents have sent. What came to one
 * agent is sent in its order. Whose comes first is a choice, which a {@link Replay} of the same
 * trace makes as it was, and an {@link Exploration} in other ways. Immutable.
 *
 * <p>The trace has to be one with values. They are read back from their text: strings, numbers and
 * booleans by themselves, others where the {@linkplain #with(LaneKey[]) key} of their lane says
 * what they are, or by a {@linkplain #with(Reading) function} of the user's.
 *
 * <p>What cannot be sent again is told: see {@link #notReplayed}.
 */
public final class Incident {
  private final Inputs inputs;
  private final Map<String, Class<?>> types; // of the values of lanes, by name
  private final Reading reading;

  private Incident(Inputs inputs, Map<String, Class<?>> types, Reading reading) {
    this.inputs = inputs;
    this.types = Map.copyOf(types);
    this.reading = reading;
  }

  /** Makes values of their texts. */
  @FunctionalInterface
  public interface Reading {
    /**
     * Reads one.
     *
     * @param to the URI of an agent, a topic, or an endpoint
     * @param lane of the agent; empty where it is for none
     * @param text as the trace has it, strings in quotes; null where it has no values
     * @return null where it is to be read as without this
     */
    @Nullable Object read(String to, String lane, @Nullable String text);
  }

  /** Looks at what has come of it, at the end. */
  @FunctionalInterface
  public interface Check {
    /**
     * Checks once.
     *
     * @param plane has handled all that was sent, and is open
     * @throws Exception where a check fails, also as an {@link AssertionError}
     */
    void check(Plane plane) throws Exception;
  }

  /**
   * What a trace tells.
   *
   * @param trace of one plane, with values
   * @return what can be played on the same program, or on another
   */
  public static Incident of(Trace trace) {
    return of(new TraceInputs(Recording.of(trace)));
  }

  /** What something else tells that has kept it. */
  static Incident of(Inputs inputs) {
    return new Incident(inputs, Map.of(), (to, lane, text) -> null);
  }

  /**
   * With the types of the values of lanes: enums, records, times, and numbers that are no {@code
   * Integer}, {@code Long} or {@code Double}.
   *
   * @param lanes the keys of lanes; those of one name are one, at whatever agent
   * @return a new one; this one stays as it is
   */
  public Incident with(LaneKey<?>... lanes) {
    Map<String, Class<?>> more = new HashMap<>(types);
    for (LaneKey<?> lane : lanes) {
      Class<?> type = lane.values().type();
      if (type != null) {
        more.put(lane.name(), type);
      }
    }
    return new Incident(inputs, more, reading);
  }

  /**
   * With a function that makes values of their texts, before all else is tried.
   *
   * @param first is asked in place of the one that there is
   * @return a new one; this one stays as it is
   */
  public Incident with(Reading first) {
    return new Incident(inputs, types, first);
  }

  /**
   * What cannot be sent again, and why: questions and what clients did, as they are code; what work
   * came to that an agent has suspended, which is done again; when something was due, where there
   * are no times; links from outside; topics that nobody has named; and values that cannot be read.
   * Notes in the trace of the simulation, and {@link Replayed#notReplayed}, say the same.
   *
   * @return a line each, as in {@code not replayed: what /till was asked: a question is code}
   */
  public List<String> notReplayed() {
    return new Inflow(inputs, types, reading).notReplayed();
  }

  /**
   * Makes a scenario that sends all of it, and waits until nothing can run any more.
   *
   * @param program makes the builder of a plane, a new one each time
   * @return for {@link Simulation#run(long, Scenario)}, for {@link Exploration}, and for a {@link
   *     Replay} of the same trace
   */
  public Scenario on(Supplier<PlaneBuilder> program) {
    return on(program, plane -> {});
  }

  /**
   * Makes a scenario that sends all of it, waits until nothing can run any more, and checks.
   *
   * @param program makes the builder of a plane, a new one each time
   * @param check before the plane is closed
   * @return for {@link Simulation#run(long, Scenario)}, for {@link Exploration}, and for a {@link
   *     Replay} of the same trace
   */
  public Scenario on(Supplier<PlaneBuilder> program, Check check) {
    return simulation -> {
      Inflow inflow = new Inflow(inputs, types, reading);
      inflow.notReplayed().forEach(simulation::note);
      try (Plane plane = simulation.start(program.get())) {
        inflow.send(simulation, plane);
        check.check(plane);
      }
    };
  }
}
