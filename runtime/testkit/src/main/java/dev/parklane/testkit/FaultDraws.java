package dev.parklane.testkit;

import dev.parklane.clock.Nanos;
import dev.parklane.runtime.scheduling.Interference;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Draws the faults of a run from its seed. Each kind has a sequence of its own for each agent, so
 * that it does not depend on what else goes wrong, or on who else runs, but through what agents do.
 */
final class FaultDraws implements Interference {
  private final Faults faults;
  private final Tracer trace;
  private final LongSupplier now;
  private final Latencies latencies;
  private final Map<String, Long> lateUntil = new TreeMap<>(); // the carrier and what it runs
  private final SeededDraws handlers;
  private final SeededDraws stops;
  private final SeededDraws mailboxes;
  private final SeededDraws stores;
  private final SeededDraws starved;
  private final SeededDraws late;
  private boolean over; // the carrier and what it runs, which is one at a time

  FaultDraws(Faults faults, long seed, Tracer trace, LongSupplier now, Latencies latencies) {
    this.latencies = latencies;
    this.faults = faults;
    this.now = now;
    this.trace = trace;
    SplittableRandom random = new SplittableRandom(Long.rotateLeft(seed, 32) ^ 0x6661756c74L);
    handlers = new SeededDraws(random.nextLong());
    stops = new SeededDraws(random.nextLong());
    mailboxes = new SeededDraws(random.nextLong());
    stores = new SeededDraws(random.nextLong());
    starved = new SeededDraws(random.nextLong());
    late = new SeededDraws(random.nextLong());
  }

  /** What the clock reads. */
  long nanos() {
    return now.getAsLong();
  }

  /** Nothing goes wrong from now on. */
  void end() {
    over = true;
  }

  private boolean draw(SeededDraws draws, String agent, double chance) {
    return chance > 0 && !over && draws.of(agent).nextDouble() < chance;
  }

  /** An agent of a route, and no client, which is a program. */
  private static boolean isAgent(String uri) {
    return uri.startsWith("/");
  }

  @Override
  public void handles(String agent, String handler, boolean hasRun) {
    if (isAgent(agent) && draw(handlers, agent, faults.failingHandlers() / 2)) {
      String what = agent + " " + handler + (hasRun ? " fails at its end" : " fails at its start");
      trace.trace(new TraceEntry.Fault(what));
      throw new InjectedFault(what);
    }
  }

  @Override
  public boolean stops(String agent, String rootEvent) {
    boolean drawn = isAgent(agent) && draw(stops, agent, faults.stoppingAgents());
    if (drawn) {
      trace.trace(new TraceEntry.Fault(agent + " stops after " + rootEvent));
    }
    return drawn;
  }

  @Override
  public boolean fills(String agent, String message) {
    boolean drawn = isAgent(agent) && draw(mailboxes, agent, faults.fullMailboxes());
    if (drawn) {
      trace.trace(new TraceEntry.Fault("the mailbox of " + agent + " is full for " + message));
    }
    return drawn;
  }

  @Override
  public long delays(String agent, String due) {
    if (!isAgent(agent) || !draw(late, agent, faults.lateTimers())) {
      return 0;
    }
    long nanos = 1 + late.of(agent).nextLong(faults.lateNanos());
    lateUntil.put(agent, Nanos.plus(now.getAsLong(), Duration.ofNanos(nanos)));
    trace.trace(new TraceEntry.Fault(agent + " is late for " + due + " by " + Nanos.text(nanos)));
    return nanos;
  }

  @Override
  public void works(String agent, String work, boolean hasRun) throws InterruptedException {
    latencies.works(agent, work, hasRun);
  }

  /** The agents that something keeps now, and until when. */
  List<String> late() {
    lateUntil.values().removeIf(until -> until <= now.getAsLong());
    return lateUntil.entrySet().stream()
        .map(late -> late.getKey() + " until " + Nanos.text(late.getValue()))
        .toList();
  }

  /** A store is about to keep something of an agent. */
  void commits(String agent) {
    if (draw(stores, agent, faults.failingStores())) {
      String what = "the store keeps nothing of a cascade of " + agent;
      trace.trace(new TraceEntry.Fault(what));
      throw new InjectedFault(what);
    }
  }

  /** For how many choices an agent that was chosen is passed over; 0 for not at all. */
  int starves(String agent) {
    if (!isAgent(agent) || !draw(starved, agent, faults.starvedAgents())) {
      return 0;
    }
    trace.trace(
        new TraceEntry.Fault(
            agent + " is passed over for " + faults.starvedChoices() + " choices"));
    return faults.starvedChoices();
  }
}
