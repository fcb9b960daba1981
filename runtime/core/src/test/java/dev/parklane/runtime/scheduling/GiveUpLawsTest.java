package dev.parklane.runtime.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Law E13: nothing retries for ever what cannot work. On both schedulers, where there are both. */
@Timeout(60)
class GiveUpLawsTest {
  private static final long NO_PATIENCE = 0;
  private static final long MUCH_PATIENCE = Long.MAX_VALUE;

  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());
  private final StartedThreads owners = new StartedThreads();
  private @Nullable CarrierPool pool;

  @AfterEach
  void close() {
    if (pool != null) {
      pool.close();
    }
    owners.join(Long.MAX_VALUE);
  }

  /** AgentWork whose owner fails at so many attempts to begin. */
  private final class Reluctant implements AgentWork {
    private final CountDownLatch over = new CountDownLatch(1);
    private final Throwable failure;
    private int failing;

    Reluctant(int failing, Throwable failure) {
      this.failing = failing;
      this.failure = failure;
    }

    @Override
    public String name() {
      return "/reluctant";
    }

    @Override
    public void bind(Runnable owner) {
      if (failing-- > 0) {
        trace.add("attempt");
        Reluctant.<RuntimeException>raise(failure);
      }
      owner.run();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable failure) throws T {
      throw (T) failure;
    }

    @Override
    public void run(LockStepScheduler scheduler) {
      trace.add("run");
    }

    @Override
    public boolean end() {
      trace.add("end");
      over.countDown();
      return true;
    }

    @Override
    public void giveUp(Throwable cause) {
      trace.add("given up: " + cause.getMessage());
      over.countDown();
    }
  }

  static boolean[] schedulers() {
    return JdkVirtualThreads.isOpened() ? new boolean[] {false, true} : new boolean[] {false};
  }

  private void work(Reluctant work, boolean lockStep, long patienceNanos) throws Exception {
    pool = lockStep ? new CarrierPool(1, 16, null) : null;
    new LockStepScheduler(work, pool, owners, false, patienceNanos).start();
    work.over.await();
  }

  @ParameterizedTest
  @MethodSource("schedulers")
  void work_thatThisJvmCannotDo_isGivenUp_atOnce(boolean lockStep) throws Exception {
    Throwable lacking = new NoClassDefFoundError("a scope");
    work(new Reluctant(Integer.MAX_VALUE, lacking), lockStep, MUCH_PATIENCE);
    assertThat(trace).containsExactly("attempt", "given up: a scope");
  }

  @ParameterizedTest
  @MethodSource("schedulers")
  void work_thatWantsMemory_isTriedAgain_untilThereIsSome(boolean lockStep) throws Exception {
    work(new Reluctant(3, new OutOfMemoryError("none")), lockStep, MUCH_PATIENCE);
    assertThat(trace).containsExactly("attempt", "attempt", "attempt", "run", "end");
  }

  @ParameterizedTest
  @MethodSource("schedulers")
  void work_thatWantsMemoryForTooLong_isGivenUp(boolean lockStep) throws Exception {
    work(new Reluctant(Integer.MAX_VALUE, new OutOfMemoryError("none")), lockStep, NO_PATIENCE);
    assertThat(trace).containsExactly("attempt", "given up: none");
  }
}
