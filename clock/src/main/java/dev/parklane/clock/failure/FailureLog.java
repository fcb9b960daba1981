package dev.parklane.clock.failure;

import dev.parklane.clock.failure.LastResort.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * The bound on what is logged of failures that repeat (law F9): each cause is told in full the
 * first ten times, then in one line a minute that counts those left out.
 *
 * <p>Whoever wants to log a failure asks {@link #tellsInFull} first. The line with the count comes
 * a minute after the last that was told, whether or not the failure goes on, and at {@link #close}.
 * It bounds the log alone: counters, observers and recording events are no business of it. Where
 * nobody logs, the first error is told by {@link LastResort}.
 *
 * <p><b>Caveats.</b> It remembers {@value #CAUSES} causes. One more takes the place of the one that
 * was not seen for the longest time, if that was an hour or more; otherwise it is told with all the
 * others that found no place, by their kind alone, as one cause. Two failures from one line of code
 * with one class of exception are one cause, whatever their messages say. What is left out when a
 * process ends without a close is not told.
 *
 * <p>Any thread. It takes a lock for a few instructions, and holds none while it logs.
 */
public final class FailureLog implements AutoCloseable {
  static final int IN_FULL = 10; // times
  static final int CAUSES = 1_000;
  static final long LINE_NANOS = Duration.ofMinutes(1).toNanos();
  static final long FORGET_NANOS = Duration.ofHours(1).toNanos();

  private static final FailureLog OF_PROCESS = new FailureLog();

  private final LongSupplier nanos; // rises; of any origin
  private final Alarm alarm;
  private final Map<Cause, Told> causes; // guarded by this; least recently seen first
  private final Map<String, Told> others = new LinkedHashMap<>(); // guarded by this; by kind
  private boolean isSet; // guarded by this: whether the alarm is

  /** Calls once, after so many nanoseconds, on a thread that may log. */
  interface Alarm {
    void set(long delayNanos, Runnable act);
  }

  /** What was told of one cause. All of it is guarded by the log. */
  private static final class Told {
    final String cause;
    final Logger log;
    final Level level;
    long inFull;
    long leftOut; // since the last line
    long lastNanos; // when it was told last
    long seenNanos;

    Told(String cause, Logger log, Level level) {
      this.cause = cause;
      this.log = log;
      this.level = level;
    }
  }

  /** A line that is due. */
  private record Line(Logger log, Level level, String text) {
    void write() {
      log.atLevel(level).log(text);
    }
  }

  /**
   * The log of the process: what belongs to no plane and no clock goes through it, and nobody
   * closes it.
   *
   * @return the same at each call
   */
  public static FailureLog ofProcess() {
    return OF_PROCESS;
  }

  /** A log on the time of the machine that never goes back. */
  public FailureLog() {
    this(
        System::nanoTime,
        (delay, act) ->
            CompletableFuture.delayedExecutor(delay, TimeUnit.NANOSECONDS).execute(act));
  }

  FailureLog(LongSupplier nanos, Alarm alarm) {
    this.nanos = nanos;
    this.alarm = alarm;
    this.causes = new LinkedHashMap<>(16, 0.75f, true);
  }

  /**
   * Counts a failure.
   *
   * @param log where lines about those left out go
   * @param level of these lines
   * @param cause what the failure has in common with others, which are counted with it
   * @return whether the caller shall log this one, in full
   */
  public boolean tellsInFull(Logger log, Level level, Cause cause) {
    List<Line> lines = new ArrayList<>(1);
    boolean inFull;
    long delay;
    synchronized (this) {
      long now = nanos.getAsLong();
      Told told = told(log, level, cause, now, lines);
      told.seenNanos = now;
      inFull = told.inFull < IN_FULL;
      if (inFull) {
        told.inFull++;
        told.lastNanos = now;
      } else {
        told.leftOut++;
        addDue(told, now, lines);
      }
      delay = told.leftOut > 0 && !isSet ? told.lastNanos + LINE_NANOS - now : 0;
      isSet |= delay > 0;
    }
    lines.forEach(Line::write);
    if (delay > 0) {
      setAlarm(delay);
    }
    if (inFull && level == Level.ERROR) {
      LastResort.ofProcess().tell(Subject.FAILURE, cause.toString());
    }
    return inFull;
  }

  private Told told(Logger log, Level level, Cause cause, long now, List<Line> lines) {
    Told known = causes.get(cause);
    if (known != null) {
      return known;
    }
    if (causes.size() >= CAUSES && !forgetsOne(now, lines)) {
      return others.computeIfAbsent(
          cause.kind(),
          kind -> new Told(kind + ", of causes beyond the first " + CAUSES, log, level));
    }
    Told made = new Told(cause.toString(), log, level);
    causes.put(cause, made);
    return made;
  }

  private boolean forgetsOne(long now, List<Line> lines) {
    Iterator<Told> all = causes.values().iterator();
    Told eldest = all.next();
    if (now - eldest.seenNanos < FORGET_NANOS) {
      return false;
    }
    addLine(eldest, now, lines);
    all.remove();
    return true;
  }

  private static void addDue(Told told, long now, List<Line> lines) {
    if (now - told.lastNanos >= LINE_NANOS) {
      addLine(told, now, lines);
    }
  }

  private static void addLine(Told told, long now, List<Line> lines) {
    if (told.leftOut > 0) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(now - told.lastNanos);
      lines.add(
          new Line(
              told.log,
              told.level,
              "%,d more in %,d s, which are not told one by one: %s"
                  .formatted(told.leftOut, seconds, told.cause)));
      told.leftOut = 0;
      told.lastNanos = now;
    }
  }

  private void setAlarm(long delayNanos) {
    try {
      alarm.set(delayNanos, this::tellDue);
    } catch (RuntimeException | Error e) { // the next failure, or the close, tells what is due
      synchronized (this) {
        isSet = false;
      }
    }
  }

  /** Tells what is due by now, and comes again where more will be. */
  private void tellDue() {
    List<Line> lines = new ArrayList<>();
    long delay = 0;
    synchronized (this) {
      long now = nanos.getAsLong();
      for (Told told : all()) {
        if (told.leftOut > 0) {
          addDue(told, now, lines);
        }
        if (told.leftOut > 0) {
          long left = told.lastNanos + LINE_NANOS - now;
          delay = delay == 0 ? left : Math.min(delay, left);
        }
      }
      isSet = delay > 0;
    }
    lines.forEach(Line::write);
    if (delay > 0) {
      setAlarm(delay);
    }
  }

  private List<Told> all() {
    List<Told> all = new ArrayList<>(causes.values());
    all.addAll(others.values());
    return all;
  }

  /** How many causes are remembered. */
  synchronized int causes() {
    return causes.size();
  }

  /** Tells how many were left out so far. What fails after that is counted on as before. */
  @Override
  public void close() {
    List<Line> lines = new ArrayList<>();
    synchronized (this) {
      long now = nanos.getAsLong();
      all().forEach(told -> addLine(told, now, lines));
    }
    lines.forEach(Line::write);
  }
}
