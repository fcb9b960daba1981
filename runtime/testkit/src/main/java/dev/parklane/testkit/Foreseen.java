package dev.parklane.testkit;

import dev.parklane.testkit.order.Reversal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What turns of tasks have posted in earlier plays of a scenario, and so will post in the next one,
 * as long as that goes the same way. Of one thread.
 */
final class Foreseen {
  /**
   * Something that comes into a mailbox.
   *
   * @param event its name and its value
   */
  record Post(String mailbox, String event) {}

  private final Map<Reversal.Turn, List<Post>> posts = new HashMap<>();
  private final Set<Reversal.Turn> sure = new HashSet<>();
  private boolean grown;

  /**
   * A turn has posted this.
   *
   * @param isSure whether the play has gone as it should so far
   */
  void learn(Reversal.Turn turn, List<Post> these, boolean isSure) {
    if ((isSure || !sure.contains(turn)) && !these.equals(posts.put(turn, these))) {
      grown = true;
    }
    if (isSure) {
      sure.add(turn);
    }
  }

  /** What the turn will post; null where nobody knows. */
  @Nullable List<Post> of(String task, int ordinal) {
    return posts.get(new Reversal.Turn(task, ordinal));
  }

  /** Whether it knows more, or otherwise, than at the last call. */
  boolean hasGrown() {
    boolean since = grown;
    grown = false;
    return since;
  }
}
