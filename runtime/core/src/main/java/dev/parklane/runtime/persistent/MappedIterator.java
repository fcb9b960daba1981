package dev.parklane.runtime.persistent;

import java.util.Iterator;
import java.util.function.Function;

/** An iterator over what a function makes of each element of another. */
record MappedIterator<S, T>(Iterator<? extends S> source, Function<? super S, ? extends T> mapping)
    implements Iterator<T> {

  @Override
  public boolean hasNext() {
    return source.hasNext();
  }

  @Override
  public T next() {
    return mapping.apply(source.next());
  }
}
