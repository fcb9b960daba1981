package dev.parklane.stress.bench;

import dev.parklane.runtime.AgentRef;
import dev.parklane.runtime.Plane;

/**
 * What a fresh JVM takes for its first command: from the moment that {@code start()} has returned
 * to the end of the cascade, which has two triggers; and for {@code start()} itself.
 */
public final class FirstCommand {
  private FirstCommand() {}

  /** Measures once, and prints: a JVM has one first command. */
  public static void main(String[] arguments) throws InterruptedException {
    long begin = System.nanoTime();
    try (Plane plane = Plane.builder().route("/names/:list", Names::new).start()) {
      long started = System.nanoTime();
      AgentRef names = plane.agent("/names/guests");
      names.command("addName", "Ada");
      int length = names.ask(Names.class, Names::length);
      long handled = System.nanoTime();
      if (length != 1) {
        throw new IllegalStateException("one name was added, and there are " + length);
      }
      print("FirstCommand.start", started - begin);
      print("FirstCommand.firstCommand", handled - started);
    }
  }

  private static void print(String what, long nanos) {
    Cell.print(what, nanos / 1e6, Cell.UNKNOWN, "ms", "scheduler", Planes.schedulerHere());
  }
}
