package dev.parklane.runtime;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What two mailboxes do, one call after the other. */
public final class ModelTwoMailboxes {
  private final Queue<Integer> a = new ArrayDeque<>();
  private final Queue<Integer> b = new ArrayDeque<>();

  /** Both have it at once. */
  public void both(int number) {
    a.add(number);
    b.add(number);
  }

  /** One has it. */
  public void toA(int number) {
    a.add(number);
  }

  /** The first of the one. */
  public String takeA() {
    return textOf(a.poll());
  }

  /** The first of the other. */
  public String takeB() {
    return textOf(b.poll());
  }

  private static String textOf(@Nullable Integer number) {
    return number == null ? "nothing" : String.valueOf(number);
  }
}
