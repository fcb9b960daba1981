package dev.parklane.runtime;

import dev.parklane.runtime.bus.Request;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an endpoint gets: a message, and the correlation of its answer if one is awaited. */
final class BusRequest implements Request<Object> {
  private final BusHub hub;
  private final String endpoint;
  private final Object value;
  private final @Nullable Correlation correlation;
  private volatile @Nullable Cascade answered; // in which it was; any thread

  BusRequest(BusHub hub, String endpoint, Object value, @Nullable Correlation correlation) {
    this.hub = hub;
    this.endpoint = endpoint;
    this.value = value;
    this.correlation = correlation;
  }

  @Nullable Correlation correlation() {
    return correlation;
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public Object value() {
    return value;
  }

  @Override
  public long correlationId() {
    return correlation == null ? 0 : correlation.id();
  }

  @Override
  public boolean isAwaited() {
    Cascade in = answered;
    boolean isAnswered = in != null && !in.hasFailed(); // else it is taken back
    return correlation != null && correlation.isAwaited() && !isAnswered;
  }

  @Override
  public void answer(Object answer) {
    hub.answer(this, Objects.requireNonNull(answer, "answer"), null);
    answered = CallingThread.cascade();
  }

  @Override
  public void fail(Throwable why) {
    hub.answer(this, Objects.requireNonNull(why, "why"), why);
    answered = CallingThread.cascade();
  }

  @Override
  public String toString() {
    return "request " + correlationId() + " to endpoint '" + endpoint + "': " + value;
  }
}
