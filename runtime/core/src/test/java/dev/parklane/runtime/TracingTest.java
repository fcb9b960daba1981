package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parklane.runtime.trace.Trace;
import dev.parklane.runtime.trace.TraceEntry;
import dev.parklane.runtime.trace.TraceRecorder;
import dev.parklane.runtime.trace.TracedCascade;
import dev.parklane.runtime.trace.Tracing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a tracer of a live plane is told, and when (laws E3, O1, F6). */
@Timeout(60)
class TracingTest {
  private final TraceRecorder recorder = TraceRecorder.ofAll();

  private Trace trace() {
    return recorder.recorded();
  }

  private static void chain(Probe p) {
    p.a.on(v -> {
      p.b.set(v);
      p.other("/probe/y").command("door", "knock");
    });
    p.a.on(v -> p.c.set(v));
    p.b.on(v -> {});
    p.door.on(v -> p.c.set(v.length()));
  }

  /** E3, O1: writes, parks and resumes around what they trigger, and what leaves. */
  @Test
  void trace_isTheSequenceOfWhatAnAgentDoes() throws Exception {
    try (Stage stage = Stage.of(TracingTest::chain)) {
      stage.run(p -> {}); // there before it is traced
      Tracing tracing = stage.probe("x").trace(recorder);
      stage.run(p -> p.a.set(1));
      stage.plane.awaitQuiet();
      tracing.close();
      stage.run(p -> p.a.set(2));

      assertThat(trace().lines())
          .containsExactly(
              "/probe/x <- ask",
              "  /probe/x 0 ask",
              "  /probe/x 0 writes a",
              "  /probe/x 0 ask parks",
              "    /probe/x 1 a.onEvent",
              "    /probe/x 1 writes b",
              "    /probe/x 1 a.onEvent parks",
              "      /probe/x 2 b.onEvent",
              "    /probe/x 1 a.onEvent resumes",
              "/probe/x sends door to /probe/y",
              "  /probe/x 0 ask resumes",
              "  /probe/x 0 ask parks",
              "    /probe/x 1 a.onEvent",
              "    /probe/x 1 writes c",
              "  /probe/x 0 ask resumes",
              "/probe/x succeeds");
      assertThat(trace().tree())
          .isEqualTo(
              """
              /probe/x <- ask
                ask
                  writes a
                  a.onEvent
                    writes b
                    b.onEvent
                    sends door to /probe/y
                  a.onEvent
                    writes c
                succeeds
              """);
      TracedCascade cascade = trace().cascades().getFirst();
      assertThat(cascade.written()).containsExactly("a", "b", "c");
      assertThat(cascade.entries()).hasSize(16);
    }
  }

  /** A plane tells of all its agents, from their next root events on: of none in part. */
  @Test
  void planeIsTraced_fromTheNextRootEventsOn() throws Exception {
    try (Stage stage = Stage.of(TracingTest::chain)) {
      Tracing tracing =
          stage.ask(p -> {
            Tracing begun = stage.plane.trace(recorder);
            p.a.set(1);
            return begun;
          });
      stage.plane.awaitQuiet();
      tracing.close();
      tracing.close();

      assertThat(trace().cascades())
          .extracting(cascade -> cascade.agent() + " " + cascade.rootEvent())
          .containsExactly("/probe/y onStart", "/probe/y door.onCommand");
      assertThat(trace().cascades()).allMatch(TracedCascade::hasSucceeded);
    }
  }

  /** Each of several tracers is told; one that throws is told no more, and fails nobody (F6). */
  @Test
  void tracerThatThrows_isToldNoMore() {
    List<TraceEntry> told = new CopyOnWriteArrayList<>();
    try (Stage stage = Stage.of(TracingTest::chain)) {
      stage.plane.trace(entry -> {
        told.add(entry);
        throw new IllegalStateException("on purpose");
      });
      stage.plane.trace(recorder);
      stage.run(p -> p.c.set(1));
      assertThat(stage.<Integer>ask(p -> p.c.get())).isEqualTo(1);
      assertThat(told).containsExactly(new TraceEntry.Begins("/probe/x", "onStart"));
      assertThat(trace().cascades()).hasSize(3).allMatch(TracedCascade::hasSucceeded);
    }
  }

  /** F6: likewise where it throws an error, as an assertion in a test does. */
  @Test
  void tracerThatThrowsAnError_isToldNoMore() {
    try (Stage stage = Stage.of(TracingTest::chain)) {
      for (Class<? extends TraceEntry> at :
          List.of(TraceEntry.Begins.class, TraceEntry.Parks.class, TraceEntry.Succeeds.class)) {
        stage.plane.trace(entry -> {
          if (at.isInstance(entry)) {
            throw new AssertionError("on purpose");
          }
        });
        stage.run(p -> p.a.set(1));
        assertThat(stage.<Integer>ask(p -> p.a.get())).as("%s", at).isEqualTo(1);
      }
    }
  }

  /** F2: each of many writes is told, and all are taken back as if nobody had looked. */
  @Test
  void tracedCascadeThatFails_isRolledBack() {
    Stage stage =
        Stage.of(TracingTest::chain, options -> options.withFailurePolicy(FailurePolicy.resume()));
    try (stage;
        Tracing tracing = stage.plane.trace(recorder)) {
      stage.run(p -> p.c.set(7));
      assertThatThrownBy(() ->
              stage.run(p -> {
                p.c.set(8);
                p.c.set(9);
                throw new IllegalStateException("on purpose");
              }))
          .isInstanceOf(AgentFailedException.class);
      assertThat(stage.<Integer>ask(p -> p.c.get())).isEqualTo(7);

      TracedCascade failed = trace().cascades().get(2);
      assertThat(failed.written()).containsExactly("c", "c");
      assertThat(failed.failure()).hasMessage("on purpose");
      assertThat(failed).asString().endsWith("\n  fails: java.lang.IllegalStateException");
      assertThat(tracing).isNotNull();
    }
  }

  /** B4, B6: what goes over the bus is sent, too; own handlers stand where they run. */
  @Test
  void publicationsAndRequests_areTold() throws Exception {
    try (Stage stage =
        Stage.of(p ->
            p.start = () -> AgentContext.current().bus().subscribe("t", String.class, m -> {}))) {
      stage.run(p -> {});
      try (Tracing tracing = stage.probe("x").trace(recorder)) {
        stage.run(p -> {
          AgentContext.current().bus().publish("t", "message");
          AgentContext.current().bus().send("nowhere", "message");
        });
        assertThat(tracing).isNotNull();
      }
      assertThat(trace().cascades().getFirst().sent())
          .containsExactly(
              new TracedCascade.Sent("t", "publication"),
              new TracedCascade.Sent("nowhere", "request"));
      assertThat(trace().cascades().getFirst().handlers()).hasSize(2);
    }
  }
}
