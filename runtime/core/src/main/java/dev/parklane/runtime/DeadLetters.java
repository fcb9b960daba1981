package dev.parklane.runtime;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The dead letters of a plane: their number, and who is told of them (law O4). Any thread. */
final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

  private final Consumer<DeadLetter> observer;
  private final AtomicLong count = new AtomicLong();

  DeadLetters(Consumer<DeadLetter> observer) {
    this.observer = observer;
  }

  long count() {
    return count.get();
  }

  void add(DeadLetter letter) {
    count.incrementAndGet();
    try {
      AgentCell.outside(() -> observer.accept(letter));
    } catch (Throwable e) { // the observer is a user's; the letter is counted all the same
      LOG.error("the dead-letter observer failed on a message to {}", letter.uri(), e);
    }
  }
}
