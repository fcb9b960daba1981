package dev.parklane.runtime.scheduling;

import dev.parklane.clock.SettlingTasks;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The platform threads of a plane on which lock-step schedulers take turns: those of a pool, and
 * where its clock is a test clock, the thread that advances that ({@link SettlingTasks}).
 *
 * <p>Those of the pool are plain threads that take turns from a {@link TurnQueue}. They must not be
 * the JDK's own carrier threads: on those a continuation that yields is queued past its scheduler,
 * and an agent could run on two carriers at once.
 */
public final class CarrierPool implements Carriers {
  private static final int EVENTS_PER_TURN = 64; // about 30 us
  private static final int SLICE = 256; // about 50 us of parked triggers
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(60); // a carrier without work

  private final AtomicInteger named = new AtomicInteger();
  private final Queue<Carrier> started = new ConcurrentLinkedQueue<>();
  private final TurnQueue turns;
  private final @Nullable WarmAgents warm;
  private final @Nullable SettlingTasks tasks; // null where no clock is advanced by hand
  private final AdvancingCarrier advancing = new AdvancingCarrier();
  private final PinnedWriters writers = new PinnedWriters(started);
  private final PinnedWriters writersOnAdvancing = new PinnedWriters(List.of(advancing));
  private final LongTurns longTurns = new LongTurns(started);
  private final PinnedWatch watch;

  /** One of the platform threads. */
  static final class Carrier extends Thread implements LongTurns.Carrier {
    private final RestingRunners resting = new RestingRunners();
    private int turns; // this thread, before running; the watch reads it after that
    private volatile @Nullable LockStepScheduler running; // this thread; the watch reads

    private Carrier(String name, Runnable work) {
      super(null, work, name, 0, false);
      setDaemon(true); // as virtual threads are: a plane does not keep the JVM alive
      setPriority(NORM_PRIORITY); // and not that of who has sent something
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        resting.end();
      }
    }

    @Override
    public @Nullable LockStepScheduler running() {
      return running;
    }

    @Override
    public int turns() {
      return turns;
    }
  }

  /** Whatever thread advances the clock, as far as it runs agents of this pool. */
  private static final class AdvancingCarrier implements PinnedWriters.Carrier {
    private volatile @Nullable LockStepScheduler running; // that thread; the watch reads

    @Override
    public @Nullable LockStepScheduler running() {
      return running;
    }
  }

  /** A turn that the thread that advances the clock gives, or one of the pool. */
  private record Turn(CarrierPool pool, LockStepScheduler scheduler) implements SettlingTasks.Task {
    @Override
    public void run() {
      scheduler.run();
    }

    @Override
    public void runElsewhere() {
      pool.submit(scheduler);
    }
  }

  /**
   * Makes a pool of so many carriers at the most; they start when they are needed.
   *
   * @param count 1 or more
   * @param warm how many agents keep threads while they have nothing to do, at the most; 0 or more
   * @param tasks of the test clock whose advancing thread is a carrier too; null where there is
   *     none
   */
  public CarrierPool(int count, int warm, @Nullable SettlingTasks tasks) {
    this.tasks = tasks;
    this.warm = warm == 0 || !JdkThreadState.CAN_BE_CLEARED ? null : new WarmAgents(warm);
    turns = new TurnQueue(count, KEPT_NANOS, this::startCarrier);
    turns.open();
    watch = new PinnedWatch(this::look);
    watch.start();
  }

  private void look() {
    writers.look();
    turns.lend(longTurns.look(System.nanoTime()));
    if (tasks != null) {
      writersOnAdvancing.look();
      tasks.look();
    }
  }

  private void startCarrier(Runnable work) {
    Carrier carrier = new Carrier("parklane-carrier-" + named.incrementAndGet(), work);
    started.removeIf(thread -> thread.getState() == Thread.State.TERMINATED);
    started.add(carrier);
    carrier.start();
  }

  @Override
  public @Nullable RestingRunners restingOn(Thread carrier) {
    return carrier instanceof Carrier one ? one.resting : null;
  }

  @Override
  public @Nullable WarmAgents warm() {
    return warm;
  }

  @Override
  public void runs(Thread carrier, @Nullable LockStepScheduler scheduler) {
    if (carrier instanceof Carrier one) {
      one.turns++;
      one.running = scheduler;
    } else {
      advancing.running = scheduler;
    }
  }

  @Override
  public @Nullable LockStepScheduler nextToBegin(Thread carrier) {
    if (!(carrier instanceof Carrier)
        || !(turns.peek() instanceof LockStepScheduler next)
        || !next.isToBeginMounted()
        || !turns.take(next)) {
      return null;
    }
    if (!next.isToBeginMounted()) { // another carrier has begun it since, and put it off
      turns.putOff(next);
      return null;
    }
    return next;
  }

  @Override
  public void execute(LockStepScheduler scheduler) {
    if (tasks == null
        || !tasks.offer(new Turn(this, scheduler), JdkVirtualThreads.currentCarrier())) {
      submit(scheduler);
    }
  }

  /**
   * A thread of an agent that has ended may still be on its way out when its plane has closed. It
   * goes on a thread for itself then: whoever wakes it, which may be the one thread of the JDK that
   * wakes all who wait for monitors, must not get an exception.
   */
  private void submit(LockStepScheduler scheduler) {
    if (Thread.currentThread() instanceof Carrier carrier && carrier.running == null) {
      turns.putOff(scheduler);
    } else if (!turns.add(scheduler)) {
      Thread late = new Thread(scheduler, "parklane-carrier-late");
      late.setDaemon(true);
      late.start();
    }
  }

  @Override
  public int slice() {
    return SLICE;
  }

  @Override
  public int eventsPerTurn() {
    return EVENTS_PER_TURN;
  }

  @Override
  public void close(boolean isLeft) {
    if (!isLeft) {
      close();
      return;
    }
    turns.close(); // its threads are daemons, and one that has nothing to do ends
    boolean interrupted = false;
    try {
      watch.end();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    turns.close();
    boolean interrupted = false;
    while (true) {
      try {
        do {
          for (Thread thread : started) {
            thread.join();
          }
        } while (!turns.hasEnded()); // one that is just being started is not among them yet
        watch.end();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
