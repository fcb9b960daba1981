package dev.parklane.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The requests of a bus that await their answers. Any thread. */
final class Correlations {
  private final Commons commons;
  private final AtomicLong last = new AtomicLong();
  private final Map<Long, Correlation> awaited = new ConcurrentHashMap<>();

  Correlations(Commons commons) {
    this.commons = commons;
  }

  /** Of a request that is about to be sent, and has so much time from now on. */
  Correlation open(String endpoint, Class<?> type, Duration timeout) {
    Objects.requireNonNull(type, "type");
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException(
          "[PL-B6.7] a request to endpoint '%s' has a timeout of %s; it must be positive"
              .formatted(endpoint, timeout));
    }
    Correlation opened = new Correlation(last.incrementAndGet(), endpoint, type);
    awaited.put(opened.id(), opened);
    opened.whenOver((answer, failure) -> awaited.remove(opened.id()));
    opened.timeOut(commons, timeout);
    return opened;
  }

  /** The plane has closed, and no time passes that would end them. */
  void failAll() {
    new TreeMap<>(awaited).values().forEach(Correlation::planeCloses);
  }
}
