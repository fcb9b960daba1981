package dev.parklane.testkit.order;

import dev.parklane.runtime.scheduling.Footprint;
import dev.parklane.runtime.scheduling.LockStepScheduler;
import dev.parklane.runtime.trace.TraceEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes down the steps of a run, what each touches, and what each needs to have come before it, so
 * that {@link PartialOrder} can tell which other orders make a difference (law Q3). The carrier of
 * a simulation, and what it runs.
 */
public final class Footsteps {
  /** Whose steps have to be over for a wait to end. */
  public enum Awaited {
    /** One, which brings what is waited for. */
    ANSWER,
    /** Those of agents. */
    AGENTS,
    /** Those of all that is no agent. */
    PROGRAMS,
    /** All. */
    ALL
  }

  /** Is told of a run as it goes on. */
  public interface Watch {
    /**
     * Something happens in the step that runs.
     *
     * @param entry as it stands in the trace
     */
    void happens(TraceEntry entry);

    /**
     * An event is in a mailbox.
     *
     * @param by the step that runs
     * @param mailbox that of the agent of this name
     * @param event its text has its name and its value
     */
    void posts(Step by, String mailbox, Object event);

    /**
     * An event is in a mailbox no more, nor are those that came before it.
     *
     * @param mailbox that of the agent of this name
     * @param event as it was posted
     */
    void takes(String mailbox, Object event);

    /**
     * A step that was chosen is over.
     *
     * @param step is complete but for its place in the run
     */
    void ends(Step step);
  }

  private final Mailboxes mailboxes;
  private Consumer<Step> observer = step -> {};
  private @Nullable Watch watch; // null where there is none
  private boolean told;
  private final List<Step> steps = new ArrayList<>();
  private final Map<String, Step> lastOf = new HashMap<>(); // by task, of those that are something
  private final Set<String> agents = new HashSet<>(); // the tasks that are agents
  private Step now = Step.automatic(Step.SCENARIO);
  private Step madePossible = now; // what was chosen last
  private int ends = Integer.MAX_VALUE; // of steps when the scenario had said what it had to say

  /**
   * Of a run.
   *
   * @param bounded gets the mailboxes that are sent more than they hold
   */
  public Footsteps(BoundedMailboxes bounded) {
    this.mailboxes = new Mailboxes(bounded);
    steps.add(now);
    lastOf.put(Step.SCENARIO, now);
  }

  /** {@return those of a run that is told in a report, with values} */
  public static Footsteps told() {
    return told(new BoundedMailboxes());
  }

  /**
   * {@return the same, with mailboxes that others know, too}
   *
   * @param bounded gets the mailboxes that are sent more than they hold
   */
  public static Footsteps told(BoundedMailboxes bounded) {
    Footsteps footsteps = new Footsteps(bounded);
    footsteps.told = true;
    footsteps.now.story = new Story(0);
    return footsteps;
  }

  /** {@return whether it is told in a report} */
  public boolean isTold() {
    return told;
  }

  /**
   * Something has happened in the step that runs.
   *
   * @param entry as it stands in the trace
   * @param place where in the code of the user; empty where nobody knows
   */
  public void happens(TraceEntry entry, String place) {
    Story story = now.story;
    if (story != null) {
      story.deeds.add(new Story.Deed(entry, place));
    }
    if (watch != null) {
      watch.happens(entry);
    }
  }

  /**
   * Lets somebody watch the run.
   *
   * @param by is told of entries only where the run is told
   */
  public void watch(Watch by) {
    watch = by;
  }

  /** Who watches the run; null where nobody does. */
  @Nullable Watch watchedBy() {
    return watch;
  }

  /**
   * Lets somebody know of the steps that were chosen.
   *
   * @param told gets each when it has ended
   */
  public void tell(Consumer<Step> told) {
    observer = told;
  }

  /**
   * {@return whether a turn would come to nothing: it is of an agent with an empty mailbox}
   *
   * @param task whose turn it is
   */
  public boolean wouldBeNothing(String task) {
    return agents.contains(task) && mailboxes.isEmpty(task);
  }

  /**
   * Work was suspended by the step that runs.
   *
   * @param work what its thread is called
   */
  public void suspends(String work) {
    Story story = now.story;
    if (story != null) {
      story.begun.add(work);
    }
  }

  /** {@return what runs now, and makes possible what can run from now on} */
  public Step now() {
    return now;
  }

  /**
   * What can run was chosen.
   *
   * @param task who runs
   * @param work what it runs, which tells agents from others
   * @param by what made it possible
   * @param others what else could run
   * @param nanos on the clock of the simulation
   */
  public void begins(String task, Runnable work, Step by, List<String> others, long nanos) {
    Step step = new Step(task);
    if (told) {
      step.story = new Story(nanos);
      step.story.others = others;
    }
    if (work instanceof LockStepScheduler) {
      agents.add(task);
    }
    Step before = lastOf.get(task);
    if (before != null) {
      step.follows(before);
    }
    madePossible = by;
    now = step;
    steps.add(step);
  }

  /** What was chosen has run. */
  public void ended() {
    Step step = now;
    Step before = lastOf.get(step.task());
    if (!step.hasTaken) { // else it was possible when that was posted, asleep or not by then
      step.follows(madePossible);
    }
    step.isNothing =
        agents.contains(step.task())
            && !step.hasTaken
            && step.touches.isEmpty()
            && step.follows.stream().allMatch(one -> one == before);
    if (!step.isNothing) {
      lastOf.put(step.task(), step);
    }
    observer.accept(step);
    if (watch != null) {
      watch.ends(step);
    }
  }

  /**
   * The scenario goes on, after a wait in which something has run.
   *
   * @param awaited whose steps had to be over for that
   * @param nanos on the clock of the simulation
   */
  public void goesOn(Awaited awaited, long nanos) {
    comes(Step.SCENARIO, awaited);
    if (told) {
      now.story = new Story(nanos);
    }
  }

  /**
   * What a program has waited for has come: it goes on in a step that follows this one.
   *
   * @param wait the name of the program
   * @param awaited whose steps had to be over for that
   * @param wakes lets it go on
   */
  public void ends(String wait, Awaited awaited, Runnable wakes) {
    Step before = now;
    if (awaited != Awaited.ANSWER) {
      comes(Step.SCENARIO + ", as " + wait + " sees it", awaited);
    }
    wakes.run();
    now = before;
  }

  private void comes(String task, Awaited awaited) {
    Step step = Step.automatic(task);
    Step before = lastOf.get(task);
    if (before != null) {
      step.follows(before);
    }
    if (awaited == Awaited.ANSWER) {
      step.follows(now);
    } else {
      lastOf.forEach((other, last) -> {
        if (isOf(awaited, other)) {
          step.follows(last);
        }
      });
    }
    lastOf.put(task, step);
    now = step;
    steps.add(step);
  }

  private boolean isOf(Awaited awaited, String task) {
    return switch (awaited) {
      case ALL -> true;
      case AGENTS -> agents.contains(task);
      case PROGRAMS -> !agents.contains(task);
      case ANSWER -> false;
    };
  }

  /** Of what comes from now on one order is played: no check comes after it. */
  public void areOver() {
    ends = steps.size();
  }

  /** {@return the steps so far of which other orders matter} */
  public List<Step> steps() {
    return List.copyOf(steps.subList(0, Math.min(ends, steps.size())));
  }

  /** {@return all steps, also of what came when the scenario was over} */
  public List<Step> allSteps() {
    return List.copyOf(steps);
  }

  /** {@return how many agents have taken a turn} */
  public int agents() {
    return agents.size();
  }

  /**
   * A plane is no more: nothing of it that comes later could have come before, nor the reverse.
   *
   * @param plane what {@link #of} gave for it
   * @return what was in its mailboxes and nobody will handle, in words, where that is told
   */
  public List<String> crashes(Footprint plane) {
    lastOf.values().forEach(now::follows);
    lastOf.replaceAll((task, last) -> now);
    return plane instanceof PlaneFootprint its ? its.whatWaits() : List.of();
  }

  /**
   * {@return what is told by a plane, whose things are its own}
   *
   * @param plane what its tasks are called behind their names
   */
  public Footprint of(String plane) {
    return new PlaneFootprint(plane, this, mailboxes);
  }

  /**
   * What planes have in common is touched.
   *
   * @param kind as in {@code store}
   * @param name tells it apart from others of its kind
   * @param how what else may change places with that
   */
  public void touches(String kind, String name, Footprint.Touch how) {
    now.touches(new Step.Thing(kind, name), how);
  }
}
