package dev.parklane.runtime.trace;

import dev.parklane.clock.Nanos;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a trace back from its lines. A name with a space in it may be cut at another place than it
 * was made of, where only the text can tell; the text of what was read is the same all the same.
 */
final class TraceText {
  private static final Pattern OF_HANDLER = pattern("( +)(\\S+) (\\d{1,9}) (.+)");
  private static final Pattern OF_AGENT = pattern("(\\S+) (.+)");
  private static final Pattern SENDS = pattern("sends (.+) to (.+)");
  private static final Pattern WORD = pattern("(\\S+)(?: (.*))?");

  /** What a root event is called, and what it carries. */
  private static final Pattern TITLE =
      pattern(
          "((?:[^\"\\[ ,]*\\.[^\"\\[ ,]+" // as in sell.onCommand
              + "|[^\"\\[]+?\\.(?:on[A-Z]\\w*|write|link|sync|suspended|scheduled|ask|get)(?=[ ,]|$)"
              + "|[^\"\\[ ,]+)" // as in ask
              + "(?:, retry \\d+|, again)?)(?: (.*))?");

  /** A question of an agent, which carries nothing. */
  private static final Pattern QUESTION =
      pattern("((?:[^\"\\[]+\\.)?(?:ask|get)(?:, retry \\d+|, again)?) by (\\S+)");

  /** A time as {@link Nanos#text} writes it. */
  private static final Pattern TIME =
      pattern("(?:(\\d+) h ?)?(?:(\\d+) min ?)?(?:(\\d+(?:\\.\\d+)?) s)?");

  private static Pattern pattern(String regex) {
    return Pattern.compile(regex, Pattern.DOTALL); // a value may have other ends of lines in it
  }

  private TraceText() {}

  static List<TraceEntry> entries(String text) {
    List<TraceEntry> entries = new ArrayList<>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        TraceEntry entry = entry(line);
        if (entry == null || !entry.line().equals(line)) {
          throw new IllegalArgumentException(
              "[PL-E10.2] line "
                  + number
                  + " is no line of a trace: '"
                  + line
                  + "'; give the text of Trace.toString(), and not that of tree()");
        }
        entries.add(entry);
      }
    }
    return entries;
  }

  private static @Nullable TraceEntry entry(String line) {
    String note = behind("note ", line);
    if (note != null) {
      return new TraceEntry.Note(note);
    }
    String stranger = behind("beyond control: ", line);
    if (stranger != null) {
      return new TraceEntry.Stranger(stranger);
    }
    String fault = behind("fault: ", line);
    if (fault != null) {
      return new TraceEntry.Fault(fault);
    }
    String time = behind("clock ", line);
    if (time != null) {
      return moves(time);
    }
    return line.startsWith(" ") ? ofHandler(line) : ofAgent(line);
  }

  private static @Nullable TraceEntry moves(String time) {
    Matcher parts = TIME.matcher(time);
    try {
      return new TraceEntry.Moves(
          parts.matches() ? sinceTheEpoch(parts) : Nanos.of(Instant.parse(time)));
    } catch (DateTimeParseException | ArithmeticException e) {
      return null; // whoever has asked says which line that is
    }
  }

  private static long sinceTheEpoch(Matcher parts) {
    BigDecimal seconds = parts.group(3) == null ? BigDecimal.ZERO : new BigDecimal(parts.group(3));
    return seconds
        .add(BigDecimal.valueOf(whole(parts.group(2))).multiply(BigDecimal.valueOf(60)))
        .add(BigDecimal.valueOf(whole(parts.group(1))).multiply(BigDecimal.valueOf(3_600)))
        .movePointRight(9)
        .longValueExact();
  }

  private static long whole(@Nullable String number) {
    return number == null ? 0 : Long.parseLong(number);
  }

  private static @Nullable String behind(String beginning, String text) {
    return text.startsWith(beginning) ? text.substring(beginning.length()) : null;
  }

  private static @Nullable TraceEntry ofHandler(String line) {
    Matcher parts = OF_HANDLER.matcher(line);
    if (!parts.matches()) {
      return null;
    }
    String agent = parts.group(2);
    int depth = Integer.parseInt(parts.group(3));
    String what = parts.group(4);
    String written = behind("writes ", what);
    if (written != null) {
      int colon = written.indexOf(": ");
      return colon < 0
          ? new TraceEntry.Writes(agent, written, depth)
          : new TraceEntry.Writes(
              agent, written.substring(0, colon), depth, written.substring(colon + 2));
    }
    if (what.endsWith(" parks")) {
      return new TraceEntry.Parks(agent, without(" parks", what), depth);
    }
    return what.endsWith(" resumes")
        ? new TraceEntry.Resumes(agent, without(" resumes", what), depth)
        : new TraceEntry.Handles(agent, what, depth);
  }

  private static String without(String end, String text) {
    return text.substring(0, text.length() - end.length());
  }

  private static @Nullable TraceEntry ofAgent(String line) {
    Matcher parts = OF_AGENT.matcher(line);
    if (!parts.matches()) {
      return null;
    }
    String agent = parts.group(1);
    String what = parts.group(2);
    if (what.equals("succeeds")) {
      return new TraceEntry.Succeeds(agent);
    }
    String answer = behind("answers ", what);
    if (answer != null) {
      return new TraceEntry.Answers(agent, answer);
    }
    String rootEvent = behind("<- ", what);
    if (rootEvent != null) {
      return begins(agent, rootEvent);
    }
    String cause = behind("fails: ", what);
    return cause == null ? sends(agent, what) : new TraceEntry.Fails(agent, new ReadFailure(cause));
  }

  private static TraceEntry begins(String agent, String rootEvent) {
    Matcher question = QUESTION.matcher(rootEvent);
    if (question.matches()) {
      return new TraceEntry.Begins(agent, question.group(1), null, question.group(2));
    }
    Matcher title = TITLE.matcher(rootEvent);
    return title.matches()
        ? new TraceEntry.Begins(agent, title.group(1), title.group(2))
        : new TraceEntry.Begins(agent, rootEvent);
  }

  private static @Nullable TraceEntry sends(String agent, String what) {
    Matcher sends = SENDS.matcher(what);
    if (!sends.matches()) {
      return null;
    }
    Matcher message = WORD.matcher(sends.group(1));
    return message.matches()
        ? new TraceEntry.Sends(agent, sends.group(2), message.group(1), message.group(2))
        : null;
  }
}
