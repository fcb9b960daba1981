package dev.parklane.testkit;

import dev.parklane.runtime.trace.TraceEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run that fails does otherwise than the nearest that passes: the first change of a lane, or
 * message, that the other has not.
 *
 * @param agent whose
 * @param deed as in {@code takings: 3 -> 4}
 * @param place where in the code of the user; empty where nobody knows
 * @param passing what happens in its place where it passes; null where nothing does
 */
record Difference(String agent, String deed, String place, @Nullable String passing) {
  /** Something that an agent has done to a lane, or sent to somebody. */
  private record Act(String agent, String subject, String text, String place) {
    static Stream<Act> of(Story.Deed deed) {
      return switch (deed.entry()) {
        case TraceEntry.Writes writes ->
            Stream.of(new Act(writes.agent(), writes.lane(), StepText.deed(writes), deed.place()));
        case TraceEntry.Sends sends ->
            Stream.of(
                new Act(
                    sends.agent(),
                    "-> " + sends.to() + " " + sends.message(),
                    StepText.deed(sends),
                    deed.place()));
        default -> Stream.empty();
      };
    }

    boolean isAboutTheSame(Act other) {
      return agent.equals(other.agent) && subject.equals(other.subject);
    }

    boolean isLike(Act other) {
      return isAboutTheSame(other) && text.equals(other.text);
    }
  }

  /** The first; null where they do the same, in another order perhaps. */
  static @Nullable Difference of(List<Step> failing, List<Step> passing) {
    List<Act> passed = new ArrayList<>(acts(passing));
    Map<String, Integer> soFar = new HashMap<>(); // by agent and subject
    for (Act act : acts(failing)) {
      int before = soFar.merge(act.agent + ' ' + act.subject, 1, Integer::sum) - 1;
      int same = indexOf(passed, act);
      if (same < 0) {
        String instead =
            acts(passing).stream()
                .filter(act::isAboutTheSame)
                .skip(before)
                .map(Act::text)
                .findFirst()
                .orElse(null);
        return new Difference(act.agent, act.text, act.place, instead);
      }
      passed.remove(same);
    }
    return null;
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
    return steps.stream()
        .flatMap(step -> step.story == null ? Stream.empty() : step.story.deeds.stream())
        .flatMap(Act::of)
        .toList();
  }

  /** As in {@code it differs first at Till.sell(Till.java:22): takings: 3 -> 4 of /till}. */
  String text() {
    String at = place.isEmpty() ? "" : " at " + place;
    String instead = passing == null ? "nothing of that" : "'" + passing + "'";
    return "it goes wrong first%s: %s '%s', where it passes %s".formatted(at, agent, deed, instead);
  }
}
