package dev.parklane.runtime;

import dev.parklane.clock.TimeEvent;
import dev.parklane.clock.TimeHandler;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.GuestHandler;
import dev.parklane.runtime.event.Handler;
import org.jspecify.annotations.Nullable;

/** An event handler in the place of another kind: who names what runs sees by it what is called. */
sealed interface HandledBy {
  /** What is called; itself perhaps in the place of another kind. */
  Object handler();

  /** In the place of what handles something that has come. */
  record Result<T>(EventHandler<? super T> handler) implements HandledBy, Handler<T> {
    @Override
    public void handle(T value) throws Exception {
      handler.handle(value);
    }
  }

  /** In the place of what a clock calls. */
  record Time(EventHandler<? super TimeEvent> handler) implements HandledBy, TimeHandler {
    @Override
    public void handle(TimeEvent event) throws Exception {
      handler.handle(event);
    }
  }

  /** In the place of a step, with which no event goes. */
  record OneStep(GuestHandler<?> handler) implements HandledBy, Step {
    @Override
    public void run() throws Exception {
      handler.run();
    }
  }

  /** In the place of what is told of a command: is given why it has failed, or null. */
  record Outcome(EventHandler<@Nullable Object> handler)
      implements HandledBy, Handler<Acknowledgement> {
    @Override
    public void handle(Acknowledgement told) throws Exception {
      handler.handle(told instanceof Acknowledgement.Failed failed ? failed.cause() : null);
    }
  }
}
