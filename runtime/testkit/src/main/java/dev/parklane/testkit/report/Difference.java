package dev.parklane.testkit.report;

import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.testkit.order.Step;
import dev.parklane.testkit.order.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run that fails does otherwise than the nearest that passes: the first change of a lane, or
 * message, that the other has not.
 *
 * @param step in which it is done
 * @param deed as in {@code takings: 3 -> 4}
 * @param place where in the code of the user; empty where nobody knows
 * @param passing what the same event does where it passes; null where it does nothing of the kind
 * @param isThere whether the same event comes there
 */
public record Difference(
    Step step, String deed, String place, @Nullable String passing, boolean isThere) {
  /** Something that an agent has done to a lane, or sent to somebody. */
  private record Act(Step step, String agent, String subject, String text, String place) {
    static Stream<Act> of(Step step, Story.Deed deed) {
      return switch (deed.entry()) {
        case TraceEntry.Writes writes -> Stream.of(of(step, writes, writes.lane(), deed));
        case TraceEntry.Sends sends ->
            Stream.of(of(step, sends, "-> " + sends.to() + " " + sends.message(), deed));
        default -> Stream.empty();
      };
    }

    private static Act of(Step step, TraceEntry.OfAgent entry, String subject, Story.Deed deed) {
      return new Act(step, entry.agent(), subject, StepText.deed(entry), deed.place());
    }

    boolean isAboutTheSame(Act other) {
      return agent.equals(other.agent) && subject.equals(other.subject);
    }

    boolean isLike(Act other) {
      return isAboutTheSame(other) && text.equals(other.text);
    }
  }

  /**
   * {@return the first; null where they do the same, in another order perhaps}
   *
   * @param failing the steps of the run that fails
   * @param passing those of the nearest that passes
   */
  public static @Nullable Difference of(List<Step> failing, List<Step> passing) {
    List<Act> passed = new ArrayList<>(acts(passing));
    for (Act act : acts(failing)) {
      int same = indexOf(passed, act);
      if (same < 0) {
        return of(act, passing);
      }
      passed.remove(same);
    }
    return null;
  }

  private static Difference of(Act act, List<Step> passing) {
    Step there =
        passing.stream().filter(step -> isTheSame(step, act.step)).findFirst().orElse(null);
    String instead =
        there == null
            ? null
            : acts(List.of(there)).stream()
                .filter(act::isAboutTheSame)
                .map(Act::text)
                .findFirst()
                .orElse(null);
    return new Difference(act.step, act.text, act.place, instead, there != null);
  }

  /** Whether they handle the same event of the same sender. */
  private static boolean isTheSame(Step one, Step other) {
    Story story = one.story();
    Story others = other.story();
    return story != null
        && others != null
        && one.task().equals(other.task())
        && Objects.equals(story.took(), others.took())
        && Objects.equals(sender(story), sender(others));
  }

  private static @Nullable String sender(Story story) {
    return story.from() == null ? null : story.from().task();
  }

  private static int indexOf(List<Act> acts, Act wanted) {
    for (int i = 0; i < acts.size(); i++) {
      if (acts.get(i).isLike(wanted)) {
        return i;
      }
    }
    return -1;
  }

  private static List<Act> acts(List<Step> steps) {
    List<Act> acts = new ArrayList<>();
    for (Step step : steps) {
      if (step.story() != null) {
        step.story().deeds().stream().flatMap(deed -> Act.of(step, deed)).forEach(acts::add);
      }
    }
    return acts;
  }

  /** As in {@code it goes wrong first at Till.sell(Till.java:22): 'sell' of /till does ...}. */
  String text() {
    String at = place.isEmpty() ? "" : " at " + place;
    String head = StepText.head(step);
    String who = head.isEmpty() ? step.task() : "'%s' of %s".formatted(head, step.task());
    String otherwise = isThere ? "nothing of the kind" : "it does not come";
    return "it goes wrong first%s: %s does '%s', where it passes: %s"
        .formatted(at, who, deed, passing == null ? otherwise : "'" + passing + "'");
  }
}
