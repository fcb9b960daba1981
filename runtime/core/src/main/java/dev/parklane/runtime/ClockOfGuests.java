package dev.parklane.runtime;

import dev.parklane.clock.TimerSpec;
import dev.parklane.runtime.untyped.CalledByName;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The clock of an agent by the names of its methods: those of {@link AgentClock}, and the delays of
 * {@link Agent} that have no name. A number is one of nanoseconds, as everywhere in the clock.
 */
final class ClockOfGuests {
  private static final NamedMethods<Scheduled> SCHEDULED =
      new NamedMethods<Scheduled>().gives("cancel", "", (scheduled, given) -> scheduled.cancel());

  private static final NamedMethods<Agent> CLOCK =
      new NamedMethods<Agent>()
          .gives("nanos", "", (agent, given) -> agent.clock().nanos())
          .gives("micros", "", (agent, given) -> agent.clock().micros())
          .gives("millis", "", (agent, given) -> agent.clock().millis())
          .gives("now", "", (agent, given) -> agent.clock().now())
          .does("alert", "name, at[, handler]", ClockOfGuests::alert)
          .gives("after", "[name, ]delay, step", ClockOfGuests::after)
          .does("timer", "name, interval[, handler, start, stop]", ClockOfGuests::timer)
          .gives(
              "every",
              "interval, step",
              (agent, given) ->
                  SCHEDULED.of("every", agent.every(given.duration(0), given.step(1))))
          .does(
              "callback",
              "name, handler",
              (agent, given) -> agent.clock().callback(given.text(0), given.handler(1)))
          .does(
              "defaultCallback",
              "handler",
              (agent, given) -> agent.clock().defaultCallback(given.handler(0)))
          .gives(
              "cancelCallback",
              "name",
              (agent, given) -> agent.clock().cancelCallback(given.text(0)))
          .does("cancelCallbacks", "", (agent, given) -> agent.clock().cancelCallbacks())
          .gives("cancel", "name", (agent, given) -> agent.clock().cancel(given.text(0)))
          .does("cancelAll", "", (agent, given) -> agent.clock().cancelAll())
          .gives("names", "", (agent, given) -> agent.clock().names())
          .gives("next", "name", (agent, given) -> agent.clock().next(given.text(0)))
          .does("sleep", "duration", (agent, given) -> agent.clock().sleep(given.duration(0)));

  private ClockOfGuests() {}

  static CalledByName of(Agent agent) {
    return CLOCK.of("clock", agent);
  }

  private static void alert(Agent agent, GivenArguments given) {
    if (given.has(2)) {
      agent.clock().alert(given.text(0), given.nanos(1), given.handler(2));
    } else {
      agent.clock().alert(given.text(0), given.nanos(1));
    }
  }

  private static @Nullable Object after(Agent agent, GivenArguments given) {
    if (given.all().size() == 2) {
      return SCHEDULED.of("after", agent.after(given.duration(0), given.step(1)));
    }
    agent.clock().after(given.text(0), given.duration(1), given.handler(2));
    return null;
  }

  private static void timer(Agent agent, GivenArguments given) {
    Duration interval = given.duration(1);
    TimerSpec spec = TimerSpec.every(interval);
    if (given.has(3)) {
      spec = spec.startNanos(given.nanos(3));
    }
    if (given.has(4)) {
      spec = spec.stopNanos(given.nanos(4));
    }
    if (given.has(2)) {
      agent.clock().timer(given.text(0), spec, given.handler(2));
    } else {
      agent.clock().timer(given.text(0), spec);
    }
  }
}
