package dev.parklane.clock;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Work on virtual threads, as the agents of a plane are where the JDK is closed. */
final class FakeAgents implements VirtualWork {
  final List<Thread> settledOn = new CopyOnWriteArrayList<>(); // by the advancing thread or another
  final List<String> waits = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private volatile @Nullable Thread waiting;
  volatile BooleanSupplier settles = () -> true; // what is done at each settling; false to throw
  private int told;

  /** Has something done, on a virtual thread of its own. */
  void handOn(Runnable act) {
    atWork.incrementAndGet();
    Thread.startVirtualThread(() -> {
      try {
        act.run();
      } finally {
        done.incrementAndGet();
        if (atWork.decrementAndGet() == 0) {
          LockSupport.unpark(waiting);
        }
      }
    });
  }

  /** Where the advancing thread waits itself. */
  boolean settleHere() {
    try {
      return settle();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted here", e);
    }
  }

  @Override
  public boolean isQuiet() {
    return atWork.get() == 0;
  }

  @Override
  public boolean settle() throws InterruptedException {
    settledOn.add(Thread.currentThread());
    if (!settles.getAsBoolean()) {
      throw new IllegalStateException("not quiet");
    }
    waiting = Thread.currentThread();
    while (atWork.get() > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.park(this);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    boolean anew = told != done.get();
    told = done.get();
    return anew;
  }

  @Override
  public Wait begin() {
    waits.add("begun");
    return new Wait() {
      @Override
      public void woken() {}

      @Override
      public void close() {
        waits.add("closed");
      }
    };
  }
}
