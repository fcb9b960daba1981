package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Law E1 in its place: the queue between senders and an agent. */
@Timeout(60)
class MailboxTest {
  private static final class Box extends Mailbox {
    private final AtWork atWork = new AtWork();
    private int capacity = Integer.MAX_VALUE;

    @Override
    int capacity() {
      return capacity;
    }

    @Override
    void wakeAfterMark(Mail by) {}

    Posted post(RootEvent event) {
      return post(event, atWork);
    }
  }

  private final Box box = new Box();

  private static RootEvent event(Object value) {
    return new RootEvent.Command("lane", value);
  }

  private List<Object> takeAll() {
    List<Object> taken = new ArrayList<>();
    for (RootEvent event = (RootEvent) box.take(); event != null; event = (RootEvent) box.take()) {
      taken.add(String.valueOf(event.value()));
    }
    return taken;
  }

  @Test
  void post_toAnIdleMailbox_wakes_andLaterOnesQueue() {
    assertThat(box.post(event(1))).isEqualTo(Mailbox.Posted.WAKE);
    assertThat(box.post(event(2))).isEqualTo(Mailbox.Posted.QUEUED);
    assertThat(takeAll()).containsExactly("1", "2");
    assertThat(box.post(event(3))).isEqualTo(Mailbox.Posted.QUEUED);
    assertThat(takeAll()).containsExactly("3");
    assertThat(box.rest()).isTrue();
    assertThat(box.post(event(4))).isEqualTo(Mailbox.Posted.WAKE);
  }

  @Test
  void take_withEventsComingBetween_keepsTheOrderOfArrival() {
    box.post(event(1));
    box.post(event(2));
    assertThat(box.take()).isNotNull();
    box.post(event(3));
    assertThat(takeAll()).containsExactly("2", "3");
  }

  @Test
  void rest_withAnEventThere_isRefused() {
    box.post(event(1));
    takeAll();
    box.post(event(2));
    assertThat(box.rest()).isFalse();
    assertThat(box.retire()).isFalse();
    assertThat(takeAll()).containsExactly("2");
    assertThat(box.retire()).isTrue();
    assertThat(box.post(event(3))).isEqualTo(Mailbox.Posted.RETIRED);
  }

  /**
   * F6: where there is no memory to wake the agent, its waker keeps the event, and no other is
   * lost.
   */
  @Test
  void takeBack_leavesTheEventsThatCameBehind_toTheNextThatWakes() {
    RootEvent first = event(1);
    box.post(first);
    box.post(event(2));
    box.post(event(3));
    box.takeBack(first);
    assertThat(box.post(event(4))).isEqualTo(Mailbox.Posted.WAKE);
    assertThat(takeAll()).containsExactly("2", "3", "4");
    assertThat(box.rest()).isTrue();
    RootEvent alone = event(5);
    assertThat(box.post(alone)).isEqualTo(Mailbox.Posted.WAKE);
    box.takeBack(alone);
    assertThat(box.post(event(6))).isEqualTo(Mailbox.Posted.WAKE);
    assertThat(takeAll()).containsExactly("6");
  }

  /** O3: below 1,024 the bound is exact, whatever else has been taken over with a message. */
  @Test
  void take_ofOneOfSeveral_makesRoomForOne() {
    box.capacity = 2;
    box.post(event(1));
    box.post(event(2));
    assertThat(box.hasRoom()).isFalse();
    box.take();
    assertThat(box.post(event(3))).isEqualTo(Mailbox.Posted.QUEUED);
    assertThat(box.post(event(4))).isEqualTo(Mailbox.Posted.FULL);
  }

  /** O3: what is put back takes its room again, and what is taken back leaves it. */
  @Test
  void messages_putBackAndTakenBack_countOnce() {
    box.capacity = 1;
    RootEvent message = event(1);
    box.post(message);
    box.take();
    box.putBack(message);
    assertThat(box.post(event(2))).isEqualTo(Mailbox.Posted.FULL);
    assertThat(takeAll()).containsExactly("1");
    assertThat(box.rest()).isTrue();
    RootEvent waker = event(3);
    box.post(waker);
    box.post(new RootEvent.Restart()); // which needs no room, and keeps the mailbox there
    box.takeBack(waker);
    assertThat(box.post(event(4))).isEqualTo(Mailbox.Posted.WAKE);
  }

  /** E1: the order of each sender is kept, and nothing is lost, whoever else sends. */
  @Test
  void posts_ofSeveralThreads_areAllTaken_inTheOrderOfEachSender() throws Exception {
    int senders = 4;
    int each = 50_000;
    box.post(event("0:0"));
    List<Thread> threads =
        IntStream.rangeClosed(1, senders)
            .mapToObj(sender ->
                Thread.ofPlatform()
                    .start(() -> {
                      for (int i = 0; i < each; i++) {
                        box.post(event(sender + ":" + i));
                      }
                    }))
            .toList();
    Map<String, Integer> next = new HashMap<>();
    for (int taken = 0; taken < senders * each + 1; ) {
      RootEvent event = (RootEvent) box.take();
      if (event == null) {
        Thread.onSpinWait();
        continue;
      }
      String[] value = String.valueOf(event.value()).split(":");
      assertThat(Integer.parseInt(value[1])).isEqualTo(next.getOrDefault(value[0], 0));
      next.merge(value[0], 1, Integer::sum);
      taken++;
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(box.rest()).isTrue();
  }
}
