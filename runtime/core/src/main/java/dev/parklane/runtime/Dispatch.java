package dev.parklane.runtime;

/**
 * How the handlers are run that a lane write triggers (law X1). Set for a plane or a route: {@code
 * options(o -> o.withDispatch(Dispatch.mounted(64)))}.
 *
 * <p><em>Parked</em>, each triggered handler has a thread of its own: a thread dump shows every
 * writer under its agent's URI, a handler inherits nothing from its writer and leaves it nothing,
 * and a chain goes as deep as the heap. <em>Mounted</em>, it is called on its writer's stack, which
 * costs little more than a call: for agents that trigger much and wait seldom.
 *
 * <p>Order, guards, failures, roll-back and traces are the same (law X2). What hangs on the
 * identity of the thread is not: a mounted handler finds its writer's thread-locals, scoped values,
 * interrupt status and thread name, and its writer finds what it leaves; a lock that a writer holds
 * is open to it, for it is the same thread; a thread dump shows the chain in one stack; a recursion
 * of the user's reaches the end of the stack sooner; a write inside a static initializer, which
 * cannot park, works.
 *
 * <p>A write inside a guest language or a callback from C is not mounted.
 *
 * <p>The system property {@value #PROPERTY}, {@code parked} or {@code mounted(64)}, sets what
 * planes of a process begin with, so that the tests of a program run in both without a change.
 */
public sealed interface Dispatch {
  /** The system property that says what planes of this process begin with. */
  String PROPERTY = "parklane.dispatch";

  /**
   * {@return each triggered handler in a thread of its own: what a plane does unless it is told
   * otherwise}
   */
  static Dispatch parked() {
    return new Parked();
  }

  /**
   * {@return triggered handlers on top of their writers, and in threads of their own below a depth}
   *
   * @param depth how many writers may stand under a mounted handler, from 1 to {@link
   *     Mounted#DEEPEST}; 64 is a good one
   * @throws IllegalArgumentException where it is less or more
   */
  static Dispatch mounted(int depth) {
    return new Mounted(depth);
  }

  /** Each triggered handler has a thread of its own. */
  record Parked() implements Dispatch {
    @Override
    public String toString() {
      return "parked";
    }
  }

  /**
   * Triggered handlers run on top of their writers.
   *
   * @param depth how many writers may stand under one; a handler that has more has a thread of its
   *     own
   */
  record Mounted(int depth) implements Dispatch {
    /**
     * The most that may be asked for. Nothing but such a chain on it, a carrier's stack of 1 MB
     * ends between 600 and 700 of them where nothing is compiled yet; the rest is for handlers.
     */
    public static final int DEEPEST = 256;

    /**
     * Checks the depth.
     *
     * @throws IllegalArgumentException where it is not from 1 to {@link #DEEPEST}
     */
    public Mounted {
      if (depth < 1 || depth > DEEPEST) {
        throw new IllegalArgumentException(
            "[PL-X1] a mounted dispatch of depth %d; it must be from 1 to %d, or Dispatch.parked()"
                .formatted(depth, DEEPEST));
      }
    }

    @Override
    public String toString() {
      return "mounted(" + depth + ")";
    }
  }
}
