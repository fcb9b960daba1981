package dev.parklane.clock;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * What the thread that advances a {@link TestClock} does itself before it looks for the next event:
 * the work that the last one has set off, in place of waiting for other threads to do it. A
 * hand-off between platform threads takes ten times what most handlers take.
 *
 * <p>Only that thread gives itself tasks, from a {@link Dispatcher} or a callback, which hand on
 * and do not block, and from other tasks; and so may a virtual thread that it carries. Whatever
 * else runs on it, a handler of a program or a hook of a settling, may wait for what it has set
 * off, so what that sets off is done elsewhere.
 *
 * <p>Tasks run in the order in which they were given, one at a time. Where they last, those that
 * wait for their turn are asked to run elsewhere, at the same time as the first; and all of them
 * where the advancing thread is interrupted, as it then goes on to where that is told.
 */
@Experimental
public final class SettlingTasks {
  private static final long SHARE_NANOS = 200_000; // ten hand-offs: what others do is worth one

  private final Queue<Task> tasks = new ConcurrentLinkedQueue<>(); // others only take
  private @Nullable InterruptAlarm alarm; // the advancing thread
  private @Nullable Task firstBefore; // under this: what waited longest at the last look

  /**
   * The advancing thread where it takes tasks now, written by itself alone. No ordering is needed:
   * no other thread finds itself in it, whatever it reads.
   */
  private @Nullable Thread taking;

  SettlingTasks() {}

  /** Something to do for the thread that advances. It is told one of the two, once. */
  public interface Task {
    /** Does it, on the advancing thread. It should end soon, and throws nothing but errors. */
    void run();

    /** Has it done on another thread, and returns at once. Any thread. */
    void runElsewhere();
  }

  /**
   * Gives a task to the calling thread, where it advances the clock and will do it before it goes
   * on to the next event. Any thread.
   *
   * @param task is done on this thread, or told to run elsewhere
   * @param carrier the platform thread that runs this code: the carrier of a virtual thread
   * @return false where it is not taken, and nothing is done about it
   */
  public boolean offer(Task task, Thread carrier) {
    return taking == carrier && tasks.add(task);
  }

  /**
   * Looks whether a task has waited since the last look, and has those that wait run elsewhere
   * then: the one before them computes without end, or waits for them on its carrier. To be called
   * a few times a second, by any thread.
   */
  public synchronized void look() {
    Task first = tasks.peek();
    if (first != null && first == firstBefore) {
      moveElsewhere();
    }
    firstBefore = tasks.peek();
  }

  /** The advancing thread takes tasks from here on, or no more. */
  void take(boolean takes) {
    taking = takes ? Thread.currentThread() : null;
  }

  /** Whether none waits. The advancing thread. */
  boolean isEmpty() {
    return tasks.isEmpty();
  }

  /** Does all tasks, those included that they give. The advancing thread. */
  void run() {
    if (tasks.isEmpty()) {
      return;
    }
    InterruptAlarm watching = alarm;
    if (watching == null || !watching.isFor(Thread.currentThread())) {
      watching = new InterruptAlarm();
      alarm = watching;
    }
    take(true);
    watching.watch();
    try {
      runAll(watching);
    } finally {
      take(false);
      watching.unwatch();
      moveElsewhere(); // none, unless it was interrupted or the JVM is in distress
    }
  }

  private void runAll(InterruptAlarm watching) {
    long since = 0;
    while (!watching.rang()) {
      Task task = tasks.poll();
      if (task == null) {
        return;
      }
      task.run();
      if (!tasks.isEmpty()) {
        long now = System.nanoTime();
        if (since == 0) {
          since = now;
        } else if (now - since > SHARE_NANOS) {
          moveElsewhere();
          since = now;
        }
      }
    }
  }

  private void moveElsewhere() {
    for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
      try {
        task.runElsewhere();
      } catch (Throwable t) { // no memory for a thread, most likely: it is not lost
        tasks.add(task);
        throw t;
      }
    }
  }
}
