package dev.parklane.examples.flights;

import dev.parklane.runtime.CascadeReport;
import dev.parklane.runtime.PlaneListener;
import java.util.concurrent.atomic.AtomicInteger;

/** The cascades of a plane: how many root events there were, and how deep the deepest went. */
final class Cascades implements PlaneListener {
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger greatestDepth = new AtomicInteger();

  @Override
  public void cascadeEnded(CascadeReport cascade) {
    count.incrementAndGet();
    int depth = cascade.greatestDepth();
    if (depth > greatestDepth.get()) {
      greatestDepth.accumulateAndGet(depth, Math::max);
    }
  }

  /** How many there were. */
  int count() {
    return count.get();
  }

  /** The greatest depth of any. */
  int greatestDepth() {
    return greatestDepth.get();
  }
}
