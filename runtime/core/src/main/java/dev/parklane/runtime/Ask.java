package dev.parklane.runtime;

import dev.parklane.clock.Wakeup;
import dev.parklane.runtime.scheduling.ExclusiveContext;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A question, and somebody who waits for the answer. */
class Ask<A extends Agent, R> extends RootEvent {
  private static final HandlerName NAME = HandlerName.ofAgent("ask");

  private final Class<A> type;
  private final Question<? super A, ? extends R> question;
  private final HandlerName name;
  private @Nullable String asker; // the agent, once it asks; null for who is none
  private final CompletableFuture<R> answer = new CompletableFuture<>();
  private @Nullable R given; // root thread only

  Ask(Class<A> type, Question<? super A, ? extends R> question) {
    this(type, question, NAME.by(question));
  }

  /** One of another name. */
  Ask(Class<A> type, Question<? super A, ? extends R> question, HandlerName name) {
    this.type = Objects.requireNonNull(type, "the type of who is asked");
    this.question = Objects.requireNonNull(question, "a question");
    this.name = name;
  }

  /** What is thrown where the agent lives elsewhere: what was called, and what to do instead. */
  IllegalStateException refusalElsewhere(String uri) {
    return new IllegalStateException(
        "[PL-N2.2] "
            + uri
            + " lives elsewhere, and a question is code, which is not sent there; send a command and"
            + " handle its acknowledgement, or ask on the plane where it lives");
  }

  @Override
  boolean isGivenUp() {
    return answer.isDone();
  }

  /** Asks, and waits for the answer. */
  final R put(Destination to) throws InterruptedException {
    AgentCell asker = CallingThread.held();
    this.asker = asker == null ? null : asker.uri();
    Commons commons = to.commons();
    to.require(this);
    if (!to.takesQuestions()) {
      throw refusalElsewhere(to.uri());
    }
    AskGraph.Place asked = new AskGraph.Place(commons, to.uri());
    AskGraph.enter(asker == null ? null : asker.place(), asked);
    try {
      if (asker == null) {
        to.deliverFromOutside(this, WhenFull.outside());
        commons.drive().untilAnswered(answer::isDone);
        return await(commons, to.uri());
      }
      if (asker.commons() == commons) {
        to.deliver(this, WhenFull.DEAD_LETTER, Departure.AT_ONCE);
      } else {
        to.deliverFromOutside(this, WhenFull.DEAD_LETTER);
      }
      return await(asker, commons, to.uri());
    } finally {
      AskGraph.leave(asker == null ? null : asker.place(), asked);
    }
  }

  /** Asks, and waits no longer than this on the clock of the asked agent's plane. */
  final R put(Destination to, Duration timeout) throws InterruptedException {
    Schedule.requireNotNegative(timeout);
    Wakeup alert = timeOut(to, timeout);
    try {
      return put(to);
    } finally {
      alert.cancel();
    }
  }

  private Wakeup timeOut(Destination to, Duration timeout) {
    Commons commons = to.commons();
    commons.life().enter(to.uri()); // a closed plane has no clock any more
    try {
      return TimeOut.after(
          commons,
          timeout,
          to.uri(),
          () -> {
            answer.completeExceptionally(new AskTimeoutException(to.uri(), timeout));
            AgentCell asked = commons.cells().get(to.uri());
            if (asked != null) {
              asked.tellOfRoom(); // the asker may be waiting for room
            }
          });
    } finally {
      commons.life().leave();
    }
  }

  /**
   * Waits for the answer, outside of the guest that the thread is in: the asked may need it. An
   * interrupt ends the wait; a question not begun by then is not run.
   */
  private R await(Commons commons, String asked) throws InterruptedException {
    ExclusiveContext left = ExclusiveContext.leave();
    OpenWait wait = OpenWait.begin(commons, asked, "ask");
    try {
      commons.awaitWithoutTime(answer, asked);
      return OpenWait.get(answer);
    } catch (InterruptedException e) {
      answer.cancel(false);
      throw e;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      wait.end();
      ExclusiveContext.comeBack(left);
    }
  }

  /** Waits for the answer as an agent, which is not at work meanwhile. */
  private R await(AgentCell asker, Commons commons, String asked) throws InterruptedException {
    AtWork.Absence absence = asker.absence();
    Sleepers.Wait elsewhere = () -> answer.completeExceptionally(notBeforeItCloses(asked));
    if (asker.commons() != commons) {
      asker.commons().sleepers().add(elsewhere); // who closes that plane waits for it
    }
    answer.whenComplete((given, failure) -> absence.end());
    absence.start();
    try {
      return await(commons, asked);
    } finally {
      absence.end();
      if (asker.commons() != commons) {
        asker.commons().sleepers().remove(elsewhere);
      }
    }
  }

  private static PlaneClosedException notBeforeItCloses(String asked) {
    return new PlaneClosedException(
        "[PL-L5] "
            + asked
            + ", on another plane, has not answered before the plane of the asker closed");
  }

  @Override
  boolean isMessage() {
    return true;
  }

  @Override
  HandlerName name() {
    return name;
  }

  @Override
  @Nullable String asker() {
    return asker;
  }

  @Override
  @Nullable Refusal refusedBy(Instance agent) {
    return type.isInstance(agent)
        ? null
        : new Refusal(
            DeadLetter.Reason.WRONG_TYPE,
            agent.uri()
                + " is a "
                + agent.getClass().getName()
                + ", and was asked as a "
                + type.getName());
  }

  @Override
  void run(Instance agent, Cascade cascade) {
    if (!answer.isDone()) { // else the asker waits no longer
      cascade.root(name, () -> given = question.answer(type.cast(agent)));
      CascadeTracer tracer = cascade.tracer;
      if (tracer != null && !cascade.hasFailed()) {
        tracer.answers(given);
      }
    }
  }

  @Override
  void succeeded() {
    answer.complete(given);
  }

  @Override
  void failed(String uri, Throwable cause) {
    answer.completeExceptionally(
        new AgentFailedException(
            uri, "[PL-F4] " + uri + " failed while it was asked: " + FailureText.of(cause), cause));
  }

  @Override
  void died(DeadLetter letter, @Nullable Throwable cause) {
    answer.completeExceptionally(letter.exception(cause));
  }

  @Override
  String message() {
    return name.toString();
  }
}
