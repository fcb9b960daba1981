package dev.parklane.testkit;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.testkit.recorded.Recording;

/**
 * Plays a scenario in the order of a trace that was recorded elsewhere, most often on a live plane:
 * see {@link Simulation#of}. Immutable.
 */
public final class Replay {
  private final Recording recording;
  private final long seed;

  private Replay(Recording recording, long seed) {
    this.recording = recording;
    this.seed = seed;
  }

  static Replay of(Trace trace) {
    return new Replay(Recording.of(trace), 0);
  }

  /**
   * With another seed than 0, from which {@link Simulation#random} draws.
   *
   * @param other any
   * @return a new one; this one stays as it is
   */
  public Replay withSeed(long other) {
    return new Replay(recording, other);
  }

  /**
   * Plays a scenario that sends what was sent when the trace was recorded. Each agent handles its
   * root events in the order of the trace, as far as that goes; where handlers of several agents
   * overlapped, those are first that ended first. Where the scenario cannot go on as the trace
   * does, it parts from it, and goes on in the order in which things can run.
   *
   * <p>A trace tells who handled what, and not who sent it when: where one play does not go to its
   * end the scenario is played again, with what was seen, up to two hundred times. The play that
   * went the farthest counts.
   *
   * @param scenario is played more than once, and so has to make anew what it needs
   * @return how far it went, and where it parts
   * @throws SimulationFailure where the scenario fails in that play; its message says how far that
   *     went, too
   */
  public Replayed play(Scenario scenario) {
    ReplaySearch.Attempt best = new ReplaySearch(recording, seed, scenario).search();
    SimulationFailure failure = best.failure();
    Replayed played = best.replayed(recording, seed);
    if (failure != null) {
      throw failure.with(played + "\n" + new Explanation(failure, scenario).text());
    }
    return played;
  }
}
