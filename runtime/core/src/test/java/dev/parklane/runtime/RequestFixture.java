package dev.parklane.runtime;

import dev.parklane.runtime.bus.PendingRequest;
import dev.parklane.runtime.bus.Request;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What tests of requests share: an endpoint that keeps them, and those who ask it. */
abstract class RequestFixture extends BusFixture {
  final BlockingQueue<Request<Integer>> kept = new LinkedBlockingQueue<>();
  final BlockingQueue<Object> outcomes = new LinkedBlockingQueue<>();

  RequestFixture() {
    super(o -> o.withMailboxCapacity(2));
    bus.endpoint("keep", Integer.class, kept::add);
  }

  static Duration s(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  final Request<Integer> taken() {
    try {
      return kept.take();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  final PendingRequest request(Probe p, int value, long seconds) {
    return p.bus()
        .request(
            "keep",
            value,
            String.class,
            s(seconds),
            answer -> stage.note(p.uri() + " answered " + answer),
            why -> stage.note(p.uri() + " failed " + why.getClass().getSimpleName()));
  }

  final PendingRequest request(int value, long seconds) {
    return bus.request("keep", value, String.class, s(seconds), outcomes::add, outcomes::add);
  }

  final List<DeadLetter.Reason> deaths() {
    return stage.deadLetters.stream().map(DeadLetter::reason).toList();
  }
}
