package dev.parklane.stress.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What is left in the heap after each round. It has to be flat: no more in the last third of the
 * rounds than in the second, but for {@value #SLACK_BYTES} bytes.
 *
 * <p>The first third is left out, in which classes are loaded and tables grow to their size. The
 * slack is four times what the means of two thirds have been seen to differ by, and of the size of
 * what is to be found: a visit to the planes that stay makes some thousand errands, and if each
 * left only its hundred bytes, that would be a few hundred kilobytes a round.
 */
final class Heap {
  static final long SLACK_BYTES = 1_500_000;
  private static final int LEAST = 12; // rounds; of fewer nothing can be told

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final List<Long> used = new ArrayList<>();

  /** Measures what is left now. */
  long measure() {
    for (int i = 0; i < 2; i++) { // what a first collection has only found to be unreachable
      System.gc();
    }
    long bytes = memory.getHeapMemoryUsage().getUsed();
    used.add(bytes);
    return bytes;
  }

  /** By how much it has grown where that is too much. */
  Optional<String> growth() {
    int third = used.size() / 3;
    if (used.size() < LEAST) {
      return Optional.empty();
    }
    double middle = mean(used.subList(third, 2 * third));
    double last = mean(used.subList(2 * third, used.size()));
    return last - middle <= SLACK_BYTES ? Optional.empty() : Optional.of(text(middle, last));
  }

  @Override
  public String toString() {
    int third = used.size() / 3;
    return used.size() < LEAST
        ? "heap not judged in less than %d rounds".formatted(LEAST)
        : text(mean(used.subList(third, 2 * third)), mean(used.subList(2 * third, used.size())));
  }

  private static String text(double middle, double last) {
    return String.format(
        Locale.ROOT,
        "heap %.2f MB in the second third, %.2f MB in the last",
        middle / 1e6,
        last / 1e6);
  }

  private static double mean(List<Long> of) {
    return of.stream().mapToLong(Long::longValue).average().orElseThrow();
  }
}
