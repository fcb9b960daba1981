package dev.parklane.clock;

/**
 * What the events of a {@link TestClock} set off on virtual threads of the JDK's own scheduler,
 * such as the agents of a plane where the JDK is closed. An advance waits for it between two
 * events. A platform thread that does so itself goes to sleep and is woken for each event, which
 * takes ten times what most handlers take; so a virtual thread stands in for it, and waits there.
 */
@Experimental
public interface VirtualWork {
  /**
   * Whether nothing of it is under way.
   *
   * @return as of now; any thread asks
   */
  boolean isQuiet();

  /**
   * Waits until nothing of it is under way, on the virtual thread that stands in, and holds no
   * monitor meanwhile: the advancing thread may take over and wait itself.
   *
   * @return whether anything was done since it was waited for last
   * @throws InterruptedException where the virtual thread is interrupted, also before: the
   *     advancing thread was, and tells of it
   */
  boolean settle() throws InterruptedException;

  /**
   * The calling thread, which advances, is about to wait for its stand-in, and so for this.
   *
   * @return closed by the same thread when it waits no more
   * @throws IllegalStateException where it would wait for itself, as a check of {@link
   *     TestClock#settleWith(java.util.function.BooleanSupplier, Runnable)} says
   */
  Wait begin();

  /** The wait of a thread for its stand-in. */
  interface Wait extends AutoCloseable {
    /** It was woken, and goes on waiting. */
    void woken();

    @Override
    void close();
  }
}
