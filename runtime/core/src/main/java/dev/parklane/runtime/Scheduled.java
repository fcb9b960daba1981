package dev.parklane.runtime;

import dev.parklane.clock.Nanos;
import dev.parklane.clock.TimeSource;
import dev.parklane.clock.Wakeup;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The handle of something that an agent will do at its time: a step after a delay, one at an
 * instant, one again and again, or a schedule of several (law S3).
 *
 * <p>Each step is the handler of a root event of the agent. At most one of them waits in the
 * mailbox: the next is set when the cascade of the last has ended. It ends with the agent, and a
 * cascade that fails takes back what it has scheduled or cancelled (law F2).
 */
public final class Scheduled extends AgentResources.Resource {
  private static final HandlerName NAME = HandlerName.ofAgent("scheduled");

  private final Instance agent;
  private final Plan plan;

  private long at; // guarded by this: when the next step is due
  private int step; // guarded by this: which it is
  private boolean begun; // guarded by this: whether its handler has started
  private boolean over; // guarded by this, for good: cancelled, or all steps are done
  private boolean cancelledInTurn; // guarded by this, unless the cascade fails
  private @Nullable Wakeup alert; // guarded by this

  /** What is done when. */
  private sealed interface Plan {
    /** At a start and so many intervals after it; late delivery does not move them (law K3). */
    record Every(long startNanos, Duration interval, Step handler) implements Plan {
      /** Whether the point of its grid after this one is past the end of time. */
      boolean endsAt(long nanos) {
        return Nanos.plus(nanos, interval.minusNanos(1)) == Long.MAX_VALUE;
      }
    }

    /** One after the other. */
    record Steps(List<Schedule.Delayed> steps) implements Plan {}

    /** One after the other, each drawn when the one before it is about to run. */
    record Drawn(Iterator<Schedule.Delayed> source, Draw draw) implements Plan {}
  }

  /** What has been drawn from an iterator; guarded by the handle. */
  private static final class Draw {
    Schedule.@Nullable Delayed current; // null where there is none any more
    Schedule.@Nullable Delayed following; // null where there is none, or none is known of yet
    boolean knowsFollowing;
  }

  private Scheduled(Instance agent, Plan plan, long at) {
    this.agent = agent;
    this.plan = plan;
    this.at = at;
  }

  private static TimeSource clock(Instance agent) {
    return agent.cell().commons().clock();
  }

  static Scheduled at(Instance agent, long nanos, Step handler) {
    return new Scheduled(
        agent, new Plan.Steps(List.of(new Schedule.Delayed(Duration.ZERO, handler))), nanos);
  }

  static Scheduled steps(Instance agent, Schedule schedule) {
    long now = clock(agent).nanos();
    if (schedule.steps() instanceof List<Schedule.Delayed> steps) {
      return new Scheduled(agent, new Plan.Steps(steps), Nanos.plus(now, steps.getFirst().delay()));
    }
    Plan.Drawn drawn = new Plan.Drawn(schedule.steps().iterator(), new Draw());
    Schedule.Delayed first = draw(drawn);
    drawn.draw().current = first;
    Scheduled made =
        new Scheduled(agent, drawn, first == null ? now : Nanos.plus(now, first.delay()));
    made.over = first == null;
    return made;
  }

  private static Schedule.@Nullable Delayed draw(Plan.Drawn from) {
    return from.source().hasNext()
        ? Objects.requireNonNull(from.source().next(), "a step of a schedule")
        : null;
  }

  static Scheduled every(Instance agent, Duration interval, Step handler) {
    if (!interval.isPositive()) {
      throw new IllegalArgumentException(
          "[PL-S3.3] the interval is " + interval + "; it must be positive");
    }
    long now = clock(agent).nanos();
    Plan.Every plan = new Plan.Every(now, interval, handler);
    if (plan.endsAt(now)) {
      throw new IllegalArgumentException(
          "[PL-S3.4] the interval of every(...) in %s is %s, and its first step past the end of time, %d ns; it must be shorter"
              .formatted(agent.uri(), interval, Long.MAX_VALUE));
    }
    return new Scheduled(agent, plan, Nanos.plus(now, interval));
  }

  /**
   * Cancels it: a handler that has not started never starts (law S3). In the agent's turn it is a
   * change like any other, and taken back if the cascade fails. Any thread.
   *
   * @return whether something was still to come; of steps that are drawn one at a time, also where
   *     it was not yet known
   * @throws CascadeAbortedException where it is called by a handler whose cascade has failed
   */
  public boolean cancel() {
    boolean inTurn = agent.cell().isTurnOf(agent);
    synchronized (this) {
      if (isOver(inTurn) || (begun && isLast())) {
        return false;
      }
      cancelledInTurn |= inTurn;
      over |= !inTurn;
    }
    if (inTurn) {
      agent.cascade().onUndo(this::takeCancelBack);
      agent.cascade().leaves(by -> end());
    } else {
      end();
    }
    return true;
  }

  /** In the turn that has cancelled it, nothing is to come; to others it may be taken back. */
  private boolean isOver(boolean inTurn) {
    return over || (inTurn && cancelledInTurn);
  }

  private synchronized void takeCancelBack() {
    cancelledInTurn = false;
  }

  private boolean isLast() {
    return switch (plan) {
      case Plan.Every every -> every.endsAt(at);
      case Plan.Steps steps -> step == steps.steps().size() - 1;
      case Plan.Drawn drawn -> drawn.draw().knowsFollowing && drawn.draw().following == null;
    };
  }

  /** Sets the alert for the next step. */
  void arm() {
    long due;
    boolean nothing;
    synchronized (this) {
      nothing = over;
      due = at;
    }
    if (nothing) {
      end(); // the agent does not wait for it
      return;
    }
    Wakeup set = clock(agent).wakeOnAnyThread(due, agent.uri(), this::fire);
    boolean late;
    synchronized (this) {
      late = over;
      alert = set;
    }
    if (late) {
      set.cancel();
    }
  }

  private void fire() {
    agent.cell().deliver(new Due(this)); // where the agent is gone, so is this
  }

  private synchronized boolean begin() {
    if (over) {
      alert = null;
      return false;
    }
    begun = true;
    return true;
  }

  /** The step that is due. */
  private synchronized Step current() {
    return switch (plan) {
      case Plan.Every every -> every.handler();
      case Plan.Steps steps -> steps.steps().get(step).step();
      case Plan.Drawn drawn -> Objects.requireNonNull(drawn.draw().current).step();
    };
  }

  private void runStep() throws Exception {
    switch (plan) {
      case Plan.Every every -> every.handler().run();
      case Plan.Steps steps -> steps.steps().get(step).step().run();
      case Plan.Drawn drawn -> runDrawn(drawn);
    }
  }

  private void runDrawn(Plan.Drawn drawn) throws Exception {
    Draw draw = drawn.draw();
    if (!draw.knowsFollowing) { // it does where the step is handled once more
      Schedule.Delayed following = draw(drawn);
      synchronized (this) {
        draw.following = following;
        draw.knowsFollowing = true;
      }
    }
    Objects.requireNonNull(draw.current).step().run();
  }

  /**
   * The cascade of a step has ended: the next one is set, if there is one. Where the time of the
   * user's fails, there is none.
   */
  private void next() {
    boolean isSet = false;
    try {
      if (moveOn()) {
        arm();
        isSet = true;
      }
    } finally {
      if (!isSet) {
        end();
      }
    }
  }

  /** Whether there is a step after the one that has ended. */
  private synchronized boolean moveOn() {
    begun = false;
    alert = null;
    step++;
    return switch (plan) {
      case Plan.Every every -> {
        boolean more = !over && !every.endsAt(at);
        at = Nanos.plus(at, every.interval());
        yield more;
      }
      case Plan.Steps steps -> {
        boolean more = !over && step < steps.steps().size();
        if (more) {
          at = Nanos.plus(clock(agent).nanos(), steps.steps().get(step).delay());
        }
        yield more;
      }
      case Plan.Drawn drawn -> {
        Draw draw = drawn.draw();
        draw.current = draw.following;
        draw.following = null;
        draw.knowsFollowing = false;
        if (draw.current != null) {
          at = Nanos.plus(clock(agent).nanos(), draw.current.delay());
        }
        yield !over && draw.current != null;
      }
    };
  }

  @Override
  void abandon() {
    end();
  }

  @Override
  synchronized @Nullable String toCome() {
    if (over) {
      return null;
    }
    String named = current() instanceof Named step ? "step '" + step.name() + "'" : "a step";
    return named + " at " + Instant.ofEpochSecond(0, at);
  }

  @Override
  void end() {
    Wakeup set;
    synchronized (this) {
      over = true;
      set = alert;
    }
    if (set != null) {
      set.cancel();
    }
    AgentResources.letGo(agent, this);
  }

  /** A step is due. */
  private static final class Due extends ComingBack {
    private final Scheduled scheduled;

    Due(Scheduled scheduled) {
      super(scheduled.agent, NAME.by(scheduled.current()));
      this.scheduled = scheduled;
    }

    @Override
    boolean isDue() {
      return true;
    }

    @Override
    boolean begin() {
      return scheduled.begin();
    }

    @Override
    void handle() throws Exception {
      scheduled.runStep();
    }

    @Override
    void succeeded() {
      scheduled.next();
    }

    @Override
    void failed(String uri, Throwable cause) {
      scheduled.next();
    }
  }
}
