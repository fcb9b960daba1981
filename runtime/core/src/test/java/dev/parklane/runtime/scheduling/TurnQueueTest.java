package dev.parklane.runtime.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In which order turns are taken, and which carriers are woken, started and ended for them. */
@Timeout(60)
class TurnQueueTest {
  private static final long LONG = TimeUnit.HOURS.toNanos(1);

  private final List<Thread> started = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger refused = new AtomicInteger();
  private int startable = Integer.MAX_VALUE;
  private TurnQueue queue = of(1, LONG);

  private TurnQueue of(int most, long keptNanos) {
    return new TurnQueue(most, keptNanos, this::start);
  }

  private void open(int most, long keptNanos) {
    queue = of(most, keptNanos);
    queue.open();
  }

  private void start(Runnable work) {
    if (started.size() >= startable) {
      refused.incrementAndGet();
      throw new OutOfMemoryError("no thread for a test");
    }
    Thread carrier = new Thread(work);
    started.add(carrier);
    carrier.start();
  }

  @AfterEach
  void close() throws InterruptedException {
    queue.close();
    for (Thread carrier : List.copyOf(started)) {
      carrier.join();
    }
  }

  /** E7: those that keep each other at work do not come before others. */
  @Test
  void turn_thatACarrierAdds_comesBehindThoseThatWait() throws InterruptedException {
    List<String> taken = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch allAdded = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(3);
    open(1, LONG);
    queue.add(() -> {
      awaitUninterruptibly(allAdded);
      taken.add("first");
      queue.add(() -> take("of first", taken, done));
      done.countDown();
    });
    queue.add(() -> take("second", taken, done));
    allAdded.countDown();
    done.await();
    assertThat(taken).containsExactly("first", "second", "of first");
  }

  private static void take(String name, List<String> taken, CountDownLatch done) {
    taken.add(name);
    done.countDown();
  }

  private void addOneAndAwaitIt() throws InterruptedException {
    CountDownLatch taken = new CountDownLatch(1);
    queue.add(taken::countDown);
    taken.await();
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A carrier that goes to sleep just then finds it, or is woken. */
  @Test
  void turn_addedAsCarriersGoToSleep_isTaken() throws InterruptedException {
    open(2, LONG);
    for (int i = 0; i < 50_000; i++) {
      addOneAndAwaitIt();
    }
    assertThat(started).hasSizeBetween(1, 2);
  }

  @Test
  void turns_ofManyThreads_areEachTakenOnce() throws InterruptedException {
    open(3, LONG);
    int each = 20_000;
    AtomicInteger[] taken = new AtomicInteger[4 * each];
    CountDownLatch done = new CountDownLatch(taken.length);
    List<Thread> senders = new ArrayList<>();
    for (int sender = 0; sender < 4; sender++) {
      int from = sender * each;
      senders.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int i = from; i < from + each; i++) {
                  AtomicInteger count = new AtomicInteger();
                  taken[i] = count;
                  queue.add(() -> {
                    count.incrementAndGet();
                    done.countDown();
                  });
                }
              }));
    }
    done.await();
    for (Thread sender : senders) {
      sender.join();
    }
    assertThat(taken).allMatch(count -> count.get() == 1);
  }

  /** Two turns that wait for each other need two carriers, and one wakes the other. */
  @Test
  void turnsAddedAtOnce_areTakenAtTheSameTime() throws InterruptedException {
    open(2, LONG);
    for (int i = 0; i < 5_000; i++) {
      CyclicBarrier both = new CyclicBarrier(2);
      CountDownLatch met = new CountDownLatch(2);
      Runnable meets =
          () -> {
            try {
              both.await();
              met.countDown();
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          };
      queue.add(meets);
      queue.add(meets);
      met.await();
    }
    assertThat(started).hasSize(2);
  }

  /** A carrier that puts something off takes it up itself, and costs nobody a wake. */
  @Test
  void turn_thatIsPutOff_wakesNoOther() throws InterruptedException {
    open(2, LONG);
    CountDownLatch rounds = new CountDownLatch(1_000);
    Runnable[] self = new Runnable[1];
    self[0] =
        () -> {
          rounds.countDown();
          if (rounds.getCount() > 0) {
            queue.putOff(self[0]);
          }
        };
    queue.add(self[0]);
    rounds.await();
    assertThat(started).hasSize(1);
  }

  @Test
  void carriersWithoutWork_endButOne() throws InterruptedException {
    open(3, 1);
    CyclicBarrier all = new CyclicBarrier(3);
    CountDownLatch met = new CountDownLatch(3);
    for (int i = 0; i < 3; i++) {
      queue.add(() -> {
        try {
          all.await();
          met.countDown();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
      });
    }
    met.await();
    while (started.stream().filter(Thread::isAlive).count() > 1) {
      Thread.onSpinWait(); // two of three end, or this does not
    }
    addOneAndAwaitIt();
    assertThat(started.stream().filter(Thread::isAlive)).isNotEmpty();
  }

  /** E7: what waits behind a turn without end is taken by a carrier that is lent. */
  @Test
  void turn_behindOneThatDoesNotEnd_isTakenWhereACarrierIsLent() throws InterruptedException {
    CountDownLatch over = lendBehindOneThatDoesNotEnd();
    assertThat(started).hasSize(2);
    over.countDown();
  }

  /** What stood behind it has been taken; it ends when this is counted down. */
  private CountDownLatch lendBehindOneThatDoesNotEnd() throws InterruptedException {
    open(1, LONG);
    CountDownLatch over = new CountDownLatch(1);
    queue.add(() -> awaitUninterruptibly(over));
    CountDownLatch taken = new CountDownLatch(1);
    queue.add(taken::countDown);
    queue.lend(1);
    taken.await();
    return over;
  }

  @Test
  void carriersThatAreLent_areBounded() throws InterruptedException {
    open(1, LONG);
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(1 + TurnQueue.MOST_LENT);
    for (int i = 0; i < 3 * TurnQueue.MOST_LENT; i++) {
      queue.add(() -> {
        running.countDown();
        awaitUninterruptibly(over);
      });
    }
    for (int looks = 0; looks < 3 * TurnQueue.MOST_LENT; looks++) {
      queue.lend(looks + 1);
    }
    running.await();
    queue.lend(100);
    assertThat(started).hasSize(1 + TurnQueue.MOST_LENT);
    over.countDown();
  }

  @Test
  void carriersThatAreLent_endWhenTheOthersAreBack() throws InterruptedException {
    CountDownLatch over = lendBehindOneThatDoesNotEnd();
    over.countDown();
    queue.lend(0);
    while (started.stream().filter(Thread::isAlive).count() > 1) {
      addOneAndAwaitIt(); // who takes one finds that it is one too many, or this lasts
    }
    addOneAndAwaitIt();
    assertThat(started.stream().filter(Thread::isAlive)).hasSize(1);
  }

  @Test
  void close_letsCarriersDoWhatIsThere_andTakesNoMore() throws InterruptedException {
    open(1, LONG);
    CountDownLatch closed = new CountDownLatch(1);
    AtomicInteger taken = new AtomicInteger();
    queue.add(() -> awaitUninterruptibly(closed));
    queue.add(taken::incrementAndGet);
    queue.close();
    boolean added = queue.add(taken::incrementAndGet);
    closed.countDown();
    for (Thread carrier : List.copyOf(started)) {
      carrier.join();
    }
    assertThat(added).isFalse();
    assertThat(taken).hasValue(1);
    assertThat(queue.hasEnded()).isTrue();
  }

  /** F6: the one that is there does the work, and who sends gets no error. */
  @Test
  void carrierThatCannotBeStarted_isDoneWithout() throws InterruptedException {
    startable = 1;
    open(2, LONG);
    CountDownLatch done = new CountDownLatch(1_000);
    for (int i = 0; i < 1_000; i++) {
      queue.add(() -> {
        if (done.getCount() == 1_000) {
          whileNoneWasRefused();
        }
        done.countDown();
      });
    }
    done.await();
    assertThat(refused.get()).isPositive();
    assertThat(started).hasSize(1);
  }

  private void whileNoneWasRefused() {
    while (refused.get() == 0) {
      Thread.onSpinWait();
    }
  }

  /** A turn that ends its thread does not take a carrier from the others. */
  @Test
  void carrierThatATurnEnds_isReplaced() throws InterruptedException {
    open(1, LONG);
    CountDownLatch told = new CountDownLatch(1);
    queue.add(() -> {
      Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> told.countDown());
      throw new AssertionError("ends its thread");
    });
    addOneAndAwaitIt();
    told.await();
    assertThat(started).hasSize(2);
  }
}
