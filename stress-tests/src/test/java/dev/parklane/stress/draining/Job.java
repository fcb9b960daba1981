package dev.parklane.stress.draining;

import java.util.ArrayList;
import java.util.List;

/**
 * Work that an agent suspends.
 *
 * @param id different from that of any other
 * @param attempts what becomes of each; there are no more, and none comes after one that ends well
 * @param hears whether the agent has a handler for failures of the work
 * @param next what its result leads to: the agent begins these
 */
record Job(String id, List<End> attempts, boolean hears, List<Job> next) {
  /** What becomes of an attempt. */
  enum End {
    WELL,
    BADLY,
    /** It waits until it is interrupted. */
    NEVER
  }

  /** It and all that it leads to have ids: its own, and those of the others behind it. */
  Job numbered(String number) {
    List<Job> numbered = new ArrayList<>();
    next.forEach(job -> numbered.add(job.numbered(number + "." + numbered.size())));
    return new Job(number, attempts, hears, numbered);
  }
}
