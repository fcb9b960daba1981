package dev.parklane.runtime;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A request whose sender waits for the answer: from a handler it holds the agent (law O2). */
final class BlockingRequest<R> {
  private final BusHub hub;
  private final String endpoint;
  private final Class<R> type;

  BlockingRequest(BusHub hub, String endpoint, Class<R> type) {
    this.hub = hub;
    this.endpoint = endpoint;
    this.type = type;
  }

  R send(Object message, Duration timeout) throws InterruptedException {
    AgentCell asker = AgentCell.current();
    if (asker == null) {
      return type.cast(send(message, timeout, BusPost.mayWait(), null));
    }
    BusEndpoint to = hub.endpoints().find(endpoint);
    Agent asked = to == null ? null : to.owner();
    if (asked == null) {
      return type.cast(send(message, timeout, false, asker.plane().atWork().absence()));
    }
    AskGraph.enter(asker.place(), asked.cell().place());
    try {
      return type.cast(send(message, timeout, false, asker.plane().atWork().absence()));
    } finally {
      AskGraph.leave(asker.place(), asked.cell().place());
    }
  }

  private Object send(
      Object message, Duration timeout, boolean waits, AtWork.@Nullable Absence absence)
      throws InterruptedException {
    Correlation correlation = open(message, timeout, waits);
    try {
      return absence == null ? correlation.await() : await(correlation, absence);
    } finally {
      correlation.cancel();
    }
  }

  private Correlation open(Object message, Duration timeout, boolean waits) {
    AgentCell asker = AgentCell.current();
    boolean within = asker != null && asker.plane() == hub.plane();
    if (within) {
      return opened(message, timeout, waits);
    }
    hub.plane().enterOpen(endpoint);
    try {
      return opened(message, timeout, waits);
    } finally {
      hub.plane().leaveOpen();
    }
  }

  private Correlation opened(Object message, Duration timeout, boolean waits) {
    Correlation correlation = hub.correlations().open(endpoint, type, timeout);
    hub.ask(endpoint, message, correlation, waits);
    return correlation;
  }

  private static Object await(Correlation correlation, AtWork.Absence absence)
      throws InterruptedException {
    correlation.whenOver((answer, failure) -> absence.end());
    absence.start();
    try {
      return correlation.await();
    } finally {
      absence.end();
    }
  }
}
