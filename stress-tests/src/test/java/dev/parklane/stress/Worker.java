package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.stress.Site.Job;
import dev.parklane.stress.Site.Waiting;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** An agent with two command lanes, whose handlers wait for what agents share. */
final class Worker extends Agent {
  private static final Job NONE = new Job(-1, -1, Waiting.NOTHING, false, false);
  private static final ReentrantLock LOCK = new ReentrantLock();
  private static final Object MONITOR = new Object();

  private final CommandLane<Job> left = new CommandLane<>(this, "left");
  private final CommandLane<Job> right = new CommandLane<>(this, "right");
  private final ValueLane<Job> relay = new ValueLane<>(this, "relay", NONE);

  private final Site site;
  private @Nullable Thread writer; // parked under the handler that waits, if that was triggered
  private boolean started;
  private int done; // unguarded: one handler at a time touches it (law E2)

  Worker(Site site) {
    this.site = site;
    site.born();
    left.onCommand(this::work);
    right.onCommand(this::work);
    relay.onEvent(this::relayed);
  }

  private void work(Job job) {
    site.enter();
    writer = Thread.currentThread();
    site.expect(started, "handled a message before it had started");
    site.note(job);
    waitFor(job.waiting());
    if (job.inTrigger()) {
      site.leave();
      relay.set(job);
      site.enter();
    }
    if (job.stops()) {
      stop();
    }
    boolean interrupted = Thread.interrupted();
    site.expect(interrupted == (job.waiting() == Waiting.INTERRUPT), "lost or made an interrupt");
    site.leave();
  }

  /** Does a job as a question. */
  Job answer(Job job) {
    work(job);
    return job;
  }

  private void relayed(Job job) {
    site.enter();
    waitFor(job.waiting());
    site.leave();
  }

  private void waitFor(Waiting waiting) {
    int before = done;
    switch (waiting) {
      case NOTHING -> {}
      case YIELD -> Thread.yield();
      case PARK -> LockSupport.parkNanos(1);
      case LOCK -> {
        LOCK.lock();
        try {
          Thread.yield();
        } finally {
          LOCK.unlock();
        }
      }
      case MONITOR -> {
        synchronized (MONITOR) {
          Thread.yield();
        }
      }
      case FUTURE -> {
        CompletableFuture<Integer> future = new CompletableFuture<>();
        Thread parked = writer;
        Thread.ofVirtual().start(() -> LockSupport.unpark(parked)); // it must not go on for that
        Thread.ofVirtual().start(() -> future.complete(1));
        future.join();
      }
      case PERMIT -> LockSupport.unpark(Thread.currentThread());
      case INTERRUPT -> Thread.currentThread().interrupt();
    }
    site.expect(done == before, "was changed while its handler waited"); // law E6
    done = before + 1;
  }

  @Override
  protected void onStart() {
    site.enter();
    Thread.yield();
    started = true;
    site.leave();
  }

  @Override
  protected void onStop() {
    site.enter();
    site.leave();
    site.died();
  }
}
