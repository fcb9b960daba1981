package dev.parklane.runtime;

import dev.parklane.clock.Wakeup;
import dev.parklane.runtime.bus.RequestTimeoutException;
import dev.parklane.runtime.event.BoxedType;
import dev.parklane.runtime.scheduling.ExclusiveContext;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A request that awaits its one answer (law B6). Any thread. */
final class Correlation {
  private final long id;
  private final String endpoint;
  private final Class<?> type;
  private final CompletableFuture<Object> outcome = new CompletableFuture<>();
  private @Nullable Outcome decided; // guarded by this; before the outcome is told
  private @Nullable Receiver receiver; // guarded by this
  private @Nullable Wakeup timeOut; // guarded by this; none when it is decided
  private volatile @Nullable Throwable refused; // by who was asked, before its outcome is known

  /** An agent that awaits the answer in its mailbox. */
  interface Receiver {
    /** Is given the answer, or the reason why there is none, once. Any thread. */
    void over(@Nullable Object answer, @Nullable Throwable failure, Departure by);
  }

  private record Outcome(@Nullable Object answer, @Nullable Throwable failure) {}

  Correlation(long id, String endpoint, Class<?> type) {
    this.id = id;
    this.endpoint = endpoint;
    this.type = BoxedType.of(type, "an answer of endpoint '" + endpoint + "'");
  }

  long id() {
    return id;
  }

  String endpoint() {
    return endpoint;
  }

  /** The class that its answer has to be of. */
  Class<?> type() {
    return type;
  }

  /** Lets it fail after a duration on the clock of a plane. */
  void timeOut(Commons commons, Duration timeout) {
    Wakeup wakeup =
        TimeOut.after(
            commons, timeout, endpoint, () -> fail(new RequestTimeoutException(endpoint, timeout)));
    synchronized (this) {
      if (decided == null) {
        timeOut = wakeup;
        return;
      }
    }
    wakeup.cancel();
  }

  synchronized boolean isAwaited() {
    return decided == null;
  }

  /** Lets an agent have the answer among all else that leaves who gives it (law O5). */
  void receive(Receiver by) {
    Outcome over;
    synchronized (this) {
      receiver = by;
      over = decided;
    }
    if (over != null) {
      by.over(over.answer(), over.failure(), Departure.AT_ONCE);
    }
  }

  private boolean decide(Outcome over, Departure by) {
    Receiver told;
    Wakeup timer;
    synchronized (this) {
      if (decided != null) {
        return false;
      }
      decided = over;
      told = receiver;
      timer = timeOut;
      timeOut = null;
    }
    if (timer != null) {
      timer.cancel(); // before anybody is told: whoever has an answer has left no timer behind
    }
    if (told != null) {
      told.over(over.answer(), over.failure(), by);
    }
    by.afterwards(() -> tell(over));
    return true;
  }

  private void tell(Outcome over) {
    if (over.failure() == null) {
      outcome.complete(over.answer());
    } else {
      outcome.completeExceptionally(over.failure());
    }
  }

  /** Why this cannot be its answer, or null where it can. */
  @Nullable String refusal(Object answer) {
    return type.isInstance(answer)
        ? null
        : "[PL-B8.2] request %d to endpoint '%s' wants a %s, and was answered a %s"
            .formatted(id, endpoint, type.getName(), answer.getClass().getName());
  }

  /** Whether this is the first that becomes of it, as below. */
  boolean answer(Object answer, Departure by) {
    return decide(new Outcome(answer, null), by);
  }

  boolean fail(Throwable why) {
    return fail(why, Departure.AT_ONCE);
  }

  boolean fail(Throwable why, Departure by) {
    return decide(new Outcome(null, why), by);
  }

  /** Fails it where who was asked says that there is no answer. */
  boolean refuse(Throwable why, Departure by) {
    refused = why;
    return fail(why, by);
  }

  /** Whether who was asked has given this as the reason, which then is an answer as well. */
  boolean isRefusal(@Nullable Throwable why) {
    return why != null && why == refused;
  }

  boolean cancel() {
    return fail(new CancellationException());
  }

  /** No time passes any more that would end it. */
  void planeCloses() {
    fail(
        new PlaneClosedException(
            "[PL-L5] request %d to endpoint '%s' was not answered before its plane closed"
                .formatted(id, endpoint)));
  }

  boolean isCancelled() {
    return outcome.isCancelled();
  }

  /** Is told what became of it: an answer or the reason why there is none. */
  void whenOver(BiConsumer<@Nullable Object, @Nullable Throwable> told) {
    outcome.whenComplete(told);
  }

  /** Waits for the answer, outside of the guest that the thread is in: the asked may need it. */
  Object await(Commons commons) throws InterruptedException {
    ExclusiveContext left = ExclusiveContext.leave();
    try {
      commons.awaitWithoutTime(outcome, endpoint);
      return OpenWait.get(outcome);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(
          "[PL-B6.5] request %d to endpoint '%s' failed".formatted(id, endpoint), e.getCause());
    } catch (CancellationException e) {
      throw new IllegalStateException(
          "[PL-B6.6] request %d to endpoint '%s' was cancelled".formatted(id, endpoint), e);
    } finally {
      ExclusiveContext.comeBack(left);
    }
  }
}
