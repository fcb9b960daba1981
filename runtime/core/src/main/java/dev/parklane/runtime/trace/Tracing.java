package dev.parklane.runtime.trace;

/** A tracer that is told what agents of a live plane do, until this is closed. Any thread. */
public interface Tracing extends AutoCloseable {
  /** The tracer is told nothing more, but for what is on its way. Again does nothing. */
  @Override
  void close();
}
