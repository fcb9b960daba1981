package dev.parklane.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Law E1 in its place, against a plain queue: whatever is withdrawn, the others are taken. */
class MailboxModelTest {
  private static final int MANY = 200; // enough for withdrawn events to be swept out

  private sealed interface Step {
    /** So many events come. */
    record Post(int events) implements Step {}

    /** So many are taken. */
    record Take(int events) implements Step {}

    /** Of the events that are there, each one whose number this divides is withdrawn. */
    record Withdraw(int each) implements Step {}

    /** The one that is taken next is put back. */
    record PutBack() implements Step {}
  }

  private static final class Numbered extends RootEvent {
    private final int number;
    private boolean withdrawn;

    Numbered(int number) {
      this.number = number;
    }

    @Override
    HandlerName name() {
      return HandlerName.ofAgent("numbered");
    }

    @Override
    boolean isWithdrawn() {
      return withdrawn;
    }

    @Override
    void run(Instance agent, Cascade cascade) {
      throw new UnsupportedOperationException("it is taken, and not handled");
    }

    @Override
    public String toString() {
      return "#" + number;
    }
  }

  private static final class Box extends Mailbox {
    private final AtWork atWork = new AtWork();

    @Override
    int capacity() {
      return Integer.MAX_VALUE;
    }

    @Override
    void wakeAfterMark(Mail by) {}

    void add(RootEvent event) {
      post(event, atWork);
    }

    /** The next one that is of use. */
    @Nullable RootEvent next() {
      RootEvent event = (RootEvent) take();
      while (event != null && !event.begin()) {
        event = (RootEvent) take();
      }
      return event;
    }
  }

  private final Box box = new Box();
  private final Deque<Numbered> model = new ArrayDeque<>();
  private int posted;

  @Property(tries = 500)
  @Label("E1 J6: every event that is not withdrawn is taken, in order of arrival")
  void events_areTakenInOrder_whicheverAreWithdrawn(@ForAll("steps") List<Step> steps) {
    for (Step step : steps) {
      play(step);
    }
    while (!model.isEmpty()) {
      assertThat(box.next()).isSameAs(model.poll());
    }
    assertThat(box.next()).isNull();
  }

  private void play(Step step) {
    switch (step) {
      case Step.Post(int events) -> {
        for (int i = 0; i < events; i++) {
          Numbered event = new Numbered(posted++);
          box.add(event);
          model.add(event);
        }
      }
      case Step.Take(int events) -> {
        for (int i = 0; i < events; i++) {
          assertThat(box.next()).isSameAs(model.poll());
        }
      }
      case Step.Withdraw(int each) -> {
        for (Numbered event : new ArrayList<>(model)) {
          if (event.number % each == 0) {
            model.remove(event);
            event.withdrawn = true;
            box.withdrawn();
          }
        }
      }
      case Step.PutBack() -> {
        RootEvent event = box.next();
        assertThat(event).isSameAs(model.peek());
        if (event != null) {
          box.putBack(event);
        }
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Arbitraries.<Step>frequencyOf(
            Tuple.of(4, Arbitraries.integers().between(1, MANY).map(Step.Post::new)),
            Tuple.of(2, Arbitraries.integers().between(1, MANY).map(Step.Take::new)),
            Tuple.of(3, Arbitraries.integers().between(1, 3).map(Step.Withdraw::new)),
            Tuple.of(1, Arbitraries.create(Step.PutBack::new)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }
}
