package dev.parklane.examples.cart;

import dev.parklane.lanes.CommandLane;
import dev.parklane.lanes.ValueLane;
import dev.parklane.runtime.Agent;
import dev.parklane.runtime.store.Codecs;
import java.util.ArrayList;
import java.util.List;

/** The cart as the shop had it at first, when each line was one piece. */
final class FirstCart extends Agent {
  private final CommandLane<String> add = new CommandLane<>(this, "add", String.class);
  private final ValueLane<List<Cart.FirstLine>> lines =
      new ValueLane<>(this, "lines", List.<Cart.FirstLine>of())
          .codec(Codecs.lists(Codecs.record(Cart.FirstLine.class)));

  FirstCart() {
    add.onCommand(item -> {
      List<Cart.FirstLine> more = new ArrayList<>(lines.get());
      more.add(new Cart.FirstLine(item));
      lines.set(List.copyOf(more));
    });
  }
}
