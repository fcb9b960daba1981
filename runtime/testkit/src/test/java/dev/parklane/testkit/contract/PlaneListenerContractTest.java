package dev.parklane.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parklane.runtime.CascadeReport;
import dev.parklane.runtime.DeadLetter;
import dev.parklane.runtime.PlaneListener;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A listener that counts keeps the contract, and those that do less are found by it. */
@Timeout(120)
class PlaneListenerContractTest {
  /** Counts. */
  static class Counting implements PlaneListener {
    final AtomicLong cascades = new AtomicLong();
    final AtomicLong failures = new AtomicLong();
    final AtomicLong letters = new AtomicLong();

    @Override
    public void cascadeEnded(CascadeReport cascade) {
      cascades.incrementAndGet();
      if (!cascade.succeeded()) {
        failures.incrementAndGet();
      }
    }

    @Override
    public void deadLetter(DeadLetter letter) {
      letters.incrementAndGet();
    }
  }

  abstract static class OfCounts implements PlaneListenerContract<Counting> {
    @Override
    public long cascades(Counting listener) {
      return listener.cascades.get();
    }

    @Override
    public long failures(Counting listener) {
      return listener.failures.get();
    }

    @Override
    public long deadLetters(Counting listener) {
      return listener.letters.get();
    }
  }

  @Nested
  class Right extends OfCounts {
    @Override
    public Counting listener() {
      return new Counting();
    }
  }

  static final class LosesSome extends OfCounts {
    @Override
    public Counting listener() {
      return new Counting() {
        @Override
        public void deadLetter(DeadLetter letter) {}
      };
    }
  }

  static final class Throws extends OfCounts {
    @Override
    public Counting listener() {
      return new Counting() {
        @Override
        public void cascadeEnded(CascadeReport cascade) {
          super.cascadeEnded(cascade);
          throw new OnPurpose();
        }
      };
    }
  }

  static final class Waits extends OfCounts {
    @Override
    public Counting listener() {
      return new Counting() {
        @Override
        public void cascadeEnded(CascadeReport cascade) {
          super.cascadeEnded(cascade);
          long end = System.nanoTime() + 300_000;
          while (System.nanoTime() < end) {
            Thread.onSpinWait();
          }
        }
      };
    }
  }

  @Test
  void listenersThatLoseSome_throwOrWait_areFound() {
    for (Class<?> broken : new Class<?>[] {LosesSome.class, Throws.class, Waits.class}) {
      assertThat(Checks.all(broken).failed())
          .as(broken.getSimpleName())
          .containsExactly("listener_countsWhatThereIs_andHoldsNobodyUp_F9");
    }
  }
}
