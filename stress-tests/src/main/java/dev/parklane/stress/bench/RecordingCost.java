package dev.parklane.stress.bench;

import dev.parklane.runtime.recording.CascadeWish;
import java.util.Arrays;
import java.util.List;
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
  private static final List<String> EVERY = List.of("1000", "1"); // the default, and all
  private static final int BATCHES = 25; // of 10,000 commands, in a round
  private static final int PAIRS = 3; // for each round of the pace
  private static final int SAMPLES = 1_000;
  private static final long MOST_BYTES = 50_000_000; // that the recording keeps

  private final CommandBenchmark benchmark = new CommandBenchmark();
  private final CommandBenchmark.Adders adders = new CommandBenchmark.Adders();

  private RecordingCost() {}

  /**
   * Measures and prints: what a command costs without the events, and what they add.
   *
   * @param arguments the pace, and the dispatch
   * @throws Exception where it cannot
   */
  public static void main(String[] arguments) throws Exception {
    Pace pace = Pace.of(arguments);
    RecordingCost cost = new RecordingCost();
    cost.adders.scheduler = Planes.schedulerHere();
    cost.adders.dispatch = arguments[1];
    cost.adders.start();
    for (String every : EVERY) {
      cost.measure(pace, every);
    }
    cost.adders.stop();
  }

  private void measure(Pace pace, String every) throws Exception {
    try (Recording recording = new Recording(Configuration.getConfiguration("default"))) {
      recording.setMaxSize(MOST_BYTES);
      recording.start();
      Rounds.nanos(pace.warmUp(), 0, () -> round(recording, true, every));
      Rounds.nanos(pace.warmUp(), 0, () -> round(recording, false, every));
      SplittableRandom random = new SplittableRandom(1);
      double[] off = new double[PAIRS * pace.rounds()];
      double[] differences = new double[off.length];
      for (int i = 0; i < off.length; i++) {
        boolean offFirst = random.nextBoolean();
        double one = round(recording, !offFirst, every);
        double other = round(recording, offFirst, every);
        off[i] = offFirst ? one : other;
        differences[i] = offFirst ? other - one : one - other;
      }
      print("RecordingCost.withoutEvents", every, Rounds.median(off), Rounds.spread(off));
      double[] medians = resampledMedians(differences);
      double error = (medians[at(0.975)] - medians[at(0.025)]) / 2;
      print("RecordingCost.added", every, Rounds.median(differences), error);
    }
  }

  private void print(String what, String every, double nanos, double error) {
    Cell.print(what, nanos, error, "ns", "dispatch", adders.dispatch, "every", every);
  }

  private static int at(double quantile) {
    return (int) (quantile * SAMPLES);
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
    while (CascadeWish.isAny() != on) { // that is looked at every hundred milliseconds
      Thread.onSpinWait();
    }
    benchmark.commandToOneAgent(adders); // the change itself is not measured
    long from = System.nanoTime();
    for (int i = 0; i < BATCHES; i++) {
      benchmark.commandToOneAgent(adders);
    }
    return (System.nanoTime() - from) / (BATCHES * 10_000.0);
  }

  /** Of samples that are drawn of them, in order: a bootstrap. */
  private static double[] resampledMedians(double[] values) {
    SplittableRandom random = new SplittableRandom(2);
    double[] medians = new double[SAMPLES];
    for (int i = 0; i < medians.length; i++) {
      double[] sample =
          random.ints(values.length, 0, values.length).mapToDouble(at -> values[at]).toArray();
      medians[i] = Rounds.median(sample);
    }
    Arrays.sort(medians);
    return medians;
  }
}
