package dev.parklane.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A program whose agents fail, and one of which never ends. */
final class UnloggedProgram {
  private UnloggedProgram() {}

  private static Probe probe(Probe.Setup setup) {
    return new Probe(setup);
  }

  /** Two agents fail, two messages reach nobody; then closes a plane that cannot end. */
  public static void main(String[] arguments) throws InterruptedException {
    CountDownLatch stuck = new CountDownLatch(1);
    Plane plane =
        Plane.builder()
            .closingGrace(Duration.ofMillis(100))
            .route(
                "/failing/:name",
                () ->
                    probe(p ->
                        p.a.on(v -> {
                          throw new IllegalStateException("on purpose");
                        })))
            .route(
                "/stuck/:name",
                () ->
                    probe(p ->
                        p.a.on(v -> {
                          stuck.countDown();
                          while (true) {
                            LockSupport.park();
                            Thread.interrupted(); // what no interrupt ends
                          }
                        })))
            .start();
    for (String name : new String[] {"one", "two"}) {
      plane.agent("/failing/" + name).command("a", 1);
      plane.agent("/failing/" + name).command("nolane", 1);
      plane.awaitQuiet();
    }
    System.out.println("dead letters: " + plane.deadLetters());
    plane.agent("/stuck/one").command("a", 1);
    stuck.await();
    Thread.currentThread().interrupt();
    plane.close();
    System.out.println("not reached");
  }
}
