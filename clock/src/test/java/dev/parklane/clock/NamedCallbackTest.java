package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a timer calls that was set without a handler (law K6). */
class NamedCallbackTest {
  private final TestClock clock = new TestClock();
  private final List<String> trace = new ArrayList<>();

  private static TimerSpec every(long nanos) {
    return TimerSpec.every(Duration.ofNanos(nanos));
  }

  /** K6. */
  @Test
  void timerWithoutAHandler_usesTheNamedCallback_whichSurvivesIt() {
    clock.callback("n", event -> trace.add("named"));
    clock.defaultCallback(event -> trace.add("default"));
    clock.alert("n", 1);
    clock.advanceTo(1);
    clock.timer("n", every(1).stopNanos(2));
    clock.advanceTo(2);
    clock.alert("n", 3, event -> trace.add("its own"));
    clock.advanceTo(3);
    clock.alert("n", Instant.ofEpochSecond(0, 4));
    clock.advanceTo(4);
    assertThat(trace).containsExactly("named", "named", "its own", "named");
  }

  /** K6. */
  @Test
  void timerWithoutAHandler_usesTheDefault_andIsAnErrorWithoutOne() {
    assertThatThrownBy(() -> clock.alert("n", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "[PL-K6] alert 'n' has no handler; give it one, or name a callback 'n' or a default one before");
    assertThatThrownBy(() -> clock.timer("n", every(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("[PL-K6] timer 'n' has no handler");
    clock.defaultCallback(event -> trace.add("default"));
    clock.after("n", Duration.ofNanos(1));
    clock.advanceTo(1);
    assertThat(trace).containsExactly("default");
  }

  /** K6. */
  @Test
  void handler_isBoundWhenTheTimerIsSet() {
    clock.callback("n", event -> trace.add("named"));
    clock.defaultCallback(event -> trace.add("default"));
    clock.timer("n", every(1));
    clock.timer("d", every(1));
    clock.callback("n", event -> trace.add("too late"));
    clock.callback("d", event -> trace.add("too late"));
    clock.defaultCallback(event -> trace.add("too late"));
    clock.advanceTo(2);
    assertThat(trace).containsExactly("default", "named", "default", "named");
  }

  /** K6: the next timer is bound to what its name means by then. */
  @Test
  void callback_namedAnew_isUsedFromThenOn() {
    clock.callback("n", event -> trace.add("first"));
    clock.callback("n", event -> trace.add("second"));
    clock.alert("n", 1);
    clock.advanceTo(1);
    assertThat(trace).containsExactly("second");
  }
}
