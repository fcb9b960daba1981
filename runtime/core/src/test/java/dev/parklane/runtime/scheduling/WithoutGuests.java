package dev.parklane.runtime.scheduling;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests of what a process does in which no guest language was used: other tests of this process
 * may have used one.
 */
public final class WithoutGuests implements BeforeEachCallback, AfterEachCallback {
  private boolean usedBefore;

  /** For JUnit. */
  public WithoutGuests() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    usedBefore = ExclusiveContext.used;
    ExclusiveContext.used = false;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ExclusiveContext.used = usedBefore;
  }
}
