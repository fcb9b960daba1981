package dev.parklane.stress.planes;

import dev.parklane.runtime.DeadLetter;
import java.util.List;

/**
 * All that a run has left behind.
 *
 * @param books of the agents, by their numbers
 * @param nanos the time at its end
 * @param late whether timers may have been late
 * @param crashed whether the plane has crashed, so that what was on its way is lost
 */
record Evidence(
    GeneratedPlane generated,
    List<List<Noted>> books,
    List<Program> programs,
    List<DeadLetter> deadLetters,
    long nanos,
    boolean late,
    boolean crashed) {}
