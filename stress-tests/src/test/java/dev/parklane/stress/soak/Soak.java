package dev.parklane.stress.soak;

import dev.parklane.runtime.Plane;
import dev.parklane.stress.soak.Ledger.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * The soak: for so many minutes, random planes with random agents under random load, on both
 * schedulers in turn. {@code mvn verify -Psoak -Dsoak.minutes=5 -Dsoak.seed=...}
 *
 * <p>A round makes a plane, has threads send to it for a few seconds, closes it in one of three
 * ways, and checks what is known of it: everything that was sent was handled or is a dead letter,
 * exactly once and in order; lanes, joins and links hold what they must; no thread is left. Then it
 * sends a fixed number of messages to a plane that stays for as long as the soak does, one for each
 * scheduler, and measures the heap: what these planes leak adds up.
 *
 * <p>A seed gives the same planes and the same orders; how threads interleave, it does not decide.
 */
public final class Soak {
  private static final long ROUND_MILLIS = 2_000;
  private static final int VISIT = 5_000; // sends of each thread

  private final Faults faults = new Faults();
  private final Heap heap = new Heap();
  private final long seed;
  private long messages;

  private Soak(long seed) {
    this.seed = seed;
  }

  /**
   * Soaks.
   *
   * @param args the minutes, which may be a fraction, and {@code seed:} with a number or nothing
   */
  public static void main(String[] args) throws InterruptedException {
    double minutes = Double.parseDouble(args[0]);
    String given = args[1].substring("seed:".length());
    long seed = given.isEmpty() ? System.nanoTime() : Long.parseLong(given);
    boolean sound = new Soak(seed).run((long) (minutes * TimeUnit.MINUTES.toNanos(1)));
    System.exit(sound ? 0 : 1); // threads that should have ended may be there
  }

  private boolean run(long nanos) throws InterruptedException {
    System.out.printf("soak, seed %d%n", seed);
    StallWatch.start(faults, "seed " + seed);
    long start = System.nanoTime();
    SplittableRandom seeds = new SplittableRandom(seed);
    List<World> residents = new ArrayList<>();
    for (boolean lockStep : schedulers()) {
      residents.add(new World(Setting.resident(seeds.nextLong(), lockStep), faults));
    }
    int rounds = 0;
    while (faults.count() == 0 && (System.nanoTime() - start < nanos || rounds == 0)) {
      rounds++;
      World resident = residents.get(rounds % residents.size());
      boolean lockStep = schedulers().get(rounds % residents.size());
      round(rounds, Setting.of(seeds.nextLong(), lockStep), resident);
    }
    heap.growth().ifPresent(growth -> faults.add("heap grows: %s", growth));
    if (faults.count() == 0) {
      residents.reversed().forEach(World::close); // each knows the threads of those before it
    }
    return verdict(rounds, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
  }

  private static List<Boolean> schedulers() {
    return Plane.isLockStepPossible() ? List.of(false, true) : List.of(false);
  }

  private void round(int number, Setting setting, World resident) throws InterruptedException {
    Tally tally = new World(setting, faults).liveFor(ROUND_MILLIS);
    resident.visit(VISIT);
    messages += tally.sent();
    System.out.printf(
        Locale.ROOT,
        "%4d  %s  %,9d sent, %,7d dead letters, %,5d others  heap %.2f MB%s%n",
        number,
        setting,
        tally.sent(),
        tally.letters(),
        tally.others(),
        heap.measure() / 1e6,
        faults.count() == 0 ? "" : "  FAILED");
  }

  private boolean verdict(int rounds, long seconds) {
    boolean sound = faults.count() == 0;
    System.out.printf(
        Locale.ROOT,
        "%s: seed %d, %d rounds in %d s, %,d messages, %s%n",
        sound ? "sound" : "FAILED",
        seed,
        rounds,
        seconds,
        messages,
        heap);
    if (!sound) {
      System.out.printf("round %d, %d faults, the first of them:%n", rounds, faults.count());
      faults.first().forEach(fault -> System.out.println("  " + fault));
    }
    return sound;
  }
}
