package dev.parklane.stress.draining;

import dev.parklane.lanes.CommandLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.Backoff;
import dev.parklane.runtime.LaneKey;
import dev.parklane.runtime.Retry;
import dev.parklane.runtime.Work;
import dev.parklane.runtime.WorkTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/** An agent that suspends work, and tells another what came of it. */
final class Caller extends Agent {
  static final Duration HOUR = Duration.ofHours(1);
  static final LaneKey<Job> BEGIN = LaneKey.of("begin", Job.class);
  static final LaneKey<String> HEAR = LaneKey.of("hear", String.class);

  private final Consumer<String> book; // any thread
  private final Map<String, Integer> attempts = new ConcurrentHashMap<>();
  private final CountDownLatch never = new CountDownLatch(1);

  Caller(Consumer<String> book) {
    this.book = book;
    new CommandLane<>(this, BEGIN).onCommand(this::begin);
    new CommandLane<>(this, HEAR).onCommand(id -> book.accept(id + " heard"));
  }

  static String uri(int number) {
    return "/caller/" + number;
  }

  private void begin(Job job) {
    Retry retry = new Retry(job.attempts().size() - 1, Backoff.constant(HOUR));
    Work options = Work.named(job.id()).retry(retry);
    if (job.hears()) {
      suspend(options, () -> attempt(job), well -> ended(job), failure -> failed(job, failure));
    } else {
      suspend(options, () -> attempt(job), well -> ended(job));
    }
  }

  private String attempt(Job job) throws InterruptedException {
    int number = attempts.merge(job.id(), 1, Integer::sum);
    book.accept(job.id() + " attempt");
    switch (job.attempts().get(number - 1)) {
      case WELL -> {}
      case BADLY -> throw new IllegalStateException("on purpose");
      case NEVER -> {
        try {
          never.await();
        } catch (InterruptedException e) {
          book.accept(job.id() + " interrupted");
          throw e;
        }
      }
    }
    return job.id();
  }

  private void ended(Job job) {
    book.accept(job.id() + " well");
    agent(uri(0)).command(HEAR, job.id());
    job.next().forEach(this::begin);
  }

  private void failed(Job job, Throwable failure) {
    book.accept(job.id() + (failure instanceof WorkTimeoutException ? " unknown" : " badly"));
  }

  @Override
  protected void onStop() {
    book.accept("stop");
  }
}
