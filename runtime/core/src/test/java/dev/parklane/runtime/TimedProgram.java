package dev.parklane.runtime;

import dev.parklane.clock.LiveClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Measures what a process does for the first time: an alert, a start, a command. */
final class TimedProgram {
  private TimedProgram() {}

  /** Prints milliseconds, each after its name. */
  public static void main(String[] arguments) throws InterruptedException {
    AtomicLong late = new AtomicLong();
    AtomicLong said = new AtomicLong();
    try (LiveClock clock = new LiveClock()) {
      CountDownLatch fired = new CountDownLatch(1);
      long due = clock.nanos() + 20_000_000;
      clock.alert(
          "first",
          due,
          event -> {
            late.set(clock.nanos() - due);
            said.set(event.latenessNanos());
            fired.countDown();
          });
      fired.await();
    }
    print("late", late.get());
    print("untold", late.get() - said.get());
    long begun = System.nanoTime();
    try (Plane plane =
        Plane.builder().route("/p/:n", () -> new Probe(p -> p.a.on(v -> {}))).start()) {
      long started = System.nanoTime();
      plane.agent("/p/1").command("a", 1);
      plane.agent("/p/1").ask(Probe.class, probe -> probe.a.get());
      print("start", started - begun);
      print("first", System.nanoTime() - started);
    }
  }

  private static void print(String what, long nanos) {
    System.out.println(what + " " + nanos / 1_000_000);
  }
}
