package dev.parklane.stress;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.CascadeAbortedException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent that runs errands, which send other couriers on errands. It counts the errands that it
 * has begun and those that it has ended, each in a lane: between cascades the two are equal, unless
 * half of a cascade was kept.
 */
final class Courier extends Agent {
  private final CommandLane<Parcel> take = new CommandLane<>(this, "take", Parcel.class);
  private final ValueLane<Integer> begun = new ValueLane<>(this, "begun", 0);
  private final ValueLane<Integer> ended = new ValueLane<>(this, "ended", 0);
  private final ValueLane<Errand> part = new ValueLane<>(this, "part", new Errand(List.of()));

  private final int couriers;
  private final Book book;
  private int sent; // of the errand that runs now

  /**
   * A message.
   *
   * @param from who sent it
   * @param errand the number of the errand for which it was sent, in the book of the sender
   * @param part its place among the messages of that errand
   * @param task what to do
   */
  record Parcel(String from, int errand, int part, Errand task) {}

  /**
   * What a courier has been told, over all its instances.
   *
   * @param parcels every message that a handler has seen, also of cascades that failed
   * @param endedAtStop how many errands the last instance that stopped had ended
   */
  record Book(List<Parcel> parcels, AtomicInteger endedAtStop) {}

  Courier(int couriers, Book book) {
    this.couriers = couriers;
    this.book = book;
    take.onCommand(this::run);
    part.onEvent(this::perform);
  }

  static String uri(int number) {
    return "/courier/" + number;
  }

  /** Whether no cascade is half done (law F2). */
  boolean isWhole() {
    return begun.get().equals(ended.get());
  }

  private void run(Parcel parcel) throws Exception {
    book.parcels().add(parcel);
    sent = 0;
    begun.update(count -> count + 1);
    perform(parcel.task());
    ended.update(count -> count + 1);
  }

  private void perform(Errand errand) throws Exception {
    for (Errand.Step step : errand.steps()) {
      switch (step) {
        case Errand.Step.Send s ->
            agent(uri(s.to() % couriers))
                .command("take", new Parcel(uri(), book.parcels().size() - 1, sent++, s.errand()));
        case Errand.Step.Trigger t -> part.set(t.part());
        case Errand.Step.Attempt a -> {
          try {
            part.set(a.part());
          } catch (CascadeAbortedException e) {
            return; // and pretends that nothing was wrong
          }
        }
        case Errand.Step.Dawdle d -> Thread.yield();
        case Errand.Step.Fail f -> throw new Script.Boom();
      }
    }
  }

  @Override
  protected void onStop() {
    book.endedAtStop().set(ended.get());
  }
}
