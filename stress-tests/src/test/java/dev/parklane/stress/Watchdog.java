package dev.parklane.stress;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/**
 * A net under properties that would hang if the runtime lost a wake-up: interrupts one that takes
 * much longer than it ever should. No property waits for it while all is well.
 */
public final class Watchdog implements AroundPropertyHook {
  private static final long PATIENCE_SECONDS = 120;

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    Thread watched = Thread.currentThread();
    Thread watchdog = Thread.ofPlatform().daemon().start(() -> watch(watched));
    try {
      return property.execute();
    } finally {
      watchdog.interrupt();
    }
  }

  private static void watch(Thread watched) {
    try {
      TimeUnit.SECONDS.sleep(PATIENCE_SECONDS);
    } catch (InterruptedException e) {
      return; // it has ended in time
    }
    for (Map.Entry<Thread, StackTraceElement[]> thread : Thread.getAllStackTraces().entrySet()) {
      System.err.println(thread.getKey());
      for (StackTraceElement element : thread.getValue()) {
        System.err.println("    " + element);
      }
    }
    watched.interrupt();
  }

  @Override
  public PropagationMode propagateTo() {
    return PropagationMode.ALL_DESCENDANTS;
  }
}
