package dev.parklane.stress;

import dev.parklane.lanes.JoinAnswer;
import java.util.List;

/** What happens next to publishers and to the agent that joins them. */
sealed interface JoinStep {
  /** A publisher edits its lanes, in one cascade. */
  record Edits(int publisher, List<Edit> edits) implements JoinStep {}

  /** A publisher stops. */
  record Stop(int publisher) implements JoinStep {}

  /** The joiner links to a publisher, or ends links, in one cascade. */
  record Join(int publisher, List<Act> acts) implements JoinStep {}

  /** From now on this is the answer to the end of links with this key. */
  record Answer(int key, JoinAnswer answer) implements JoinStep {}

  /** Which of the joiner's lanes. */
  enum Kind {
    VALUE,
    MAP
  }

  /** What the joiner does. */
  sealed interface Act {
    /** Links a key. */
    record Link(Kind kind, int key) implements Act {}

    /** Ends the link of a key. */
    record Unlink(Kind kind, int key, boolean delete) implements Act {}

    /** Fails the cascade. */
    record Fail() implements Act {}
  }
}
