package dev.parklane.runtime;

/**
 * What an instance of an agent has begun comes back to it: a step that is due, the end of suspended
 * work, an answer. A root event of that instance, and of none that comes after it.
 */
abstract class ComingBack extends RootEvent {
  private final Instance agent;
  private final HandlerName name;

  ComingBack(Instance agent, HandlerName name) {
    this.agent = agent;
    this.name = name;
  }

  @Override
  final HandlerName name() {
    return name;
  }

  @Override
  final Instance addressee() {
    return agent;
  }

  @Override
  final void run(Instance there, Cascade cascade) {
    cascade.root(name, this::handle);
  }

  /** Its handler. */
  abstract void handle() throws Exception;
}
