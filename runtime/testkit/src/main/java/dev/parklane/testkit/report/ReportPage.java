package dev.parklane.testkit.report;

import dev.parklane.clock.Nanos;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.testkit.order.Step;
import dev.parklane.testkit.order.Story;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run as a page of its own, which opens from disk: agents as columns, time downward, arrows for
 * messages, and a slider through the steps that shows what lanes held.
 */
public final class ReportPage {
  private static final String TEMPLATE = "report.html";

  private ReportPage() {}

  /**
   * {@return the page, as HTML}
   *
   * @param title what has failed
   * @param again the line that plays it again
   * @param decision the order that decides; null where it is not known
   * @param all the steps of the run, told
   */
  public static String of(String title, String again, @Nullable Decision decision, List<Step> all) {
    List<Step> steps = all.stream().filter(StepText::isTold).toList();
    Set<String> tasks = new LinkedHashSet<>();
    steps.forEach(step -> tasks.add(step.task()));
    String data =
        "{\"title\":%s,\"again\":%s,\"decision\":%s,\"tasks\":%s,\"steps\":[%s]}"
            .formatted(
                json(title),
                json(again),
                decision == null ? "null" : json(decision.told().strip()),
                json(List.copyOf(tasks)),
                steps.stream()
                    .map(step -> json(step, decision))
                    .collect(Collectors.joining(",\n")));
    return template().replace("/*DATA*/", data.replace("</", "<\\/"));
  }

  private static String json(Step step, @Nullable Decision decision) {
    Story story = Objects.requireNonNull(step.story());
    List<String> lanes = new ArrayList<>();
    for (Story.Deed deed : story.deeds()) {
      if (deed.entry() instanceof TraceEntry.Writes writes) {
        lanes.add(writes.agent());
        lanes.add(writes.lane());
        lanes.add(String.valueOf(writes.change()));
      }
    }
    return ("{\"n\":%d,\"time\":%s,\"task\":%s,\"head\":%s,\"deeds\":%s,\"others\":%s,"
            + "\"from\":%d,\"lanes\":%s,\"mark\":%s,\"trace\":%s}")
        .formatted(
            step.index(),
            json(Nanos.text(story.nanos())),
            json(step.task()),
            json(StepText.head(step)),
            json(StepText.deeds(step)),
            json(story.others()),
            story.from() == null ? -1 : story.from().index(),
            json(lanes),
            json(decision == null ? "" : String.valueOf(decision.mark(step)).strip()),
            json(story.deeds().stream().map(ReportPage::line).toList()));
  }

  private static String line(Story.Deed deed) {
    return deed.entry().line() + (deed.place().isEmpty() ? "" : "   " + deed.place());
  }

  private static String json(List<String> texts) {
    return texts.stream().map(ReportPage::json).collect(Collectors.joining(",", "[", "]"));
  }

  private static String json(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> json.append("\\\"");
        case '\\' -> json.append("\\\\");
        case '\n' -> json.append("\\n");
        default -> {
          if (c < ' ' || c == '\u2028' || c == '\u2029') {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    return json.append('"').toString();
  }

  private static String template() {
    try (InputStream in =
        Objects.requireNonNull(ReportPage.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(
          "[PL-Q5.2] the template of reports cannot be read from the jar of the testkit", e);
    }
  }
}
