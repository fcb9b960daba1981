package dev.parklane.testkit;

import dev.parklane.runtime.scheduling.Tracer;
import java.util.ArrayList;
import java.util.List;

/**
 * What agents have done in a run, in order: root events, handlers, messages, and how each cascade
 * ended. Its text is the same on every machine for the same seed (law E10).
 */
public final class Trace {
  private final List<String> lines = new ArrayList<>();
  private final Tracer tracer = new Writer();

  Trace() {}

  Tracer tracer() {
    return tracer;
  }

  void add(String line) {
    lines.add(line);
  }

  /** Line by line. A copy. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** The handlers that have started, as in {@code /names/guests 1 accumulate.onEvent}. */
  public List<String> handlers() {
    return lines.stream().filter(line -> line.startsWith("  ")).map(String::strip).toList();
  }

  /** All of it. */
  @Override
  public String toString() {
    return String.join("\n", lines);
  }

  /** Writes as agents tell it. */
  private final class Writer implements Tracer {
    @Override
    public void begins(String agent, String rootEvent) {
      lines.add(agent + " <- " + rootEvent);
    }

    @Override
    public void handles(String agent, String handler, int depth) {
      lines.add("  ".repeat(depth + 1) + agent + " " + depth + " " + handler);
    }

    @Override
    public void sends(String agent, String to, String message) {
      lines.add(agent + " sends " + message + " to " + to);
    }

    @Override
    public void succeeds(String agent) {
      lines.add(agent + " succeeds");
    }

    @Override
    public void fails(String agent, Throwable cause) {
      lines.add(agent + " fails: " + cause.getClass().getName());
    }
  }
}
