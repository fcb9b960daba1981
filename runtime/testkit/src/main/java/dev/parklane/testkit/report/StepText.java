package dev.parklane.testkit.report;

import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.testkit.order.Step;
import dev.parklane.testkit.order.Story;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Steps in words, for reports. */
public final class StepText {
  private static final Pattern QUESTION = Pattern.compile("[ .](ask|get)$"); // no trace tells of it

  private StepText() {}

  /** In a line: who, and what it handled. */
  static String of(Step step) {
    String head = head(step);
    return head.isEmpty() ? step.task() : step.task() + " " + head;
  }

  /** What it handled, and from whom. */
  static String head(Step step) {
    Story story = step.story();
    if (story == null || story.took() == null) {
      return "";
    }
    Step from = story.from();
    if (from == null || from.task().equals(step.task())) {
      return story.took();
    }
    String own =
        " by " + step.task(); // what the thread of suspended work is called behind its name
    int end = from.task().indexOf(own);
    return end >= 0 && story.took().contains("suspended")
        ? story.took() + from.task().substring(end + own.length())
        : story.took() + " from " + from.task();
  }

  /** What it did, a line each: what changed, what was sent, how it failed. */
  static List<String> deeds(Step step) {
    List<String> deeds = new ArrayList<>();
    Story story = step.story();
    if (story == null) {
      return deeds;
    }
    for (Story.Deed deed : story.deeds()) {
      String text = deed(deed.entry());
      if (!text.isEmpty()) {
        deeds.add(text);
      }
    }
    story.sent().stream()
        .filter(sent -> story.took() == null || QUESTION.matcher(sent).find())
        .forEach(sent -> deeds.add("-> " + sent.replace(" gets ", " ")));
    story.begun().forEach(work -> deeds.add("begins " + work.replace(" by " + step.task(), "")));
    return deeds;
  }

  /** A deed as in {@code takings: 3 -> 4}; empty where there is nothing to tell of it. */
  static String deed(TraceEntry entry) {
    return switch (entry) {
      case TraceEntry.Writes writes ->
          writes.lane() + (writes.change() == null ? " changes" : ": " + writes.change());
      case TraceEntry.Sends sends ->
          "-> "
              + sends.to()
              + " "
              + sends.message()
              + (sends.value() == null ? "" : " " + sends.value());
      case TraceEntry.Answers answers -> "answers " + answers.value();
      case TraceEntry.Fails fails -> "FAILS: " + firstLine(fails.cause().toString());
      case TraceEntry.Note note -> note.line();
      case TraceEntry.Fault fault -> fault.line();
      case TraceEntry.Stranger stranger -> stranger.line();
      default -> "";
    };
  }

  /** Whether there is something to tell of it: more than that it went on, or an agent stopped. */
  static boolean isTold(Step step) {
    Story story = step.story();
    if (story == null || step.isNothing()) {
      return false;
    }
    List<String> deeds = deeds(step);
    boolean isStop = "stop".equals(story.took());
    return (story.took() != null && !isStop)
        || deeds.stream().anyMatch(deed -> isStop || !deed.endsWith(" stop"));
  }

  /**
   * {@return it without what stands behind its first line}
   *
   * @param text of a failure, most often
   */
  public static String firstLine(String text) {
    String line = text.strip();
    int end = line.indexOf('\n');
    return end < 0 ? line : line.substring(0, end).strip() + " ...";
  }
}
