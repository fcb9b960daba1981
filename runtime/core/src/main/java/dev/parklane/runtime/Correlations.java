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
        chosenId == 0 ? numbered(endpoint, type) : chosen(endpoint, type, chosenId);
    opened.whenOver((answer, failure) -> awaited.remove(opened.id()));
    try {
      opened.timeOut(commons, timeout);
    } catch (RuntimeException | Error e) { // the plane is closed, say: its number is free again
      awaited.remove(opened.id());
      throw e;
    }
    return opened;
  }

  private Correlation chosen(String endpoint, Class<?> type, long id) {
    Correlation chosen = new Correlation(id, endpoint, type);
    Correlation there = awaited.putIfAbsent(id, chosen);
    if (there != null) {
      throw new IllegalStateException(
          "[PL-B6.9] a request to endpoint '%s' has the number %d, as one to endpoint '%s' that awaits its answer; choose another, or 0"
              .formatted(endpoint, id, there.endpoint()));
    }
    return chosen;
  }

  /** With a number that nobody has chosen who still awaits an answer. */
  private Correlation numbered(String endpoint, Class<?> type) {
    while (true) {
      Correlation numbered = new Correlation(last.incrementAndGet(), endpoint, type);
      if (numbered.id() != 0 && awaited.putIfAbsent(numbered.id(), numbered) == null) {
        return numbered;
      }
    }
  }

  boolean isAwaited(long id) {
    return awaited.containsKey(id);
  }

  /** The plane has closed, and no time passes that would end them. */
  void failAll() {
    new TreeMap<>(awaited).values().forEach(Correlation::planeCloses);
  }
}
