package dev.parklane.testkit.report;

import dev.parklane.testkit.order.Step;
import dev.parklane.testkit.order.Story;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order that decides: the run fails with this step first, and passes with that one first.
 *
 * @param first what came first
 * @param second what came second, and would have to come first
 * @param on what both touch
 * @param difference what is otherwise then; null where that is only the order
 */
public record Decision(Step first, Step second, Step.Thing on, @Nullable Difference difference) {
  /** Whether a step is one of the two. */
  boolean isOn(Step step) {
    return step == first || step == second;
  }

  /** Whether a step handles what one of the two has put into the mailbox. */
  private boolean isHandled(Step step) {
    Story story = step.story();
    return story != null
        && on.kind().equals("mailbox")
        && step.task().equals(on.name())
        && story.from() != null
        && isOn(story.from());
  }

  /**
   * {@code !} at the step that goes wrong first, {@code >} at the two and where they are handled.
   */
  char mark(Step step) {
    if (difference != null && difference.step() == step) {
      return '!';
    }
    return isOn(step) || isHandled(step) ? '>' : ' ';
  }

  /** Those that it is about: who does it, who made it possible, and where it goes wrong. */
  Set<String> tasks() {
    Set<String> tasks = new HashSet<>(List.of(on.name()));
    for (Step step : List.of(first, second)) {
      tasks.add(step.task());
      Story story = step.story();
      if (story != null && story.from() != null) {
        tasks.add(story.from().task());
      }
    }
    if (difference != null) {
      tasks.add(difference.step().task());
    }
    return tasks;
  }

  /** {@return in lines: the order, and what comes of it} */
  public String told() {
    String order = "it decides that %s: the other way round it passes\n".formatted(text());
    return difference == null ? order : order + difference.text() + "\n";
  }

  /** As in {@code in the mailbox of /till 'sell.onCommand "cake"' came before 'suspended 3'}. */
  String text() {
    return "%s %s came before %s".formatted(where(), what(first), what(second));
  }

  private String where() {
    return switch (on.kind()) {
      case "mailbox" -> "in the mailbox of " + on.name();
      case "room" -> "where the mailbox of " + on.name() + " is full,";
      case "topic", "topics" -> "on the topic " + on.name();
      case "place" -> "at the place of " + on.name();
      case "agents" -> "among the agents of " + on.name();
      default -> "at the " + on.kind() + " " + on.name();
    };
  }

  /** Into a mailbox what was posted is what counts, and else who did it. */
  private String what(Step step) {
    Story story = step.story();
    if (story != null && on.kind().equals("mailbox")) {
      String prefix = on.name() + " gets ";
      for (String sent : story.sent()) {
        if (sent.startsWith(prefix)) {
          String what = sent.substring(prefix.length());
          return step.task().startsWith(what)
              ? "'" + step.task() + "'"
              : "'%s' from %s".formatted(what, step.task());
        }
      }
    }
    return "'" + StepText.of(step) + "'";
  }
}
