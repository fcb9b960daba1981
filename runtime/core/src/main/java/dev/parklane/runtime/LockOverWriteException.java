package dev.parklane.runtime;

/**
 * A handler waited for a lock that could not become free: who held it waited for this very handler,
 * over a lane write, an ask or a request (law E12). The handler was interrupted, and its cascade
 * has failed.
 *
 * <p>The message names agents, lane and lock; the cause is what the interrupt has made of the wait.
 */
public final class LockOverWriteException extends IllegalStateException {
  private static final long serialVersionUID = 1;

  private final String lock;

  LockOverWriteException(String message, String lock) {
    super(message);
    this.lock = lock;
  }

  /** {@return the lock, by class and identity} */
  public String lock() {
    return lock;
  }
}
