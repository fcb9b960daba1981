package dev.parklane.lanes;

/** What a join lane does when one of its links has ended (law J4). */
public enum JoinAnswer {
  /** The link is made anew, after a delay; what it had told stays meanwhile. */
  RETRY,
  /** The link is given up, and what it had told stays. The default. */
  ABANDON,
  /** The link is given up, and what it had told is removed. */
  DELETE
}
