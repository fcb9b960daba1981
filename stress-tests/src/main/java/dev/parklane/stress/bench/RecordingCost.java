package dev.parklane.stress.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import jdk.jfr.Configuration;
import jdk.jfr.Recording;

/**
 * What the events of Parklane cost a command with one trigger (law R2): one recording with the
 * settings of the JDK runs all the time, and the events are off and on in turn, in one JVM. A pair
 * is one round with them off and one with them on, the first of the two drawn.
 */
public final class RecordingCost {
  private static final List<String> EVENTS =
      List.of(
          "Cascade",
          "SlowCascade",
          "DeepCascade",
          "FailedCascade",
          "Handler",
          "SlowHandler",
          "GuardTrip",
          "Failure",
          "LockOverWrite");
  private static final int BATCHES = 25; // of 10,000 commands, in a round

  private final CommandBenchmark benchmark = new CommandBenchmark();
  private final CommandBenchmark.Adders adders = new CommandBenchmark.Adders();

  private RecordingCost() {}

  /**
   * Measures.
   *
   * @param args the dispatch, as in {@code parked}; how often there is a pair; the number of which
   *     one cascade is written, as of the setting {@code every}
   * @throws Exception where it cannot
   */
  public static void main(String... args) throws Exception {
    new RecordingCost().measure(args[0], Integer.parseInt(args[1]), args[2]);
  }

  private void measure(String dispatch, int pairs, String every) throws Exception {
    adders.scheduler = Planes.LOCK_STEP;
    adders.dispatch = dispatch;
    adders.start();
    try (Recording recording = new Recording(Configuration.getConfiguration("default"))) {
      recording.setMaxSize(50_000_000);
      recording.start();
      for (int i = 0; i < 100; i++) {
        round(recording, i % 2 == 0, every);
      }
      SplittableRandom random = new SplittableRandom(1);
      double[] off = new double[pairs];
      double[] differences = new double[pairs];
      for (int i = 0; i < pairs; i++) {
        boolean offFirst = random.nextBoolean();
        double one = round(recording, !offFirst, every);
        double other = round(recording, offFirst, every);
        off[i] = offFirst ? one : other;
        differences[i] = offFirst ? other - one : one - other;
      }
      print(dispatch, every, off, differences);
    }
    adders.stop();
  }

  /** In nanoseconds, of a command. */
  private double round(Recording recording, boolean on, String every) throws InterruptedException {
    for (String event : EVENTS) {
      if (on) {
        recording.enable("dev.parklane." + event).with("every", every);
      } else {
        recording.disable("dev.parklane." + event);
      }
    }
    benchmark.commandToOneAgent(adders); // the change itself is not measured
    long from = System.nanoTime();
    for (int i = 0; i < BATCHES; i++) {
      benchmark.commandToOneAgent(adders);
    }
    return (System.nanoTime() - from) / (BATCHES * 10_000.0);
  }

  private static void print(String dispatch, String every, double[] off, double[] differences) {
    double[] medians = resampledMedians(differences);
    System.out.printf(
        Locale.ROOT,
        "%s, every %s: a command %.0f ns without the events, %+.1f ns with them (95 %%: %+.1f to %+.1f)%n",
        dispatch,
        every,
        Rounds.median(off),
        Rounds.median(differences),
        medians[(int) (0.025 * medians.length)],
        medians[(int) (0.975 * medians.length)]);
  }

  /** Of samples that are drawn of them, in order: a bootstrap. */
  private static double[] resampledMedians(double[] values) {
    SplittableRandom random = new SplittableRandom(2);
    double[] medians = new double[1_000];
    for (int i = 0; i < medians.length; i++) {
      double[] sample =
          random.ints(values.length, 0, values.length).mapToDouble(at -> values[at]).toArray();
      medians[i] = Rounds.median(sample);
    }
    Arrays.sort(medians);
    return medians;
  }
}
