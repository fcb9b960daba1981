package dev.parklane.examples.turnstile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The comparison of what turnstiles have counted with the people who were sent to them. */
final class Check {
  private final List<String> losses = new ArrayList<>();

  private Check() {}

  /** Each value that is not what it has to be, in words; none where nothing was lost. */
  static List<String> losses(Crowd crowd, Map<String, Count> counts, Journal journal) {
    Check check = new Check();
    check.compare("people in all", sum(counts), crowd.people().size() - crowd.refused());
    check.compare("jams", journal.jams(), crowd.refused());
    check.compare("returns", journal.returned(), journal.left() + journal.jams());
    crowd
        .passes()
        .forEach((turnstile, passes) -> check.compare(turnstile, counts.get(turnstile), passes));
    check.losses.addAll(journal.wrong());
    return check.losses;
  }

  /** How many people all of them have let through. */
  static int sum(Map<String, Count> counts) {
    return counts.values().stream().mapToInt(Count::passes).sum();
  }

  private void compare(String turnstile, @Nullable Count count, int passes) {
    compare(turnstile, count == null ? 0 : count.passes(), passes);
    compare(turnstile + " by hour", count == null ? 0 : count.hours(), passes);
  }

  private void compare(String what, int counted, int expected) {
    if (counted != expected) {
      losses.add("%s: counted %d, and %d it has to be".formatted(what, counted, expected));
    }
  }
}
