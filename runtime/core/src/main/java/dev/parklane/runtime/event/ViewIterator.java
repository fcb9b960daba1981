package dev.parklane.runtime.event;

import java.util.Iterator;
import org.graalvm.polyglot.proxy.ProxyIterator;
import org.jspecify.annotations.Nullable;

/** The elements of something, one after the other, as a guest sees them. */
record ViewIterator(Iterator<?> elements) implements ProxyIterator {
  @Override
  public boolean hasNext() {
    return elements.hasNext();
  }

  @Override
  public @Nullable Object getNext() {
    Object next = elements.next();
    return next instanceof GuestView ? next : GuestView.of(next);
  }
}
