package dev.parklane.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Law K8 on the queue alone, against a list that is sorted. */
class WakeQueueTest {
  private static final Comparator<PlainWakeup> ORDER =
      Comparator.<PlainWakeup>comparingLong(wake -> wake.atNanos)
          .thenComparing(wake -> wake.name)
          .thenComparingLong(wake -> wake.order);

  @Property(tries = 300)
  void anyPutsMovesTakesAndRemovals_leaveTheOrderOfTimeNameAndRegistration(@ForAll Random random) {
    WakeQueue queue = new WakeQueue();
    List<PlainWakeup> all = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      int choice = random.nextInt(5);
      if (choice < 2 || all.isEmpty()) {
        PlainWakeup wake = wake("n" + random.nextInt(3));
        queue.put(wake, time(random));
        all.add(wake);
      } else if (choice == 2) {
        queue.put(all.get(random.nextInt(all.size())), time(random));
      } else if (choice == 3) {
        PlainWakeup first = all.stream().min(ORDER).orElseThrow();
        assertThat(queue.takeDue(first.atNanos)).isSameAs(first);
        assertThat(queue.remove(first)).isFalse();
        all.remove(first);
      } else {
        PlainWakeup wake = all.remove(random.nextInt(all.size()));
        assertThat(queue.remove(wake)).isTrue();
        assertThat(queue.remove(wake)).isFalse();
      }
      assertThat(queue.size()).isEqualTo(all.size());
    }
    all.sort(ORDER);
    for (PlainWakeup wake : all) {
      if (wake.atNanos > Long.MIN_VALUE) {
        assertThat(queue.takeDue(wake.atNanos - 1)).isNull();
      }
      assertThat(queue.first()).isSameAs(wake);
      assertThat(queue.takeDue(wake.atNanos)).isSameAs(wake);
    }
    assertThat(queue.first()).isNull();
  }

  @Property(tries = 10)
  void clear_leavesNothingToRemove(@ForAll Random random) {
    WakeQueue queue = new WakeQueue();
    PlainWakeup wake = wake("a");
    queue.put(wake("b"), Long.MIN_VALUE);
    queue.put(wake, random.nextLong());
    queue.takeDue(Long.MIN_VALUE);
    queue.clear();
    assertThat(queue.remove(wake)).isFalse();
    assertThat(queue.size()).isZero();
    assertThat(queue.first()).isNull();
  }

  private static PlainWakeup wake(String name) {
    return new PlainWakeup(new TestSource(0), name, () -> {}, false);
  }

  private static long time(Random random) {
    return switch (random.nextInt(12)) {
      case 0 -> Long.MIN_VALUE;
      case 1 -> Long.MAX_VALUE;
      default -> random.nextInt(-20, 20);
    };
  }
}
