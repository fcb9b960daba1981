package dev.parklane.stress.planes;

import dev.parklane.runtime.bus.Bus;
import dev.parklane.runtime.bus.Subscription;
import dev.parklane.runtime.event.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What an agent may subscribe to, and all the subscriptions that it has made, rolled back too. */
final class Slots {
  private final List<Role.Slot> slots;
  private final List<Handler<Letter>> handlers = new ArrayList<>();
  private final List<List<Subscription>> made = new ArrayList<>();

  Slots(List<Role.Slot> slots, IntFunction<Handler<Letter>> handler) {
    this.slots = slots;
    for (int i = 0; i < slots.size(); i++) {
      handlers.add(handler.apply(i));
      made.add(new ArrayList<>());
    }
  }

  void subscribeFromStart(Bus bus) {
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).fromStart()) {
        subscribe(bus, i);
      }
    }
  }

  /** Unless it is open. */
  void subscribe(Bus bus, int slot) {
    if (made.get(slot).stream().noneMatch(Subscription::isOpen)) {
      Role.Slot to = slots.get(slot);
      made.get(slot)
          .add(bus.subscribe(to.pattern(), Letter.class, handlers.get(slot), to.priority()));
    }
  }

  void close(int slot) {
    made.get(slot).forEach(Subscription::close);
  }
}
