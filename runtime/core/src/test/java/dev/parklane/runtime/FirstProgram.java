package dev.parklane.runtime;

import java.util.concurrent.atomic.AtomicInteger;

/** A newcomer's first program: one agent, one lane, one observer. */
final class FirstProgram {
  private FirstProgram() {}

  /** Prints what a handler saw of a write, and which scheduler it ran on. */
  public static void main(String[] arguments) throws InterruptedException {
    AtomicInteger seen = new AtomicInteger();
    try (Plane plane =
        Plane.builder().route("/first/:name", () -> new Probe(p -> p.a.on(seen::set))).start()) {
      int atOnce =
          plane
              .agent("/first/one")
              .ask(
                  Probe.class,
                  probe -> {
                    probe.a.set(42);
                    return seen.get();
                  });
      System.out.println(atOnce + (plane.isLockStep() ? " lock-step" : " default"));
    }
    System.out.println("closed");
  }
}
