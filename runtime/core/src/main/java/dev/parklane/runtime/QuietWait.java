package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A wait for a plane to be quiet, up to a limit, by a thread outside of its agents. */
final class QuietWait {
  private static final long LOOKS_AGAIN_MILLIS = 20; // for delays, whose end wakes nobody here

  private final Commons commons;
  private final AtWork atWork;
  private final OpenWork work;
  private final Quiet what;
  private final Duration limit;

  /**
   * Of a plane.
   *
   * @throws IllegalArgumentException where the limit is negative
   */
  QuietWait(Commons commons, Quiet what, Duration limit) {
    this.commons = commons;
    this.atWork = commons.atWork;
    this.work = commons.openWork;
    this.what = Objects.requireNonNull(what, "what");
    this.limit = limit;
    if (limit.isNegative()) {
      throw new IllegalArgumentException(
          "[PL-S4.10] the limit of awaitQuiet is " + limit + "; it must be zero or longer");
    }
  }

  /**
   * Waits.
   *
   * @throws NotQuietException where it is not so at the limit, or cannot come any more
   */
  void await() throws InterruptedException {
    OpenWait wait = OpenWait.begin(commons, null, "wait for its plane to be quiet");
    try {
      long begun = System.nanoTime();
      long most = Nanos.plus(0, limit);
      boolean isByHand = commons.drive().isByHand();
      commons.drive().untilIdle(this::isQuiet);
      while (!isQuiet()) {
        long left = most - (System.nanoTime() - begun);
        if (isByHand) {
          throw notQuiet("nothing can run");
        }
        if (commons.quiet().isMovedByHand() && onlyTimeBringsMore()) {
          throw notQuiet("only its test clock brings more, which stands; advance it");
        }
        if (left <= 0) {
          throw notQuiet("it was waited for " + limit);
        }
        awaitSome(Math.clamp(TimeUnit.NANOSECONDS.toMillis(left), 1, LOOKS_AGAIN_MILLIS));
      }
    } finally {
      wait.end();
    }
  }

  private void awaitSome(long millis) throws InterruptedException {
    if (atWork.isNone()) {
      work.awaitChange(millis);
    } else {
      atWork.awaitNone(millis);
    }
  }

  /** What is looked at holds where nobody was at work meanwhile. */
  private boolean isQuiet() {
    return atWork.isNoneWhile(this::nothingIsToCome);
  }

  private boolean nothingIsToCome() {
    return (what == Quiet.HANDLED || work.isEmpty())
        && (what != Quiet.NOTHING_TO_COME || delays().isEmpty());
  }

  /** Whether time brings what is waited for, and nothing else does. */
  private boolean onlyTimeBringsMore() {
    return atWork.isNoneWhile(() -> {
      List<SuspendedWork> open = what == Quiet.HANDLED ? List.of() : work.all();
      return open.stream().allMatch(SuspendedWork::isBackingOff)
          && (!open.isEmpty() || (what == Quiet.NOTHING_TO_COME && !delays().isEmpty()));
    });
  }

  private NotQuietException notQuiet(String why) {
    List<String> pending = new ArrayList<>();
    if (!atWork.isNone()) {
      String running = commons.cells().whatRuns();
      pending.add(running.isEmpty() ? "agents that are at work" : running);
    }
    if (what != Quiet.HANDLED) {
      work.all().forEach(open -> pending.add(open.text()));
    }
    if (what == Quiet.NOTHING_TO_COME) {
      pending.addAll(delays());
    }
    return new NotQuietException(why, pending);
  }

  /** What time will bring, in words. */
  private List<String> delays() {
    List<String> all = new ArrayList<>();
    if (commons.sleepers().areAny()) {
      all.add("handlers that sleep: " + commons.cells().whatRuns());
    }
    for (AgentCell cell : commons.cells().inOrder()) {
      if (cell.isHeld()) {
        all.add(cell.uri() + ", which backs off after a failure");
      }
      Instance agent = cell.agent();
      AgentResources held = agent == null ? null : agent.resources;
      if (held != null) {
        held.toCome().forEach(what -> all.add(what + " of " + cell.uri()));
      }
    }
    return all;
  }
}
