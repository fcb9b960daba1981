package dev.parklane.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What a recorder keeps, and what a trace shows of a beginning that was not kept. */
class TraceRecorderTest {
  private static void cascade(TraceRecorder recorder, String rootEvent) {
    recorder.trace(new TraceEntry.Begins("/a", rootEvent));
    recorder.trace(new TraceEntry.Handles("/a", rootEvent, 0));
    recorder.trace(new TraceEntry.Succeeds("/a"));
  }

  @Test
  void recorder_keepsTheLatest() {
    TraceRecorder recorder = new TraceRecorder(5);
    cascade(recorder, "one");
    cascade(recorder, "two");
    Trace trace = recorder.recorded();
    cascade(recorder, "three");

    assertThat(trace.dropped()).isEqualTo(1);
    assertThat(trace.lines())
        .containsExactly("  /a 0 one", "/a succeeds", "/a <- two", "  /a 0 two", "/a succeeds");
    assertThat(trace.cascades()).singleElement().hasToString("/a <- two\n  two\n  succeeds");
    assertThat(trace.tree()).isEqualTo("/a <- two\n  two\n  succeeds\n");
  }

  @Test
  void recorderOfNothing_isRefused() {
    assertThatThrownBy(() -> new TraceRecorder(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 entries");
  }
}
