package dev.parklane.stress;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What is known of one URI over all instances of its agent: how many are alive, how many handlers
 * are running, and which jobs came.
 *
 * <p>The jobs are in a plain list on purpose. If two handlers ever ran at once, or one did not see
 * what the one before it wrote, the list would show it.
 */
final class Site {
  private final String uri;
  private final List<Job> jobs = new ArrayList<>(); // handlers of the agent, then the test
  private final AtomicInteger alive = new AtomicInteger();
  private final AtomicInteger running = new AtomicInteger();
  private final Queue<String> violations = new ConcurrentLinkedQueue<>();

  /** What a handler waits for. */
  enum Waiting {
    NOTHING,
    YIELD,
    PARK,
    LOCK,
    MONITOR,
    FUTURE,
    /** For nothing; but a permit to park is left over, which must not end a write early. */
    PERMIT,
    /** For nothing; but its thread is interrupted, which must not end a write early either. */
    INTERRUPT
  }

  /**
   * A numbered command.
   *
   * @param waiting what its handler waits for
   * @param inTrigger whether the handler writes a lane whose handler does the same waiting
   * @param stops whether the agent stops after it
   */
  record Job(int sender, int number, Waiting waiting, boolean inTrigger, boolean stops) {}

  Site(String uri) {
    this.uri = uri;
  }

  /** An instance begins its life (law L1). */
  void born() {
    expect(alive.incrementAndGet() == 1, "has two instances");
  }

  /** An instance has ended. */
  void died() {
    expect(alive.decrementAndGet() == 0, "has two instances");
  }

  /** A handler begins to run, or its writer goes on after it (law E2). */
  void enter() {
    expect(running.incrementAndGet() == 1, "runs two handlers");
  }

  /** A handler ends, or waits for those that it has triggered. */
  void leave() {
    expect(running.decrementAndGet() == 0, "runs two handlers");
  }

  void expect(boolean lawful, String violation) {
    if (!lawful) {
      violations.add(uri + " " + violation);
    }
  }

  void note(Job job) {
    jobs.add(job);
  }

  List<Job> jobsOf(int sender) {
    return jobs.stream().filter(job -> job.sender() == sender).toList();
  }

  int alive() {
    return alive.get();
  }

  List<String> violations() {
    return List.copyOf(violations);
  }
}
