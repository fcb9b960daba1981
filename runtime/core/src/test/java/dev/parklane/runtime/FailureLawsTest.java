package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Laws F1, F2 and F4 to F6: what a failure undoes, and whom it reaches. */
@Timeout(60)
class FailureLawsTest {
  private static final UnaryOperator<AgentOptions> RESUME =
      o -> o.withFailurePolicy(FailurePolicy.resume());

  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  /** F1. */
  @Test
  void failure_resumesEachParkedWriterWithAnException_deepestFirst() {
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> unwinding("a", () -> p.b.set(v)));
          p.b.on(v -> unwinding("b", () -> p.c.set(v)));
          p.c.on(v -> {
            throw new IOException("disk");
          });
        })) {
      Throwable failure = catchThrowable(() -> stage.run(p -> unwinding("root", () -> p.a.set(1))));
      assertThat(failure).isInstanceOf(AgentFailedException.class).hasRootCauseMessage("disk");
      assertThat(failure.getCause()).isInstanceOf(IOException.class);
    }
    assertThat(trace)
        .containsExactly(
            "b closed", "b got disk", "a closed", "a got disk", "root closed", "root got disk");
  }

  private void unwinding(String who, Runnable write) {
    try (Resource resource = new Resource(trace, who)) {
      write.run();
      trace.add(resource.who() + " went on");
    } catch (CascadeAbortedException e) {
      trace.add(who + " got " + e.getCause().getMessage());
      throw e;
    }
  }

  private record Resource(List<String> trace, String who) implements AutoCloseable {
    @Override
    public void close() {
      trace.add(who + " closed");
    }
  }

  /** F1: code that catches it and goes on gets it again. */
  @Test
  void failure_thatAWriterCatches_isThrownAgainAtItsNextLaneAccess() {
    try (Stage stage =
        Stage.of(
            p ->
                p.a.on(v -> {
                  throw new IllegalStateException("first");
                }),
            RESUME)) {
      assertThatThrownBy(() ->
              stage.run(p -> {
                for (Runnable access :
                    List.<Runnable>of(() -> p.a.set(1), p.b::get, () -> p.c.set(2), p::end)) {
                  try {
                    access.run();
                  } catch (CascadeAbortedException e) {
                    trace.add(e.getCause().getMessage());
                  }
                }
              }))
          .isInstanceOf(AgentFailedException.class)
          .hasRootCauseMessage("first");
    }
    assertThat(trace).containsExactly("first", "first", "first", "first");
  }

  /** F1: what a writer throws while it unwinds is kept with the cause. */
  @Test
  void failure_ofAnUnwindingWriter_isSuppressedUnderTheFirst() {
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> {
            try {
              p.b.set(v);
            } finally {
              failWith("second");
            }
          });
          p.b.on(v -> failWith("first"));
        })) {
      Throwable failure = catchThrowable(() -> stage.run(p -> p.a.set(1)));
      assertThat(failure.getCause()).hasMessage("first");
      assertThat(failure.getCause().getSuppressed())
          .singleElement()
          .satisfies(s -> assertThat(s).hasMessage("second"));
    }
  }

  private static void failWith(String message) {
    throw new IllegalStateException(message);
  }

  /** An exception whose own methods fail. */
  private static final class Evil extends RuntimeException {
    private static final long serialVersionUID = 1;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }

    @Override
    public synchronized Throwable getCause() {
      throw new IllegalStateException("no cause");
    }
  }

  /** F1, F4: whatever an unwinding writer throws, the cascade ends. */
  @Test
  void unwindingWriter_whoseExceptionCannotBeRead_doesNotKeepTheOthersParked() {
    try (Stage stage =
        Stage.of(
            p -> {
              p.a.on(v -> {
                try {
                  p.b.set(v);
                } catch (CascadeAbortedException e) {
                  throw new Evil();
                }
              });
              p.b.on(v -> failWith("first"));
            },
            RESUME)) {
      assertThatThrownBy(() -> stage.run(p -> p.a.set(1)))
          .isInstanceOf(AgentFailedException.class)
          .hasRootCauseMessage("first");
    }
  }

  /** F3, F4: the policy holds for an exception that cannot be printed. */
  @Test
  void failure_whoseExceptionCannotBePrinted_isTreatedByThePolicyAllTheSame() {
    try (Stage stage =
        Stage.of(p -> {
          trace.add("made");
          p.a.on(v -> {
            throw new Evil();
          });
        })) {
      assertThatThrownBy(() -> stage.run(p -> p.a.set(1)))
          .isInstanceOf(AgentFailedException.class)
          .hasMessageContaining("Evil (which cannot be described");
      stage.run(p -> p.b.set(1));
    }
    assertThat(trace).containsExactly("made", "made");
  }

  /** F2, O1. */
  @Test
  void failedCascade_putsLanesAndObserversBack_andSendsNothing() {
    try (Stage stage =
        Stage.of(
            p -> {
              p.a.on(v -> p.b.set(v * 10));
              p.b.on(v -> {
                if (v > 10) {
                  failWith("too much");
                }
              });
            },
            RESUME)) {
      stage.run(p -> p.a.set(1));
      assertThatThrownBy(() ->
              stage.run(p -> {
                p.c.set(5);
                p.c.set(6);
                p.c.on(v -> trace.add("registered by a failed cascade"));
                new Slot<>(p, "late", 0);
                p.other("/probe/y").command("a", 1);
                p.a.set(2);
              }))
          .isInstanceOf(AgentFailedException.class);
      List<Integer> now =
          stage.ask(p -> {
            List<Integer> read = List.of(p.a.get(), p.b.get(), p.c.get());
            p.c.set(7);
            new Slot<>(p, "late", 0); // the name is free again
            return read;
          });
      assertThat(now).containsExactly(1, 10, 0);
      assertThat(stage.plane.agents()).isEqualTo(1);
    }
    assertThat(trace).isEmpty();
  }

  /** F4 to an asker that is an agent, F6. */
  @Test
  void failureOfTheAsked_reachesTheAsker_whoMayGoOn() {
    try (Stage stage = Stage.of(p -> p.b.on(v -> failWith("broken")))) {
      String answer =
          stage.ask(
              "asker",
              p -> {
                p.a.set(1);
                try {
                  p.other("/probe/x").ask(Probe.class, x -> fail(x));
                  return "not reached";
                } catch (AgentFailedException e) {
                  return e.agent() + " " + e.getCause().getMessage() + " " + p.a.get();
                }
              });
      assertThat(answer).isEqualTo("/probe/x broken 1");
    }
  }

  private static int fail(Probe x) {
    x.b.set(1);
    return 0;
  }

  /**
   * F5: once, at ERROR, with agent, lane, event and chain, also for a command that nobody waits on.
   */
  @Test
  void failure_isLoggedOnce_withItsChain() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> p.b.set(v));
          p.b.on(v -> failWith("broken"));
        })) {
      stage.probe("x").command("a", 1);
    } finally {
      System.setErr(before);
    }
    assertThat(log.toString(StandardCharsets.UTF_8).lines().filter(l -> l.contains("ERROR")))
        .singleElement()
        .asString()
        .contains("agent /probe/x failed in b.onEvent", "policy stop", "a.onEvent -> b.onEvent");
  }

  /** F6. */
  @Test
  void stackOverflowOrOutOfMemory_failsThatAgentAlone() {
    try (Stage stage =
        Stage.of(p -> {
          p.a.on(v -> recurse(v));
          p.b.on(v -> {
            throw new OutOfMemoryError("made up");
          });
        })) {
      stage.ask("y", p -> p.c.get());
      assertThatThrownBy(() -> stage.run(p -> p.a.set(1)))
          .hasCauseInstanceOf(StackOverflowError.class);
      assertThatThrownBy(() -> stage.run(p -> p.b.set(1)))
          .hasCauseInstanceOf(OutOfMemoryError.class);
      int y = stage.ask("y", p -> p.c.get());
      int x = stage.ask(p -> p.c.get());
      assertThat(List.of(x, y)).containsExactly(0, 0);
    }
  }

  /** F1, F6: a writer that catches the error of what it triggered saves nothing. */
  @Test
  void errorThatItsWriterCatches_failsTheCascadeAllTheSame() {
    try (Stage stage =
        Stage.of(
            p ->
                p.a.on(v -> {
                  throw new OutOfMemoryError("made up");
                }),
            RESUME)) {
      assertThatThrownBy(() -> stage.run(p -> trace.add("got " + catchThrowable(() -> p.a.set(1)))))
          .hasCauseInstanceOf(OutOfMemoryError.class);
      assertThat(trace).singleElement().asString().contains("CascadeAbortedException");
      int a = stage.ask(p -> p.a.get());
      assertThat(a).isZero();
    }
  }

  private static int recurse(int n) {
    return 1 + recurse(n + 1);
  }

  /**
   * F6: a write that finds no stack left is a failure too, and never leaves the agent half done.
   */
  @Tag("slow")
  @Test
  void write_atTheEndOfTheStack_failsTheCascade_andTheAgentGoesOn() {
    try (Stage stage = Stage.of(p -> p.a.on(v -> p.b.set(v)), RESUME)) {
      for (int i = 0; i < 200; i++) {
        assertThatThrownBy(() -> stage.run(p -> writeAtTheEnd(p, 0)))
            .hasCauseInstanceOf(StackOverflowError.class);
        int next = i;
        List<Integer> read =
            stage.ask(p -> {
              List<Integer> before = List.of(p.a.get(), p.b.get());
              p.a.set(next);
              assertThat(p.b.get()).isEqualTo(next);
              return before;
            });
        int last = Math.max(0, i - 1);
        assertThat(read).containsExactly(last, last);
      }
    }
  }

  /** Recurses to the end of the stack, and on the way back writes until a write goes through. */
  private static int writeAtTheEnd(Probe p, int depth) {
    try {
      return writeAtTheEnd(p, depth + 1) + 1;
    } catch (StackOverflowError e) {
      p.a.set(depth);
      throw e;
    }
  }
}
