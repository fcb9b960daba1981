package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law F11: an event that cannot be handled again, as its own turn has ended what it came from. */
@Timeout(60)
class RetryWithoutSourceTest extends RetryFixture {
  /** What ends its own source, lets that stand, and then fails. */
  private static final class Rash extends Agent {
    private final StringBuffer told;

    Rash(StringBuffer told) {
      this.told = told;
    }

    @Override
    protected void onStart() {
      Scheduled[] step = new Scheduled[1];
      step[0] =
          every(
              Duration.ofSeconds(1),
              () -> {
                told.append("step ");
                step[0].cancel();
                checkpoint();
                throw new IllegalStateException("on purpose");
              });
    }

    @Override
    protected void onFailure(Throwable cause) {
      told.append("last word");
    }
  }

  /**
   * F11, F3: where nothing can be handled again the policy behind decides, at the first failure.
   */
  @Test
  void eventWhoseSourceItsOwnTurnHasEnded_isLeftToThePolicyBehind() throws Exception {
    StringBuffer told = new StringBuffer();
    try (Plane plane =
        Plane.builder()
            .clock(clock)
            .route(
                "/rash",
                () -> new Rash(told),
                o ->
                    o.withFailurePolicy(FailurePolicy.retry(3, SECONDS).then(FailurePolicy.stop())))
            .start()) {
      plane.agent("/rash").ask(Rash.class, rash -> 0);
      clock.advance(Duration.ofSeconds(1));
      plane.awaitQuiet();
      clock.advance(Duration.ofSeconds(20));
      plane.awaitQuiet();
      assertThat(told).hasToString("step last word");
      assertThat(plane.agents("/rash")).isEmpty();
    }
  }
}
