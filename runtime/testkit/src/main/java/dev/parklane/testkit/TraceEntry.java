package dev.parklane.testkit;

/** One line of a {@link Trace}. */
sealed interface TraceEntry {
  /** As it stands in the trace. */
  String line();

  /** What agents do. */
  sealed interface OfAgent extends TraceEntry {
    /** Its URI. */
    String agent();

    /** As it stands under its cascade. */
    String branch();
  }

  /** A root event begins its cascade. */
  record Begins(String agent, String rootEvent) implements OfAgent {
    @Override
    public String line() {
      return agent + " <- " + rootEvent;
    }

    @Override
    public String branch() {
      return line();
    }
  }

  /** A handler starts, with so many writers parked under it. */
  record Handles(String agent, String handler, int depth) implements OfAgent {
    @Override
    public String line() {
      return "  ".repeat(depth + 1) + agent + " " + depth + " " + handler;
    }

    @Override
    public String branch() {
      return "  ".repeat(depth + 1) + handler;
    }
  }

  /** A message that leaves if the cascade succeeds. */
  record Sends(String agent, String to, String message) implements OfAgent {
    @Override
    public String line() {
      return agent + " sends " + message + " to " + to;
    }

    @Override
    public String branch() {
      return "  sends " + message + " to " + to;
    }
  }

  /** The cascade has succeeded. */
  record Succeeds(String agent) implements OfAgent {
    @Override
    public String line() {
      return agent + " succeeds";
    }

    @Override
    public String branch() {
      return "  succeeds";
    }
  }

  /** The cascade has failed. Without the message of the cause, which may differ each time. */
  record Fails(String agent, Throwable cause) implements OfAgent {
    @Override
    public String line() {
      return agent + " fails: " + cause.getClass().getName();
    }

    @Override
    public String branch() {
      return "  fails: " + cause.getClass().getName();
    }
  }

  /** What a scenario has noted. */
  record Note(String text) implements TraceEntry {
    @Override
    public String line() {
      return "note " + text;
    }
  }

  /** Something was made to go wrong. */
  record Fault(String what) implements TraceEntry {
    @Override
    public String line() {
      return "fault: " + what;
    }
  }
}
