package dev.parklane.stress;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Something that many wait for until one opens it, each in its own way. */
interface Gate {
  void pass() throws InterruptedException;

  void open();

  /** The ways to wait that a handler may use. */
  enum Kind {
    FUTURE,
    CONDITION,
    MONITOR,
    SEMAPHORE;

    Gate newGate() {
      return switch (this) {
        case FUTURE -> new FutureGate(new CompletableFuture<>());
        case CONDITION -> new ConditionGate();
        case MONITOR -> new MonitorGate();
        case SEMAPHORE -> new SemaphoreGate(new Semaphore(0));
      };
    }
  }

  /** A future that is completed. */
  record FutureGate(CompletableFuture<Boolean> opened) implements Gate {
    @Override
    public void pass() {
      opened.join();
    }

    @Override
    public void open() {
      opened.complete(true);
    }
  }

  /** A semaphore whose one permit goes round. */
  record SemaphoreGate(Semaphore semaphore) implements Gate {
    @Override
    public void pass() throws InterruptedException {
      semaphore.acquire();
      semaphore.release();
    }

    @Override
    public void open() {
      semaphore.release();
    }
  }

  /** A lock with a condition. */
  final class ConditionGate implements Gate {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean open; // guarded by lock

    @Override
    public void pass() throws InterruptedException {
      lock.lock();
      try {
        while (!open) {
          changed.await();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void open() {
      lock.lock();
      try {
        open = true;
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /** An object to wait for. */
  final class MonitorGate implements Gate {
    private boolean open; // guarded by this

    @Override
    public synchronized void pass() throws InterruptedException {
      while (!open) {
        wait();
      }
    }

    @Override
    public synchronized void open() {
      open = true;
      notifyAll();
    }
  }
}
