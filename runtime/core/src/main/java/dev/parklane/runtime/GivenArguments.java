package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import dev.parklane.runtime.event.EventHandler;
import dev.parklane.runtime.event.GuestHandler;
import dev.parklane.runtime.event.Handler;
import dev.parklane.runtime.untyped.NumberFit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call by name, each as what it has to be. Where it is something else the call
 * fails, with an error that says what was given, and what is taken.
 *
 * @param call as in {@code bus.subscribe}
 * @param all plain Java, with event handlers for functions
 */
record GivenArguments(String call, List<@Nullable Object> all) {
  /** Whether there is one at this place, from 0 on, and it is something. */
  boolean has(int index) {
    return at(index) != null;
  }

  private @Nullable Object at(int index) {
    return index < all.size() ? all.get(index) : null;
  }

  private RuntimeException wrong(int index, String wanted) {
    Object given = at(index);
    return new IllegalArgumentException(
        "[PL-H2.4] %s: argument %d is %s; give %s"
            .formatted(
                call,
                index + 1,
                given == null
                    ? "nothing"
                    : "the " + given.getClass().getName() + " " + FailureText.ofValue(given),
                wanted));
  }

  /** One of this class, or the same in it. */
  private <T> T of(int index, Class<T> type, String wanted) {
    Object given = at(index);
    Object fitting = given == null ? null : NumberFit.fit(given, type);
    if (!type.isInstance(fitting)) {
      throw wrong(index, wanted);
    }
    return type.cast(fitting);
  }

  String text(int index) {
    return of(index, String.class, "a text");
  }

  /** Whatever can leave its guest. */
  Object value(int index) {
    Object given = at(index);
    if (given == null || given instanceof EventHandler) {
      throw wrong(index, "a value, which a function is not");
    }
    return given;
  }

  int whole(int index, int otherwise) {
    return has(index) ? of(index, Integer.class, "a whole number") : otherwise;
  }

  long number(int index) {
    return of(index, Long.class, "a whole number");
  }

  /** A time, in nanoseconds since the epoch. */
  long nanos(int index) {
    Object given = at(index);
    return given instanceof Instant instant
        ? Nanos.of(instant)
        : of(index, Long.class, "a time with its zone, or whole nanoseconds since the epoch");
  }

  Duration duration(int index) {
    Object given = at(index);
    return given instanceof Duration duration
        ? duration
        : Duration.ofNanos(of(index, Long.class, "a duration, or whole nanoseconds"));
  }

  /** A function, or an event handler that Java has given the guest. */
  @SuppressWarnings("unchecked") // it is called with what it is registered for
  EventHandler<Object> handler(int index) {
    return of(index, EventHandler.class, "a function, or an event handler");
  }

  /** One that is called with nothing, too. */
  @SuppressWarnings("unchecked") // it is called with what it is registered for
  EventHandler<@Nullable Object> function(int index) {
    return of(index, EventHandler.class, "a function, or an event handler");
  }

  /** What handles something that has come: a function, or a handler of Java's. */
  @SuppressWarnings("unchecked") // it is called with what has come
  Handler<Object> then(int index) {
    Object given = at(index);
    return given instanceof Handler<?> handler
        ? (Handler<Object>) handler
        : new HandledBy.Result<>(handler(index));
  }

  Step step(int index) {
    Object given = at(index);
    return switch (given) {
      case Step step -> step;
      case GuestHandler<?> function -> new HandledBy.OneStep(function);
      case null, default -> throw wrong(index, "a function, or a Step of Java");
    };
  }

  /** Something in Java that the guest can only have been given. */
  <T> T ofJava(int index, Class<T> type, String why) {
    return of(index, type, "a " + type.getSimpleName() + " of Java: " + why);
  }

  /** Why something has not come to pass: an error, or a text. */
  Throwable failure(int index) {
    Object given = at(index);
    return switch (given) {
      case Throwable failure -> failure;
      case String text -> new IllegalStateException("[PL-H2.8] " + call + ": " + text);
      case null, default -> throw wrong(index, "an error, or a text");
    };
  }
}
