package dev.parklane.stress.soak;

import dev.parklane.runtime.Closing;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * What a plane of a soak is like.
 *
 * @param seed of all that its threads and agents do
 * @param carriers of its lock-step schedulers
 * @param capacity of mailboxes
 */
record Setting(
    long seed, boolean lockStep, int carriers, int agents, int outsiders, int capacity, End end) {
  private static final int KINDS = Kind.values().length;

  /** How a plane comes to its end. */
  enum End {
    /** Its senders end, all that is under way comes to rest, and then it is drained. */
    SETTLE,
    /** It is drained while its senders send. */
    DRAIN,
    /** It is dropped while its senders send. */
    DROP;

    Closing closing() {
      return this == DROP ? Closing.DROP : Closing.DRAIN;
    }
  }

  static Setting of(long seed, boolean lockStep) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Setting(
        random.nextLong(),
        lockStep,
        random.nextInt(1, 4),
        KINDS * random.nextInt(1, 6),
        random.nextInt(2, 5),
        Arrays.asList(8, 64, 1024).get(random.nextInt(3)),
        Arrays.asList(End.SETTLE, End.SETTLE, End.DRAIN, End.DROP).get(random.nextInt(4)));
  }

  /** Of a plane that stays for as long as the soak does, so that what leaks in it adds up. */
  static Setting resident(long seed, boolean lockStep) {
    return new Setting(seed, lockStep, 2, 2 * KINDS, 2, 256, End.SETTLE);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-9s %d carriers, %2d agents, %d senders, mailboxes of %4d, %-6s",
        lockStep ? "lock-step" : "default",
        carriers,
        agents,
        outsiders,
        capacity,
        end.name().toLowerCase(Locale.ROOT));
  }
}
