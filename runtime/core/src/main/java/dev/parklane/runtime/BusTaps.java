package dev.parklane.runtime;

import dev.parklane.clock.failure.Cause;
import dev.parklane.runtime.bus.BusCounts;
import dev.parklane.runtime.bus.BusMessage;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.Handler;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Those who see every message of a bus before it is delivered. Any thread. */
final class BusTaps {
  private static final Logger LOG = LoggerFactory.getLogger(BusTaps.class);

  private final Commons commons;
  private final List<Tap> taps = new CopyOnWriteArrayList<>();
  private final LongAdder[] seen = new LongAdder[BusMessage.Kind.values().length]; // by kind

  BusTaps(Commons commons) {
    this.commons = commons;
    Arrays.setAll(seen, kind -> new LongAdder());
  }

  /** How many messages it has seen. */
  BusCounts counts() {
    return new BusCounts(
        count(BusMessage.Kind.PUBLISH),
        count(BusMessage.Kind.SEND),
        count(BusMessage.Kind.REQUEST),
        count(BusMessage.Kind.ANSWER));
  }

  private long count(BusMessage.Kind kind) {
    return seen[kind.ordinal()].sum();
  }

  private final class Tap implements Subscription {
    private final Handler<? super BusMessage> handler;

    Tap(Handler<? super BusMessage> handler) {
      this.handler = handler;
    }

    @Override
    public String pattern() {
      return "*";
    }

    @Override
    public int priority() {
      return Integer.MAX_VALUE;
    }

    @Override
    public boolean isOpen() {
      return taps.contains(this);
    }

    @Override
    public void close() {
      taps.remove(this);
    }
  }

  Subscription add(Handler<? super BusMessage> handler) {
    Tap tap = new Tap(Objects.requireNonNull(handler, "tap"));
    taps.add(tap);
    return tap;
  }

  void see(BusMessage.Kind kind, String destination, Object value, long correlationId) {
    seen[kind.ordinal()].increment();
    if (!taps.isEmpty()) {
      BusMessage message = new BusMessage(kind, destination, value, correlationId);
      CallingThread.outside(() ->
          taps.forEach(tap -> {
            if (tap.isOpen()) { // one that was told before it may have closed it (law F8)
              show(tap, message);
            }
          }));
    }
  }

  private void show(Tap tap, BusMessage message) {
    try {
      OutsideCall.run(
          commons, "a tap on '" + message.destination() + "'", () -> tap.handler.handle(message));
    } catch (Throwable t) { // it is a looker-on: the message goes its way
      if (t instanceof GuardException trip && OutsideCall.isTrip(trip)) {
        throw trip; // but for a tap that publishes without end (law G4)
      }
      Cause cause = Cause.of("tap failed", "bus:", message.destination(), t);
      if (commons.failures().tellsInFull(LOG, Level.ERROR, cause)) {
        LOG.error("[PL-B7.2] bus: a tap failed on '{}'", message.destination(), t);
      }
    }
  }
}
