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

  /**
   * Of a request that is about to be sent, and has so much time from now on.
   *
   * @param chosenId by who asks; 0 where the bus chooses
   */
  Correlation open(String endpoint, Class<?> type, Duration timeout, long chosenId) {
    Objects.requireNonNull(type, "type");
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException(
          "[PL-B6.7] a request to endpoint '%s' has a timeout of %s; it must be positive"
              .formatted(endpoint, timeout));
    }
    Correlation opened =
        chosenId == 0 ? numbered(endpoint, type) : new Correlation(chosenId, endpoint, type);
    Correlation there = awaited.putIfAbsent(opened.id(), opened);
    if (there != null) {
      throw new IllegalStateException(
          "[PL-B6.9] a request to endpoint '%s' has the number %d, as one to endpoint '%s' that awaits its answer; choose another, or 0"
              .formatted(endpoint, chosenId, there.endpoint()));
    }
    opened.whenOver((answer, failure) -> awaited.remove(opened.id()));
    opened.timeOut(commons, timeout);
    return opened;
  }

  /** With a number that nobody has chosen who still awaits an answer. */
  private Correlation numbered(String endpoint, Class<?> type) {
    long id = last.incrementAndGet();
    while (id == 0 || awaited.containsKey(id)) {
      id = last.incrementAndGet();
    }
    return new Correlation(id, endpoint, type);
  }

  boolean isAwaited(long id) {
    return awaited.containsKey(id);
  }

  /** The plane has closed, and no time passes that would end them. */
  void failAll() {
    new TreeMap<>(awaited).values().forEach(Correlation::planeCloses);
  }
}
