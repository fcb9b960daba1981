package dev.parklane.runtime.scheduling;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says, once in a process, that agents run on the JDK's default scheduler, and what would help. */
public final class FallbackNotice {
  private static final Logger LOG = LoggerFactory.getLogger(FallbackNotice.class);
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private FallbackNotice() {}

  /** Says it, unless it was said before. */
  public static void log() {
    if (SAID.compareAndSet(false, true)) {
      LOG.warn(
          "[PL-E13.3] agents run on the JDK's default scheduler, by the same laws but more slowly; start the JVM"
              + " with {} for lock-step schedulers ({})",
          JdkVirtualThreads.flag(),
          JdkVirtualThreads.whyClosed());
    }
  }
}
