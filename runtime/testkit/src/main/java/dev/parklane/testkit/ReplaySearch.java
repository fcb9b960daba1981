package dev.parklane.testkit;

import dev.parklane.testkit.order.BoundedMailboxes;
import dev.parklane.testkit.order.Footsteps;
import dev.parklane.testkit.order.PartialOrder;
import dev.parklane.testkit.order.Reversal;
import dev.parklane.testkit.order.Step;
import dev.parklane.testkit.recorded.CascadeDifference;
import dev.parklane.testkit.recorded.Recording;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a play of a scenario that goes as a trace says. The first plays learn which turn posts
 * what; where that is not enough, an order in which a race before the parting goes the other way is
 * played, of the play that went the farthest first. One thread.
 */
final class ReplaySearch {
  private static final int MOST_PLAYS = 200;
  private static final int MOST_IN_VAIN = 50; // plays, one after the other, that get no farther
  private static final long MOST_STEPS = 200_000; // of all plays
  private static final int MOST_RACES = 50; // of a play, those nearest to where it parts

  /** A play. */
  record Attempt(
      Simulation simulation,
      Footsteps footsteps,
      Followed followed,
      @Nullable SimulationFailure failure) {
    Replayed replayed(Recording recording, long seed) {
      Parting parting = followed.parting();
      return new Replayed(
          followed.count(),
          recording.all().size(),
          parting == null ? null : parting.text() + lacks(recording),
          followed.differences().stream().map(CascadeDifference::toString).toList(),
          followed.notes().stream().filter(Replayed::isNotReplayed).toList(),
          seed,
          simulation.choices(),
          simulation.trace());
    }

    /** Whether it is what is looked for. */
    boolean isSame() {
      return followed.isComplete() && followed.stray() == null;
    }

    /** Whether it went farther than another, or as far with less that was done otherwise. */
    boolean isBetterThan(Attempt other) {
      int farther = followed.count() - other.followed.count();
      return farther == 0 ? followed.countOfSame() > other.followed.countOfSame() : farther > 0;
    }

    private static String lacks(Recording recording) {
      long dropped = recording.trace().dropped();
      return dropped == 0 ? "" : " (the trace lacks its first " + dropped + " entries)";
    }
  }

  /** The beginning of another play, and how far the one went that it is of. */
  private record Open(Reversal beginning, Followed of, boolean isAtTheMailbox, int number) {
    static final Comparator<Open> BEST_FIRST =
        Comparator.comparingInt((Open open) -> open.of.count())
            .thenComparingInt(open -> open.of.countOfSame())
            .reversed()
            .thenComparing(open -> !open.isAtTheMailbox)
            .thenComparingInt(Open::number);
  }

  private final Recording recording;
  private final long seed;
  private final Scenario scenario;
  private final Foreseen foreseen = new Foreseen();
  private final BoundedMailboxes bounded = new BoundedMailboxes();
  private final PriorityQueue<Open> open = new PriorityQueue<>(Open.BEST_FIRST);
  private final Set<Long> known = new HashSet<>(); // keys of what was ever open
  private int plays;
  private long steps;

  ReplaySearch(Recording recording, long seed, Scenario scenario) {
    this.recording = recording;
    this.seed = seed;
    this.scenario = scenario;
  }

  /** The play that went the farthest, and of these the one with the latest difference. */
  Attempt search() {
    Attempt best = learn();
    add(best);
    int inVain = 0;
    while (!best.isSame() && mayPlay() && inVain < MOST_IN_VAIN && !open.isEmpty()) {
      Attempt other = play(open.remove().beginning);
      inVain = other.isBetterThan(best) ? 0 : inVain + 1;
      best = other.isBetterThan(best) ? other : best;
      add(other);
    }
    return best;
  }

  /** Plays as long as it gets farther. */
  private Attempt learn() {
    Attempt best = play(Reversal.NONE);
    boolean goesOn = foreseen.hasGrown();
    while (goesOn && !best.isSame() && mayPlay()) {
      Attempt other = play(Reversal.NONE);
      goesOn = foreseen.hasGrown() && other.isBetterThan(best);
      best = other.isBetterThan(best) ? other : best;
    }
    return best;
  }

  private boolean mayPlay() {
    return plays < MOST_PLAYS && steps < MOST_STEPS;
  }

  private Attempt play(Reversal beginning) {
    Footsteps footsteps = Footsteps.told(bounded);
    Followed followed = new Followed(recording, foreseen, footsteps::now);
    footsteps.watch(followed);
    Guide guide = new Guide(beginning.turns(), footsteps, false);
    TraceChooser chooser = new TraceChooser(followed, guide);
    Simulation simulation = new Simulation(seed, any -> chooser, Faults.none(), footsteps);
    SimulationFailure failure = null;
    try {
      simulation.play(scenario);
    } catch (SimulationFailure e) {
      failure = e;
    }
    plays++;
    steps += simulation.steps();
    return new Attempt(simulation, footsteps, followed, failure);
  }

  /** What could be played so that it goes farther than this one. */
  private void add(Attempt attempt) {
    Followed.Stray stray = attempt.followed.stray();
    Parting parting = attempt.followed.parting();
    if (stray != null) {
      add(attempt, stray.difference().event().agent(), stray.at());
    } else if (parting != null) {
      add(attempt, parting.expected().agent(), parting.at());
    }
  }

  /**
   * The same.
   *
   * @param agent who did not do what it did in the trace
   * @param at the step in which that was seen; null where it was at the end
   */
  private void add(Attempt attempt, String agent, @Nullable Step at) {
    PartialOrder order = new PartialOrder(attempt.footsteps.steps());
    int end = at != null && order.steps().contains(at) ? at.index() : Integer.MAX_VALUE;
    List<PartialOrder.Race> races =
        order.races().stream().filter(race -> race.earlier().index() <= end).toList();
    for (PartialOrder.Race race :
        races.subList(Math.max(0, races.size() - MOST_RACES), races.size()).reversed()) {
      Reversal reversal = order.reversal(race);
      if (reversal != null && known.add(reversal.key())) {
        boolean isThere = race.on().kind().equals("mailbox") && race.on().name().equals(agent);
        open.add(new Open(reversal, attempt.followed, isThere, known.size()));
      }
    }
  }
}
