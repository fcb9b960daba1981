package dev.parklane.runtime.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** The carriers of a plane that has closed. */
@Timeout(60)
class CarrierPoolTest {
  /** Tells when it has ended. */
  private static final class Ending extends NothingToDo {
    private final CountDownLatch ended = new CountDownLatch(1);

    @Override
    public boolean end() {
      ended.countDown();
      return true;
    }
  }

  static boolean isOpened() {
    return JdkVirtualThreads.isOpened();
  }

  /** L5, F6: the thread of the JDK that wakes it would end for good, and wake nobody any more. */
  @Test
  @EnabledIf("isOpened")
  void thread_thatIsWokenAfterTheClose_goesOn_andItsWakerGetsNoException() throws Exception {
    CarrierPool pool = new CarrierPool(1, 16, null);
    pool.close();
    Ending late = new Ending();
    new LockStepScheduler(late, pool, new StartedThreads()).start();
    late.ended.await();
    assertThat(late.ended.getCount()).isZero();
  }
}
