package dev.parklane.stress.soak;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Ends the process where nothing goes on any more, which would be a lost wake-up. It counts its own
 * seconds, so that a machine that stands still is not taken for that.
 */
final class StallWatch {
  private static final int PATIENCE_SECONDS = 120;
  static final int EXIT_CODE = 3;

  private StallWatch() {}

  static void start(Faults faults, String seed) {
    Thread.ofPlatform().daemon().name("stall watch").start(() -> watch(faults, seed));
  }

  private static void watch(Faults faults, String seed) {
    long last = -1;
    for (int still = 0; still < PATIENCE_SECONDS; still++) {
      try {
        TimeUnit.SECONDS.sleep(1);
      } catch (InterruptedException e) {
        return;
      }
      long now = faults.steps();
      if (now != last) {
        last = now;
        still = 0;
      }
    }
    System.out.printf("FAILED: nothing goes on for %d s; %s%n", PATIENCE_SECONDS, seed);
    faults.first().forEach(System.out::println);
    Thread.getAllStackTraces()
        .forEach(
            (thread, stack) -> System.out.printf("%s%n  %s%n", thread, Arrays.toString(stack)));
    System.out.flush();
    Runtime.getRuntime().halt(EXIT_CODE);
  }
}
