package dev.parklane.runtime;

import dev.parklane.runtime.event.BoxedType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request whose sender waits for the answer: from a handler it holds the agent (law O2). */
final class BlockingRequest<R> {
  private final BusHub hub;
  private final String endpoint;
  private final Class<R> type;
  private final long chosenId;

  BlockingRequest(BusHub hub, String endpoint, Class<R> type, long chosenId) {
    this.hub = hub;
    this.endpoint = endpoint;
    this.chosenId = chosenId;
    this.type = BoxedType.of(type, "an answer of endpoint '" + endpoint + "'");
  }

  R send(Object message, Duration timeout) throws InterruptedException {
    AgentCell asker = CallingThread.held();
    BusEndpoint to = hub.endpoints().find(endpoint);
    Instance asked = to == null ? null : to.owner();
    boolean waits = asker == null && BusPost.mayWait();
    if (asked == null) {
      return type.cast(send(message, timeout, waits, asker));
    }
    OpenWait wait = OpenWait.begin(hub.commons(), asked.uri(), "request of '" + endpoint + "'");
    try {
      return type.cast(sendTo(asked.cell(), asker, message, timeout, waits));
    } finally {
      wait.end();
    }
  }

  private Object sendTo(
      AgentCell asked, @Nullable AgentCell asker, Object message, Duration timeout, boolean waits)
      throws InterruptedException {
    AskGraph.Place waiter = asker == null ? null : asker.place();
    AskGraph.enter(waiter, asked.place());
    try {
      return send(message, timeout, waits, asker);
    } finally {
      AskGraph.leave(waiter, asked.place());
    }
  }

  private Object send(Object message, Duration timeout, boolean waits, @Nullable AgentCell asker)
      throws InterruptedException {
    Correlation correlation = open(message, timeout, waits, asker);
    try {
      if (asker != null) {
        return await(correlation, asker, hub.commons());
      }
      hub.commons().drive().untilAnswered(() -> !correlation.isAwaited());
      return correlation.await(hub.commons());
    } finally {
      correlation.cancel();
    }
  }

  private Correlation open(
      Object message, Duration timeout, boolean waits, @Nullable AgentCell asker) {
    if (asker != null && asker.commons() == hub.commons()) {
      return opened(message, timeout, waits);
    }
    hub.commons().life().enter(endpoint);
    try {
      return opened(message, timeout, waits);
    } finally {
      hub.commons().life().leave();
    }
  }

  private Correlation opened(Object message, Duration timeout, boolean waits) {
    Correlation correlation = hub.open(endpoint, message, type, timeout, chosenId);
    hub.ask(endpoint, message, correlation, waits);
    return correlation;
  }

  private static Object await(Correlation correlation, AgentCell asker, Commons commons)
      throws InterruptedException {
    AtWork.Absence absence = asker.absence();
    correlation.whenOver((answer, failure) -> absence.end());
    Sleepers.Wait wait = correlation::planeCloses;
    asker.commons().sleepers().add(wait);
    absence.start();
    try {
      return correlation.await(commons);
    } finally {
      absence.end();
      asker.commons().sleepers().remove(wait);
    }
  }
}
