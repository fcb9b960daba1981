package dev.parklane.stress;

import java.util.List;

/**
 * All that a run shows from outside.
 *
 * @param trace what happened in the agent, line by line
 * @param outcomes what each one who asked got
 * @param sent what arrived at the sink, as it stood at each settling and at the end
 */
record Story(List<String> trace, List<String> outcomes, List<List<Integer>> sent) {}
