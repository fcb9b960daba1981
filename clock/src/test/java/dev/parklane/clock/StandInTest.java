package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law K7: of two threads one goes on, whatever happens to the other. */
@Timeout(60)
class StandInTest {
  private final List<String> trace = Collections.synchronizedList(new ArrayList<>());

  private final List<Thread> begun = new ArrayList<>();

  /** Three events, in the middle of which something may happen. */
  private class Three implements StandIn.Errand {
    private int left = 3;

    @Override
    public void begins(Thread by) {
      trace.add("begins");
    }

    @Override
    public boolean settle() throws InterruptedException {
      return true;
    }

    @Override
    public boolean deliver() {
      if (left == 0) {
        return false;
      }
      trace.add("event " + left--);
      return true;
    }

    @Override
    public boolean isQuiet() {
      return true;
    }
  }

  /** Notes the thread on which it is begun. */
  private class Noting extends Three {
    @Override
    public void begins(Thread by) {
      begun.add(by);
    }
  }

  @Test
  void errand_isRunToItsEnd() {
    StandIn other = new StandIn(new Three());
    assertThat(other.await(List.of())).isTrue();
    assertThat(other.isTakenOff()).isFalse();
    assertThat(trace).containsExactly("begins", "event 3", "event 2", "event 1");
  }

  @Test
  void errand_thatNeedsTheOtherThread_isNotSettled() {
    StandIn other =
        new StandIn(
            new Three() {
              @Override
              public boolean settle() {
                return trace.size() < 2;
              }
            });
    assertThat(other.await(List.of())).isFalse();
    assertThat(other.isTakenOff()).isFalse();
    assertThat(trace).containsExactly("begins", "event 3");
  }

  /** No memory for a thread: a thing that passes. */
  @Test
  void thread_thatCannotBeMade_isDoneWithout() {
    for (Throwable refusal :
        List.of(new OutOfMemoryError("no thread"), new RejectedExecutionException("no thread"))) {
      StandIn other =
          new StandIn(
              new Three() {
                @Override
                public void begins(Thread by) {
                  Threads.<RuntimeException>sneak(refusal);
                }
              });
      assertThat(other.await(List.of())).isFalse();
      assertThat(other.isTakenOff()).isTrue();
    }
    assertThat(trace).isEmpty();
  }

  @Test
  void errand_thatFails_failsTheCaller() {
    Error thrown = new AssertionError("broken");
    StandIn other =
        new StandIn(
            new Three() {
              @Override
              public boolean deliver() {
                throw thrown;
              }
            });
    assertThatThrownBy(() -> other.await(List.of())).isSameAs(thrown);
  }

  /** As where pinned handlers hold all carriers: it is quiet, and does not come back. */
  @Test
  void thread_thatGetsNoCarrier_isTakenOff_andDoesNothingMore() throws Exception {
    CountDownLatch carrier = new CountDownLatch(1);
    StandIn other =
        new StandIn(
            new Noting() {
              @Override
              public boolean settle() {
                if (trace.size() == 1) {
                  awaitWhateverComes(carrier);
                }
                return true;
              }
            });
    assertThat(other.await(List.of())).isFalse();
    assertThat(other.isTakenOff()).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(begun.getFirst().isAlive()).isTrue();
    carrier.countDown();
    begun.getFirst().join();
    assertThat(trace).containsExactly("event 3");
  }

  private static void awaitWhateverComes(CountDownLatch latch) {
    boolean over = false;
    while (!over) {
      try {
        latch.await();
        over = true;
      } catch (InterruptedException e) {
        // as one that does not run
      }
    }
  }

  /** What it waits for lasts: a handler that waits for something real. */
  @Test
  void thread_thatWaitsForWhatLasts_isLeftToIt() {
    List<String> looks = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch looked = new CountDownLatch(5);
    StandIn other =
        new StandIn(
            new Three() {
              @Override
              public boolean settle() throws InterruptedException {
                looked.await();
                return true;
              }

              @Override
              public boolean isQuiet() {
                looks.add("look");
                looked.countDown();
                return false;
              }
            });
    assertThat(other.await(List.of())).isTrue();
    assertThat(looks).hasSizeGreaterThanOrEqualTo(5);
    assertThat(trace).hasSize(4);
  }

  @Test
  void interrupt_takesItOffWhileItWaits_andIsKept() {
    Thread me = Thread.currentThread();
    StandIn other =
        new StandIn(
            new Noting() {
              @Override
              public boolean settle() throws InterruptedException {
                me.interrupt();
                new CountDownLatch(1).await();
                return true;
              }
            });
    assertThat(other.await(List.of())).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(begun.getFirst().isAlive()).isFalse();
    assertThat(trace).isEmpty();
  }

  /** What it delivers is not cut short, and it delivers nothing after that. */
  @Test
  void interrupt_whileItDelivers_endsItThen() {
    Thread me = Thread.currentThread();
    StandIn other =
        new StandIn(
            new Three() {
              @Override
              public boolean deliver() {
                me.interrupt();
                while (!Thread.currentThread().isInterrupted()) {
                  Thread.onSpinWait();
                }
                return super.deliver();
              }

              @Override
              public boolean settle() throws InterruptedException {
                if (Thread.interrupted()) {
                  throw new InterruptedException();
                }
                return true;
              }
            });
    assertThat(other.await(List.of())).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(trace).containsExactly("begins", "event 3");
  }

  @Test
  void waits_areToldThatTheThreadWasWoken() {
    Thread me = Thread.currentThread();
    CountDownLatch told = new CountDownLatch(1);
    VirtualWork.Wait wait =
        new VirtualWork.Wait() {
          @Override
          public void woken() {
            told.countDown();
          }

          @Override
          public void close() {}
        };
    StandIn other =
        new StandIn(
            new Three() {
              @Override
              public boolean settle() throws InterruptedException {
                LockSupport.unpark(me);
                told.await();
                return true;
              }
            });
    assertThat(other.await(List.of(wait))).isTrue();
    assertThat(told.getCount()).isZero();
  }
}
