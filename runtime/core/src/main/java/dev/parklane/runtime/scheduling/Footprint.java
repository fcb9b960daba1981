package dev.parklane.runtime.scheduling;

/**
 * Is told what the steps of a simulation have to do with each other, so that an exploration plays
 * no two orders that differ in nothing that anybody could see (law Q3). It is told on the threads
 * of agents, and on those of programs, in the order of what they do.
 */
public interface Footprint {
  /** What is done with a thing that others may touch. */
  enum Touch {
    /** It is looked at: two looks commute. */
    LOOKS,
    /** Something is added that comes in no order: two additions commute, and a look tells. */
    ADDS,
    /** It is changed: whatever else touches it comes before that or after. */
    CHANGES
  }

  /**
   * Something is touched.
   *
   * @param kind as in {@code store}
   * @param name tells it apart from others of its kind, the same in each run
   * @param how what is done with it
   */
  void touches(String kind, String name, Touch how);

  /**
   * An event is in a mailbox.
   *
   * @param agent whose mailbox that is
   * @param event is told by its identity
   * @param isMessage whether it counts for the bound of the mailbox
   * @param capacity that bound
   * @param mayLeave whether its place might be gone by now: it has no instance
   */
  void posts(String agent, Object event, boolean isMessage, int capacity, boolean mayLeave);

  /**
   * A mailbox was full for a message, which is not in it.
   *
   * @param agent whose mailbox that is
   */
  void refuses(String agent);

  /**
   * An agent has taken an event out of its mailbox.
   *
   * @param agent whose mailbox that is
   * @param event is told by its identity
   * @param wouldLeave whether its place would have gone, had there been none
   */
  void takes(String agent, Object event, boolean wouldLeave);
}
