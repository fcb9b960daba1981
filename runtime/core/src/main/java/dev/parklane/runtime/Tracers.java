package dev.parklane.runtime;

import dev.parklane.clock.failure.Cause;
import dev.parklane.clock.failure.FailureLog;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.Tracer;
import dev.parklane.runtime.trace.Tracing;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Who is told what the agents of a plane do. Each cascade asks once, as it begins; where nobody
 * wants to know that is all that it costs.
 */
final class Tracers {
  private static final Logger LOG = LoggerFactory.getLogger(Tracers.class);

  private final List<Live> all = new CopyOnWriteArrayList<>();

  /**
   * Tells a tracer from the next cascades on, but where the cascade fails that adds it (law F7).
   *
   * @param uri the agent that it is told about, or null for all of them
   */
  Tracing add(Tracer tracer, @Nullable String uri) {
    Maker maker = Maker.of("a tracer");
    Live added = new Live(Objects.requireNonNull(tracer, "tracer"), uri);
    all.add(added);
    maker.hasMade(added::close);
    return added;
  }

  /** What a cascade of this agent tells, or null where nobody wants to know. */
  @Nullable Tracer of(String uri) {
    return all.isEmpty() ? null : told(uri);
  }

  private @Nullable Tracer told(String uri) {
    List<Live> told =
        all.stream().filter(live -> live.uri == null || live.uri.equals(uri)).toList();
    return switch (told.size()) {
      case 0 -> null;
      case 1 -> told.getFirst();
      default -> new All(told);
    };
  }

  /** Several at once. */
  private record All(List<Live> told) implements Tracer {
    @Override
    public void trace(TraceEntry entry) {
      told.forEach(live -> live.trace(entry));
    }

    @Override
    public void changes(String agent, String lane) {
      told.forEach(live -> live.changes(agent, lane));
    }

    @Override
    public boolean wantsValues() {
      return told.stream().anyMatch(Live::wantsValues);
    }
  }

  /** A tracer until it is closed. One that throws is closed: it fails no agent (law F6). */
  private final class Live implements Tracer, Tracing {
    private final Tracer tracer;
    private final @Nullable String uri;
    private volatile boolean closed;

    Live(Tracer tracer, @Nullable String uri) {
      this.tracer = tracer;
      this.uri = uri;
    }

    @Override
    public void trace(TraceEntry entry) {
      if (!closed) {
        try {
          tracer.trace(entry);
        } catch (Throwable e) {
          hasFailed(entry.line(), e);
        }
      }
    }

    @Override
    public void changes(String agent, String lane) {
      if (!closed) {
        try {
          tracer.changes(agent, lane);
        } catch (Throwable e) {
          hasFailed(agent + " is about to change " + lane, e);
        }
      }
    }

    private void hasFailed(String at, Throwable failure) {
      if (failure instanceof VirtualMachineError e) {
        throw e; // the stack or the memory of who is traced is at its end
      }
      Cause cause = Cause.of("tracer failed", "", tracer.getClass().getName(), failure);
      if (FailureLog.ofProcess().tellsInFull(LOG, Level.ERROR, cause)) {
        LOG.error("[PL-F5.5] tracer {} failed at '{}' and is told no more", tracer, at, failure);
      }
      close();
    }

    @Override
    public boolean wantsValues() {
      return !closed && tracer.wantsValues();
    }

    @Override
    public void close() {
      closed = true;
      all.remove(this);
    }
  }
}
