package dev.parklane.clock;

/**
 * What a timer of a live clock does when several of its occurrences are due at once (law K9),
 * because its handler took long, the machine slept, or its start is in the past. The grid stays
 * where it is. On a test clock each occurrence is delivered, whatever the policy (laws K4, K7).
 */
public enum LatePolicy {
  /** One event for each, one after the other, each with its own scheduled time. */
  BURST,
  /** One event, for the latest of them; the others are left out. */
  SKIP,
  /** One event, with the scheduled time of the latest and the count of them all. */
  COALESCE
}
