package dev.parklane.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A program whose JVM opens no more scopes once its plane has started. */
final class ScopelessProgram {
  /** While this system property is set, no scope opens. */
  static final String CLOSED = "parklane.test.closed";

  private ScopelessProgram() {}

  /** Prints what becomes of a command and of a question, and what the next instance does. */
  public static void main(String[] arguments) throws InterruptedException {
    List<DeadLetter> letters = Collections.synchronizedList(new ArrayList<>());
    try (Plane plane =
        Plane.builder()
            .warmAgents(0) // or the agent keeps the scope that it has
            .route("/probe/:name", () -> new Probe(p -> p.a.on(v -> {})))
            .onDeadLetter(letters::add)
            .start()) {
      AgentRef agent = plane.agent("/probe/one");
      System.out.println("answers " + agent.ask(Probe.class, p -> p.a.get()));
      plane.awaitQuiet();
      System.setProperty(CLOSED, "");
      agent.command("a", 1);
      plane.awaitQuiet();
      letters.forEach(letter -> System.out.println(letter.reason() + " " + letter.detail()));
      try {
        agent.ask(Probe.class, p -> p.a.get());
      } catch (AgentFailedException e) {
        System.out.println("asker: " + e.getMessage());
      }
      plane.awaitQuiet();
      System.out.println(plane.agents() + " agents");
      System.clearProperty(CLOSED);
      System.out.println("answers " + agent.ask(Probe.class, p -> p.a.get()));
    }
    System.out.println("closed");
  }
}
