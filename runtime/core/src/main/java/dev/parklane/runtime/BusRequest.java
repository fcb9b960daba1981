package dev.parklane.runtime;

import dev.parklane.runtime.bus.Request;
import dev.parklane.runtime.untyped.CalledByName;
import dev.parklane.runtime.untyped.NumberFit;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an endpoint gets: a message, and the correlation of its answer if one is awaited. */
final class BusRequest implements Request<Object>, CalledByName {
  private static final NamedMethods<BusRequest> METHODS =
      new NamedMethods<BusRequest>()
          .gives("endpoint", "", (request, given) -> request.endpoint())
          .gives("value", "", (request, given) -> request.value())
          .gives("correlationId", "", (request, given) -> request.correlationId())
          .gives("isAwaited", "", (request, given) -> request.isAwaited())
          .does("answer", "answer", BusRequest::answerFitted)
          .does("fail", "why", (request, given) -> request.fail(given.failure(0)));

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

  private void answerFitted(GivenArguments given) {
    Object answer = given.value(0);
    answer(correlation == null ? answer : NumberFit.fit(answer, correlation.type()));
  }

  @Override
  public String title() {
    return "request";
  }

  @Override
  public Object subject() {
    return this;
  }

  @Override
  public Set<String> methods() {
    return METHODS.names();
  }

  @Override
  public @Nullable Object call(String method, List<@Nullable Object> arguments) throws Exception {
    return METHODS.call(title(), this, method, arguments);
  }

  @Override
  public String toString() {
    return "request " + correlationId() + " to endpoint '" + endpoint + "': " + value;
  }
}
