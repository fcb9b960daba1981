package dev.parklane.testkit;

import dev.parklane.testkit.order.Footsteps;
import dev.parklane.testkit.order.PartialOrder;
import dev.parklane.testkit.order.Reversal;
import dev.parklane.testkit.order.Step;
import dev.parklane.testkit.report.Decision;
import dev.parklane.testkit.report.Difference;
import dev.parklane.testkit.report.ReportFolder;
import dev.parklane.testkit.report.ReportPage;
import dev.parklane.testkit.report.ReportTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reader sees first of a failure (law Q5): what failed, the line that plays it again, the
 * order that decides, and the steps around it as a table; the rest is in files.
 */
final class Explanation {
  private static final int MOST_PLAYS = 100; // to find the order that decides
  private static final long MOST_NANOS = 3_000_000_000L; // of elapsed time, for that

  private final SimulationFailure failure;
  private final Scenario scenario;
  private @Nullable Again again; // null before it is played

  Explanation(SimulationFailure failure, Scenario scenario) {
    this.failure = failure;
    this.scenario = scenario;
  }

  /** The same choices once more, with all that is told of them. */
  private final class Again {
    final Footsteps footsteps = Footsteps.told();
    final @Nullable SimulationFailure failed =
        play(new GivenChoices(failure.choices()).begin(failure.seed()), footsteps);

    boolean isTheSame() {
      return failed != null && failed.isSameAs(failure);
    }
  }

  private Again again() {
    Again there = again;
    if (there == null) {
      there = new Again();
      again = there;
    }
    return there;
  }

  /** Whether the scenario fails alike, played as the failure was. */
  boolean comesAgain() {
    return again().isTheSame();
  }

  /** The text, when the files are written. Plays the scenario again, more than once. */
  String text() {
    Again again = again();
    PartialOrder order = new PartialOrder(again.footsteps.allSteps());
    if (!again.isTheSame()) {
      return text(failure, order.steps(), null)
          + "played again it "
          + (again.failed == null ? "does not fail" : "fails otherwise")
          + ": it reads something outside the simulation\n";
    }
    return text(failure, order.steps(), decision(order));
  }

  private @Nullable SimulationFailure play(Strategy.Chooser chooser, Footsteps footsteps) {
    try {
      new Simulation(failure.seed(), seed -> chooser, failure.faults(), footsteps).play(scenario);
      return null;
    } catch (SimulationFailure e) {
      return e;
    }
  }

  /** The last race that, run the other way, makes it pass. */
  private @Nullable Decision decision(PartialOrder order) {
    int plays = 0;
    long begun = System.nanoTime();
    for (PartialOrder.Race race : order.races().reversed()) {
      if (plays++ >= MOST_PLAYS || System.nanoTime() - begun > MOST_NANOS) {
        return null;
      }
      Reversal reversal = order.reversal(race);
      List<Step> passing = reversal == null ? List.of() : passing(reversal);
      if (!passing.isEmpty()) {
        Difference difference = Difference.of(order.steps(), passing);
        return new Decision(race.earlier(), race.later(), race.on(), difference);
      }
    }
    return null;
  }

  /** The steps of the run in which the race goes the other way; none where that fails, too. */
  private List<Step> passing(Reversal reversal) {
    Footsteps footsteps = Footsteps.told();
    Guide guide = new Guide(reversal.turns(), footsteps, false);
    boolean passes = play(guide, footsteps) == null && !guide.hasParted();
    return passes ? footsteps.allSteps() : List.of();
  }

  /** Of a run that is not played again. */
  static String text(SimulationFailure failure, List<Step> steps, @Nullable Decision decision) {
    String title = String.valueOf(failure.getCause());
    String page = ReportPage.of(title, failure.line(), decision, steps);
    String files =
        ReportFolder.write(
            failure.identity(),
            page,
            title + "\n" + failure.line() + "\n\n" + failure.trace() + "\n");
    return (decision == null ? "" : decision.told())
        + new ReportTable(steps, decision).text()
        + files
        + "\n";
  }
}
